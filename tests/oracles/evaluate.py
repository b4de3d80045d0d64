#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A second reading of the model-file format: plain equations, no code shared with the program.

    evaluate.py FILE...        solve every case and print the equilibrium
    evaluate.py --check FILE...  compare with [case.expect]; exit 1 on a miss

It exists to disagree with the program. Everything is written the long way: unit costs in the power
form, compensated demands by recursion, a Newton iteration with a Jacobian by central differences.
"""
import json
import math
import pathlib
import re
import sys
import tomllib

import numpy as np

from expand import Expander

INF = float("inf")


class Namespace(dict):
    """Names that an expression may use."""


def compile_expression(text):
    """Python code from an expression of a model file."""
    source = re.sub(r'\b[PYM]\(\s*"([^"]*)"\s*\)', lambda m: f'v["{m[1]}"]', text)
    source = re.sub(r"\b[PYM]\(\s*([A-Za-z_]\w*)\s*\)", lambda m: f'v["{m[1]}"]', source)
    tokens = re.split(r'(v\["[^"]*"\]|"[^"]*"|\b[A-Za-z_]\w*\b(?!\s*\()'
                      r'|\b\d+\.?\d*(?:[eE][+-]?\d+)?)', source)
    out = []
    for token in tokens:
        if re.fullmatch(r'"[^"]*"', token):
            token = f"v[{token}]"
        elif re.fullmatch(r"[A-Za-z_]\w*", token):
            token = f'v["{token}"]'
        out.append(token)
    code = compile("".join(out).replace("^", "**"), text, "eval")
    functions = {"exp": math.exp, "log": math.log, "sqrt": math.sqrt, "min": min, "max": max,
                 "__builtins__": {}}
    return lambda v: eval(code, functions, {"v": v})


def coefficient(value):
    if isinstance(value, str):
        return compile_expression(value)
    return lambda v, number=float(value): number


class Leaf:
    def __init__(self, commodity, spec):
        spec = spec if isinstance(spec, dict) else {"quantity": spec}
        self.commodity = commodity
        self.quantity = spec["quantity"]
        self.price = spec.get("price", 1.0)
        self.taxes = [(agent, coefficient(rate)) for agent, rate in spec.get("tax", {}).items()]
        self.augmentation = coefficient(spec.get("augmentation", 1.0))
        self.preference = coefficient(spec.get("preference", 1.0))
        self.subsistence = coefficient(spec.get("subsistence", 0.0))


class Nest:
    """A CES or CET aggregate; `sign` -1 for uses, +1 for supplies."""

    def __init__(self, sign, elasticity, leaves):
        self.sign = sign
        self.elasticity = coefficient(elasticity)
        self.children = []
        for commodity, spec in leaves.items():
            for one in spec if isinstance(spec, list) else [spec]:
                self.children.append(Leaf(commodity, one))

    def reference_value(self):
        return sum(c.reference_value() if isinstance(c, Nest) else c.quantity * c.price
                   for c in self.children)

    def user_price(self, leaf, v):
        rate = sum(r(v) for _, r in leaf.taxes)
        return v[leaf.commodity] * (1 - self.sign * rate) * leaf.augmentation(v)

    def shares(self, v):
        weights = [(c.reference_value() if isinstance(c, Nest) else
                    c.quantity * c.price * c.preference(v)) for c in self.children]
        total = sum(weights)
        return [w / total for w in weights]

    def unit_price(self, v):
        """Relative to the reference."""
        prices = [c.unit_price(v) if isinstance(c, Nest) else self.user_price(c, v) / c.price
                  for c in self.children]
        e = -self.sign * self.elasticity(v)
        if abs(1 - e) < 1e-9:
            return math.exp(sum(t * math.log(p) for t, p in zip(self.shares(v), prices)))
        return sum(t * p ** (1 - e) for t, p in zip(self.shares(v), prices)) ** (1 / (1 - e))

    def quantities(self, v, scale=1.0):
        """Yields (leaf, physical quantity) per unit; scale: this nest over its reference."""
        e = -self.sign * self.elasticity(v)
        own = self.unit_price(v)
        for child, share in zip(self.children, self.shares(v)):
            if isinstance(child, Nest):
                shift = share * self.reference_value() / child.reference_value()
                yield from child.quantities(v, scale * shift * (own / child.unit_price(v)) ** e)
            else:
                price = self.user_price(child, v) / child.price
                shift = share * self.reference_value() / (child.quantity * child.price)
                ratio = 1.0 if e == 0 else (own / price) ** e
                yield child, child.quantity * scale * shift * ratio * child.augmentation(v)


def read_tree(sign, root_name, elasticity, leaves, nests, key, elasticity_key):
    root = Nest(sign, elasticity, leaves)
    by_name = {root_name: root}
    pending = [n for n in nests if elasticity_key in n or key in n]
    for spec in pending:
        by_name[spec["name"]] = Nest(sign, spec.get(elasticity_key, 0.0), spec.get(key, {}))
    for spec in pending:
        by_name[spec.get("under", root_name)].children.append(by_name[spec["name"]])
    return root


def read(path):
    """A model file without sets and indices: written out where it has them."""
    with open(path, "rb") as handle:
        file = json.load(handle) if str(path).endswith(".json") else tomllib.load(handle)
    return Expander(file, pathlib.Path(path).parent,
                    lambda text, values: compile_expression(text)(values)).expand()


class Model:
    def __init__(self, path, numeraire=None):
        f = self.file = read(path)
        self.results = {}   # of the cases solved so far: x, parameters
        self.numeraire = numeraire or f["model"]["numeraire"]
        self.parameters = {k: float(v) for k, v in f.get("parameters", {}).items()}
        self.names, self.start, self.lower, self.upper = [], [], [], []
        self.sectors, self.consumers, self.auxiliaries = [], [], []
        for s in f.get("sector", []):
            self.declare(s["name"], s)
            inputs = read_tree(-1, "inputs", s.get("sigma", 0.0), s["inputs"], s.get("nest", []),
                               "inputs", "sigma")
            outputs = read_tree(1, "outputs", s.get("eta", 0.0), s["outputs"], s.get("nest", []),
                                "outputs", "eta")
            self.sectors.append((s["name"], inputs, outputs))
        self.commodities = list(f["commodities"])
        for name, c in f["commodities"].items():
            self.declare(name, c if isinstance(c, dict) else {"start": c})
        for c in f.get("consumer", []):
            demand = None
            if c.get("demand") or c.get("nest"):
                demand = read_tree(-1, "spending", c.get("sigma", 1.0), c.get("demand", {}),
                                   c.get("nest", []), "demand", "sigma")
            income = c.get("income", demand.reference_value() if demand else 1.0)
            self.declare(c["name"], {"start": income, "lower": -INF})
            endowments = [(k, coefficient(q)) for k, q in c.get("endowments", {}).items()]
            transfers = [(k, coefficient(q)) for k, q in c.get("transfers", {}).items()]
            self.consumers.append((c["name"], demand, endowments, transfers))
        for a in f.get("auxiliary", []):
            self.declare(a["name"], {"start": 0.0} | a)
            self.auxiliaries.append((a["name"], compile_expression(a["equation"])))
        index = self.names.index(self.numeraire)
        self.lower[index] = self.upper[index] = self.start[index]

    def declare(self, name, spec):
        assert name not in self.names, name
        self.names.append(name)
        self.start.append(float(spec.get("start", 1.0)))
        self.lower.append(float(spec.get("lower", 0.0)))
        self.upper.append(float(spec.get("upper", INF)))

    def values(self, x, parameters):
        return Namespace(zip(self.names, x)) | parameters

    def equations(self, x, parameters):
        """Mathiesen's conditions in the order of `names`, and the netputs of every block."""
        v = self.values(x, parameters)
        slack = dict.fromkeys(self.names, 0.0)
        income = {name: 0.0 for name, *_ in self.consumers}
        netputs = {}

        def account(block, leaf, sign, quantity):
            slack[leaf.commodity] += sign * quantity
            book = netputs.setdefault(block, {})
            book[leaf.commodity] = book.get(leaf.commodity, 0.0) + sign * quantity
            for agent, rate in leaf.taxes:
                income[agent] += rate(v) * v[leaf.commodity] * quantity

        for name, inputs, outputs in self.sectors:
            profit = 0.0
            for tree in (inputs, outputs):
                for leaf, quantity in tree.quantities(v):
                    rate = sum(r(v) for _, r in leaf.taxes)
                    profit += tree.sign * v[leaf.commodity] * (1 - tree.sign * rate) * quantity
                    account(name, leaf, tree.sign, quantity * v[name])
            slack[name] = -profit
        for name, demand, endowments, transfers in self.consumers:
            for commodity, quantity in endowments:
                slack[commodity] += quantity(v)
                income[name] += quantity(v) * v[commodity]
            spending = v[name]
            for to, rate in transfers:
                income[to] += rate(v) * v[name]
                spending -= rate(v) * v[name]
            if demand is None:
                continue
            leaves = list(demand.quantities(v))
            spending -= sum(leaf.subsistence(v) * demand.user_price(leaf, v) for leaf, _ in leaves)
            level = spending / (demand.reference_value() * demand.unit_price(v))
            for leaf, quantity in leaves:
                account(name, leaf, -1,
                        quantity * level + leaf.subsistence(v) * leaf.augmentation(v))
        for name in income:
            slack[name] = v[name] - income[name]
        for name, expression in self.auxiliaries:
            slack[name] = expression(v)
        return np.array([slack[n] for n in self.names]), netputs

    def natural_residual(self, x, f, lower, upper):
        return x - np.clip(x - f, lower, upper)

    def bounds(self, case):
        """Lower and upper bounds, with those that a case changes."""
        lower, upper = np.array(self.lower), np.array(self.upper)
        for name, level in case.get("fix", {}).items():
            lower[self.names.index(name)] = upper[self.names.index(name)] = level
        for name, sides in case.get("bounds", {}).items():
            index = self.names.index(name)
            lower[index] = sides.get("lower", lower[index])
            upper[index] = sides.get("upper", upper[index])
        return lower, upper

    def solve(self, parameters=None, start=None, tolerance=1e-11, begin=None, bounds=None):
        p = self.parameters | (parameters or {})
        x = np.array(self.start if begin is None else begin)
        for name, value in (start or {}).items():
            x[self.names.index(name)] = value
        lower, upper = bounds if bounds else (np.array(self.lower), np.array(self.upper))
        x = np.clip(x, lower, upper)
        is_price = np.array([n in self.commodities for n in self.names])
        floor = np.where(is_price, 1e-14, -INF)
        scale = np.maximum(np.abs(x), 1e-2)

        def residual(x):
            try:
                with np.errstate(all="ignore"):  # a trial step may leave the domain
                    f, _ = self.equations(np.maximum(x, floor), p)
            except (ArithmeticError, ValueError, OverflowError):
                return None
            return f if np.all(np.isfinite(f)) and not np.iscomplexobj(f) else None

        def phi(x, f):
            """Fischer-Burmeister for the bounds; rows with equal bounds are left out."""
            out = np.empty_like(x)
            for i in range(len(x)):
                a, b, g = x[i] - lower[i], upper[i] - x[i], f[i]
                if lower[i] == upper[i]:
                    out[i] = a
                elif lower[i] == -INF and upper[i] == INF:
                    out[i] = -g
                elif upper[i] == INF:
                    out[i] = math.hypot(a, g) - a - g
                elif lower[i] == -INF:
                    out[i] = -(math.hypot(b, -g) - b + g)
                else:
                    inner = math.hypot(b, -g) - b + g
                    out[i] = math.hypot(a, inner) - a - inner
            return out

        f = residual(x)
        assert f is not None, "the start is outside the domain"
        damping = 0.0
        for _ in range(400):
            r = phi(x, f)
            if np.max(np.abs(self.natural_residual(x, f, lower, upper))) < tolerance:
                break
            jacobian = np.empty((len(x), len(x)))
            for j in range(len(x)):
                h = 1e-6 * max(abs(x[j]), 1e-3)
                up, down = x.copy(), x.copy()
                up[j] += h
                if self.names[j] in self.commodities and x[j] - h <= 0:
                    pass
                else:
                    down[j] -= h
                fu, fd = residual(up), residual(down)
                jacobian[:, j] = (phi(up, fu) - phi(down, fd)) / (up[j] - down[j])
            scaled = jacobian * scale
            normal = scaled.T @ scaled
            gradient = scaled.T @ r
            while True:
                if damping == 0:
                    step = np.linalg.lstsq(scaled, -r, rcond=1e-14)[0] * scale
                else:
                    step = np.linalg.solve(normal + damping * np.eye(len(x)), -gradient) * scale
                accepted = False
                length = 1.0
                while length > (1e-3 if damping == 0 else 1e-1):
                    trial = x + length * step
                    ft = residual(trial) if np.all(trial[is_price] > 0) else None
                    if ft is not None and (np.linalg.norm(phi(trial, ft))
                                           < (1 - 1e-5 * length) * np.linalg.norm(r)):
                        accepted = True
                        break
                    length *= 0.5
                if accepted:
                    x, f = trial, ft
                    damping = damping / 10 if damping > 1e-10 else 0.0
                    break
                damping = max(damping * 10, 1e-8)
                if damping > 1e8:
                    return x, f, False
        natural = self.natural_residual(x, f, lower, upper)
        converged = np.max(np.abs(natural)) < max(tolerance, 1e-8)
        return np.where(x < 1e-12, np.where(lower == 0, 0.0, x), x), f, converged

    def run(self, case):
        """Solves a case; those that it follows must have been run."""
        p, begin, seen = dict(self.parameters), None, self.parameters
        if "after" in case:
            begin, p = self.results[case["after"]]
            seen = self.values(begin, p)
            source = next(c for c in self.file["case"] if c["name"] == case["after"])
            p = p | {k: coefficient(v)(seen) for k, v in source["next"].items()}
        p = p | {k: coefficient(v)(seen) for k, v in case.get("parameters", {}).items()}
        x, f, converged = self.solve(p, case.get("start"), begin=begin, bounds=self.bounds(case))
        if converged:
            self.results[case["name"]] = x, p
        return x, f, converged, p

    def result(self, x, parameters, numeraire=None):
        """Everything that [case.expect] may name, prices and incomes over the numeraire's price."""
        v = self.values(x, parameters)
        unit = v[numeraire] if numeraire else 1.0
        f, netputs = self.equations(np.array([max(t, 1e-14) if n in self.commodities else t
                                              for n, t in zip(self.names, x)]), parameters)
        slack = dict(zip(self.names, f))
        sectors = [s[0] for s in self.sectors]
        for name in sectors + [c[0] for c in self.consumers]:
            slack[name] /= unit
        return {
            "activities": {s: v[s] for s in sectors},
            "prices": {c: v[c] / unit for c in self.commodities},
            "incomes": {c[0]: v[c[0]] / unit for c in self.consumers},
            "auxiliaries": {a[0]: v[a[0]] for a in self.auxiliaries},
            "slacks": slack,
            "netputs": netputs,
            "_values": v,
        }


