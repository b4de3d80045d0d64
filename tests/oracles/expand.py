# SPDX-License-Identifier: Apache-2.0
"""Model files with sets, written out: the same model without indices, for evaluate.py.

Expressions are read by Python's own parser and written back for every tuple of labels, sums term by
term. Parameters become one number for every element. Nothing is shared with the program.
"""
import ast
import csv
import itertools
import keyword
import pathlib
import re

OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
# Words that mean something to Python and nothing to a model file.
RESERVED, ESCAPE = set(keyword.kwlist) - {"and", "or", "not"}, "__word"
COMPARE = {ast.Eq: "__eq__", ast.NotEq: "__ne__", ast.Lt: "__lt__", ast.LtE: "__le__",
           ast.Gt: "__gt__", ast.GtE: "__ge__"}


class Unbound(Exception):
    """An index that nothing binds; `index` is its name."""

    def __init__(self, index):
        super().__init__(f"the index {index} is not bound")
        self.index = index


def split_name(text):
    """'PD[s,coal]' -> ('PD', ['s', 'coal'])"""
    if not text.endswith("]") or "[" not in text:
        return text, []
    name, inside = text[:-1].split("[", 1)
    return name, [word.strip().strip('"') for word in inside.split(",")]


def joined(name, labels):
    return f"{name}[{','.join(labels)}]" if labels else name


