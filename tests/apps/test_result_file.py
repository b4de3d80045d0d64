#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Read a freshly written result file with every reader that users have, and check what it says.

YUQIAN_PROGRAM names the program, YUQIAN_SOURCE_DIR the sources.
"""
import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import netCDF4
import numpy as np
import pandas
import xarray

SOURCES = Path(os.environ["YUQIAN_SOURCE_DIR"])


def schema(name):
    lines = [line for line in (SOURCES / "data/schema" / f"{name}.csv").read_text().splitlines() if not line.startswith("#")]
    return {row["name"]: row for row in csv.DictReader(lines)}


class ResultFile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = os.path.join(cls.folder.name, "result.h5")
        run = subprocess.run([os.environ["YUQIAN_PROGRAM"], "solve", "S1a", "S1d", "--range", "0", "--sectors", "8", "--json", "--out", cls.path],
                             capture_output=True, text=True, check=True)
        cls.told = json.loads(run.stdout)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_only_the_finished_file_is_left(self):
        self.assertEqual(os.listdir(self.folder.name), ["result.h5"])

    def test_h5py(self):
        with h5py.File(self.path) as file:
            self.assertEqual(file.attrs["complete"][0], 1)
            self.assertEqual(file.attrs["schema"], "yuqian-result")
            self.assertEqual(file.attrs["base_year"][0], 2017)
            self.assertEqual([d[0].name for d in file["trade_volume"].dims],
                             ["/scenario", "/trade", "/state", "/supplier", "/region_to", "/sector", "/use"])
            self.assertEqual([s.decode() for s in file["trade"][()]], ["low", "central", "high"])
            self.assertEqual(file["closure"][0].decode(), "long_run")
            self.assertIn("渝黔", file["scenario_toml"][0].decode())
            record = json.loads(file["provenance"][()])
            names = [i["name"] for i in record["inputs"]]
            for name in ("china-2017/china-2017.h5", "scenarios/S1a.toml", "closures/long_run.toml", "elasticities/default.csv"):
                self.assertEqual(names.count(name), 1, name)
            self.assertTrue(any(s["name"] == "solve" for s in record["steps"]))

            def attached(name, item):
                if isinstance(item, h5py.Dataset) and not h5py.h5ds.is_scale(item.id):
                    for dim in item.dims:
                        self.assertEqual(len(dim), 1, f"{name} has an axis without its scale")
            file.visititems(attached)

    def test_every_variable_is_as_its_schema_says(self):
        entries = {**schema("variables"), **schema("indicators")}
        with xarray.open_dataset(self.path) as data:
            described = [name for name in data if name in entries]
            self.assertGreater(len(described), 50)
            for name in described:
                entry, attributes = entries[name], data[name].attrs
                self.assertEqual(attributes["units"], entry["unit"], name)
                self.assertEqual(attributes["long_name"], entry["en"], name)
                self.assertEqual(attributes["long_name_zh"], entry["zh"], name)
                if name not in ("check_value", "check_tolerance"):
                    self.assertEqual(list(data[name].dims), ["scenario", "trade", *entry["dims"].split()], name)
                if entry["sign"] == "positive":
                    self.assertTrue(bool((data[name] > 0).where(data[name].notnull(), True).all()), name)

    def test_what_is_left_is_documented(self):
        text = (SOURCES / "docs/results.md").read_text()
        entries = {**schema("variables"), **schema("indicators")}
        with xarray.open_dataset(self.path) as data:
            for name in [*data.variables, *data.attrs]:
                base = name.removesuffix("_zh").removesuffix("_en")
                self.assertTrue(name in entries or f"`{name}`" in text or f"`{base}`" in text or name in ("Conventions", "coordinates"), name)
            for dim in data.dims:
                self.assertIn(f"`{dim}`", text)

    def figures(self, data):
        """The file and the program's JSON tell the same."""
        for scenario in self.told["scenarios"]:
            for trade, entry in scenario["trade"].items():
                at = data.sel(scenario=scenario["id"], trade=trade)
                for area, figures in entry["areas"].items():
                    self.assertAlmostEqual(float(at.grp_real_change.sel(area=area)), figures["grp_real_change"], places=9)
                    self.assertAlmostEqual(float(at.equivalent_variation.sel(area=area).sum("household")),
                                           figures["equivalent_variation"], places=7)
                for flow in entry["trade_between_pair"]:
                    levels = at.trade_volume.sel(supplier=flow["from"], region_to=flow["to"]).sum(["sector", "use"])
                    self.assertAlmostEqual(float(levels.sel(state="reference")), flow["reference"], places=6)
                    self.assertAlmostEqual(float(levels.sel(state="counterfactual")), flow["counterfactual"], places=6)

    def test_xarray_with_both_engines(self):
        for engine in ("netcdf4", "h5netcdf"):
            with self.subTest(engine), xarray.open_dataset(self.path, engine=engine) as data:
                self.figures(data)
                self.assertEqual(str(data.area_zh.sel(area="ChongqingGuizhou").values), "两地合计")
                self.assertEqual(list(data.scenario_zh.values)[0], "渝黔双边贸易壁垒：交付成本下降10%")
                self.assertEqual(data.status.attrs["flag_meanings"].split()[0], "solved")
                self.assertTrue(bool((data.status == 0).all()))
                self.assertTrue(bool((data.check_value <= data.check_tolerance).all()))

    def test_accounts_add_up(self):
        with xarray.open_dataset(self.path) as data:
            np.testing.assert_allclose(data.grp_expenditure.sum("expenditure_item"), data.grp_nominal, rtol=1e-9)
            np.testing.assert_allclose(data.grp_income.sum("income_item"), data.grp_nominal, rtol=1e-9)
            np.testing.assert_allclose(data.grp_expenditure_real.sum("expenditure_item"), data.grp_real, rtol=1e-9)
            np.testing.assert_allclose(data.grp_real.sel(area="China"),
                                       data.grp_real.sel(area=["Chongqing", "Guizhou", "RestOfChina"]).sum("area"), rtol=1e-12)
            reference = data.grp_nominal.sel(scenario="S1a", state="reference")
            np.testing.assert_allclose(reference.sel(area="Guizhou"), 13540.8, rtol=1e-3)
            # The end of a wedge: its revenue is gone, and was there before.
            revenue = data.barrier_revenue.sel(scenario="S1d", area="Guizhou")
            self.assertTrue(bool((revenue.sel(state="reference") > 0).all()))
            np.testing.assert_allclose(revenue.sel(state="counterfactual"), 0, atol=1e-9)

    def test_netcdf4_pandas_and_ncdump(self):
        with netCDF4.Dataset(self.path) as data:
            self.assertEqual(data.variables["grp_real"].dimensions, ("scenario", "trade", "state", "area"))
        with xarray.open_dataset(self.path) as data:
            frame = data.grp_real_change.to_dataframe()
            self.assertIsInstance(frame, pandas.DataFrame)
            self.assertGreater(frame.loc[("S1a", "high", "Guizhou"), "grp_real_change"], 0)
        text = subprocess.run(["ncdump", "-h", self.path], check=True, capture_output=True, text=True).stdout
        for wanted in ("string scenario(scenario)", "double grp_real(scenario, trade, state, area)",
                       'grp_real:long_name_zh = "实际地区生产总值"', 'grp_real:units = "1e8 CNY"', ":complete = 1"):
            self.assertIn(wanted, text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
