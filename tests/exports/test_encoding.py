"""A text is read in the encoding that it is in, that is asked for, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.errors import ReadError

from .reader import read

TEXT = "id,team\n1,Łódź\n2,North East\n3,South West\n4,Old Town\n5,High Street\n"
PLAIN = "id,team\n1,North\n"
EIGHT = "The file begins with a UTF-8 byte order mark, which is no part of any name."
SIXTEEN = "The file is in UTF-16, with a byte order mark; it was read as that."
WIDE = "The file is in UTF-16 without a byte order mark; it was read as that."
GOOD = (
    "The file was read as iso-8859-2, as asked, and its first characters are good UTF-8: read it"
    " without --encoding."
)

READ: dict[str, tuple[str, str, str | None, str | None]] = {
    # how it is called: the text, what it is encoded in, what is asked for, what is said
    "UTF-8": (TEXT, "utf-8", None, None),
    "UTF-8, as asked": (TEXT, "utf-8", "UTF8", None),
    "UTF-8 with a mark": (TEXT, "utf-8-sig", None, EIGHT),
    "UTF-8 with a mark, where another is asked for": (TEXT, "utf-8-sig", "cp1252", EIGHT),
    "UTF-16 with a mark": (TEXT, "utf-16", None, SIXTEEN),
    "UTF-16 with a mark, as asked": (TEXT, "utf-16", "utf-16", SIXTEEN),
    "UTF-16, little end first": (TEXT, "utf-16-le", None, WIDE),
    "UTF-16, big end first": (TEXT, "utf-16-be", None, WIDE),
    "UTF-16 of four letters": ("a\n1\n", "utf-16-le", None, WIDE),
    "UTF-16, little end first, as asked": (TEXT, "utf-16-le", "utf-16", None),
    "UTF-16, big end first, as asked": (TEXT, "utf-16-be", "utf-16", None),
    "UTF-16 that is hardly Latin, as asked": ("ł\nŁ\nź\n", "utf-16-le", "utf-16", None),
    "Windows-1252, as asked": (PLAIN.replace("o", "ö"), "cp1252", "cp1252", None),
    "Windows-1252 of plain letters, as asked": (PLAIN, "ascii", "cp1252", None),
}


@pytest.mark.parametrize("case", READ)
def test_it_is_read_as_it_is_written(tmp_path: Path, case: str) -> None:
    text, encoding, asked, said = READ[case]
    (tmp_path / "export.csv").write_bytes(text.encode(encoding))
    source, records = read(tmp_path / "export.csv", asked)
    written = [tuple(line.split(",")) for line in text.splitlines()]
    assert [source.columns, *records] == written
    assert source.warnings == ((said,) if said else ())


def test_utf_8_that_is_read_as_another_is_said(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes(TEXT.encode())
    source, _ = read(tmp_path / "export.csv", "iso-8859-2")
    assert source.warnings == (GOOD,)


@pytest.mark.parametrize(
    ("data", "asked", "words"),
    [
        (PLAIN.encode(), "latin-99", "there is no encoding 'latin-99'"),
        (PLAIN.encode(), "base64", "there is no encoding 'base64'"),  # of bytes, not of texts
        (PLAIN.encode(), "punycode", "no file is read in the encoding 'punycode'"),
        (PLAIN.encode(), "undefined", "no file is read in the encoding 'undefined'"),
        (PLAIN.encode(), "UTF32", "no file is read in the encoding 'UTF32'"),
        ("a\n1".encode("utf-16-le"), None, "holds a NUL byte"),  # too little to tell
        (b"a,b\n1,\x00\n", None, "holds a NUL byte"),
        ("a,b\n1,2\n".encode("utf-16-le") + b"\x00", None, "which is not valid UTF-16-LE"),
        (  # a quotation mark of UTF-8, whose last byte windows-1252 does not have
            "a,b\n1,”\n".encode(),
            "windows-1252",
            "the byte 0x9D, which is not valid CP1252\n"
            "  If the file is UTF-8, leave --encoding out; if not, name the one that it is in.",
        ),
    ],
)
def test_it_is_refused(tmp_path: Path, data: bytes, asked: str | None, words: str) -> None:
    (tmp_path / "export.csv").write_bytes(data)
    with pytest.raises(ReadError, match=words):
        read(tmp_path / "export.csv", asked)
