"""Which sheets of a workbook are checked, beside the other files that are."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.given.sheets import sheets_that_fit
from recordcheck.standard.load import load

openpyxl = pytest.importorskip("openpyxl")

STANDARD = load("missing-children")
FITS = list(STANDARD.tables["episode"].fields)


def workbook(path: Path, *sheets: str) -> Path:
    """A workbook whose first sheet fits, beside others that are like nothing."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for place, called in enumerate(sheets):
        sheet = book.create_sheet(called)
        for row in (FITS, ["x"] * len(FITS)) if not place else (["item", "price"], ["y", "2"]):
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        (("Episodes",), ()),
        (("Episodes", "Prices"), ("Not checked: the sheet Prices of b.xlsx.",)),
        (("Episodes", "Prices", "Old"), ("Not checked: the sheets Prices, Old of b.xlsx.",)),
    ],
)
def test_files_beside_a_workbook_are_checked_whatever_its_sheets(
    tmp_path: Path, sheets: tuple[str, ...], said: tuple[str, ...]
) -> None:
    (tmp_path / "a.csv").write_text("item,price\nx,2\n")
    (tmp_path / "c.csv").write_text("item,price\nx,2\n")
    book = workbook(tmp_path / "b.xlsx", *sheets)
    parts = open_data([tmp_path / "a.csv", book, tmp_path / "c.csv"])
    chosen = sheets_that_fit(parts, [STANDARD], {}, standards_named=False)
    names = [Path(part.label).name for part in chosen]
    assert names == ["a.csv", "b.xlsx:Episodes", "c.csv"]
    assert chosen[1].warnings == said


def test_a_sheet_that_is_alone_is_checked_whatever_it_fits(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["item", "price"], ["y", "2"]):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    parts = open_data(tmp_path / "b.xlsx")
    assert sheets_that_fit(parts, [STANDARD], {}, standards_named=False) == parts
