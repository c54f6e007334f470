"""A line of totals or a footer at the end of a text is read as a record, and said."""

from __future__ import annotations

import gzip
from pathlib import Path
from zipfile import ZipFile

import pytest

from recordcheck.exports.opening import open_export

SAID = (
    "The last record looks like a line of totals, and counts as a record:"
    " if it is one, take it out."
)
FOOTER = (
    "The last record has something in one column alone, and counts as a record: if it is a footer,"
    " take it out."
)
HEAD = "id,team,age,seen\n1,North,12,Y\n"
TOTALS = {
    "as a spreadsheet writes it": HEAD + "Total,,12,\n",
    "without a line end": HEAD + "TOTALS,,12,",
    "not in the first column": HEAD + ",Grand total:,,\n",
    "above blank lines": HEAD + "Sum,,12,\n\n\n",
    "with Windows line ends": (HEAD + "Total,,12,\n").replace("\n", "\r\n"),
    "with line ends of a Macintosh": (HEAD + "Total,,12,\n").replace("\n", "\r"),
    "with its number in the word": HEAD + "Total records: 2,,,\n",
    "with its number beside the word": HEAD + "Record count,2,,\n",
    "with a hyphen": HEAD + "Sub-total,2,,\n",
    "in quotes": HEAD + '"Total","","1,2",""\n',
    "with another delimiter": (HEAD + "Total,,12,\n").replace(",", ";"),
    "below a text of several lines": HEAD + '2,"North\nand South",3,Y\nTotal,,12,\n',
    "below a mark": "\ufeff" + HEAD + "Total,,12,\n",
    "with spaces beside it": HEAD + " , Totals, ,\n",
    "of two columns": "team,age\nNorth,12\nTotal,\n",
    "as the only record": "id,team,age,seen\nTotal,,12,\n",
    "far below": HEAD + "2,North,12,Y\n" * 2000 + "Total,,12,\n",
}
SUBTOTALS = {
    "record 2": HEAD + "Sub-total,,1,\n2,South,3,Y\nTotal,,2,\n",
    "records 2 and 3": HEAD + "Row count,,1,\nSum,,1,\n2,South,3,Y\nTotal,,2,\n",
    "records 2 and 4": HEAD + "North total:,,1,\n\n2,South,3,Y\nSouth Total,,1,\nGrand total,,2,\n",
    "records 2, 3 and 5": HEAD
    + 'Total,,1,\nTotal,,1,\n2,"Total,\n\nSum,,3,\n",3,Y\nTotal,,1,\nTotal,,,\n',
    "records 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11": HEAD + "Total,,1,\n" * 11,
    "records 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more": HEAD + "Total,,1,\n" * 13,
}
NO_TOTALS = {
    "a record": HEAD,
    "a record with a total in it": HEAD + "Total,C3,North,\n",
    "a record with four of six columns": "id,team,a,b,c,d\n1,N,2,3,4,5\nTotal,2,3,4,,\n",
    "a word that begins like it": HEAD + "Totally,,12,\n",
    "the header": "Total,,,\n",
    "the header below a blank line": "\nTotal,,,\n",
    "a total above": HEAD + "Total,,12,\n2,North,3,Y\n",
    "the last line of a text": HEAD + '"a\nTotal,,,",North,3,Y\n',
    "the last line of a text that ends there": HEAD + '2,North,3,"a\nTotal,,,"\n',
    "the last line of a text with quotes in it": HEAD + '2,North,3,"a\nTotal,"""",,"\n',
    "the last line of a text before a bare quote": HEAD + '"a\nTotal,",5",,\n',
}


def is_said(path: Path) -> bool:
    return SAID in open_export(path).warnings


