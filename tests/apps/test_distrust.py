#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Result files and datasets that are not as the program wrote them: refused by every command that reads one, in words."""
import shutil
import unittest

import h5py
import numpy

from program import SMALL, SOURCES, Scratch, run, seal

DATASET = SOURCES / "data/china-2017/china-2017.h5"


def replaced(file, name, values):
    """Another dataset under the name, with the old one's scales where they still fit."""
    old = [list(d.values()) for d in file[name].dims] if name in file else []
    attributes = dict(file[name].attrs)
    del file[name]
    new = file.create_dataset(name, data=values)
    for key in ("units", "long_name"):
        new.attrs[key] = attributes[key]
    for k, scales in enumerate(old[:new.ndim]):
        new.dims[k].attach_scale(scales[0])


def scalar_status(file):
    replaced(file, "status", numpy.int32(0))


def swapped_axes(file):
    values, scales = file["status"][()], [d[0] for d in file["status"].dims]
    del file["status"]
    new = file.create_dataset("status", data=values.T)
    for k, scale in enumerate(reversed(scales)):
        new.dims[k].attach_scale(scale)


def short_table(file):
    replaced(file, "check_tolerance", file["check_tolerance"][:-1])


def text_for_numbers(file):
    replaced(file, "status", numpy.array([["a", "b", "c"]], dtype=h5py.string_dtype()))


def single_precision(file):
    replaced(file, "grp_real", file["grp_real"][()].astype("f4"))


def never_stored(file):
    scales = [d[0] for d in file["grp_real"].dims]
    shape = file["grp_real"].shape
    del file["grp_real"]
    new = file.create_dataset("grp_real", shape, dtype="f8")
    for k, scale in enumerate(scales):
        new.dims[k].attach_scale(scale)


def enormous(file):
    file.create_dataset("x", (1 << 20, 1 << 20), dtype="f8", chunks=(1024, 1024))


def external_storage(file):
    file.create_dataset("x", (4,), dtype="f8", external=[("/etc/hostname", 0, 32)])


def external_link(file):
    file["x"] = h5py.ExternalLink("other.h5", "/y")


def soft_link(file):
    file["x"] = h5py.SoftLink("/status")


def second_name(file):
    file["x"] = file["status"]


def ring(file):
    group = file.create_group("x")
    group["x"] = group


def deep(file):
    file.create_group("x/x/x/x/x/x/x/x")


def virtual(file):
    layout = h5py.VirtualLayout(shape=(3,), dtype="f8")
    layout[:] = h5py.VirtualSource("other.h5", "y", shape=(3,))
    file.create_virtual_dataset("x", layout)


def named_type(file):
    file["x"] = numpy.dtype("f8")


def other_areas(file):
    labels = list(file["area"][()])
    file["area"][()] = labels[::-1]


def states_exchanged(file):
    file["state"][()] = [b"counterfactual", b"reference"]


def status_by_check(file):
    """Read by scenario and trade alone it would be another figure."""
    by = file["check"]
    status = file["status"][()]
    replaced(file, "status", status[..., None].repeat(len(by), -1))
    file["status"].dims[2].attach_scale(by)


CHANGES = [scalar_status, status_by_check, swapped_axes, short_table, text_for_numbers, single_precision, never_stored, enormous, external_storage, external_link,
           soft_link, second_name, ring, deep, virtual, named_type, other_areas, states_exchanged]


