"""The header: what stands above it, whether it may be data, and a name for every column."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.exports.opening import open_export
from recordcheck.exports.source import CsvSource
from recordcheck.exports.stream import Container
from recordcheck.exports.text.header import has_second, is_doubtful, names_of
from recordcheck.exports.text.look import look

NAMES = {
    ("id", "", " "): ("id", "column 2", "column 3"),
    ("Team", "team", "TEAM"): ("Team", "team (column 2)", "TEAM (column 3)"),
    ("a", "A", "a (Column 2)"): ("a", "A (column 2)", "a (Column 2) (column 3)"),
    ("a (column 3)", "a", "a"): ("a (column 3)", "a", "a (column 3) (column 3)"),
    ("column 2", ""): ("column 2", "column 2 (column 2)"),
}


@pytest.mark.parametrize("cells", NAMES)
def test_each_column_has_a_name_that_the_engine_can_tell_from_others(
    cells: tuple[str, ...],
) -> None:
    assert names_of(cells) == NAMES[cells]


TWO = "id,seen_on\nC1,2026-03-01\nC2,2026-03-02\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TWO, ()),
        ("\n" + TWO, ("1 blank line was left out above the header.",)),
        ("\n\n" + TWO, ("2 blank lines were left out above the header.",)),
        (
            "\nContacts\n\nMarch\n" + TWO,
            (
                "2 title lines were left out: line 5 was read as the header.",
                "2 blank lines were left out above the header.",
            ),
        ),
    ],
)
def test_what_stands_above_the_header_is_said(
    tmp_path: Path, text: str, said: tuple[str, ...]
) -> None:
    (tmp_path / "export.csv").write_text(text)
    source = open_export(tmp_path / "export.csv")
    assert (source.columns, source.records) == (("id", "seen_on"), 2)
    assert source.warnings == said


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("child\nGreen, Ada\nBrown, Tom\nWhite, Amy\n", True),
        ("child\n\nGreen, Ada, Oak Road\nBrown, Tom, Elm Road\n", True),
        ("Visits\nIn March\nid,child\n1,Ada\n2,Tom\n", False),
        ("Visits,\nname,child\nGreen,Ada\nBrown,Tom\n", False),  # of two columns
        ("Visits,\nIn March\nname,child\nGreen,Ada\nBrown,Tom\n", False),
        ("child,called\nGreen,Ada\nBrown,Tom\n", False),
    ],
)
def test_what_a_comma_cuts_below_one_name_may_be_no_header(
    tmp_path: Path, text: str, doubtful: bool
) -> None:
    """The names of its columns would be a child's."""
    (tmp_path / "export.csv").write_text(text)
    source = open_export(tmp_path / "export.csv")
    assert isinstance(source, CsvSource)
    assert source.header_doubtful is doubtful


@pytest.mark.parametrize(
    ("cells", "records", "doubtful"),
    [
        (("id", "team", "seen"), [("1", "North", "Y")], False),
        (("1", "North", "Y"), [("2", "South", "Y N")], True),
        (("1", "North", "Y", "x"), [("2", "South", "Y N", "")], False),  # a year may be a name
        (("", " "), [("1", "2")], True),
        (("Ada", "Oak Road"), [("Ada", "Elm Road")], True),
        (("id", "Ada"), [("Ada", "x")], False),
        (("id", " "), [("1", " ")], False),
    ],
)
def test_a_first_line_may_be_a_record(
    cells: tuple[str, ...], records: list[tuple[str, ...]], doubtful: bool
) -> None:
    assert is_doubtful(cells, records) is doubtful


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        *((one, True) for one in ("12", "-1.5", "+3", "£1,200.50", "75%", "9:05", "14:05:30")),
        *((one, True) for one in ("2026-03-31", "2026-03-31T14:05:00Z", "2026-03-31 14:05")),
        *((one, True) for one in ("31/03/2026", "31.3.26 14:05", "1 Mar 2026", "1-Mar-26 14:05 ")),
        *((one, True) for one in ("ZZ99 3VZ", "ZZ9 9ZZ", "ZZ999ZZ", "someone@example.org")),
        *((one, False) for one in ("id", "1st visit", "16+1", "Seen at 14:05", "ZZ999", "@mine")),
    ],
)
def test_what_is_a_number_a_time_or_an_address_is_no_name(cell: str, data: bool) -> None:
    """The name of a column is said where it has no field: it must be no cell of a record."""
    assert is_doubtful((cell,), []) is data


