# SPDX-License-Identifier: Apache-2.0
"""Every derive_*.py against the oracle files: what is derived without model code stands there."""
import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import evaluate  # noqa: E402


def stated(case, group, name):
    table = case.get("expect", {}).get(group, {})
    if group == "values":  # written with every name in quotes
        return table.get(f'"{name}"', table.get(name))
    if isinstance(name, tuple):
        return table.get(name[0], {}).get(name[1])
    return table.get(name)


def main():
    compared, wrong, cache = 0, [], {}
    for path in sorted(HERE.glob("derive_*.py")):
        module = importlib.import_module(path.stem)
        before = compared
        for file, case_name, group, name, value in module.derive():
            if file not in cache:
                written = evaluate.read(HERE / f"{file}.toml")
                cache[file] = written["parameters"], {c["name"]: c for c in written["case"]}
            parameters, cases = cache[file]
            case = cases[case_name]
            expected = stated(case, group, name)
            if expected is None:
                # A published case states fewer numbers than the derivation gives.
                continue
            expected = evaluate.coefficient(expected)(parameters)
            compared += 1
            expect = case["expect"]
            allowed = expect.get("absolute", 1e-7) + expect.get("relative", 1e-6) * abs(expected)
            if "absolute" not in expect:
                allowed = 1e-9 * max(1.0, abs(expected))  # files hold all digits
            if not abs(value - expected) <= allowed:
                wrong.append(f"{file}, {case_name}: {group} {name}: file {expected}, "
                             f"derived {value!r}")
        print(f"{path.name}: {compared - before} numbers")
        if compared == before:
            wrong.append(f"{path.name} derives nothing that a file states")
    for line in wrong:
        print(line)
    print(f"{compared} numbers compared, {len(wrong)} wrong")
    return 1 if wrong or compared < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
