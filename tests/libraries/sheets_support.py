"""A library, and workbooks as people fill them for it."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from chalicelib.libraries.model import read
from chalicelib.libraries.sheets.naming import Known, Names

STOCK = read((Path(__file__).parent / "valid.library.yaml").read_text("utf-8"))
SUPPLIERS = {"supplier": Names([("S1", ("甲公司",))])}
KNOWN = Known(records=SUPPLIERS)


def workbook(fill: Callable[[Any], None]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    fill(book)
    book.close()
    return target.getvalue()


def sheet(*lines: list[Any], name: str = "库存库") -> bytes:
    """A workbook of one sheet; texts that begin with = are formulas."""

    def fill(book: Any) -> None:
        page, day = book.add_worksheet(name), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, dt.date):
                    page.write_datetime(row, column, cell, day)
                else:
                    page.write(row, column, cell)

    return workbook(fill)


FIRST = "xl/worksheets/sheet1.xml"
