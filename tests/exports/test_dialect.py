"""The delimiter of a text is the one that cuts it into columns, whatever stands in its cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.errors import ReadError
from recordcheck.exports.opening import open_export

from .reader import read

TEN = [f"{number}~~North" for number in range(9)]

ONE = ("Visits of 2011 by team",)
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "commas in a text": ("id;note\n1;a, b\n2;c\n3;d, e, f\n", ("id", "note")),
    "a comma in every text": ("id;note\n1;a, b\n2;c, d\n", ("id", "note")),
    "a comma in more records than are whole": (
        "\nid;name\n1;Green, A\n2;Brown, B\n3;White, C\n4, x;Black;D\n5, y;Reed;E\n",
        ("id", "name"),
    ),
    "a comma in a title and in most records": (
        "Visits, March\nid;note\n1;a, b\n2;c, d\n3;e, f, g\n4;h, i, j\n5;k\n",
        ("id", "note"),
    ),
    "as many titles as records": ("Visits\nIn March\nid;note\n1;a\n", ("id", "note")),
    "several answers in one cell": (
        "id,one;two;three\n1,a;b;c\n2,a;b;c\n3,\n",
        ("id", "one;two;three"),
    ),
    "more columns, where both cut alike": ("a,b;c,d\n1,2;3,4\n", ("a", "b;c", "d")),
    "more columns by the later sign": ("a;b,c;d\n1;2,3;4\n", ("a", "b,c", "d")),
    "blank lines above and between": ("\na;b,c\n\n\n\n1;2\n\n3;4\n", ("a", "b,c")),
    "two codes in one cell": ("codes\nA|B\nC|D\n", ("codes",)),
    "two codes in each cell": ("codes|all\nA|B\nC|D\n", ("codes|all",)),
    "three columns": ("a|b|c\n1|2|3\n", ("a", "b", "c")),
    "a line that says so": ("sep=|\na|b,c\n1|2,3\n", ("a", "b,c")),
    "a line that says so, with Windows line ends": ("SEP=;\r\na;b,c\r\n1;2,3\r\n", ("a", "b,c")),
    "a doubled sign": ("\n".join(["id~~team", *TEN, "", ""]), ("id", "team")),
    "a doubled sign between three": (
        "\n".join(["id~~team~~risk", *(f"{one}~~low" for one in TEN), "9~~South~~low"]),
        ("id", "team", "risk"),
    ),
    "a doubled digit": ("\n".join(["Visits of 2011 by team", *(["In 2011 North"] * 10)]), ONE),
    "a doubled space": ("\n".join(["Visits  by team", *(["1  North"] * 10)]), ("Visits  by team",)),
    "a letter doubled at the end of a word": (
        "\n".join(["Hall number", *(["Hill 3"] * 10)]),
        ("Hall number",),
    ),
    "a letter doubled at the beginning of a word": (
        "\n".join(["Of llamas", *(["3 llamas"] * 10)]),
        ("Of llamas",),
    ),
    "a doubled sign in too few lines": ("\n".join(["id~~team", *TEN[1:]]), ("id~~team",)),
    "a doubled sign, not in all": ("\n".join(["id~~team", *TEN, "9"]), ("id~~team",)),
    "a doubled sign, twice in one": ("\n".join(["id~~team", *TEN, "9~~N~~"]), ("id~~team",)),
    "a doubled sign at the end": ("\n".join(["id~~", *(["9~~"] * 10)]), ("id~~",)),
    "the second of two doubled signs": (
        "\n".join(["--id~~team", *(f"--{one}" for one in TEN)]),
        ("--id", "team"),
    ),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_the_columns_are_those_that_the_delimiter_cuts(tmp_path: Path, case: str) -> None:
    text, columns = COLUMNS[case]
    (tmp_path / "export.csv").write_text(text, newline="")
    assert open_export(tmp_path / "export.csv").columns == columns


@pytest.mark.parametrize("says", ["sep=", "SEP="])
@pytest.mark.parametrize(
    ("end", "more"),
    [("\n", ()), ("\r\n", ()), ("\r", ("The line ends are CR alone, as on an old Macintosh.",))],
)
def test_a_line_that_says_the_delimiter_is_said_and_is_no_record(
    tmp_path: Path, says: str, end: str, more: tuple[str, ...]
) -> None:
    text = f"{says}^\na^b,c\n1^2,3\n4^5,6\n".replace("\n", end)
    (tmp_path / "export.csv").write_text(text, newline="")
    source, records = read(tmp_path / "export.csv")
    assert (source.columns, records) == (("a", "b,c"), [("1", "2,3"), ("4", "5,6")])
    assert source.warnings == (
        "The delimiter is the one that the line `sep=` on top of the file names.",
        *more,
    )


def test_a_text_of_one_column_counts_as_separated_by_commas(tmp_path: Path) -> None:
    """A record with a comma far below has a field too many."""
    (tmp_path / "export.csv").write_text("note\n" + "a\n" * 300 + "b, c\n")
    with pytest.raises(ReadError, match="record 301 has 2 fields, the header has 1"):
        read(tmp_path / "export.csv")
