# SPDX-License-Identifier: Apache-2.0
"""From result files to the documents asked for: what each needs, and how it gets to its place."""
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .errors import ReportError
from .words import LANGUAGES

KINDS = {".docx": "brief", ".pdf": "brief", ".xlsx": "workbook", ".html": "page"}
# What a kind imports, and the Debian package that has it.
NEEDS = {"brief": ("docx", "matplotlib", "fontTools"), "workbook": ("xlsxwriter",), "page": (),
         "pictures": ("matplotlib", "fontTools")}
PACKAGES = {"docx": "python3-docx", "matplotlib": "python3-matplotlib", "fontTools": "python3-fonttools",
            "xlsxwriter": "python3-xlsxwriter", "h5py": "python3-h5py", "numpy": "python3-numpy"}
OFFICE = ("soffice", "libreoffice")


def languages_of(language):
    """`zh`, `en`, or both with Chinese first."""
    if language == "both":
        return list(LANGUAGES)
    if language not in LANGUAGES:
        raise ReportError(f"未知的语言“{language}”；可用zh、en、both。",
                          f'unknown language "{language}"; use zh, en or both.')
    return [language]


def kind_of(target):
    """What a target is to be, by its ending; a folder of pictures where it has none."""
    path = Path(target)
    if str(target).endswith(os.sep) or path.is_dir() or not path.suffix:
        return "pictures"
    if path.suffix in KINDS:
        return KINDS[path.suffix]
    raise ReportError(
        f"{target}：未知的格式“{path.suffix}”；可用.docx、.pdf、.xlsx、.html，或一个文件夹（图片）。",
        f'{target}: unknown format "{path.suffix}"; use .docx, .pdf, .xlsx, .html, or a folder for the '
        "pictures.")


def require(targets, language="zh", template=None):
    """Refuses, before anything is solved or drawn, what cannot be made: formats, places, libraries."""
    languages_of(language)
    for target in targets:
        kind, path = kind_of(target), Path(target)
        _require_place(path, kind)
        lacking = [m for m in ("numpy", "h5py", *NEEDS[kind]) if not importlib.util.find_spec(m)]
        if lacking:
            packages = " ".join(sorted(PACKAGES[m] for m in lacking))
            raise ReportError(f"{target}：缺少Python库{'、'.join(lacking)}；请安装Debian软件包：{packages}。",
                              f"{target}: Python lacks {', '.join(lacking)}; install the Debian "
                              f"packages: {packages}.")
        if "matplotlib" in NEEDS[kind]:
            from . import fonts
            fonts.require()
        if kind == "page":
            from . import page
            page.require()
        if path.suffix == ".pdf" and not _office():
            raise ReportError(f"{target}：PDF需要LibreOffice；请安装Debian软件包libreoffice-writer-nogui，"
                              "或改用.docx。",
                              f"{target}: a PDF needs LibreOffice; install the Debian package "
                              "libreoffice-writer-nogui, or ask for .docx.")
    if template is not None:
        if not Path(template).is_file():
            raise ReportError(f"{template}：没有这个模板文件。", f"{template}: no such template.")
        from .paper import Paper
        Paper(template)  # refuses what Word would not open


def _require_place(path, kind):
    folder = path if kind == "pictures" and path.is_dir() else path.absolute().parent
    if not folder.is_dir():
        raise ReportError(f"{path}：文件夹{folder}不存在。", f"{path}: the folder {folder} does not exist.")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ReportError(f"{path}：不可写。", f"{path}: cannot be written.")
    if kind == "pictures" and path.exists() and not path.is_dir():
        raise ReportError(f"{path}：已存在，且不是文件夹。", f"{path}: exists, and is not a folder.")


def make(files, targets, language="zh", template=None, everything=False, saved=True, annex=True,
         written=lambda target: None):
    """Writes every target from the result files; a file that is there stays until the new one is whole.

    `language`: zh, en or both (brief and pictures twice, labels in both; the page always holds both and
    opens in the first). `template`: a Word file whose styles, header and footer the brief takes.
    `annex`: the brief has one behind its two pages. `everything`: the workbook also holds levels. `saved`:
    the result files stay, so that the report may send its reader there. `written(target)` is called after
    each. Raises ReportError."""
    require(targets, language, template)
    from . import supplements
    from .results import Results
    plain, beside = supplements.split(files)
    if not plain:
        raise ReportError("报告须有至少一个求解结果（情景，或`yuqian solve --out`所写的文件）；博弈和投入产出文件只能作补充。",
                          "a report needs a result (a scenario, or a file that `yuqian solve --out` wrote); games and "
                          "input-output analyses come beside one.")
    results, languages = Results(plain, saved), languages_of(language)
    results.supplements = beside
    for target in targets:
        path, kind = Path(target), kind_of(target)
        if kind == "pictures":
            from . import pictures
            pictures.write(results, path, languages)
            written(target)
            continue
        with tempfile.TemporaryDirectory(prefix=".yuqian-", dir=path.absolute().parent) as folder:
            made = Path(folder) / path.name
            if kind == "brief":
                from . import brief
                word = made.with_suffix(".docx")
                brief.write(results, word, languages, template, annex)
                if path.suffix == ".pdf":
                    _to_pdf(word, folder)
            elif kind == "workbook":
                from . import workbook
                workbook.write(results, made, languages, everything)
            else:
                from . import page
                page.write(results, made, languages)
            os.replace(made, path)
        written(target)


def screen_tables(path, target, language="zh"):
    """The tables that a command printed (JSON) as one sheet of a workbook; figures become numbers."""
    require([target], language)
    from . import printed
    printed.write(json.loads(Path(path).read_text("utf-8")), target)


def _office():
    return next(filter(None, map(shutil.which, OFFICE)), None)


def _to_pdf(word, folder):
    """By LibreOffice without a screen, with a profile of its own so that an open one does no harm."""
    run = subprocess.run([_office(), f"-env:UserInstallation=file://{folder}/profile", "--headless",
                          "--convert-to", "pdf", "--outdir", folder, str(word)],
                         capture_output=True, text=True)
    if run.returncode or not word.with_suffix(".pdf").is_file():
        said = (run.stderr or run.stdout).strip()
        raise ReportError(f"LibreOffice未能把简报转换为PDF：{said}",
                          f"LibreOffice could not turn the brief into a PDF: {said}")
