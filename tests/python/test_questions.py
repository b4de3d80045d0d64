# SPDX-License-Identifier: Apache-2.0
"""Scenarios from dictionaries, what is shipped, benchmarks and their names."""
import numpy
import pytest

import yuqian


def test_a_dictionary_is_read_as_a_file(mine):
    question = yuqian.scenario(mine)
    assert (question.id, question.title, question.title_zh) == ("mine", "Barriers down 15 %",
                                                               "壁垒下降15%")
    assert question.closure == "long_run"
    assert "mine" in repr(question)
    again = yuqian.scenario(question)
    assert again is question


def test_numpy_numbers_are_numbers(mine, benchmark):
    plain = benchmark.solve(mine, "central").grp_real_change
    mine["shock"][0]["scale"] = numpy.float64(0.85)
    assert plain.identical(benchmark.solve(mine, "central").grp_real_change)


def test_sizes_move_the_answer(mine, benchmark):
    gains = []
    for scale in (1.0, 0.9, 0.85):
        mine["shock"][0]["scale"] = scale
        result = benchmark.solve(mine, "central")
        gains.append(float(result.grp_real_change.sel(area="Guizhou").squeeze()))
    assert gains[0] == pytest.approx(0, abs=1e-9)
    assert 0 < gains[1] < gains[2]


def test_what_is_shipped_has_titles():
    scenarios = yuqian.shipped()
    assert len(scenarios) > 30 and all(scenarios.values())
    assert "long_run" in yuqian.shipped("closures")
    assert "G1" in yuqian.shipped("games")


def test_a_benchmark_says_what_it_is(benchmark):
    assert benchmark.trades == ["low", "central", "high"]
    assert benchmark.regions["Chongqing"] == "重庆"
    assert len(benchmark.sectors) == 17
    assert "17 sectors" in repr(benchmark)


def test_regions_follow_the_scenario():
    result = yuqian.solve("S2", "central", sectors="17")
    question = yuqian.scenario("S2")
    assert str(result.attrs["region_mapping"]) == (question.regions or "default")
