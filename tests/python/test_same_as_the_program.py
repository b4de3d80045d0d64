# SPDX-License-Identifier: Apache-2.0
"""What Python gets is what the program writes: every variable to the bit, every attribute."""
import json

import numpy
import pytest
import xarray

import yuqian


def in_order(dataset):
    """The inputs in provenance by name: the program reads the scenario first, Python the dataset."""
    if "provenance" not in dataset:
        return dataset
    record = json.loads(str(dataset.provenance.values))
    record["inputs"].sort(key=lambda entry: entry["name"])
    return dataset.assign(provenance=dataset.provenance.copy(data=numpy.array(json.dumps(record), dtype=object)))


def assert_same(mine, file):
    """Equal as xarray sees it, and bit by bit: NaN where NaN, no tolerance anywhere."""
    mine, read = in_order(mine), in_order(yuqian.load(file))
    assert set(mine.variables) == set(read.variables)
    assert set(mine.coords) == set(read.coords)
    assert dict(mine.sizes) == dict(read.sizes)
    for name, variable in read.variables.items():
        own = mine.variables[name]
        assert own.dims == variable.dims, name
        if variable.dtype.kind in "fi":
            assert own.dtype == variable.dtype, name
            assert own.values.tobytes() == variable.values.tobytes(), name
        else:
            assert numpy.array_equal(own.values, variable.values), name
        assert_same_notes(own.attrs, variable.attrs, name)
    assert_same_notes(mine.attrs, read.attrs, "the whole")
    xarray.testing.assert_identical(mine, read)


def assert_same_notes(own, other, name):
    assert list(own) == list(other), name
    for key, value in other.items():
        assert numpy.array_equal(own[key], value), (name, key)
        assert numpy.asarray(own[key]).dtype == numpy.asarray(value).dtype, (name, key)


@pytest.mark.parametrize("arguments", [
    {"scenarios": "S1a"},
    {"scenarios": ["S1a", "S8"], "trade": "central"},
    {"scenarios": "S12", "trade": "low", "decompose": "ev,shapley"},
    {"scenarios": "S1a", "trade": "high", "closure": "short_run", "solver": "ipopt"},
    {"scenarios": ["S1a", "S1d"], "trade": "central", "range": 40, "seed": 3, "draws": True, "jobs": 1},
    {"scenarios": "S1a", "trade": "central", "pair": "Sichuan,Yunnan", "range": 20},
], ids=lambda a: str(a["scenarios"]))
def test_solve(arguments, program, tmp_path):
    out = tmp_path / "result.h5"
    listed = arguments["scenarios"] if isinstance(arguments["scenarios"], list) \
        else [arguments["scenarios"]]
    options = ["--draws" if value is True else f"--{key}={value}"
               for key, value in ({"range": 0} | arguments).items() if key != "scenarios"]
    program("solve", *listed, "--sectors", "17", "--out", out, *options)
    result = yuqian.solve(sectors="17", **arguments)
    assert yuqian.solved(result)
    assert_same(result, out)


def test_a_scenario_from_a_dictionary_is_that_of_its_file(mine, program, tmp_path, benchmark):
    question = yuqian.scenario(mine)
    file = tmp_path / "mine.toml"
    file.write_text(question.toml, encoding="utf-8")
    program("solve", file, "--sectors", "17", "--range", "0", "--trade", "central", "--out", tmp_path / "r.h5")
    own, read = benchmark.solve(mine, "central"), yuqian.load(tmp_path / "r.h5")
    xarray.testing.assert_identical(own.drop_vars("provenance"), read.drop_vars("provenance"))
    assert '"scenario mine"' in str(own.provenance.values)


@pytest.mark.parametrize("of,more", [("ev[Guizhou]", {}), ("ev[四川]", {"pair": ["四川", "云南"]})])
def test_sensitivity(of, more, program, tmp_path):
    options = [f"--{key}={','.join(value)}" for key, value in more.items()]
    program("sensitivity", "S1a", "--levers", "--of", of, "--sectors", "17", "--trade", "central",
            "--out", tmp_path / "s.h5", *options)
    assert_same(yuqian.sensitivity("S1a", of, "central", sectors="17", **more), tmp_path / "s.h5")


@pytest.mark.parametrize("what,options", [
    ("linkages", {"trade": "low,central"}),
    ("extract", {"pair": "Chongqing,Guizhou", "chain": "automobiles"}),
    ("footprint", {"by": "region"}),
    ("multipliers", {"pair": "Sichuan,Yunnan"}),
    ("coefficients", {}),
    ("linkages", {"scenario": "S1a"}),
    ("multipliers", {"equilibrium": True, "region": "Guizhou", "sector": "construction"}),
])
def test_io(what, options, program, tmp_path):
    program("io", what, "--sectors", "17", "--out", tmp_path / "io.h5",
            *[f"--{key}" if value is True else f"--{key}={value}" for key, value in options.items()])
    assert_same(yuqian.io(what, sectors="17", **options), tmp_path / "io.h5")


def test_govern(program, tmp_path):
    program("govern", "G1", "--trade", "central", "--sectors", "3", "--out", tmp_path / "g.h5")
    assert_same(yuqian.govern("G1", trade="central", sectors="3"), tmp_path / "g.h5")


def test_batch(program, tmp_path):
    plan = {"id": "small", "title": {"en": "A small plan", "zh": "小计划"},
            "scenarios": ["S1a"], "sizes": [0, 1], "draws": 2, "seed": 7,
            "benchmark": {"sectors": ["17"], "trade": ["central"]},
            "factor": [{"parameter": "esubd", "range": [0.5, 2.0]}]}
    file = tmp_path / "small.toml"
    from yuqian._questions import toml
    file.write_text(toml(plan), encoding="utf-8")
    program("batch", file, "--out", tmp_path / "b.h5")
    assert_same(yuqian.batch(file, jobs=2), tmp_path / "b.h5")
    own, read = yuqian.batch(plan), yuqian.load(tmp_path / "b.h5")
    xarray.testing.assert_identical(own.drop_vars("provenance"), read.drop_vars("provenance"))
