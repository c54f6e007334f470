"""What people do to a sheet: it is read as they see it, and what they may not see is said."""

from __future__ import annotations

import tracemalloc
import warnings
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import LineChart

from recordcheck.errors import ReadError
from recordcheck.exports.sheet_marks import marks_of
from recordcheck.exports.workbook import read_sheets

FOUR = ["contact_id", "child_id", "team", "age"]


def one_sheet(folder: Path, *rows: Sequence[object], **cells: str) -> Path:
    """A workbook of one sheet with these rows, below FOUR, and these cells."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (FOUR, *rows):
        sheet.append(list(row))
    for place, value in cells.items():
        sheet[place] = value
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


THREE = [(number, f"C{number}", "North", 12) for number in range(3)]


def test_cells_that_have_a_form_and_nothing_in_them_are_no_records(tmp_path: Path) -> None:
    """Up to the last column of a spreadsheet and far below; so it is where a column was coloured.
    A cell with a space in it has nothing either.
    """
    path = one_sheet(tmp_path, *THREE, (" ", None, "  "), H1=" ")
    made = openpyxl.load_workbook(path)
    for place in ("XFD3", "A200000"):
        made.worksheets[0][place].number_format = "0.00"
    made.save(path)
    (only,) = read_sheets(path)
    assert (only.columns, only.cells[0], only.warnings) == (tuple(FOUR), ("0", "1", "2"), ())


def test_a_remark_beside_the_table_does_not_hide_its_header(tmp_path: Path) -> None:
    (only,) = read_sheets(one_sheet(tmp_path, *THREE, T3="ask the team"))
    assert (only.columns[:4], len(only.cells)) == (tuple(FOUR), 20)
    assert only.warnings == (
        "The name is empty in columns 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and 6 more.",
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((2, 4, 9), "2 records are in hidden rows, as a filter hides them, and count"),
        ((4, 9), "1 record is in hidden rows, as a filter hides them, and counts"),
    ],
)
def test_records_in_hidden_rows_are_read_and_said(
    tmp_path: Path, rows: tuple[int, ...], said: str
) -> None:
    path = one_sheet(tmp_path, *THREE)
    made = openpyxl.load_workbook(path)
    for row in rows:  # of these the last holds nothing
        made.worksheets[0].row_dimensions[row].hidden = True
    made.save(path)
    (only,) = read_sheets(path)
    assert len(only.cells[0]) == 3
    assert only.warnings == (f"{said} as any other.",)


def test_a_hidden_sheet_is_read_and_said_to_count_with_what_leaves_it_out(tmp_path: Path) -> None:
    path = one_sheet(tmp_path, *THREE)
    made = openpyxl.load_workbook(path)
    made.create_sheet("shown")
    made.worksheets[0].sheet_state = "hidden"
    made.save(path)
    (only,) = read_sheets(path)
    assert len(only.cells[0]) == 3
    assert only.warnings == (
        "The sheet is hidden, and its records count: --sheet names the sheets to check.",
    )


def test_merged_cells_among_the_records_are_said(tmp_path: Path) -> None:
    """A title over the whole table is merged too, and hides nothing."""
    path = one_sheet(tmp_path, *THREE)
    made = openpyxl.load_workbook(path)
    sheet = made.worksheets[0]
    sheet.insert_rows(1)
    sheet["A1"] = "Contacts of March"
    for area in ("A1:D1", "C3:C5", "D3:D4"):
        sheet.merge_cells(area)
    made.save(path)
    (only,) = read_sheets(path)
    assert only.cells[2:] == (("North", None, None), ("12", None, "12"))
    assert only.warnings == (
        "1 title line was left out: row 2 was read as the header.",
        "2 groups of merged cells have a value in the first cell alone: the others were read as"
        " blank.",
    )


def test_cells_that_are_merged_from_the_header_down_hide_records_and_are_said(
    tmp_path: Path,
) -> None:
    path = one_sheet(tmp_path, *THREE)
    made = openpyxl.load_workbook(path)
    made.worksheets[0].merge_cells("D1:D3")
    made.save(path)
    (only,) = read_sheets(path)
    assert only.cells[3] == (None, None, "12")
    assert only.warnings == (
        "1 group of merged cells has a value in the first cell alone: the others were read as"
        " blank.",
    )


BELOW = (
    "The last 2 records stand below a blank row, fill half of the columns at most, and count as"
    " records: if they are a footer or another table, take them out."
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*THREE, (), ("Team", "Count"), ("North", 3)], True),
        ([*THREE, (), ("Source: the system",), ("Run on 1 April 2026",)], True),
        ([*THREE, ("Source: the system",), ("Run on 1 April 2026",)], False),  # as records may be
        ([*THREE, (), ("Team", "Count"), ("North", 3, 1)], False),
        ([(1, "C1"), *THREE, (), (4, "C4"), (5, "C5")], False),  # as others are
    ],
)
def test_a_table_or_a_footer_below_a_blank_row_is_said(
    tmp_path: Path, rows: list[tuple[object, ...]], said: bool
) -> None:
    (only,) = read_sheets(one_sheet(tmp_path, *rows))
    assert (BELOW in only.warnings) is said


def test_a_line_end_in_a_cell_is_read_as_a_spreadsheet_writes_it(tmp_path: Path) -> None:
    (only,) = read_sheets(one_sheet(tmp_path, ("a_x000D_\nb", "_x005F_x000D_", "_x1", "_xD800_")))
    assert only.cells == (("a\r\nb",), ("_x000D_",), ("_x1",), ("_xD800_",))


def test_the_day_before_the_first_is_nothing_and_a_midnight_is_a_time(tmp_path: Path) -> None:
    """A spreadsheet shows 00/01/1900 where a formula looks at an empty cell."""
    path = one_sheet(tmp_path, (0, 0, 0, 1))
    made = openpyxl.load_workbook(path)
    forms = {"A2": "dd/mm/yyyy", "B2": "dd/mm/yyyy hh:mm", "C2": "hh:mm", "D2": "DD/MM/YYYY"}
    for place, form in forms.items():
        made.worksheets[0][place].number_format = form
    made.save(path)
    (only,) = read_sheets(path)
    assert only.cells == ((None,), (None,), ("00:00:00",), ("1900-01-01",))


def test_a_formula_whose_text_is_empty_was_computed(tmp_path: Path) -> None:
    path = one_sheet(tmp_path, (1, 2, '=IF(A2=1,"","x")', '=IF(A2=1,"","x")'))
    with ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    xml = "xl/worksheets/sheet1.xml"
    before, computed = parts[xml].split(b'<c r="C2">')
    parts[xml] = before + b'<c r="C2" t="str">' + computed
    with ZipFile(path, "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    (only,) = read_sheets(path)
    assert only.warnings == (
        "2 cells hold formulas: what was last computed was read.",
        "1 formula has no computed value, read as blank: where there should be one, open the"
        " workbook and save it.",
    )


def test_rows_without_a_number_and_formulas_with_a_value_are_read_from_the_xml() -> None:
    """As some programs write a sheet: the second row is the one that is hidden."""
    cells = "<c><f>1+1</f><v>2</v></c><c><f>A9</f></c><c><v>7</v></c>"
    rows = f'<row><c><v>1</v></c></row><row hidden="1">{cells}</row>'
    marks = marks_of(BytesIO(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()))
    assert (marks.hidden, marks.formulas, marks.open) == ({2}, 2, 1)


def test_a_hidden_row_below_rows_that_are_not_written_has_its_own_number() -> None:
    """A spreadsheet writes no row that is empty; XML has two words for yes."""
    rows = '<row r="1"/><row r="4" hidden="true"/><row hidden="1"/><row r="9" hidden="0"/>'
    marks = marks_of(BytesIO(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()))
    assert marks.hidden == {4, 5}


def test_a_group_of_merged_cells_ends_in_its_last_row_however_its_area_is_written() -> None:
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in ("A2:B4", "$C$5:$C$11", "XFD7"))
    marks = marks_of(BytesIO(f"<worksheet>{areas}</worksheet>".encode()))
    assert marks.merged == [4, 11, 7]


def test_what_a_large_sheet_has_beside_its_values_is_counted_without_holding_it() -> None:
    """2,000 rows of 50 cells were 22 MB."""
    rows = ("<row>" + "<c><v>7</v></c>" * 50 + "</row>") * 2000
    xml = BytesIO(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode())
    tracemalloc.start()
    marks_of(xml)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


def test_a_sheet_of_a_chart_is_passed_over_and_an_empty_table_is_said(tmp_path: Path) -> None:
    path = one_sheet(tmp_path)
    made = openpyxl.load_workbook(path)
    made.create_chartsheet("Chart").add_chart(LineChart())
    made.save(path)
    (only,) = read_sheets(path)
    assert (only.cells, only.warnings) == (
        ((), (), (), ()),
        ("The sheet has a header but no records.",),
    )


def test_a_workbook_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "book.xlsx")
    with pytest.raises(ReadError, match="no sheet has anything in it"):
        read_sheets(tmp_path / "book.xlsx")


def test_a_cell_of_no_day_is_read_without_the_word_of_the_library_that_quotes_it(
    tmp_path: Path,
) -> None:
    path = one_sheet(tmp_path, (99_999_999, "C1", True, False))
    made = openpyxl.load_workbook(path)
    made.worksheets[0]["A2"].number_format = "dd/mm/yyyy"
    made.save(path)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        (only,) = read_sheets(path)
    assert (only.cells, said) == ((("#VALUE!",), ("C1",), ("true",), ("false",)), [])


def test_a_workbook_with_a_password_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    with pytest.raises(ReadError, match="locked with a password, or is an old one"):
        read_sheets(tmp_path / "book.xlsx")