class Expander:
    def __init__(self, file, directory, number_of):
        self.file, self.directory = file, pathlib.Path(directory)
        self.number_of = number_of    # evaluates an expression without indices at given values
        self.sets, self.shape = {}, {}
        self.parameters, self.exists = {}, set()
        for name, spec in file.get("sets", {}).items():
            self.add_set(name, spec)
        for name, spec in file.get("parameters", {}).items():
            self.add_parameter(name, spec)

    # Sets and parameters.
    def rows(self, file):
        with open(self.directory / file, newline="", encoding="utf-8-sig") as handle:
            lines = [line for line in handle if line.strip() and not line.startswith("#")]
        return list(csv.DictReader(lines))

    def add_set(self, name, spec):
        if isinstance(spec, str):
            labels = self.sets[spec]
        elif isinstance(spec, list):
            labels = [str(label) for label in spec]
        elif "file" in spec:
            column = [row[spec.get("column", name)] for row in self.rows(spec["file"])]
            labels = list(dict.fromkeys(column))
        else:
            labels = [str(k) for k in range(spec["from"], spec["to"] + 1)]
        assert len(set(labels)) == len(labels) > 0, name
        self.sets[name] = labels

    def add_parameter(self, text, spec):
        name, indices = split_name(text) if self.sets else (text, [])
        self.shape[name] = indices
        values = {}
        if isinstance(spec, dict) and "file" in spec:
            values = self.table(name, indices, spec)
        for env in self.tuples(indices):
            labels = tuple(env[i] for i in indices)
            if isinstance(spec, (list, dict)) and "file" not in spec:
                value = spec
                for i, label in zip(indices, labels):
                    value = value[self.sets[i].index(label)] if isinstance(value, list) else \
                        value[label]
            elif isinstance(spec, dict):
                value = values.get(labels, spec.get("default"))
                assert value is not None, (name, labels)
            else:
                value = spec
            self.parameters[joined(name, labels)] = self.number(value, env)

    def table(self, name, indices, spec):
        columns = spec.get("labels", indices[:-1] if "across" in spec else indices)
        values = {}
        for row in self.rows(spec["file"]):
            key = tuple(row[c] for c in columns)
            if "across" in spec:
                cells = {key + (label,): row[label] for label in self.sets[indices[-1]]}
            else:
                cells = {key: row[spec.get("column", name)]}
            assert not values.keys() & cells.keys(), key
            values |= {k: float(v) for k, v in cells.items() if v}
        return values

    # Indices.
    def tuples(self, indices, env=None):
        for labels in itertools.product(*(self.sets[i] for i in indices)):
            yield (env or {}) | dict(zip(indices, labels))

    def label(self, word, family, dimension, env):
        if word in self.sets:
            if word not in env:
                raise Unbound(word)
            word = env[word]
        assert word in self.sets[self.shape[family][dimension]], (word, family)
        return word

    def flat(self, text, env):
        """'PD[s,coal]' -> 'PD[Guizhou,coal]'"""
        if not self.sets:
            return text
        name, words = split_name(text.replace(ESCAPE, ""))
        assert len(words) == len(self.shape[name]), text
        return joined(name, [self.label(w, name, d, env) for d, w in enumerate(words)])

    def running(self, texts, env):
        """Every extension of env that binds the indices of these names."""
        free = []
        for text in texts if self.sets else ():
            free += [w for w in split_name(text)[1] if w in self.sets and w not in env
                     and w not in free]
        yield from self.tuples(free, env)

    # Expressions.
    def text(self, value, env):
        """An expression, or a number, with labels in the place of indices."""
        if not isinstance(value, str) or value in ("inf", "-inf"):
            return value
        source = re.sub(r"\bif\s*\(", "if_(", value.replace("^", "**").replace("\n", " ").strip())
        source = re.sub(r"[^\W\d]\w*", lambda m: m[0] + ESCAPE if m[0] in RESERVED else m[0], source)
        return self.write(ast.parse(source, mode="eval").body, env).replace(ESCAPE, "")

    def number(self, value, env):
        value = self.text(value, env)
        return self.number_of(value, self.parameters) if isinstance(value, str) and \
            value not in ("inf", "-inf") else float(value)

    def word(self, node):
        return (node.id if isinstance(node, ast.Name) else str(node.value)).replace(ESCAPE, "")

    def write(self, n, env):
        def again(m):
            return self.write(m, env)
        if isinstance(n, ast.BinOp):
            return f"({again(n.left)} {OPERATORS[type(n.op)]} {again(n.right)})"
        if isinstance(n, ast.UnaryOp) and isinstance(n.op, (ast.USub, ast.UAdd)):
            return f"(-{again(n.operand)})" if isinstance(n.op, ast.USub) else again(n.operand)
        if isinstance(n, ast.Constant) and not isinstance(n.value, str):
            return repr(float(n.value))
        if isinstance(n, ast.Constant):
            return f'"{self.flat(n.value, env)}"'
        if isinstance(n, ast.Name):
            return f'"{self.flat(n.id, env)}"'
        if isinstance(n, ast.Subscript):
            inside = n.slice.elts if isinstance(n.slice, ast.Tuple) else [n.slice]
            return f'"{self.flat(joined(n.value.id, [self.word(w) for w in inside]), env)}"'
        if isinstance(n, ast.Call):
            return self.write_call(n, env)
        return repr(float(self.holds(n, env)))

    def write_call(self, n, env):
        function = n.func.id
        if function in "PYM":
            return self.write(n.args[0], env)
        if function == "ord":
            index = n.args[0].id
            if index not in env:
                raise Unbound(index)
            return repr(float(self.sets[index].index(env[index]) + 1))
        if function == "if_":
            return self.write(n.args[1 if self.holds(n.args[0], env) else 2], env)
        if function in ("sum", "prod"):
            *indices, term = n.args
            terms = [self.write(term, e) for e in self.tuples([i.id for i in indices], env)]
            return "(" + (" + " if function == "sum" else " * ").join(terms) + ")"
        return f"{function}({', '.join(self.write(a, env) for a in n.args)})"

    def holds(self, n, env):
        if isinstance(n, ast.BoolOp):
            found = (self.holds(v, env) for v in n.values)
            return all(found) if isinstance(n.op, ast.And) else any(found)
        if isinstance(n, ast.UnaryOp) and isinstance(n.op, ast.Not):
            return not self.holds(n.operand, env)
        if not isinstance(n, ast.Compare):
            return self.number_of(self.write(n, env), self.parameters) != 0
        left, right = n.left, n.comparators[0]
        if isinstance(left, ast.Name) and left.id in self.sets:
            words = [self.word(left), self.word(right)]
            for w in words:
                if w in self.sets and w not in env:
                    raise Unbound(w)
            a, b = (env.get(w, w) for w in words)
        else:
            a, b = (self.number_of(self.write(m, env), self.parameters) for m in (left, right))
        return getattr(a, COMPARE[type(n.ops[0])])(b)

    def where(self, spec, env):
        return not isinstance(spec, dict) or "where" not in spec or \
            self.number(spec["where"], env) != 0

    def free_indices(self, text):
        """Indices of an expression that nothing binds, in the order in which they are met."""
        env = {}
        while True:
            try:
                self.text(text, env)
                return list(env)
            except Unbound as unbound:
                env[unbound.index] = self.sets[unbound.index][0]

    # Blocks.
    def blocks(self, blocks, write):
        """Every block at every tuple of its labels, without those that `where` leaves out."""
        out = []
        for block in blocks:
            name, indices = split_name(block["name"]) if self.sets else (block["name"], [])
            for env in self.tuples(indices):
                if self.where(block, env):
                    flat = {"name": joined(name, [env[i] for i in indices])}
                    for key in ("start", "lower", "upper", "income"):
                        if key in block:
                            flat[key] = self.number(block[key], env)
                    out.append(flat | write(block, env))
        return out

    def netputs(self, table, env):
        out = {}
        for key, specs in table.items():
            for spec in specs if isinstance(specs, list) else [specs]:
                self.netput(key, spec if isinstance(spec, dict) else {"quantity": spec}, env, out)
        return out

    def netput(self, key, spec, env, out):
        more = [w.strip() for w in spec["forall"].split(",")] if "forall" in spec else []
        for keyed in self.running([key], env):
            for e in self.tuples(more, keyed):
                if not self.where(spec, e):
                    continue
                quantity = self.number(spec["quantity"], e)
                if isinstance(spec["quantity"], str) and quantity == 0:
                    continue
                flat = {"quantity": quantity}
                if "price" in spec:
                    flat["price"] = self.number(spec["price"], e)
                for field in ("augmentation", "preference", "subsistence"):
                    if field in spec:
                        flat[field] = self.text(spec[field], e)
                flat["tax"] = {self.flat(agent, e): self.text(rate, e)
                               for agent, rate in spec.get("tax", {}).items()}
                out.setdefault(self.flat(key, e), []).append(flat)

    def sides(self, block, keys, env):
        flat = {key: self.netputs(block[key], env) for key in keys if key in block}
        flat |= {e: self.text(block[e], env) for e in ("sigma", "eta") if e in block}
        return flat

    def production(self, block, env, keys=("inputs", "outputs")):
        flat = {"inputs": {}, "outputs": {}} if len(keys) == 2 else {"demand": {}}
        flat |= self.sides(block, keys, env)
        flat["nest"] = []
        for nest in block.get("nest", []):
            for e in self.running([nest["name"]], env):
                if self.where(nest, e):
                    written = {"name": self.nest_name(nest["name"], e)} | self.sides(nest, keys, e)
                    if "under" in nest:
                        written["under"] = self.nest_name(nest["under"], e)
                    flat["nest"].append(written)
        self.drop_empty(flat, keys)
        return flat

    def nest_name(self, text, env):
        name, words = split_name(text) if self.sets else (text, [])
        return joined(name, [env.get(w, w) for w in words])

    def drop_empty(self, flat, keys):
        """Nests that nothing is left of."""
        while True:
            used = {n.get("under") for n in flat["nest"]}
            kept = [n for n in flat["nest"] if n["name"] in used or any(n.get(k) for k in keys)]
            if len(kept) == len(flat["nest"]):
                return
            flat["nest"] = kept

    def consumer(self, block, env):
        flat = self.production(block, env, ("demand",))
        for key in ("endowments", "transfers"):
            flat[key] = {}
            for name, value in block.get(key, {}).items():
                for e in self.running([name], env):
                    written = self.text(value, e)
                    zero = isinstance(value, str) and self.is_zero(written)
                    if not zero:  # several lines of one commodity add up
                        table, to = flat[key], self.flat(name, e)
                        table[to] = f"({table[to]}) + ({written})" if to in table else written
        return flat

    def is_zero(self, text):
        """Whether an expression without names is zero."""
        return '"' not in text and self.number_of(text, {}) == 0

    # Cases.
    def cases(self):
        out = []
        for k, case in enumerate(self.file.get("case", [{"name": "as stated"}])):
            text = case.get("name", f"case {k + 1}")
            indices = split_name(text)[1] if self.sets else []
            before = case.get("after")
            for env in self.tuples(indices):
                flat = self.case(case, env)
                flat["name"] = self.nest_name(text, env) if indices else text
                if before is not None:
                    flat["after"] = before
                if "next" in case and indices:
                    before = flat["name"]
                out.append(flat)
        return out

    def levels(self, table, env, write):
        return {self.flat(name, e): write(value, e) for name, value in table.items()
                for e in self.running([name], env)
                if split_name(name)[0] not in self.unknown_families
                or self.flat(name, e) in self.exists}

    def case(self, case, env):
        flat = {}
        for key in ("parameters", "next"):
            flat[key] = self.levels(case.get(key, {}), env, self.text)
        for key in ("start", "fix"):
            flat[key] = self.levels(case.get(key, {}), env, self.number)
        flat["bounds"] = self.levels(case.get("bounds", {}), env, lambda b, e: {
            side: self.number(value, e) for side, value in b.items()})
        flat["expect"] = self.expect(case.get("expect", {}), env)
        compare = case.get("compare", [])
        flat["compare"] = [self.expect(c, env) for c in
                           (compare if isinstance(compare, list) else [compare])]
        return flat

    def expect(self, expect, env):
        flat = {k: expect[k] for k in ("relative", "absolute", "to") if k in expect}
        if "numeraire" in expect:
            flat["numeraire"] = self.flat(expect["numeraire"], env)
        for group in ("activities", "prices", "incomes", "auxiliaries", "slacks"):
            flat[group] = self.levels(expect.get(group, {}), env, self.text)
        flat["netputs"] = {}
        for block, goods in expect.get("netputs", {}).items():
            for e in self.running([block], env):
                if self.flat(block, e) in self.exists:
                    flat["netputs"][self.flat(block, e)] = self.levels(goods, e, self.text)
        flat["values"] = {}
        for text, wanted in expect.get("values", {}).items():
            free = [i for i in self.free_indices(text) if i not in env] if self.sets else []
            for e in self.tuples(free, env):
                flat["values"][self.text(text, e)] = self.text(wanted, e)
        return flat

    def expand(self):
        f = self.file
        flat = {"model": dict(f["model"]), "parameters": self.parameters, "commodities": {}}
        self.unknown_families = set()
        for kind in ("commodities", "sector", "consumer", "auxiliary"):
            names = f.get(kind, {}) if kind == "commodities" else [b["name"] for b in
                                                                   f.get(kind, [])]
            for text in names:
                name, indices = split_name(text) if self.sets else (text, [])
                self.shape[name] = indices
                self.unknown_families.add(name)
        for text, spec in f["commodities"].items():
            for env in self.running([text], {}):
                if self.where(spec, env):
                    values = spec if isinstance(spec, dict) else {"start": spec}
                    flat["commodities"][self.flat(text, env)] = {
                        k: self.number(v, env) for k, v in values.items()
                        if k in ("start", "lower", "upper")}
        flat["sector"] = self.blocks(f.get("sector", []), self.production)
        flat["consumer"] = self.blocks(f.get("consumer", []), self.consumer)
        flat["auxiliary"] = self.blocks(f.get("auxiliary", []), lambda b, env: {
            "equation": self.text(b["equation"], env)})
        self.exists = set(flat["commodities"]) | {b["name"] for kind in (
            "sector", "consumer", "auxiliary") for b in flat[kind]}
        flat["model"]["numeraire"] = self.flat(f["model"]["numeraire"], {})
        flat["outputs"] = {self.nest_name(name, e): self.text(value, e)
                           for name, value in f.get("outputs", {}).items()
                           for e in self.running([name], {})}
        flat["case"] = self.cases()
        return flat
