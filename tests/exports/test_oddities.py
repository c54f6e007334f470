"""What is odd in a text and can be read all the same is said, without a value of it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from recordcheck.errors import ReadError
from recordcheck.exports.again import reread
from recordcheck.exports.opening import open_export
from recordcheck.exports.text import delimited

BARE = "{} read with a double quote inside; the first is on line {}."
MIXED = "The line ends are mixed: {} are not like the header's; the first is on line {}."
ODD: dict[str, tuple[str, ...]] = {
    "a,b\n": ("The file has a header but no records.",),
    "a,b\r1,2\r": ("The line ends are CR alone, as on an old Macintosh.",),
    "a,b\n1,2\n\n3,4\n\n": ("2 blank lines were left out; the first is line 3.",),
    "a,b\r\n1,2\r\n\r\n3,4\r\n": ("1 blank line was left out; the first is line 3.",),
    'a,b\n1,"x\n\ny"\n\n3,4\n': ("1 blank line was left out; the first is line 5.",),
    'a,b\n1,2\n\n3,5"\n': (
        BARE.format("1 unquoted field was", 4),
        "1 blank line was left out; the first is line 3.",
    ),
    'a,b\n1,5"\n2,6"\n': (BARE.format("2 unquoted fields were", 2),),
    "a,b\n1,2\r\n3,4\r\n5,6\n": (MIXED.format(2, 2),),
    "a,\n1,2\n": ("The name is empty in column 2.",),
    f"a{',' * 10}\n1{',2' * 10}\n": (
        "The name is empty in columns 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11.",
    ),
    f"a{',' * 11}\n1{',2' * 11}\n": (
        "The name is empty in columns 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1 more.",
    ),
    "a,, \n1,2,3\n": ("The name is empty in columns 2 and 3.",),
    "a, b\n1,2\n": ("White space stands around the name in column 2.",),
    "a,A ,b\n1,2,3\n": (
        "White space stands around the name in column 2.",
        "The names are equal apart from case and space in columns 1 and 2.",
    ),
    "a,b\n1,2\n\ufeff3,4\n": (
        "A byte order mark stands inside the text: files may have been joined, each with its"
        " header.",
    ),
}


@pytest.mark.parametrize("text", ODD)
def test_what_is_odd_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "export.csv").write_bytes(text.encode())
    (tmp_path / "export.csv.gz").write_bytes(gzip.compress(text.encode()))
    assert open_export(tmp_path / "export.csv").warnings == ODD[text]
    unpacked = "The file was unpacked from gzip."
    assert open_export(tmp_path / "export.csv.gz").warnings == (unpacked, *ODD[text])


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("=1+1,a=b", ("In the only record 1 cell begins",)),
        ("@SUM(A1),+44 7700", ("In the only record 2 cells begin",)),
        ("-A1,\tx", ("In the only record 2 cells begin",)),
        ("a,b\n=1,c\nd,+e", ("In the first 3 records 2 cells begin",)),
        ("-5,+1.5", ()),
        ("-2.5%,+447700900123", ()),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_counted(
    tmp_path: Path, record: str, said: tuple[str, ...]
) -> None:
    (tmp_path / "export.csv").write_text(f"id,note\n{record}\n")
    assert open_export(tmp_path / "export.csv").warnings == tuple(
        f"{one} as a formula does (=, +, -, @): a spreadsheet may run it." for one in said
    )


def test_a_file_that_is_written_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("a,b\n1,2\n")
    source = open_export(path)
    path.write_text("a,b\n1,2\n3,4\n")
    with pytest.raises(ReadError, match="the file changed while it was read"):
        reread(source)
    monkeypatch.setattr(delimited, "check_names", lambda *_, **__: path.write_text("a,b\n"))
    with pytest.raises(ReadError, match="the file changed while it was read"):
        open_export(path)
