# SPDX-License-Identifier: Apache-2.0
"""Paragraphs, tables and pictures of a Word document, on python-docx."""
import io

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from .errors import ReportError

# Each with the font that Word takes where it is missing: every Chinese Word has 宋体 and 黑体.
BODY, HEADING = "Noto Serif CJK SC", "Noto Sans CJK SC"
INSTEAD = {BODY: "宋体", HEADING: "黑体"}
LEADING, TABLE_LEADING = 1.3, 1.18  # of lines over their size, whatever font there is
SMALLER = 1.5  # points by which a range is smaller than its figure
MARGIN = 0.06  # cm at either side of a cell
GREY = RGBColor(0x44, 0x44, 0x44)


class Paper:
    """A document of A4 pages, or of a template's: its styles, header and footer stay."""

    def __init__(self, template=None, language="zh"):
        try:
            self.document = Document(template)
        except Exception as error:
            raise ReportError(f"{template}：不能作为Word模板打开（{error}）。",
                              f"{template}: cannot be opened as a Word template ({error}).") from None
        if template is None:
            section = self.document.sections[0]
            section.page_width, section.page_height = Cm(21), Cm(29.7)
            section.left_margin = section.right_margin = Cm(1.4)
            section.top_margin, section.bottom_margin = Cm(1.4), Cm(1.3)
            section.footer_distance = Cm(0.7)
            self._style("Normal", BODY, 10, space=3)
            self._style("Title", HEADING, 17, space=0)
            self._style("Heading 1", HEADING, 12, space=2, before=5)
            self._page_numbers(section)
        self._new_page = False
        self.explain = lambda text, whole=None: text  # what is done to every text, in the order of reading
        self._language(language)
        self._substitutes()

    def _substitutes(self):
        """Names the fonts to take where ours are missing, in the part that lists the fonts."""
        part = next((r.target_part for r in self.document.part.rels.values()
                     if r.reltype.endswith("/fontTable")), None)
        if part is None:
            return
        fonts = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
                        for name, other in INSTEAD.items())
        part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")

    def _style(self, name, font, size, space, before=0):
        style = self.document.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), font)
        style.paragraph_format.space_after = Pt(space)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.line_spacing = 1.0
        for border in style.element.findall(".//" + qn("w:pBdr")):
            border.getparent().remove(border)

    def _language(self, language):
        properties = self.document.styles["Normal"].element.get_or_add_rPr()
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), "en-US" if language == "zh" else "en-GB")  # of what is not Chinese
        tag.set(qn("w:eastAsia"), "zh-CN")
        properties.append(tag)

    def _page_numbers(self, section):
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run()
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._r.append(part)
        run.font.size = Pt(8)

    def heading(self, text, level=1):
        paragraph = self._place(self.document.add_heading(self.explain(text), level))
        paragraph.paragraph_format.keep_with_next = True

    def text(self, parts, size=None, grey=False, after=None, style=None, keep=False, justify=False):
        """A paragraph of strings; a pair (text, "b") is bold."""
        paragraph = self._place(self.document.add_paragraph(style=style))
        parts = [part if isinstance(part, tuple) else (part, "") for part in ([parts] if isinstance(parts, str) else parts)]
        whole = "".join(string for string, _ in parts)
        for string, bold in parts:
            run = paragraph.add_run(self.explain(string, whole))
            run.bold = bool(bold)
            if size:
                run.font.size = Pt(size)
            if grey:
                run.font.color.rgb = GREY
        if size:
            paragraph.paragraph_format.line_spacing = Pt(LEADING * size)
        if after is not None:
            paragraph.paragraph_format.space_after = Pt(after)
        if justify:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.keep_with_next = keep
        return paragraph

    def picture(self, picture, alternative, width=17.0):
        """A matplotlib figure with a text for those who do not see it."""
        import matplotlib.pyplot as plt
        stream = io.BytesIO()
        picture.savefig(stream, format="png", dpi=200)
        plt.close(picture)
        stream.seek(0)
        shape = self.document.add_picture(stream, width=Cm(width))
        shape._inline.docPr.set("descr", alternative)
        paragraph = self.document.paragraphs[-1]
        paragraph.paragraph_format.space_after = Pt(2)

    def table(self, head, rows, widths, size=8.0, blocks=(), left=(0,)):
        """Heads repeat on every page; `blocks` are the rows that head a block and span the table;
        columns `left` begin at their left, the others are figures."""
        table = self.document.add_table(rows=1 + len(rows), cols=len(head))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths):
            column.width = Cm(width)
        for r, (line, row) in enumerate(zip(list(table.rows), [head, *rows])):
            cells = line.cells
            for c, content in enumerate(row):
                self._fill(cells[c], content, widths[c], size, bold=r == 0, left=c in left)
            properties = line._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if r == 0:
                properties.append(OxmlElement("w:tblHeader"))
            if r - 1 in blocks:
                whole = cells[0].merge(cells[-1])
                for empty in whole.paragraphs[1:]:
                    empty._p.getparent().remove(empty._p)
                _shade(whole, "E8EEF4")
                cells[0].paragraphs[0].paragraph_format.keep_with_next = True
                for run in cells[0].paragraphs[0].runs:
                    run.bold = True
        _rules(table)
        return table

    def _fill(self, cell, content, width, size, bold, left):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(TABLE_LEADING * size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.RIGHT
        first, second = map(self.explain, content if isinstance(content, tuple) else (content, ""))
        run = paragraph.add_run(first)
        run.font.size, run.bold = Pt(size), bold
        _font(run, HEADING)
        if second:
            small = paragraph.add_run((" " if first else "") + second)
            small.font.size, small.font.color.rgb = Pt(size - SMALLER), GREY
            _font(small, HEADING)

    def room(self):
        """Width of the text, in cm."""
        section = self.document.sections[-1]
        return (section.page_width - section.left_margin - section.right_margin) / Cm(1)

    def widths(self, first, columns, size):
        """Widths of a table's columns, in cm: at least `first`, and for columns of figures what they need in one
        line if there is so much room, in their proportion if not."""
        needs = [max(_width(*cell, size) for cell in column) for column in columns]
        room, spare = self.room() - first, (self.room() - first - sum(needs)) / (len(needs) + 1)
        if spare < 0:
            return [first] + [need * room / sum(needs) for need in needs]
        return [width + spare for width in (first, *needs)]

    def page_break(self):
        """What comes next begins a page."""
        self._new_page = True

    def _place(self, paragraph):
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        return paragraph


def _width(first, second, size):
    """Of a figure and its range in cm, as HEADING has it, with the margins of the cell."""
    points = sum(ems(text) * s for text, s in ((first, size), (second and " " + second, size - SMALLER)))
    return points * 2.54 / 72 + 2 * MARGIN


def ems(text):
    """Width of a text of figures."""
    return sum({".": 0.28, ",": 0.28, " ": 0.23, "[": 0.34, "]": 0.34, "(": 0.34, ")": 0.34, "†": 1, "≈": 1}.get(c, 0.56) for c in text)


def _font(run, name):
    run.font.name = name
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _shade(cell, colour):
    tag = OxmlElement("w:shd")
    tag.set(qn("w:val"), "clear")
    tag.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(tag)


def _rules(table):
    """Rules above, below and between rows, none upright; narrow margins in the cells."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side, weight, colour in (("top", "8", "000000"), ("bottom", "8", "000000"),
                                 ("insideH", "2", "BBBBBB")):
        tag = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", weight), ("color", colour), ("space", "0")):
            tag.set(qn(f"w:{key}"), value)
        borders.append(tag)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        tag = OxmlElement(f"w:{side}")
        tag.set(qn("w:w"), str(round(MARGIN * 567)))
        tag.set(qn("w:type"), "dxa")
        margins.append(tag)
    properties.append(margins)
