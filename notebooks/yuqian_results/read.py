# SPDX-License-Identifier: Apache-2.0
"""Opening result files and putting names on what is in them."""
import xarray


def open_results(path):
    """The result file as an xarray dataset. Refuses files of another kind and figures of failed solves."""
    data = xarray.open_dataset(path)
    if data.attrs.get("schema") != "yuqian-result":
        raise ValueError(f"{path} is not a result file of `yuqian solve --out`")
    failed = data.status.where(data.status != 0, drop=True)
    if failed.size:
        words = dict(zip(data.status.attrs["flag_values"], data.status.attrs["flag_meanings"].split()))
        where = ", ".join(f"{s}/{t}: {words[int(data.status.sel(scenario=s, trade=t))]}"
                          for s in data.scenario.values for t in data.trade.values
                          if int(data.status.sel(scenario=s, trade=t)) != 0)
        raise ValueError(f"{path} holds figures that are not solutions: {where}")
    return data


def labels(data, dimension, language="zh"):
    """Long names of a dimension's labels, in their order; the labels where there are none."""
    name = f"{dimension}_{language}"
    return [str(text) for text in (data[name] if name in data.variables else data[dimension]).values]


def title(data, scenario, language="zh"):
    """Title of a scenario with its closure, as every figure has to bear."""
    at = list(data.scenario.values).index(scenario)
    closure = str(data.closure.values[at])
    name = labels(data, "scenario", language)[at]
    return f"{name}（闭合：{closure}）" if language == "zh" else f"{name} (closure: {closure})"


def checks(data):
    """Standing checks as a table: the largest value over all solves beside its tolerance."""
    largest = data.check_value.max(["scenario", "trade"])
    frame = largest.to_dataframe(name="largest")[["largest"]]
    frame["tolerance"] = data.check_tolerance.to_series()
    frame["passed"] = frame.largest <= frame.tolerance
    frame["not_made"] = (data.check_outcome == 2).sum(["scenario", "trade"]).to_series()
    return frame
