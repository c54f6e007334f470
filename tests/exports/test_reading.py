"""A delimited text is read as it stands, or refused with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.errors import ReadError
from recordcheck.exports import CsvSource

from .reader import read


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "export.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_each_cell_is_the_text_that_is_written(tmp_path: Path) -> None:
    source, records = read(write(tmp_path, 'id,note\n010,"a, ""b""\nc"\nNULL,\n'))
    assert source.columns == ("id", "note")
    assert records == [("010", 'a, "b"\nc'), ("NULL", "")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = "id,team,risk\n1,North,high\n2,South,low\n".replace(",", delimiter)
    source, records = read(write(tmp_path, text))
    assert isinstance(source, CsvSource)
    assert source.delimiter == delimiter
    assert records == [("1", "North", "high"), ("2", "South", "low")]


@pytest.mark.parametrize(
    ("text", "line", "record", "words"),
    [
        ("a,b\n1,2\n3\n", 3, 2, "record 2 has 1 field, the header has 2"),
        ("a,b\n1,2,\n", 2, 1, "record 1 has 3 fields, the header has 2"),
        ('a,b\n1,"x\ny"\n1,"2\n', 4, 2, "opened here and never closed"),
        ('a,b\n1,"2"x\n', 2, 1, "text after the closing quote of field 2"),
        ('a,b\n1,"2" \n', 2, 1, "text after the closing quote of field 2"),
        ('a,b\n1, "2"\n', 2, 1, "a space before the opening quote of field 2"),
        (b"a,b\n1,2\n1,\xff\n", 3, 2, "the byte 0xFF, which is not valid UTF-8"),
        (b"a,b\n1,2\n1,\x00\n", 3, 2, "a NUL byte"),
        ("a,a\n1,2\n", 1, None, "gives columns 1 and 2 the same name"),
        ("", 1, None, "the file is empty"),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, record: int | None, words: str
) -> None:
    with pytest.raises(ReadError, match=words) as refused:
        read(write(tmp_path, text))
    assert (refused.value.line, refused.value.record) == (line, record)
    assert refused.value.remedy
