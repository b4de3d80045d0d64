# SPDX-License-Identifier: Apache-2.0
"""Every oracle by the second evaluator (evaluate.py), which shares no code with the program."""
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import evaluate  # noqa: E402


def documented(directory):
    """The models of docs/model-files.md as files."""
    page = (HERE.parents[1] / "docs" / "model-files.md").read_text(encoding="utf-8")
    for k, text in enumerate(re.findall(r"```toml\n(.*?)```", page, re.S)):
        path = pathlib.Path(directory) / f"model-files.md-{k + 1}.toml"
        path.write_text(text, encoding="utf-8")
        yield path


def main():
    with tempfile.TemporaryDirectory() as directory:
        return run([*sorted(HERE.glob("*.toml")), *documented(directory)])


def run(paths):
    cases, wrong = 0, 0
    for path in paths:
        model = evaluate.Model(path)
        for case in model.file["case"]:
            cases += 1
            for sentence in evaluate.misses(model, case):
                wrong += 1
                print(f"{path.name}: {case['name']}: {sentence}")
    print(f"{cases} cases solved, {wrong} promises missed")
    return 1 if wrong or cases < 115 else 0


if __name__ == "__main__":
    sys.exit(main())