def misses(model, case):
    """Sentences on what a case promises and does not keep."""
    x, f, converged, p = model.run(case)
    if not converged:
        worst = np.argmax(np.abs(model.natural_residual(x, f, *model.bounds(case))))
        return [f"no equilibrium found; worst row {model.names[worst]}: {f[worst]:.3g}"]
    out = compared(case["expect"], found(model, x, p, case["expect"]), p)
    for ratios in case["compare"]:
        now, then = found(model, x, p, ratios), found(model, *model.results[ratios["to"]], ratios)
        out += compared(ratios, {k: now[k] / then[k] for k in now}, p)
    return out


def found(model, x, p, expect):
    """What a solution gives for everything that `expect` names."""
    result = model.result(x, p, expect.get("numeraire"))
    out = {(group, name): result[group][name]
           for group in ("activities", "prices", "incomes", "auxiliaries", "slacks")
           for name in expect[group]}
    out |= {("netputs", block, good): result["netputs"][block][good]
            for block, goods in expect["netputs"].items() for good in goods}
    return out | {("values", text): compile_expression(text)(result["_values"])
                  for text in expect["values"]}


def compared(expect, values, p):
    relative, absolute = expect.get("relative", 1e-6), expect.get("absolute", 1e-7)
    out = []
    for key, value in values.items():
        wanted = expect
        for part in key:
            wanted = wanted[part]
        wanted = coefficient(wanted)(p)
        if not abs(value - wanted) <= absolute + relative * abs(wanted):
            out.append(f"{' '.join(key)}: expected {wanted}, found {value:.12g}")
    return out


def main(arguments):
    check = "--check" in arguments
    failed = False
    for path in (a for a in arguments if a != "--check"):
        model = Model(path)
        for case in model.file["case"]:
            label = f"{path}: {case['name']}"
            if check:
                wrong = misses(model, case)
                failed = failed or bool(wrong)
                print(f"{label}: {'missed' if wrong else 'kept'}", *wrong, sep="\n  ")
                continue
            x, f, converged, p = model.run(case)
            print(f"{label}: {'solved' if converged else 'NOT SOLVED'}")
            result = model.result(x, p, case["expect"].get("numeraire"))
            for name, text in model.file["outputs"].items():
                print(f"  {name}: {compile_expression(text)(result['_values']):.12g}")
            for group in ("activities", "prices", "incomes", "auxiliaries", "slacks"):
                print(" ", group, {k: float(f"{t:.12g}") for k, t in result[group].items()})
            for block, goods in result["netputs"].items():
                print("  netputs", block, {k: float(f"{t:.12g}") for k, t in goods.items()})
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
