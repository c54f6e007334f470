"""Spreadsheets are read sheet by sheet; what a spreadsheet hides or has computed is said."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from click.testing import CliRunner

import recordcheck
from recordcheck.cli import cli
from recordcheck.engine.given.inputs import open_data
from recordcheck.errors import ReadError, UserError
from recordcheck.exports.workbook import read_sheets

ANNEX = Path(__file__).parents[2].parent / "shared" / "data" / "childrens-services" / "Annex_A.xlsx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a sheet of contacts below a title, one of notes, and an empty one."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Contacts"
    sheet.append(["Contacts of March"])
    sheet.append(["contact_id", "child_id", "contact_at", "self_defined_ethnicity", "age"])
    sheet.append([1, "C1", datetime(2026, 3, 1, 10, 30), "W1", 12.0])
    sheet.append([2, "C2", date(2026, 3, 2), "ZZ", 1.5])
    sheet.append([])
    sheet.append([3, "C3", "2026-03-03 09:00", None, "=2+3"])
    sheet.merge_cells("A1:E1")
    notes = made.create_sheet("Notes")
    notes.append(["who", "what"])
    notes.append(["A", True])
    made.create_sheet("Empty")
    path = tmp_path / "book.xlsx"
    made.save(path)
    return path


def test_cells_are_read_as_they_are_shown(book: Path) -> None:
    contacts, notes = read_sheets(book)
    assert contacts.columns == (
        "contact_id", "child_id", "contact_at", "self_defined_ethnicity", "age",
    )  # fmt: skip
    assert contacts.cells == (
        ("1", "2", "3"),
        ("C1", "C2", "C3"),
        ("2026-03-01 10:30:00", "2026-03-02", "2026-03-03 09:00"),
        ("W1", "ZZ", None),
        ("12", "1.5", None),
    )
    assert contacts.warnings == (
        "1 title line was left out: row 2 was read as the header.",
        "1 blank row was left out.",
        "1 cell holds a formula: what was last computed was read.",
        "1 formula has no computed value, read as blank: where there should be one, open the"
        " workbook and save it.",
    )
    assert notes.cells == (("A",), ("true",))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (["Total", None, None, 3], True),
        ([None, "Grand total:", None, None], True),
        (["Total\nof all teams", None, None, 3], True),
        (["Total", "C3", "North", None], False),  # a record whose number is odd
        (["Totally", None, None, 3], False),
    ],
)
def test_a_line_of_totals_at_the_end_is_said(
    tmp_path: Path, last: list[str | int | None], said: bool
) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["contact_id", "child_id", "team", "age"], ["1", "C1", "North", 12], last):
        sheet.append(row)
    made.save(tmp_path / "book.xlsx")
    (read,) = read_sheets(tmp_path / "book.xlsx")
    assert len(read.cells[0]) == 2
    assert (
        "The last record looks like a line of totals, and counts as a record:"
        " if it is one, take it out." in read.warnings
    ) is said


def test_subtotals_above_a_line_of_totals_of_a_sheet_are_named(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["id", "team", "age", "seen"])
    for row in (["1", "North", 12, "Y"], ["North Total", None, 1, None]) * 2:
        sheet.append(row)
    sheet.append(["Grand Total", None, None, 2])
    made.save(tmp_path / "book.xlsx")
    (read,) = read_sheets(tmp_path / "book.xlsx")
    assert read.warnings == (
        "The last record and records 2 and 4 look like lines of totals, and count as records:"
        " if they are, take them out.",
    )


def test_the_header_again_in_a_sheet_is_said_with_the_row_where_it_first_is(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["id", "age"], ["1", 12], ["id", "age"], ["2", 13], ["id", "age"], ["3", 14]):
        sheet.append(row)
    made.save(tmp_path / "book.xlsx")
    (read,) = read_sheets(tmp_path / "book.xlsx")
    assert [said for said in read.warnings if "comes again" in said] == [
        "The header comes again 2 times, first on row 3, and counts as a record: take it out."
    ]


def test_a_number_has_the_zeros_that_its_format_shows(tmp_path: Path) -> None:
    """As in the CSV that the spreadsheet itself would write; a text stands as it is."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["formatted", "plain", "long", "negative", "text"])
    sheet.append([42, 42, 1234567, -42, "42"])
    for column in "ACDE":
        sheet[f"{column}2"].number_format = "000000"
    made.save(tmp_path / "book.xlsx")
    (only,) = read_sheets(tmp_path / "book.xlsx")
    assert only.cells == (("000042",), ("42",), ("1234567",), ("-42",), ("42",))


