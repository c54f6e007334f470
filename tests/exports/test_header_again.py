"""A line of the header that stands among the records is read as one, and said."""

from __future__ import annotations

import gzip
from pathlib import Path

import openpyxl
import pytest

from recordcheck.exports.opening import open_export
from recordcheck.exports.source import CsvSource
from recordcheck.exports.workbook import read_sheets

HEAD = "id,team,seen_on,born_on\n"
ONE = "C1,North,2026-03-01,2012-05-06\n"
TWO = "C2,South,2026-03-02,2013-05-06\n"
ON_LINE = "The header comes again on line {}, and counts as a record: take it out."
TWICE = "The header comes again 2 times, first on line 3, and counts as a record: take it out."
DATA = "Line 1 was read as the header, but looks like data: a file without a header needs one."
SECOND = (
    "Record 1 looks like a second line of the header, and counts as a record:"
    " if it is one, take it out."
)
MARKED = (
    "A byte order mark stands inside the text: files may have been joined, each with its header."
)
AGAIN = {
    "two files that were joined": (HEAD + ONE + HEAD + TWO, ON_LINE.format(3)),
    "three files that were joined": (HEAD + ONE + HEAD + TWO + HEAD + ONE, TWICE),
    "at once": (HEAD + HEAD + ONE, ON_LINE.format(2)),
    "twice below each other": (HEAD + ONE + HEAD + HEAD + TWO, TWICE),
    "with Windows line ends": ((HEAD + ONE + HEAD + TWO).replace("\n", "\r\n"), ON_LINE.format(3)),
    "with other line ends than above": (
        (HEAD + ONE).replace("\n", "\r\n") + HEAD + TWO,
        ON_LINE.format(3),
    ),
    "after each of two kinds of line ends": (
        (HEAD + ONE).replace("\n", "\r\n") + HEAD + TWO + HEAD + ONE,
        TWICE,
    ),
    "at the end, without a line end": (HEAD + ONE + HEAD.strip(), ON_LINE.format(3)),
    "and at the end, without a line end": (HEAD + ONE + HEAD + TWO + HEAD.strip(), TWICE),
    "below title lines": ("Contacts\n\n" + HEAD + ONE + HEAD + TWO, ON_LINE.format(5)),
    "below a text of several lines": (
        HEAD + 'C1,"North\nand South",2026-03-01,2012-05-06\n' + HEAD + TWO,
        ON_LINE.format(4),
    ),
    "below a title that is longer than a chunk": (
        "Contacts of the month " * 4000 + "\n" + HEAD + ONE + HEAD + TWO,
        ON_LINE.format(4),
    ),
    "far below": (HEAD + ONE * 40_000 + HEAD + TWO, ON_LINE.format("40,002")),
}
NOT_AGAIN = {
    "records alone": HEAD + ONE + TWO,
    "the beginning of a longer line": HEAD + ONE + HEAD.strip() + "_2\n",
    "the beginning of a longer line at the end": HEAD + ONE + HEAD.strip() + "_2",
    "the end of a longer line": HEAD + ONE + "other " + HEAD + "and " + HEAD.strip(),
    "the header alone": HEAD.strip(),
    "a column alone, of which it may be a record": "team\nNorth\nteam\nSouth\n",
}


def read(tmp_path: Path, text: str) -> CsvSource:
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode())
    found = open_export(path)
    assert isinstance(found, CsvSource)
    return found


@pytest.mark.parametrize("case", AGAIN)
def test_a_header_below_the_header_is_said(tmp_path: Path, case: str) -> None:
    text, said = AGAIN[case]
    assert said in read(tmp_path, text).warnings


@pytest.mark.parametrize("case", NOT_AGAIN)
def test_what_is_no_header_is_not_called_one(tmp_path: Path, case: str) -> None:
    assert not any("comes again" in said for said in read(tmp_path, NOT_AGAIN[case]).warnings)


def test_a_header_is_found_again_wherever_a_chunk_ends(tmp_path: Path) -> None:
    """Of 65,536 bytes each: the place of the second header moves over the end of the first."""
    for letters in range(len(HEAD) + 2):
        filling = ONE * 2100
        filled = "x" * (65_536 - len(HEAD) - len(filling) - len(",South,,\n") - letters)
        text = HEAD + filling + filled + ",South,,\n" + HEAD + TWO
        assert ON_LINE.format("2,103") in read(tmp_path, text).warnings, letters


