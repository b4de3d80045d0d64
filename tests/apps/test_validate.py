#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`yuqian balance --validate` on tables at hand: the shipped estimate taken for the truth, and a table in CSV."""
import json
import unittest

from program import SOURCES, Scratch, run

DATASET = SOURCES / "data/china-2017/china-2017.h5"


class Validate(Scratch):
    def test_the_shipped_table_as_truth(self):
        found = json.loads(run("balance", "--validate", DATASET, "--json").stdout)
        self.assertEqual((found["regions"], found["sectors"]), (31, 42))
        known, hidden = found["margins_known"], found["report_hidden"]
        for errors in known["errors"].values():
            self.assertLess(errors["outflows"], 1e-6)  # known
            self.assertGreater(errors["pair_totals"], 0.05)  # to whom is not
        for trade, errors in hidden["errors"].items():
            self.assertGreater(errors["flows"], known["errors"][trade]["flows"] - 0.05)
            self.assertGreater(errors["outflows"], 0.05)
        self.assertTrue(0 < known["coverage"]["between_low_and_high"] < 1)
        self.assertEqual([p["to"] for p in found["pairs"]], ["Guizhou", "Chongqing"])

    def test_a_table_in_csv_and_both_languages(self):
        rows = ["from_region,from_sector,to_region,to_sector,value"]
        provinces = ["Chongqing", "Guizhou", "Sichuan", "Yunnan"]
        for s, seller in enumerate(provinces):
            for r, buyer in enumerate(provinces):
                for good, size in (("food", 3), ("cars", 7)):
                    value = 100 * size if s == r else size * (1 + s + 2 * r)
                    rows += [f"{seller},{good},{buyer},{user},{value / 3}" for user in ("food", "cars", "household")]
        table = self.folder / "known.csv"
        table.write_text("\n".join(rows) + "\n")
        for language, word in (("en", "not bounds"), ("zh", "并非上下界")):
            result = run("balance", "--validate", table, "--lang", language)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn(word, result.stdout.replace("\n", "").replace("  ", " "))

    def test_wrong_requests(self):
        self.assertIn("--validate", run("balance").stderr)
        nowhere = self.folder / "k.csv"
        nowhere.write_text("from_region,from_sector,to_region,to_sector,value\n" + "".join(
            f"R{s},a,R{r},{u},5\n" for s in range(4) for r in range(4) for u in ("a", "household")))
        self.assertIn("distances", run("balance", "--validate", nowhere).stderr)


if __name__ == "__main__":
    unittest.main()