def test_a_number_is_written_in_digits(tmp_path: Path) -> None:
    """As a `number` is read, which has no exponent; the cell of a workbook may have one."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["small", "large", "whole", "negative", "decimals"])
    sheet.append([0.00001, 1.23e20, 12.0, -1.5e-7, 0.1])
    made.save(tmp_path / "book.xlsx")
    (only,) = read_sheets(tmp_path / "book.xlsx")
    assert [cell for (cell,) in only.cells] == [
        "0.00001", "123000000000000000000", "12", "-0.00000015", "0.1",
    ]  # fmt: skip


def test_a_midnight_has_its_time_where_its_format_shows_the_hour(tmp_path: Path) -> None:
    """Of 1,440 contacts one is at midnight: it has a time like the others of its column."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["moment", "day"])
    for row, moment in enumerate((datetime(2026, 3, 1, 10, 30), datetime(2026, 3, 2)), 2):
        sheet.append([moment, datetime(2026, 3, 1)])
        sheet[f"A{row}"].number_format = "dd/mm/yyyy hh:mm"
        sheet[f"B{row}"].number_format = "dd/mm/yyyy"
    made.save(tmp_path / "book.xlsx")
    (only,) = read_sheets(tmp_path / "book.xlsx")
    assert only.cells == (
        ("2026-03-01 10:30:00", "2026-03-02 00:00:00"),
        ("2026-03-01", "2026-03-01"),
    )


def test_a_real_date_needs_no_form_beside_texts_that_have_one(tmp_path: Path) -> None:
    (tmp_path / "visits.yaml").write_text(
        'standard: visits\nversion: "1"\ntitle: Visits\ntables:\n  visit:\n'
        "    one_record_is: one visit\n    key: [visit_id]\n    fields:\n"
        "      visit_id: {type: text}\n"
        '      made_on: {type: date, dates: "%Y-%d-%m"}\n'
        '      made_at: {type: datetime, dates: "%d-%b-%y %H:%M"}\n'
    )
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    moment = datetime(2026, 3, 4, 14, 5)
    for row in (
        ["visit_id", "made_on", "made_at"],
        [date(2026, 3, 4), date(2026, 3, 4), moment],
        ["2", "2026-04-03", "04-Mar-26 14:05"],
        ["3", date(1900, 1, 1), "2026-03-04 14:05:00"],
    ):
        sheet.append(row)
    made.save(tmp_path / "visit.xlsx")
    table = recordcheck.prepare(
        {"visit": tmp_path / "visit.xlsx"}, tmp_path / "visits.yaml", "visit"
    )
    assert table["visit_id"].to_pylist() == ["2026-03-04", "2", "3"]
    assert table["made_on"].to_pylist() == [date(2026, 3, 4), date(2026, 3, 4), None]
    assert table["made_at"].to_pylist() == [moment, moment, None]


def test_a_length_of_time_is_hours_also_more_than_a_day_has(tmp_path: Path) -> None:
    """What Excel shows as 25:30, in a cell and in a frame; a format never takes seconds away."""
    lengths = {
        timedelta(days=1, minutes=90): "25:30:00",
        timedelta(minutes=5): "00:05:00",
        timedelta(): "00:00:00",
        timedelta(days=5, seconds=59): "120:00:59",
        timedelta(hours=-12): "-12:00:00",
        timedelta(minutes=-1, milliseconds=-250): "-00:01:00.25",
        timedelta(hours=100, milliseconds=7): "100:00:00.007",
    }
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    forms = ("[h]:mm", "[hh]:mm:ss", "[mm]:ss.000", "[h]:mm;[Red]-[h]:mm")
    sheet.append(list(forms))
    for row, length in enumerate(lengths, 2):
        sheet.append([length / timedelta(days=1)] * len(forms))
        for column, form in enumerate(forms, 1):
            sheet.cell(row, column).number_format = form
    made.save(tmp_path / "book.xlsx")
    (only,) = read_sheets(tmp_path / "book.xlsx")
    assert only.cells == (tuple(lengths.values()),) * len(forms)
    standard = tmp_path / "waits.yaml"
    standard.write_text(
        "standard: waits\nversion: '1'\ntitle: Waits\ntables:\n  wait:\n"
        "    one_record_is: one wait\n    fields:\n      how_long: {type: text}\n"
    )
    frame = pyarrow.table({"how_long": list(lengths)})
    read = recordcheck.prepare(frame, standard, "wait")["how_long"].to_pylist()
    assert read == list(lengths.values())


def lint(*args: str) -> tuple[int, str]:
    try:
        result = CliRunner().invoke(cli, ["lint", *args], catch_exceptions=False)
    except UserError as error:
        return 2, str(error)
    return result.exit_code, result.output


