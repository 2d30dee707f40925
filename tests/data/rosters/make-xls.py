#!/usr/bin/python3
"""Writes yongsheng-cun.xls: the workbook of the same name as an old one (BIFF8).

Needs python3-openpyxl and python3-xlwt. Run from the top folder:
    python3 tests/data/rosters/make-xls.py
"""
import openpyxl
import xlwt

FOLDER = "tests/data/rosters/"
RICH = "欧阳建国"

book = openpyxl.load_workbook(FOLDER + "yongsheng-cun.xlsx", data_only=True)
out = xlwt.Workbook(encoding="utf-8")
for sheet in book.worksheets:
    to = out.add_sheet(sheet.title)
    to.visibility = 0 if sheet.sheet_state == "visible" else 1
    merges = {(m.min_row, m.min_col): m for m in sheet.merged_cells.ranges}
    covered = {at for m in merges.values() for at in m.cells}
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        at = (cell.row, cell.column)
        if at in merges:
            m = merges[at]
            to.write_merge(m.min_row - 1, m.max_row - 1, m.min_col - 1, m.max_col - 1, cell.value)
        elif at in covered or cell.value is None:
            continue
        elif cell.value == RICH:
            bold = xlwt.easyfont("bold true")
            to.write_rich_text(cell.row - 1, cell.column - 1, ((RICH[:2], bold), RICH[2:]))
        else:
            to.write(cell.row - 1, cell.column - 1, cell.value)
out.save(FOLDER + "yongsheng-cun.xls")