@pytest.mark.parametrize("case", TOTALS)
def test_a_line_of_totals_is_said(tmp_path: Path, case: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(TOTALS[case].encode())
    assert is_said(path)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("others", SUBTOTALS)
def test_subtotals_above_a_line_of_totals_are_named(
    tmp_path: Path, others: str, line_end: str
) -> None:
    """By the numbers of records: a blank line is none, nor is a line inside of quotes."""
    text = SUBTOTALS[others]
    (tmp_path / "export.csv").write_bytes(text.replace("\n", line_end).encode())
    (tmp_path / "empty.csv").write_bytes(f"{text},,,\n,,,\n".replace("\n", line_end).encode())
    said = (
        f"The last record and {others} look like lines of totals, and count as records:"
        " if they are, take them out."
    )
    assert said in open_export(tmp_path / "export.csv").warnings
    above = said.replace("The last record", "The record above these")
    assert above in open_export(tmp_path / "empty.csv").warnings


@pytest.mark.parametrize("case", NO_TOTALS)
def test_what_is_none_is_not_called_one(tmp_path: Path, case: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(NO_TOTALS[case].encode())
    assert not is_said(path)


@pytest.mark.parametrize(
    "last",
    ["OFFICIAL-SENSITIVE,,,", ",,,End of report", "(2 rows affected),,,", "2 records,,,", "3,,,"],
)
def test_a_record_with_something_in_one_column_alone_may_be_a_footer(
    tmp_path: Path, last: str
) -> None:
    (tmp_path / "export.csv").write_text(f"{HEAD}{last}\n", encoding="utf-8")
    assert open_export(tmp_path / "export.csv").warnings == (FOOTER,)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "3,South,,\n",
        HEAD + "OFFICIAL,,,\n3,South,9,N\n",
        HEAD + "\u00a0,,,\n",  # a space that a web page leaves
        "id,team,age\n1,North,12\n3,,\n",  # of three columns
        "id,lone,deaf,blind\n1,,,\n2,Y,,\n3,,,\n",  # of a form with boxes to tick
    ],
)
def test_what_may_be_a_record_is_not_called_a_footer(tmp_path: Path, text: str) -> None:
    (tmp_path / "export.csv").write_text(text, encoding="utf-8")
    assert open_export(tmp_path / "export.csv").warnings == ()


def test_a_footer_above_an_empty_end_is_said(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(HEAD + "OFFICIAL,,,\n,,,\n", encoding="utf-8")
    said = FOOTER.replace("The last record", "The record above these")
    assert said in open_export(tmp_path / "export.csv").warnings


def test_totals_are_said_in_windows_1252(tmp_path: Path) -> None:
    (tmp_path / "western.csv").write_bytes((HEAD + "2,Nørth,3,N\nTotal,,£12,\n").encode("cp1252"))
    assert SAID in open_export(tmp_path / "western.csv", encoding="cp1252").warnings


@pytest.mark.parametrize("case", TOTALS | NO_TOTALS)
def test_totals_are_said_in_utf_16_and_in_a_zip_file(tmp_path: Path, case: str) -> None:
    text = (TOTALS | NO_TOTALS)[case]
    (tmp_path / "export.csv").write_bytes(text.removeprefix("\ufeff").encode("utf-16"))
    with ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("export.csv", text)
    said = [is_said(tmp_path / name) for name in ("export.csv", "export.zip")]
    assert said == [case in TOTALS] * 2


def test_nothing_is_said_of_what_the_engine_unpacks_itself(tmp_path: Path) -> None:
    (tmp_path / "export.csv.gz").write_bytes(gzip.compress((HEAD + "Total,,12,\n").encode()))
    assert not is_said(tmp_path / "export.csv.gz")


def test_nothing_is_said_of_a_record_whose_beginning_is_not_looked_at(tmp_path: Path) -> None:
    """The last 8,192 bytes begin in the middle of a word."""
    (tmp_path / "long.csv").write_text(f"{HEAD}SubTotal,,{'1' * 8183},\n", newline="")
    assert open_export(tmp_path / "long.csv").warnings == ()