def test_the_sheet_that_fits_is_checked_and_the_others_are_said(book: Path) -> None:
    code, said = lint(str(book), "--output-format", "json", "--select", "ETH-391")
    run = json.loads(said)
    assert code == 1
    assert [one["path"] for one in run["tables"]] == [f"{book}:Contacts"]
    assert [(one["path"], one["records"]) for one in run["findings"]] == [(f"{book}:Contacts", [2])]
    assert run["tables"][0]["warnings"][-1] == "Not checked: the sheet Notes of book.xlsx."


def test_the_values_of_a_sheet_are_shown_where_they_are_asked_for(book: Path) -> None:
    code, said = lint(str(book), "--select", "ETH-391", "--select", "ETH-191", "--show-values")
    assert code == 1
    assert said.endswith(
        "\nValues, shown because --show-values was given; do not pass them on.\n"
        f"ETH-391 self_defined_ethnicity   {book}:Contacts\n  keys   2: 2 / C2\n  values ZZ (1)\n"
        f"self_defined_ethnicity not recorded   {book}:Contacts\n  keys   3: 3 / C3\n"
        f"self_defined_ethnicity not known   {book}:Contacts\n  keys   2: 2 / C2, 3: 3 / C3\n"
    )


def test_several_sheets_that_are_not_checked_are_sheets(book: Path) -> None:
    made = openpyxl.load_workbook(book)
    made.create_sheet("Lookup").append(["x", "y"])
    made.save(book)
    _, said = lint(str(book), "--output-format", "json", "--select", "ETH-391")
    warnings = json.loads(said)["tables"][0]["warnings"]
    assert warnings[-1] == "Not checked: the sheets Notes, Lookup of book.xlsx."


def test_a_sheet_is_named(book: Path) -> None:
    code, said = lint(str(book), "--sheet", "Notess")
    assert code == 2
    assert said == (
        f"{book}: no sheet `Notess`; did you mean `Notes`?\n"
        "  --sheet, or `sheet` in recordcheck.toml, takes the name of a sheet that has something"
        " in it"
    )
    code, said = lint(str(book), "--sheet", "Notes")
    assert code == 2
    assert said.startswith(f"{book}:Notes: no standard fits the 2 columns of this export; ")


def test_nothing_is_said_of_the_other_sheets_where_one_was_named(book: Path) -> None:
    asked = ("--output-format", "json", "--select", "ETH-391")
    left, named = (
        json.loads(lint(str(book), *sheet, *asked)[1])["tables"][0]["warnings"]
        for sheet in ((), ("--sheet", "Contacts"))
    )
    assert left == [*named, "Not checked: the sheet Notes of book.xlsx."]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for name, text in {
        "text.xlsx": b"a,b\n1,2\n",
        "cut.xlsx": b"PK\x03\x04cut",
        "no.xlsx": b"",
    }.items():
        (tmp_path / name).write_bytes(text)
        with pytest.raises(ReadError) as caught:
            open_data(tmp_path / name)
        assert caught.value.remedy == "Open it, and save the sheet as CSV UTF-8."


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["id", "id"], [1, 2]):
        sheet.append(row)
    made.save(tmp_path / "twice.xlsx")
    with pytest.raises(ReadError) as caught:
        open_data(tmp_path / "twice.xlsx")
    assert caught.value.message == "the header gives columns 1 and 2 the same name"


@pytest.mark.skipif(not ANNEX.exists(), reason="../shared/data/childrens-services is not here")
def test_a_workbook_of_childrens_services_is_read_and_profiled() -> None:
    sheets = read_sheets(ANNEX)
    assert [(one.name, len(one.columns), len(one.cells[0])) for one in sheets] == [
        ("List 1", 7, 5), ("List 2", 8, 5), ("List 3", 11, 6), ("List 4", 12, 5),
        ("List 5", 14, 5), ("List 6", 14, 5), ("List 7", 17, 7), ("List 8", 34, 5),
        ("List 9", 13, 6), ("List 10", 16, 5), ("List 11", 19, 5),
    ]  # fmt: skip
    said = CliRunner().invoke(cli, ["profile", str(ANNEX), "--output-format", "json"])
    files = [json.loads(line) for line in said.output.splitlines()]
    assert [file["records"] for file in files] == [len(one.cells[0]) for one in sheets]


@pytest.mark.skipif(not ANNEX.exists(), reason="../shared/data/childrens-services is not here")
def test_a_sample_of_a_statutory_return_is_profiled() -> None:
    path = ANNEX.with_name("SSDA903_2020_episodes.csv")
    said = CliRunner().invoke(cli, ["profile", str(path), "--output-format", "json"])
    file = json.loads(said.output)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert said.exit_code == 0
    assert file["records"] == len(lines) - 1
    assert [one["name"] for one in file["columns"]] == lines[0].split(",")