def test_a_header_is_said_again_in_a_packed_text_and_in_windows_1252(tmp_path: Path) -> None:
    text = HEAD + ONE.replace("North", "Nørth") + HEAD + TWO
    (tmp_path / "export.csv.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "western.csv").write_bytes(text.encode("cp1252"))
    assert ON_LINE.format(3) in open_export(tmp_path / "export.csv.gz").warnings
    western = open_export(tmp_path / "western.csv", encoding="windows-1252")
    assert ON_LINE.format(3) in western.warnings


def test_a_header_that_comes_again_is_not_taken_for_data(tmp_path: Path) -> None:
    assert not read(tmp_path, HEAD + ONE + HEAD + TWO).header_doubtful


def test_a_header_that_comes_again_with_a_mark_is_not_taken_for_data(tmp_path: Path) -> None:
    assert not read(tmp_path, "\ufeff" + HEAD + ONE + "\ufeff" + HEAD + TWO).header_doubtful


@pytest.mark.parametrize("quote", ["North", '5" North'])
def test_a_mark_before_a_header_that_comes_again_is_said_beside_whatever_else_is_odd(
    tmp_path: Path, quote: str
) -> None:
    text = HEAD + ONE.replace("North", quote) + "\ufeff" + HEAD + TWO
    (tmp_path / "export.csv").write_text(text, encoding="utf-8")
    for set_aside in (False, True):
        found = open_export(tmp_path / "export.csv", set_aside=set_aside)
        assert MARKED in found.warnings


def test_of_what_may_be_data_it_is_not_said_that_it_is_a_header(tmp_path: Path) -> None:
    assert read(tmp_path, "1,A\n1,A\n2,B\n").warnings == (
        DATA,
        "What was read as the header comes again on line 2: if it is one, keep only the first.",
    )


def test_a_first_record_that_comes_again_is_taken_for_data(tmp_path: Path) -> None:
    """There is no header: the names of the columns would be what is written of a child."""
    record = "Ada Brown,Oak Road,neglect\n"
    found = read(tmp_path, record + "Tom Green,Elm Road,abuse\n" + record)
    assert found.header_doubtful
    record = "Ada Brown,Oak Road,2026-03-01,2012-05-06,x\n"
    assert read(tmp_path, record + "Tom Green,Elm Road,,,y\n" + record).header_doubtful


MORE = ONE + TWO + ONE.replace("C1", "C3") + TWO.replace("C2", "C4")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Number,Team,Seen on,Born on\n", True),
        ("--,----,-------,-------\n", True),
        ("C0,North,NULL,NULL\n", False),  # a record without its dates
        ("C0,North,,\n", False),
        ("C0,North,2026-03-01,none\n", False),
        (HEAD, False),  # the header comes again
    ],
)
def test_a_second_line_of_names_is_said(tmp_path: Path, line: str, said: bool) -> None:
    assert (SECOND in read(tmp_path, HEAD + line + MORE).warnings) is said


def test_a_second_line_of_names_takes_more_than_a_few_records_to_tell(tmp_path: Path) -> None:
    assert SECOND not in read(tmp_path, HEAD + "Number,Team,Seen on,Born on\n" + ONE).warnings


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((HEAD, *MORE.split(), HEAD, ONE), (ON_LINE.format(6).replace("line", "row"),)),
        ((HEAD, "Number,Team,Seen on,Born on", *MORE.split()), (SECOND,)),
        # Of one column it may be a record.
        (
            ("team", "North", "team", "South"),
            (DATA.replace("Line", "Row").replace("file", "sheet"),),
        ),
    ],
)
def test_a_sheet_says_the_same(
    tmp_path: Path, lines: tuple[str, ...], said: tuple[str, ...]
) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for line in lines:
        sheet.append(line.strip().split(","))
    made.save(tmp_path / "book.xlsx")
    (only,) = read_sheets(tmp_path / "book.xlsx")
    assert only.warnings == said
