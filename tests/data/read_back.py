#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Read the sample that tests/data/h5.cpp writes with every reader that users have.

    read_back.py FILE
"""
import subprocess
import sys
import warnings

import h5py
import netCDF4
import numpy as np
import pandas
import xarray

OUTPUT = np.array([[0.0, 1.5, 3.0], [4.5, 6.0, np.nan]])


def same(found, wanted):
    np.testing.assert_array_equal(np.asarray(found), np.asarray(wanted))


def with_h5py(path):
    with h5py.File(path, "r") as file:
        assert file.attrs["complete"][0] == 1
        assert file.attrs["Conventions"] == "CF-1.8" and file.attrs["schema"] == "yuqian-test"
        assert file.attrs["closure"] == "long_run"

        assert [d[0].name for d in file["trade"].dims] == ["/supplier", "/region_to", "/sector"]
        assert [s.decode() for s in file["region_zh"][()]] == ["重庆", "贵州"]
        assert h5py.check_string_dtype(file["region"].dtype).encoding == "utf-8"
        assert h5py.check_string_dtype(file["region"].dtype).length is None
        assert file["scenario_toml"][()].decode() == 'id = "渝黔"\n'
        assert file["output"].attrs["units"] == "1e8 CNY"
        assert file["output"].attrs["long_name_zh"] == "总产出"
        same(file["output"][()], OUTPUT)
        same(file["benchmark/output"][()], OUTPUT)

        def attached(name, item):
            if isinstance(item, h5py.Dataset) and not h5py.h5ds.is_scale(item.id):
                for dim in item.dims:
                    assert len(dim) == 1, f"{name} has an axis without its scale"

        file.visititems(attached)


def with_xarray(path, engine):
    with xarray.open_dataset(path, engine=engine) as data:
        assert data["output"].dims == ("region", "sector")
        same(data["output"], OUTPUT)
        same(data["trade"].sel(supplier="Guizhou", region_to="Chongqing"), [6, 7, 8])
        same(data["trade"].sum("supplier").sel(region_to="Guizhou"), [12, 14, 16])
        assert list(data["region_zh"].values) == ["重庆", "贵州"]
        assert "region_zh" in data.coords, "the Chinese names are coordinates"
        assert data["status"].dtype.kind == "i"
        same(data["status"], [0, 2])
        assert data["status"].attrs["flag_meanings"] == "solved stalled diverged"
        same(data["status"].attrs["flag_values"], [0, 1, 2])
        assert list(data["note"].values) == ["渝", ""]
        assert str(data["scenario_toml"].values) == 'id = "渝黔"\n'
        assert data["output"].attrs["long_name"] == "Output of sectors"
        assert float(data["gap"]) == 1e-12
        frame = data["output"].to_dataframe()
        assert isinstance(frame, pandas.DataFrame)
        assert frame.loc[("Guizhou", "food"), "output"] == 6.0
    with xarray.open_dataset(path, engine=engine, group="benchmark") as data:
        same(data["output"], OUTPUT)


def with_netcdf4(path):
    with netCDF4.Dataset(path) as data:
        assert list(data.variables)[0] == "region", "the order of writing is kept"
        assert data.variables["output"].dimensions == ("region", "sector")
        assert list(data.variables["sector"][:]) == ["coal", "food", "steel"]
        assert data.variables["output"][:].mask.sum() == 1


def with_ncdump(path):
    text = subprocess.run(["ncdump", path], check=True, capture_output=True, text=True).stdout
    for wanted in ('string region(region)', 'double output(region, sector)', '"重庆", "贵州"',
                   'output:long_name_zh = "总产出"', ':complete = 1', 'output:_FillValue = NaN'):
        assert wanted in text, f"ncdump does not show {wanted}"


def main(path):
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    with_h5py(path)
    for engine in ("netcdf4", "h5netcdf"):
        with_xarray(path, engine)
    with_netcdf4(path)
    with_ncdump(path)


if __name__ == "__main__":
    main(sys.argv[1])
