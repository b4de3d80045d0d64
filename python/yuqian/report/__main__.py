# SPDX-License-Identifier: Apache-2.0
"""What `yuqian report` runs: python3 FOLDER --result FILE --out TARGET --lang zh.

Run as a folder it does not import the package above, whose compiled module need not be there.
"""
import argparse
import importlib.util
import sys
from pathlib import Path

if __package__ in (None, ""):
    here = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location("yuqian_report", here / "__init__.py",
                                                  submodule_search_locations=[str(here)])
    package = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    from yuqian_report import ReportError, make, require, screen_tables
    from yuqian_report.progress import Progress
else:
    from . import ReportError, make, require, screen_tables
    from .progress import Progress

WRONG_REQUEST, BROKEN = 2, 4  # exit codes of the program


def main():
    parser = argparse.ArgumentParser(prog="yuqian report", description=__doc__)
    parser.add_argument("--result", action="append", default=[])
    parser.add_argument("--out", action="append", required=True)
    parser.add_argument("--lang", default="zh")
    parser.add_argument("--template")
    parser.add_argument("--no-annex", action="store_true", help="the brief is its two pages alone")
    parser.add_argument("--tables", choices=("changes", "all"), default="changes")
    parser.add_argument("--check", action="store_true", help="only whether the targets can be made")
    parser.add_argument("--screen-tables", help="JSON of tables as printed, into one workbook")
    parser.add_argument("--unsaved", action="store_true", help="the results are not kept")
    o = parser.parse_args()
    try:
        if o.screen_tables:
            screen_tables(o.screen_tables, o.out[0], o.lang)
        elif o.check:
            require(o.out, o.lang, o.template)
        else:
            make(o.result, o.out, o.lang, o.template, o.tables == "all", not o.unsaved, not o.no_annex,
                 Progress(len(o.out), o.lang).written)
    except ReportError as error:
        chosen = {"zh": [error.zh], "en": [error.en]}.get(o.lang, [error.zh, error.en])
        marks = {error.zh: "错误：", error.en: "error: "}
        print("\n".join(marks[text] + text for text in chosen), file=sys.stderr)
        return WRONG_REQUEST
    except OSError as error:
        said = {"zh": [f"错误：无法写出：{error}"], "en": [f"error: cannot write: {error}"]}
        print("\n".join(said.get(o.lang, said["zh"] + said["en"])), file=sys.stderr)
        return BROKEN
    return 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
