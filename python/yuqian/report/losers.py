# SPDX-License-Identifier: Apache-2.0
"""Who loses: the rule of `yuqian solve`, households and the sectors that lose most output in every area."""
from dataclasses import dataclass

from .measures import Figure, over_estimates
from .results import NATION

SHOWN = 0.005  # 10^8 yuan: smaller losses are not listed
SECTORS = 3  # of each area


@dataclass(frozen=True)
class Loss:
    area: str
    item: str  # a household group, or a sector
    is_sector: bool
    figure: Figure


def losers(results, policy, sectors=SECTORS):
    """Losses under the leading estimate, the largest first in each area; households before sectors."""
    areas = [a for a in results.shown_areas if a not in (results.pair, NATION)]
    found = []
    for is_sector, table, dimension in ((False, "equivalent_variation", "household"),
                                        (True, "sector_output_change_value", "sector")):
        items = policy.file.labels(dimension)
        for area in areas:
            amounts = results.values(table, policy, area=area)
            order = sorted((v, k) for k, v in enumerate(amounts) if v < -SHOWN)
            for _, k in order[:sectors if is_sector else None]:
                figure = over_estimates(
                    results, policy, lambda t: float(results.values(table, policy, t, area=area)[k]))
                found.append(Loss(area, items[k], is_sector, figure))
    return found
