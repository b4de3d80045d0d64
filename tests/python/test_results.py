# SPDX-License-Identifier: Apache-2.0
"""Figures of areas come from the model: sums of amounts, never of rates."""
import numpy
import pytest

import yuqian


@pytest.fixture(scope="module")
def result():
    return yuqian.solve(["S1a", "S8"], sectors="17")


def test_the_file_has_what_the_screen_shows(result, program):
    import json

    shown = json.loads(program("solve", "S1a", "S8", "--sectors", "17", "--range", "0", "--json"))
    named = {"equivalent_variation": "equivalent_variation_all",
             "equivalent_variation_share": "equivalent_variation_share_all",
             "absorption_change": "absorption_real_change",
             "consumer_price_change": "consumer_price_all_change",
             "wage_change": "wage_index_change",
             "capital_rent_change": "capital_rent_index_change"}
    seen = 0
    for block in shown["scenarios"]:
        for trade, run in block["trade"].items():
            one = result.sel(scenario=block["id"], trade=trade)
            for area, figures in run["areas"].items():
                for key in run["units"]:
                    own, value = float(one[named.get(key, key)].sel(area=area)), figures[key]
                    assert own == value or (numpy.isnan(own) and value is None), (key, area)
                    seen += 1
    assert seen > 100


def test_all_households_weigh_by_what_they_spend(result):
    spent = result.consumption.sel(state="reference")
    share = (result.equivalent_variation_share * spent).sum("household") / spent.sum("household")
    numpy.testing.assert_allclose(result.equivalent_variation_share_all, share, rtol=1e-12)
    numpy.testing.assert_allclose(result.equivalent_variation_all,
                                  result.equivalent_variation.sum("household"), rtol=1e-12)
    # The sum of two percentages would be another figure.
    assert not numpy.allclose(result.equivalent_variation_share.sum("household"), share)


def test_reprs_and_labels(result):
    assert yuqian.labels(result, "household", "zh") == ["农村居民", "城镇居民"]
    assert "long_run" in yuqian.title(result, "S1a", "en")
    assert yuqian.checks(result).passed.all()
    assert "scenario: 2" in repr(result)


def test_a_solve_that_fails_says_so(benchmark, mine):
    # Rural households pay more than they have (10^8 yuan).
    mine["shock"] = [{"parameter": "transfer_to_household", "add": -100000,
                      "where": {"region": "Guizhou", "household": "rural"}}]
    failed = benchmark.solve(mine, "central")
    assert not yuqian.solved(failed)
    assert "could not be followed" in str(failed.reason.values.squeeze())
    assert "grp_real_change" not in failed
    both = benchmark.solve([mine, "S1a"], "central")
    assert both.grp_real_change.sel(scenario="mine").isnull().all()
    assert both.grp_real_change.sel(scenario="S1a").notnull().all()


def test_pictures_refuse_to_add_up_rates(result):
    from yuqian import draw

    with pytest.raises(ValueError, match="household"):
        draw.by_area(result, "equivalent_variation_share", "S1a")
