# SPDX-License-Identifier: Apache-2.0
"""A folder of pictures, each as SVG and PNG, ready to be put into a paper or on a slide."""
from . import charts
from .measures import headline, sources_table
from .results import NATION

SPACE = 1.5  # times what a brief can give


def write(results, folder, languages):
    import matplotlib.pyplot as plt
    folder.mkdir(exist_ok=True)
    for language in languages:
        for name, picture in _pictures(results, language):
            for ending in ("svg", "png"):
                # No date in the file: the same results make the same bytes.
                picture.savefig(folder / f"{name}.{language}.{ending}", dpi=200,
                                metadata={"Date": None} if ending == "svg" else None)
            plt.close(picture)


def _pictures(results, language):
    yield "policies_grp", charts.policies(results, language, space=SPACE)
    yield "policies_welfare", charts.policies(results, language, headline(results).key, SPACE)
    yield "households", charts.households(results, language, SPACE)
    yield "sectors", charts.sectors(results, language, space=SPACE)
    if sources_table(results):
        area = results.pair or NATION
        for policy in results.policies:
            yield f"welfare_sources_{policy.name.replace(' ', '_')}", charts.sources(
                results, policy, area, language)
