"""Records with nothing in them are read as records, and said."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from recordcheck.exports.opening import open_export

HEAD = "id,team,age\n1,North,12\n"
ONE = "The last record has nothing in any column, and counts as a record: take it out."
AMONG = "1 record among the others has nothing in any column, and counts as a record: take it out."
TOTAL = (
    "The record above these looks like a line of totals, and counts as a record:"
    " if it is one, take it out."
)


def many(records: str) -> str:
    return (
        f"The last {records} records have nothing in any column, and count as records:"
        " take them out."
    )


ENDS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "one": (HEAD + ",,\n", 2, (ONE,)),
    "without a line end": (HEAD + ",,", 2, (ONE,)),
    "with spaces in them": (HEAD + ",,\n ,  ,\n", 3, (many("2"),)),
    "with Windows line ends": ((HEAD + ",,\n,,\n").replace("\n", "\r\n"), 3, (many("2"),)),
    "semicolons": ((HEAD + ",,\n,,\n").replace(",", ";"), 3, (many("2"),)),
    "tabs": ((HEAD + ",,\n,,\n").replace(",", "\t"), 3, (many("2"),)),
    "below a record whose last cells are empty": (HEAD + "2,,\n,,\n,,\n", 4, (many("2"),)),
    "below a text of several lines": (HEAD + '2,"North\n,,\n,,",\n,,\n', 3, (ONE,)),
    "below totals": (HEAD + "Total,,\n,,\n,,\n", 4, (many("2"), TOTAL)),
    "far below, and below totals": (
        HEAD + "2,North,9\n" * 10_000 + "Total,,\n,,\n,,\n",
        10_004,
        (many("2"), TOTAL),
    ),
    "longer than a block": (HEAD + ",,\n" * 50_000, 50_001, (many("50,000"),)),
    "nothing else": ("id,team,age\n,,\n,,\n", 2, (many("2"),)),
    "in Windows-1252": (HEAD + "2,\u00a3,\n,,\n,,\n", 4, (many("2"),)),
    "none": (HEAD, 1, ()),
    "one in the middle": (HEAD + ",,\n3,South,9\n", 3, (AMONG,)),
    "one in the middle, and one without a line end": (HEAD + ",,\n3,South,9\n,,", 4, (AMONG, ONE)),
    "one above all": ("id,team,age\n,,\n3,South,9\n", 2, (AMONG,)),
    "two in the middle": (
        HEAD + ",,\n,,\n3,South,9\n",
        4,
        (many("2").replace("The last 2 records", "2 records among the others"),),
    ),
    "in the middle, and at the end": (
        HEAD + ',,\n3,"Sou\nth",9\n,,\n , ,\n',
        5,
        (AMONG, many("2")),
    ),
    "one beside quotes in an unquoted field": (HEAD + '3,6" tall,9\n,,\n4,North,8\n', 4, (AMONG,)),
    "one with another line end": (HEAD + ",,\r\n4,North,8\n", 3, (AMONG,)),
    "the end of a text": (HEAD + '2,North,"\n,,\n,,"\n', 2, ()),
}


@pytest.mark.parametrize("case", ENDS)
def test_records_with_nothing_in_them_are_said(tmp_path: Path, case: str) -> None:
    text, records, said = ENDS[case]
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode("windows-1252"))
    source = open_export(path, encoding=None if text.isascii() else "windows-1252")
    warnings = tuple(one for one in source.warnings if "record" in one)
    assert (source.records, warnings) == (records, said)


@pytest.mark.parametrize("case", ENDS)
def test_they_are_said_of_a_text_in_a_zip_file_or_in_utf_16(tmp_path: Path, case: str) -> None:
    text, records, said = ENDS[case]
    with ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("export.csv", text)
        archive.comment = b"\n,,\n"  # it stands at the end of the file, and is like one of them
    (tmp_path / "export.csv").write_bytes(text.encode("utf-16"))
    for name in ("export.zip", "export.csv"):
        source = open_export(tmp_path / name)
        warnings = tuple(one for one in source.warnings if "record" in one)
        assert (source.records, warnings) == (records, said)


def test_two_letters_that_are_byte_by_byte_like_an_empty_record_are_none(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes((HEAD + "1,2,\u0a2c\u2c0a").encode("utf-16-be"))
    assert ONE not in open_export(path).warnings
