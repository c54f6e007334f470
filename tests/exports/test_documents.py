"""A web page, or a document in XML or JSON, under the name of an export is called what it is."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordcheck.errors import ReadError
from recordcheck.exports.text.documents import refuse_document

from .reader import read
from .texts import EXAMPLES

PAGE = "<!DOCTYPE html>\n<html><head><title>Log in</title></head>\n<body>Name, word</body></html>\n"
JSON = '[{"id": 1, "team": "North"},\n {"id": 2, "team": "South"}]\n'
XML = '<?xml version="1.0"?>\n<visits><visit id="1" team="North"/></visits>\n'


def refusal(folder: Path, data: str | bytes, name: str = "export.csv") -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(ReadError) as refused:
        read(path)
    return str(refused.value).removeprefix(f"{path}: ")


def test_what_it_is_and_what_to_do_are_said_in_two_lines(tmp_path: Path) -> None:
    assert [refusal(tmp_path, text) for text in (PAGE, XML, JSON)] == [
        "the file is a web page (HTML), whatever its name says\n"
        "  Open it in a browser: it may ask you to log in, or say what went wrong. "
        "Export the data again as CSV UTF-8.",
        "the file is an XML document, whatever its name says\n"
        "  Export the data again as CSV UTF-8, or open it and save it as that.",
        "the file is a JSON document, whatever its name says\n"
        "  Export the data again as CSV UTF-8 or Parquet, or turn it into one of them.",
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("\n\t <HTML lang='en'>\n<p>a,b</p>", "a web page"),
        ("<html>", "a web page"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">', "a web page"),
        ("<!doctype note>", "an XML document"),
        ('<?xml version="1.0"?>\n' + "<visit/>\n" * 200 + "<html/>", "an XML document"),
        (b"\xef\xbb\xbf\r\n" + PAGE.encode(), "a web page"),
        (PAGE.encode("utf-16"), "a web page"),
        (PAGE.replace("word", "m\u00e9moire").encode("windows-1252"), "a web page"),
        (b"\xef\xbb\xbf" + JSON.encode(), "a JSON document"),
        (JSON.replace("\n", ""), "a JSON document"),
        ('{"error": "expired",\n "code": 401}', "a JSON document"),
        ('{"id": 1, "team": "N"}\n{"id": 2, "team": "S"}\n', "a JSON document"),
        ('{"id": 1} \n{"id": 2}', "a JSON document"),
        ('{"id": 1}\r\n\r\n{"id": 2}\r\n', "a JSON document"),
        ('{\n  "id" : 1,\n  "team" : "N"\n}\n', "a JSON document"),
        ('{"the \\"id\\"": 1}', "a JSON document"),
        ('[[{"id": 1}], [{"id": 2}]]', "a JSON document"),
        ('{"id": 1, "team": "No', "a JSON document"),
        ('{"id": 1,\n', "a JSON document"),
        ('{"id": 1, "seen": tr', "a JSON document"),
        ('{"id": 1, "seen": nu', "a JSON document"),
        ('{"id": 1, "change": -', "a JSON document"),
        ('\r\n  [{"id": 1}]', "a JSON document"),
        ('{"id": ' + "[" * 100_000, "a JSON document"),
        ('{"id": ' + "1" * 10_000 + "}", "a JSON document"),
        (json.dumps([{"id": number} for number in range(100_000)]), "a JSON document"),
    ],
)
def test_it_is_told_by_how_the_text_begins(tmp_path: Path, data: str | bytes, what: str) -> None:
    assert refusal(tmp_path, data).startswith(f"the file is {what}")


def test_it_is_told_in_a_packed_file_too(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    assert refusal(tmp_path, packed, "export.csv.gz").startswith("the file is a web page")


@pytest.mark.parametrize(
    "text",
    [
        "[id],[team]\n[1],[North]\n",
        "[1],[2]\n[3],[4]\n",
        "[\n]\n",
        '["id","team"]\n["1","North"]\n',
        "{id};{team}\n{1};{North}\n",
        '{"id"},{"team"}\n1,2\n',
        '{"id":1},team\n{"id":2},North\n',
        '{"id":1};{"team":2}\n1;2\n',
        '[{"id":1}],team\n1,2\n',
        '{"id":x},team\n1,2\n',
        '{"id":"x\n1\n',
        '{"id":1}\nNorth\n',
        '"{""id"":1}",team\n1,2\n',
        '\t{"id":1}\n1\t2\n',
        '\t{"id":1}\n\t{"id":2}\n',
        '{"id":1}\t\n{"id":2}\t\n',
        "<html_notes>,team\n1,2\n",
        "<html-notes>,team\n1,2\n",
        "<doctype>,<xml>\n1,2\n",
    ],
)
def test_a_text_that_merely_begins_with_a_bracket_is_read(text: str) -> None:
    refuse_document(Path("export.csv"), text.encode())


CELLS = st.sampled_from(
    [
        "[id]",
        "[1]",
        '["a"]',
        "{id}",
        "{}",
        '{"a"}',
        '{"a":1}',
        '[{"a":"b"}]',
        '{"a":x}',
        "<id>",
        "a",
    ]
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from(",;\t|"),
    st.lists(st.tuples(CELLS, CELLS | st.just("")), min_size=1, max_size=5),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE]),
)
def test_no_two_columns_of_what_json_is_made_of_are_taken_for_it(
    delimiter: str, cells: list[tuple[str, str]], quoting: int
) -> None:
    text = io.StringIO()
    if quoting == csv.QUOTE_NONE:
        text.write("".join(delimiter.join(pair) + "\n" for pair in cells))
    else:
        csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(cells)  # type: ignore[arg-type]
    refuse_document(Path("export.csv"), text.getvalue().encode())


PACKED = {
    "a workbook": b"PK\x03\x04",
    "Parquet": b"PAR1\x15\x04",
    "another archive": b"\x1f\x8b\x08\x00",
    "an old workbook": b"\xd0\xcf\x11\xe0",
}


@pytest.mark.parametrize("ending", ["gz", "zip"])
@pytest.mark.parametrize("what", PACKED)
def test_what_is_packed_and_is_no_text_is_called_what_it_is(
    tmp_path: Path, what: str, ending: str
) -> None:
    data, path = PACKED[what] + bytes(100), tmp_path / f"export.{ending}"
    if ending == "gz":
        path.write_bytes(gzip.compress(data))
    else:
        with ZipFile(path, "w") as archive:
            archive.writestr("export", data)
    with pytest.raises(ReadError) as refused:
        read(path)
    assert str(refused.value) == (
        f"{path}: what is packed in this file is a workbook, Parquet or an archive, not text\n"
        "  Unpack it and give the file."
    )


WIDE = "id    team     seen on\n----- -------- ----------\n7     North    2026-03-02\n"


RIGHT = "\n  id    team\n ---  ------\n   7   North\n"


@pytest.mark.parametrize("text", [WIDE, WIDE.replace("\n", "  \r\n"), "\ufeff" + WIDE, RIGHT])
def test_columns_of_fixed_widths_are_called_so(tmp_path: Path, text: str) -> None:
    """As a query tool writes its results into a text."""
    assert refusal(tmp_path, text, "results.rpt") == (
        "the columns have fixed widths, with dashes below their names, and no delimiter\n"
        "  Export the data again as CSV UTF-8."
    )


@pytest.mark.parametrize("below", ["-----,--------,----------", "-", "-----", "- - 2"])
def test_dashes_under_names_that_a_delimiter_parts_and_a_dash_alone_are_read(
    tmp_path: Path, below: str
) -> None:
    columns = below.count(",") + 1
    path = tmp_path / "export.csv"
    rows = [",".join(row[:columns]) for row in (("id", "team", "seen"), ("7", "North", "2026"))]
    path.write_text(f"{rows[0]}\n{below}\n{rows[1]}\n")
    assert len(read(path)[1]) == 2
