# SPDX-License-Identifier: Apache-2.0
"""Tables as a command printed them, one below the other on a sheet."""
import re

import xlsxwriter

NUMBER = re.compile(r"-?\d+(?:\.(\d+))?(?:e[-+]?\d+)?")


def write(tables, target):
    """`tables`: heading, corner, columns, rows of label and cells. A cell that is a number is written as
    one, with as many decimals as it had; everything else is text, also what looks like a formula."""
    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("yuqian")
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E8EEF4"})
    formats = {}
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 40, 14)
    row, heading = 0, None
    for table in tables:
        if table["heading"] != heading:
            heading = table["heading"]
            sheet.write_string(row, 0, heading, bold)
            row += 1
        for c, text in enumerate([table["corner"], *table["columns"]]):
            sheet.write_string(row, c, text.strip(), head)
        for line in table["rows"]:
            row += 1
            sheet.write_string(row, 0, line["label"].strip())
            for c, cell in enumerate(line["cells"], 1):
                found = NUMBER.fullmatch(cell)
                if not found:
                    sheet.write_string(row, c, cell)
                    continue
                pattern = "0.0E+00" if "e" in cell else "0." + "0" * len(found[1]) if found[1] else "0"
                if pattern not in formats:
                    formats[pattern] = book.add_format({"num_format": pattern})
                sheet.write_number(row, c, float(cell), formats[pattern])
        row += 2
    book.close()