TABLE = "id,team\n" + "1,N\n" * 22
HEADERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a title": ("Visits\n" + TABLE, ("id", "team")),
    "a title that is filled up": ("Visits,\n" + TABLE, ("id", "team")),
    "twenty titles": ("Visits\n" * 20 + TABLE, ("id", "team")),
    "two texts over four columns": ("Run on:,May\nid,a,b,c\n1,N,Y,Y\n", ("id", "a", "b", "c")),
    "two texts over three columns": ("Run on:,May\nid,a,b\n1,N,Y\n", ("Run on:", "May")),
    "two of three that are filled up": (
        "Run on:,May,\nid,a,b\n1,N,Y\n",
        ("Run on:", "May", "column 3"),
    ),
    "three texts over six columns": ("x,y,z\nid,a,b,c,d,e\n1,N,Y,Y,Y,Y\n", ("x", "y", "z")),
    "more than twenty titles": ("Visits\n" * 21 + TABLE, ("Visits",)),
    "a line of two texts over two columns": ("Visits,March\n" + TABLE, ("Visits", "March")),
    "a line in quotes, which may be a record": ('"Visits"\n' + TABLE, ("Visits",)),
    "a comment": (" # by hand\n" + TABLE, (" # by hand",)),
    "a title over one column": ("Visits\nid\n1\n2\n", ("Visits",)),
    "a record above the names": ("1,N\n" + TABLE, ("1", "N")),
    "a space over one column": (" \nid\n1\n2\n", ("id",)),
    "dashes below it": ("Visits\n--,----\n1,N\n2,N\n", ("Visits",)),
    "no names below it": ("Visits\n1,N\n2,N\n", ("Visits",)),
    "a date among the names below it": ("Visits\nid,1 May 2026\n2,N\n", ("Visits",)),
    "no record below the names": ("Visits\nid,team\n", ("Visits",)),
    "no record below the names, under titles that are filled up": (
        "Visits,,,\n,April,,\n,,,\nid,a,b,c\n",
        ("id", "a", "b", "c"),
    ),
    "one record of words, under a header that lacks names": (
        "id,a,,\nX,North,Yes,No\n",
        ("id", "a", "column 3", "column 4"),
    ),
    "one record of words, under one name of three": (
        "id,,\nX,North,Yes\n",
        ("id", "column 2", "column 3"),
    ),
    "a record below the names that is not whole": ("Visits\nid,team\n1\n2,N\n3,N\n", ("Visits",)),
}


@pytest.mark.parametrize("case", HEADERS)
def test_a_line_is_a_title_only_where_it_can_be_nothing_else(tmp_path: Path, case: str) -> None:
    text, columns = HEADERS[case]
    (tmp_path / "export.csv").write_text(text)
    assert names_of(look(tmp_path / "export.csv", Container.PLAIN, None).header.cells) == columns


FOUR = ("id", "team", "seen", "born")
RECORD = ("C1", "North", "2026-03-01", "2012-05-06")
UNKNOWN = ("C2", "South", "unknown", "unknown")
SPACED = ("C4", "South", " 2026-03-01", "2012-05-06 ")
BLANK = ("C3", "South", "", " ")
Cells = tuple[str | None, ...]


@pytest.mark.parametrize(
    ("first", "others", "second"),
    [
        (("No.", "Unit", "Seen on", "Born on"), [RECORD] * 3, True),
        (("No.", "Unit", "Seen on", "Born on"), [RECORD] * 2, False),  # too few to tell
        ((None, "Unit", "Seen on", "Born on"), [RECORD] * 3, True),
        ((None, None, "Seen on", "Born on"), [RECORD] * 3, False),
        (("No.", "Unit", "Seen on", None), [RECORD] * 3, False),  # one name over them
        (("--", "----", "====", None), [RECORD] * 3, True),
        (("--", "----", None, None), [RECORD] * 3, False),
        (FOUR, [RECORD] * 3, False),  # the header again
        (("C0", "none", "none", "No"), [RECORD] * 3, False),  # what stands for a blank
        (("1", "Unit", "Seen on", "Born on"), [RECORD] * 3, False),
        (("No.", "Unit", "2026-03-01", "Born on"), [RECORD] * 3, False),
        (("No.", "Unit", "Seen on", "Born on"), [("C1", "A", "B", "2012-05-06")] * 3, False),
        (("No.", "Unit", "Seen on", "Born on"), [("C1", "A", "2026-03-01")] * 3, False),
        (("No.", "Unit", "Seen on", "Born on"), [UNKNOWN, *[RECORD] * 9], True),
        (("No.", "Unit", "Seen on", "Born on"), [UNKNOWN, *[RECORD] * 8], False),
        (("No.", "Unit", "Seen on", "Born on"), [BLANK, *[RECORD] * 3], True),
        (("No.", "Unit", "Seen on", "Born on"), [SPACED] * 3, True),
        (("No.", "Unit", "Seen on", "Born on"), [BLANK] * 3, False),
    ],
)
def test_a_second_line_of_the_header_has_names_over_numbers_or_dates(
    first: Cells, others: list[Cells], second: bool
) -> None:
    assert has_second(FOUR, [first, *others]) is second