class Distrust(Scratch):
    @classmethod
    def setUpClass(cls):
        import pathlib
        import tempfile
        cls.kept = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.kept.cleanup)
        cls.good = pathlib.Path(cls.kept.name) / "good.h5"
        if run("solve", "S1a", *SMALL, "--out", cls.good).returncode != 0:
            raise RuntimeError("no result to change")

    def refused(self, path, word=None):
        for command in (("check", path), ("compare", path), ("explain", path, "grp_real[Guizhou]")):
            result = run(*command)
            self.assertEqual(result.returncode, 1 if command[0] == "check" and result.returncode == 1 else 2,
                             (command, result.stdout, result.stderr))
            told = result.stdout + result.stderr
            self.assertIn(str(path), told)
            self.assertNotIn("all checks passed", told)
            if word:
                self.assertIn(word, told)

    def test_a_file_built_otherwise_is_refused(self):
        for change in CHANGES:
            with self.subTest(change.__name__):
                path = self.folder / f"{change.__name__}.h5"
                shutil.copy(self.good, path)
                with h5py.File(path, "r+") as file:
                    change(file)
                self.refused(path, "has no digest")  # whoever changes a file removes its seal
                seal(path)
                self.refused(path)

    def test_every_byte_is_under_the_seal(self):
        content = self.good.read_bytes()
        path = self.folder / "x.h5"
        for k in range(40):
            at = k * len(content) // 40
            path.write_bytes(content[:at] + bytes([content[at] ^ 4]) + content[at + 1:])
            result = run("check", path)
            self.assertIn(result.returncode, (1, 2), at)
            self.assertNotIn("all checks passed", result.stdout)
        for size in (0, 7, 8, 100, len(content) // 2, len(content) - 81, len(content) - 1):
            path.write_bytes(content[:size])
            self.assertIn(run("compare", path).returncode, (1, 2), size)

    def test_a_dataset_built_otherwise_is_refused(self):
        path = self.folder / "d.h5"
        for change in (soft_link, external_link, enormous, lambda f: replaced(f, "employment_2010", f["employment_2010"][()].T)):
            shutil.copy(DATASET, path)
            with h5py.File(path, "r+") as file:
                change(file)
            for sealed in (False, True):
                if sealed:
                    seal(path)
                result = run("solve", "S1a", *SMALL, "--data", path, "--trade", "central")
                self.assertEqual(result.returncode, 2, result.stdout + result.stderr)
                self.assertIn(str(path), result.stderr)

    def test_a_benchmark_or_batch_built_otherwise_is_refused(self):
        benchmark, batch = self.folder / "b.h5", self.folder / "batch.h5"
        self.assertEqual(run("calibrate", *SMALL, "--out", benchmark).returncode, 0)
        plan = self.folder / "p.toml"
        plan.write_text('id = "p"\ntitle = { zh = "方案", en = "plan" }\nscenarios = ["S1a"]\nindicators = ["grp_real", "ev"]\n'
                        '[benchmark]\nsectors = "3"\ntrade = ["central"]\n')
        done = run("batch", plan, "--out", batch)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for path, name in ((benchmark, "output"), (batch, "status"), (batch, "equivalent_variation")):
            with self.subTest(name):
                altered = self.folder / "x.h5"
                shutil.copy(path, altered)
                with h5py.File(altered, "r+") as file:
                    values = file[name][()]
                    replaced(file, name, values[..., 0] if values.ndim > 1 else values[0])
                seal(altered)
                result = run("check", altered)
                self.assertIn(result.returncode, (1, 2), result.stdout + result.stderr)
                self.assertIn("stands on", result.stdout + result.stderr)

    def test_compare_of_a_package_opens_no_other_file(self):
        for name in ("part", "package"):
            (self.folder / f"{name}.toml").write_text(
                f'id = "{name}"\ntitle = {{ zh = "{name}", en = "{name}" }}\nclosure = "long_run"\n' +
                ('[[part]]\nscenario = "part"\n[[part]]\nscenario = "S1a"\n' if name == "package" else
                 '[[shock]]\nparameter = "iceberg"\nwhere = { from = "Chongqing", to = "RestOfChina" }\nscale = 0.9\n'))
        out = self.folder / "p.h5"
        self.assertEqual(run("solve", self.folder / "package.toml", *SMALL, "--trade", "central", "--out", out).returncode, 0)
        told = run("compare", out).stdout
        self.assertIn("package", told)
        for name in ("part", "package"):
            (self.folder / f"{name}.toml").unlink()
        self.assertEqual(run("compare", out).stdout, told)


if __name__ == "__main__":
    unittest.main()
