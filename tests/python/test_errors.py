# SPDX-License-Identifier: Apache-2.0
"""Wrong input is an exception that says where, what and what to do."""
import pickle

import pytest

import yuqian


def test_a_wrong_label_in_a_file_has_its_place(tmp_path, mine, benchmark):
    mine["shock"][0]["where"]["from"] = "Chonqing"
    file = tmp_path / "mine.toml"
    file.write_text(yuqian.scenario(mine).toml, encoding="utf-8")
    with pytest.raises(yuqian.InputError) as caught:
        benchmark.solve(file, "central")
    error = caught.value
    lines = file.read_text(encoding="utf-8").splitlines()
    assert error.file == str(file)
    assert "Chonqing" in lines[error.line - 1]
    assert lines[error.line - 1][error.column - 1:].startswith('"Chonqing"')
    assert error.label == "Chonqing"
    assert "Chongqing" in error.hint
    assert str(error).startswith(f"{file}:{error.line}:{error.column}: ")
    assert error.message in str(error)


def test_a_wrong_key_of_a_dictionary_has_its_place_in_the_text(mine):
    mine["shock"][0]["scael"] = 0.9
    with pytest.raises(yuqian.InputError, match="scael") as caught:
        yuqian.scenario(mine)
    assert caught.value.file == "scenario mine"
    assert caught.value.line > 1


@pytest.mark.parametrize("call,said", [
    (lambda: yuqian.solve("S1x"), "no \"S1x\""),
    (lambda: yuqian.solve("S1a", trade="centrl"), "central"),
    (lambda: yuqian.solve("S1a", solver="simplex"), "newton, ipopt"),
    (lambda: yuqian.solve("S1a", closure="long"), "long"),
    (lambda: yuqian.solve("S1a", decompose="ve"), "ev, one, shapley"),
    (lambda: yuqian.solve("S1a", decompose="shapley"), "package"),
    (lambda: yuqian.solve(["S1a", "S1a"]), "S1a"),
    (lambda: yuqian.solve([]), "scenario"),
    (lambda: yuqian.benchmark(regions="two"), "two"),
    (lambda: yuqian.io("linkage"), "linkages"),
    (lambda: yuqian.io("extract", direction="sideways"), "forth"),
    (lambda: yuqian.io("linkages", by="colour"), "region"),
    (lambda: yuqian.io("shortage", share=2), "share"),
    (lambda: yuqian.govern("G99"), "G99"),
    (lambda: yuqian.batch("no-plan"), "no-plan"),
    (lambda: yuqian.sensitivity("S1a", "ev[Guizou]"), "Guizhou"),
    (lambda: yuqian.load("there/is/nothing.h5"), "nothing.h5"),
])
def test_wrong_requests_are_refused_with_what_is_valid(call, said):
    with pytest.raises(yuqian.InputError) as caught:
        call()
    assert said in str(caught.value)


def test_a_file_that_was_changed_is_not_loaded(tmp_path, program):
    out = tmp_path / "io.h5"
    program("io", "linkages", "--sectors", "17", "--out", out)
    yuqian.load(out)
    spoilt = bytearray(out.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    out.write_bytes(spoilt)
    with pytest.raises(yuqian.InputError, match="io.h5"):
        yuqian.load(out)


def test_what_no_scenario_can_hold_is_a_type_error(mine):
    mine["shock"][0]["scale"] = object()
    with pytest.raises(TypeError, match="TOML"):
        yuqian.scenario(mine)


def test_errors_survive_pickling():
    with pytest.raises(yuqian.InputError) as caught:
        yuqian.scenario("S1x")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert str(copy) == str(caught.value)
    assert (copy.label, copy.hint) == (caught.value.label, caught.value.hint)
