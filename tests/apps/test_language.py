#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Who reads Chinese alone: the language of the environment, help, errors, and labels in Chinese."""
import json
import re
import unittest

import xarray

from program import SMALL, SOURCES, Scratch, run

CHINESE = re.compile("[\u4e00-\u9fff]")
NONE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}


class Language(Scratch):
    def test_the_environment_chooses_and_the_option_comes_first(self):
        for environment, chinese in (({"LANG": "zh_CN.UTF-8"}, True), ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}, True),
                                     ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, False), ({"LC_MESSAGES": "zh_TW"}, True), ({}, False)):
            said = run("solve", "S99", **(NONE | environment))
            self.assertEqual(said.returncode, 2)
            self.assertEqual(said.stderr.startswith("错误："), chinese, (environment, said.stderr))
        self.assertTrue(run("solve", "S99", "--lang", "en", **(NONE | {"LANG": "zh_CN"})).stderr.startswith("error: "))
        self.assertTrue(run("--lang=zh", "solve", "S99", **NONE).stderr.startswith("错误："))

    def test_help_of_every_command_is_chinese(self):
        whole = run("--help", "--lang", "zh").stdout
        commands = re.findall(r"(?m)^  ([a-z]+)  ", whole.split("命令:")[1].split("示例")[0])
        self.assertGreater(len(commands), 12)
        for command in commands:
            text = run(command, "--help", "--lang", "zh").stdout
            for line in text.splitlines():
                if line.startswith("示例") or line.startswith("Example"):
                    break
                words = re.findall(r"[A-Za-z]{3,}", re.sub(r"--?[\w-]+|[A-Z0-9/_.]{2,}|[\w.]*_[\w.]*|\S*=\S*|\{[^}]*\}|\([^)]*\)", "", line))
                self.assertTrue(not line.strip() or CHINESE.search(line) or len(words) < 3, (command, line))
                self.assertNotRegex(line, r"\b(TEXT|U?INT|FLOAT|POSITIVE|NONNEGATIVE|REQUIRED)\b", command)

    def test_wrong_command_lines_are_said_in_chinese(self):
        for arguments in (["slove"], ["solve", "--nonsense"], ["solve", "S1a", "--solver", "magic"], ["check", "--jobs"], ["sensitivity", "S1a"],
                          ["batch", "elasticities", "--jobs", "0", "--out", "x.h5"], []):
            said = run(*arguments, LC_ALL="zh_CN.UTF-8")
            self.assertEqual(said.returncode, 2, arguments)
            first = said.stderr.splitlines()[0]
            self.assertTrue(CHINESE.search(first.removeprefix("错误：")), (arguments, first))
            self.assertNotRegex(first, r"\b(is|are|not|was|required)\b")

    def test_errors_of_files_are_said_in_chinese_with_their_place(self):
        path = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "重床", to = "贵州" }\nscale = 0.9\n')
        said = run("solve", path, "--lang", "zh", *SMALL, "--trade", "中")
        self.assertEqual(said.returncode, 2)
        self.assertRegex(said.stderr, r"mine\.toml:6:\d+：本模型中“iceberg”的“from”没有“重床”；您是否指“重庆”？")

    def test_what_is_not_toml_is_said_in_chinese(self):
        for text, answer in (('id = "x\n', "字符串在本行内没有结束引号"), ('id = "x"\nid = "y"\n', "键“id”（string）重复定义"),
                             ("a = 2017-13-45\n", "不合TOML语法")):
            path = self.folder / "wrong.toml"
            path.write_text(text)
            said = run("solve", path, "--lang", "zh", *SMALL)
            self.assertEqual(said.returncode, 2)
            self.assertIn(answer, said.stderr)
            self.assertRegex(said.stderr, r"wrong\.toml:\d+:\d+：")

    def test_check_answers_in_chinese(self):
        wrong = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "重床", to = "贵州" }\nscale = 0.9\n')
        said = run("check", wrong, "--lang", "zh", *SMALL)
        self.assertEqual(said.returncode, 1)
        self.assertIn("您是否指“重庆”？", said.stdout)
        said = run("check", SOURCES / "data/closures/long_run.toml", "--lang", "zh", *SMALL)
        self.assertIn("基准复现", said.stdout)
        self.assertNotRegex(said.stdout.replace(str(SOURCES / "data/closures/long_run.toml"), ""), "[A-Za-z]{4}")

    def test_labels_in_chinese_and_codes_are_labels(self):
        english = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "Chongqing", to = "Guizhou", both_ways = true }\nscale = 0.9\n', "en.toml")
        chinese = self.scenario('[[shock]]\nparameter = "iceberg"\nwhere = { from = "重庆", to = "520000", both_ways = true }\nscale = 0.9\n', "zh.toml")
        files = []
        for path, closure, trade in ((english, "long_run", "central"), (chinese, "长期", "中估计")):
            out = self.folder / (path.stem + ".h5")
            said = run("solve", path, "--closure", closure, "--trade", trade, "--out", out, *SMALL)
            self.assertEqual(said.returncode, 0, said.stderr)
            files.append(xarray.open_dataset(out).load())
        for name in files[0].data_vars:
            if files[0][name].dtype.kind == "f":
                self.assertTrue(files[0][name].identical(files[1][name]), name)
        self.assertEqual(files[1].named_regions.item(), "Chongqing\nGuizhou")
        self.assertEqual(dict(zip(files[1].region.values, files[1].region_gb.values)), {"Chongqing": "500000", "Guizhou": "520000", "RestOfChina": ""})

    def test_an_area_and_a_chain_in_chinese(self):
        said = [json.loads(run("sensitivity", "渝黔双边贸易壁垒：交付成本下降10%", "--levers", "--of", of, "--trade", "central", "--top", 3, "--json",
                               *SMALL).stdout)["ranking"] for of in ("ev[Guizhou]", "ev[贵州]", "ev[52]")]
        self.assertTrue(said[0])
        self.assertEqual(said[0], said[1])
        self.assertEqual(said[0], said[2])
        chain = [run("io", "extract", "--chain", c, "--trade", "central", "--top", 3).stdout for c in ("automobiles", "汽车")]
        self.assertTrue(chain[0])
        self.assertEqual(chain[0], chain[1])


if __name__ == "__main__":
    unittest.main()
