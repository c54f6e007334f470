"""A delimited text is read as it stands, or refused with the line."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recordcheck.errors import ReadError
from recordcheck.exports.opening import open_export
from recordcheck.exports.source import CsvSource
from recordcheck.exports.text.western import is_western

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


def test_a_doubled_letter_in_every_line_parts_no_columns(tmp_path: Path) -> None:
    text = "".join(f"{number} School\n" for number in range(20))
    source, records = read(write(tmp_path, f"School name\n{text}"))
    assert (source.columns, len(records)) == (("School name",), 20)


@pytest.mark.parametrize("delimiter", ["~~", "^^", "aa"])
def test_a_doubled_character_between_values_parts_columns(tmp_path: Path, delimiter: str) -> None:
    text = "".join(f"{number}{delimiter}7\n" for number in range(20))
    source, records = read(write(tmp_path, f"1{delimiter}2\n{text}"))
    assert (source.columns, records[0]) == (("1", "2"), ("0", "7"))


@pytest.mark.parametrize(
    ("text", "line", "record", "words"),
    [
        ("a,b\n1,2\n3\n", 3, 2, "record 2 has 1 field, the header has 2"),
        ("a,b\n1,2,\n", 2, 1, "record 1 has 3 fields, the header has 2"),
        ("a,b\n1\n1,2\n3,4,5\n", 2, 1, "the header has 2; line 4 has another number too\n"),
        (
            'a,b\n1\n1,"2\n"\n3\n4\n1,"2"x\n5\n',  # a quote may hide where the next record begins
            2,
            1,
            "the header has 2; lines 5 and 6 have another number too\n",
        ),
        (
            "a,b\n" + "1\n1,2\n" * 13,
            2,
            1,
            "the header has 2; lines 4, 6, 8, 10, 12, 14, 16, 18, 20, 22 and 2 more have another",
        ),
        ('a,b\n1,"x\ny"\n1,"2\n', 4, 2, "opened here and never closed"),
        ('a,b\n1,"2"x\n', 2, 1, "text after the closing quote of field 2"),
        ('a,b\n1,"2" \n', 2, 1, "text after the closing quote of field 2"),
        ('a,b\n1,"x\ny"z\n', 3, 1, "the closing quote of field 2, opened on line 2\n"),
        ('a,b\n"1"x,"2"y\n', 2, 1, "text after the closing quote of field 1"),  # the first fault
        ('a,b\n1, "2"\n', 2, 1, "a space before the opening quote of field 2"),
        (b"a,b\n1,2\n1,\xff\n", 3, 2, "the byte 0xFF, which is not valid UTF-8"),
        (b"a,b\n\xff,2\n", 2, 1, "record 1 holds the byte 0xFF"),
        (b"a,b\xff\n1,2\n", 1, None, "the header holds the byte 0xFF"),
        (b"Calls\n\nid,child,se\xffn,18+1\n7,8,9,1\n", 3, None, "the header holds the byte 0xFF"),
        (b"a,b\n1,2\n1,\x00\n", 3, 2, "a NUL byte"),
        ("a,b\n1,2\n".encode("utf-16")[:-1], 2, 1, "the byte 0x0A, which is not valid UTF-16-LE"),
        ("a,b\n1,2\n3,".encode("utf-16") + b"4", 3, 2, "the byte 0x34, which is not valid"),
        ("a,a\n1,2\n", 1, None, "gives columns 1 and 2 the same name"),
        (
            "id,child,born,child,born\n1,2,3,2,3\n",
            1,
            None,
            "gives columns 2 and 4 the same name, and columns 3 and 5\n",
        ),
        (
            f"{','.join('abcde' * 2)}\n",
            1,
            None,
            "and columns 2 and 7, and columns 3 and 8, and columns 4 and 9, and columns 5 and 10\n",
        ),
        (
            f"{','.join('abcdefg' * 2)}\n",
            1,
            None,
            "gives columns 1 and 8 the same name, and columns 2 and 9, and columns 3 and 10,"
            " and columns 4 and 11, and columns 5 and 12, and the columns of 2 more names\n",
        ),
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


TITLE = "Where a title was read as the header, take it out"
QUOTES = "Export the file again with each text that holds the delimiter in double quotes"


@pytest.mark.parametrize(
    ("records", "remedy"),
    [
        ("id,a,b,c\n1,2,3,4\n", TITLE),
        ("id,team,a\nN,4,5\n", "Where every record ends with the delimiter"),
        ("1,N\n2,a,b,c\n", QUOTES),  # one text may have as many commas
        ("1,N\n2,a,b\n2,a,b\n", QUOTES),
    ],
)
def test_where_records_have_more_fields_than_the_header_it_is_said_what_it_may_be(
    tmp_path: Path, records: str, remedy: str
) -> None:
    (tmp_path / "export.csv").write_text(f'"Visits","March"\n{records}')
    with pytest.raises(ReadError) as refused:
        read(tmp_path / "export.csv")
    assert refused.value.remedy is not None
    assert refused.value.remedy.startswith(remedy)


@pytest.mark.parametrize(
    ("text", "cut"), [("a,b\n1,2\n3", True), ("a,b\n1,2\n3\n", False), ("a,b\n1\n2,3", False)]
)
def test_a_file_that_ends_in_a_record_may_be_cut_short(
    tmp_path: Path, text: str, cut: bool
) -> None:
    with pytest.raises(ReadError) as refused:
        read(write(tmp_path, text))
    assert ("it may be cut short" in (refused.value.remedy or "")) == cut


def test_of_very_many_records_with_another_number_of_fields_the_first_hundred_are_found(
    tmp_path: Path,
) -> None:
    with pytest.raises(ReadError) as refused:
        read(write(tmp_path, "a,b\n1,2\n" + "3\n" * 500))
    assert refused.value.message.endswith(", 13 and at least 90 more have another number too")


HEADER = "id,child,seen on,18+1\n"


@pytest.mark.parametrize(
    ("above", "titles"),
    [
        ("Contacts\n", 1),
        ("Contacts,,,\nRun on:,01/04/2026,,\n,,,\n", 3),  # as a spreadsheet fills them up
        ("Contact,,,Ethnicity\n", 1),  # cells that were merged over several columns
    ],
)
def test_the_header_is_found_below_titles(tmp_path: Path, above: str, titles: int) -> None:
    source, records = read(write(tmp_path, f"{above}{HEADER}7,8,02/03/2026,W1\n"))
    assert source.columns == ("id", "child", "seen on", "18+1")
    assert records == [("7", "8", "02/03/2026", "W1")]
    said = "1 title line was" if titles == 1 else f"{titles} title lines were"
    line = above.count("\n") + 1
    assert source.warnings[0] == f"{said} left out: line {line} was read as the header."


@pytest.mark.parametrize(
    "text",
    [
        "id,child,,\n7,8,,\n",  # columns that a spreadsheet keeps, and nothing in them
        "id,child,,\n7,8,North,Yes\n",
    ],
)
def test_a_header_with_names_missing_is_no_title(tmp_path: Path, text: str) -> None:
    source, records = read(write(tmp_path, text))
    assert (source.columns, len(records)) == (("id", "child", "column 3", "column 4"), 1)


@pytest.mark.parametrize("title", ["Contacts", "Contacts,,,,"])
def test_below_a_title_a_header_may_end_with_the_delimiter(tmp_path: Path, title: str) -> None:
    source, records = read(
        write(tmp_path, f"{title}\nid,child,seen on,18+1,\n7,8,02/03/2026,W1,\n")
    )
    assert source.columns == ("id", "child", "seen on", "18+1", "column 5")
    assert records == [("7", "8", "02/03/2026", "W1", "")]


FIRST_ENDS = {
    "LF in a name and below": ('"id\nno",child,"seen\n\non",18+1|', "\n"),
    "CR LF in a name and below": ('"id\r\nno",child,"seen\r\n\r\non",18+1|', "\r\n"),
    "CR in a name and below": ('"id\rno",child,"seen\r\ron",18+1|', "\r"),
    "CR LF in a name, LF below": ('"id\r\nno",child,seen on,18+1|', "\n"),
    "CR in a name, LF below": ('"id\rno",child,seen on,18+1|', "\n"),
    "CR in a name, CR LF below": ('"id\rno",child,seen on,18+1|', "\r\n"),
    "LF in a name, CR LF below": ('"id\nno",child,seen on,18+1|', "\r\n"),
    "LF in a name, CR below": ('"id\nno",child,seen on,18+1|', "\r"),
    "CR LF in a title, LF below": ('"Contacts\r\nof March",,,|id,child,seen on,18+1|', "\n"),
    "CR LF behind a title, LF below": ("Contacts\r\nid,child,seen on,18+1|", "\n"),
    "CR behind a title, LF below": ("Contacts\rid,child,seen on,18+1|", "\n"),
    "LF behind a title, CR LF below": ("Contacts\nid,child,seen on,18+1|", "\r\n"),
    "LF behind a title, CR below": ("Contacts\nid,child,seen on,18+1|", "\r"),
    "CR LF in a blank line, LF below": ("\r\nid,child,seen on,18+1|", "\n"),
    "CR LF behind the delimiter, LF below": ("sep=,\r\nid,child,seen on,18+1|", "\n"),
    "a title with text behind a quote": ('"Contacts" of March,,,|id,child,seen on,18+1|', "\n"),
}


@pytest.mark.parametrize("case", FIRST_ENDS)
def test_no_record_is_lost_behind_what_stands_above_them(tmp_path: Path, case: str) -> None:
    """The engine takes the first line end of a file for that of all its records, and refuses or
    passes over those that end in another.
    """
    above, end = FIRST_ENDS[case]
    text = above.replace("|", end) + f"7,8,02/03/2026,W1{end}9,8,03/03/2026,W2{end}"
    _, records = read(write(tmp_path, text))
    assert records == [("7", "8", "02/03/2026", "W1"), ("9", "8", "03/03/2026", "W2")]


def test_a_title_that_was_read_as_the_header_is_named_before_any_standard_is_chosen(
    tmp_path: Path,
) -> None:
    with pytest.raises(ReadError) as refused:
        open_export(write(tmp_path, '"Contacts"\n' + HEADER + "7,8,02/03/2026,W1\n" * 2))
    assert str(refused.value) == (
        f"{tmp_path / 'export.csv'}:2: record 1 has 4 fields, the header has 1; lines 3 and 4 have"
        " another number too\n"
        "  Where a title was read as the header, take it out: the names of the columns come first."
        " Otherwise export the file again with each text that holds the delimiter in double quotes."
    )


def test_a_repeated_name_below_a_title_is_a_repeated_name(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as refused:
        read(write(tmp_path, "Contacts,,,\nid,child,born,child\n7,8,02/03/2012,8\n"))
    assert str(refused.value) == (
        f"{tmp_path / 'export.csv'}:2: the header gives columns 2 and 4 the same name\n"
        "  Give each column a name of its own; a line of groups above the names must go."
    )


def test_of_a_file_without_a_header_whose_first_record_holds_a_value_twice_it_is_said(
    tmp_path: Path,
) -> None:
    """As a query tool copies its results: without names, and with NULL for every blank."""
    with pytest.raises(ReadError) as refused:
        read(write(tmp_path, "7,8,02/03/2026,NULL,NULL\n9,8,03/03/2026,W1,NULL\n"))
    assert str(refused.value) == (
        f"{tmp_path / 'export.csv'}:1: the header gives columns 4 and 5 the same name\n"
        "  If it is a record, write the names of the columns above it. Give each column a name of"
        " its own; a line of groups above the names must go."
    )


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_32_is_called_so_with_a_mark_or_without(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    path = write(
        tmp_path, (mark + "id,team\n1,\u0141\u00f3d\u017a\n2,North East\n").encode(encoding)
    )
    with pytest.raises(ReadError) as refused:
        read(path)
    assert str(refused.value) == f"{path}: the file is in UTF-32\n  Save it as UTF-8."


ENGLISH = [
    "I don\u2019t want to move",
    "she\u2019s afraid",
    "\u201cnever again\u201d",
    "at home \u2013 most days",
    "\u00a35 a week",
    "Zo\u00eb and Andr\u00e9",
]


def western(*more: str, times: int = 3) -> bytes:
    notes = [*(ENGLISH * times), *more]
    text = "id,note\n" + "".join(f"{number},{note}\n" for number, note in enumerate(notes))
    return text.encode("windows-1252")


def test_plain_english_in_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    source, records = read(write(tmp_path, western()))
    assert [note for _, note in records] == ENGLISH * 3
    assert source.warnings == (
        "The file is not UTF-8; it was read as Windows-1252. "
        "Save it as UTF-8, or say so with --encoding windows-1252.",
    )


@pytest.mark.parametrize(
    "data",
    [
        western(times=1),  # too little to go by
        western("\u00ff"),
        western("\u0192"),
        western("\u00c3\u00a9"),  # UTF-8, damaged elsewhere
        western() + b"99,\x81\n",
        western() + b"99,\x01\n",
        western("\u00cc\u00ee\u00f1\u00ea\u00e2\u00e0"),  # Russian in Windows-1251
        ("id,note\n" + "1,Andr\u00e9 and Zo\u00eb\n" * 50).encode("latin-1"),
        ("id,note\n" + "1,caf\u00e9 cr\u00e8me \u00e0 volont\u00e9\n" * 50).encode("cp850"),
        ("id,note\n" + "1,pa\u00eds m\u00e1s Garc\u00eda\n" * 50).encode("mac-roman"),
        b"\xef\xbb\xbf" + western(),
    ],
)
def test_what_is_not_plainly_that_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ReadError, match="which is not valid UTF-8"):
        read(write(tmp_path, data))


def test_what_is_asked_to_be_read_as_utf_8_is_read_as_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="which is not valid UTF-8"):
        read(write(tmp_path, western()), encoding="utf-8")


@pytest.mark.parametrize(("pounds", "enough"), [(4, True), (3, False)])
def test_ten_signs_are_enough_wherever_a_chunk_ends(pounds: int, enough: bool) -> None:
    data = western(*["\u00a35"] * pounds, times=1).rstrip()
    assert {is_western([data[:cut], data[cut:]]) for cut in range(len(data))} == {enough}


def test_a_copy_for_the_engine_holds_every_record_of_a_long_text(tmp_path: Path) -> None:
    """A text in UTF-16 is copied, in pieces of 65,536 bytes."""
    lines = [f"{number},North" for number in range(20_000)]
    source, records = read(write(tmp_path, "\n".join(["id,team", *lines]).encode("utf-16")))
    assert source.records == 20_000
    assert [",".join(map(str, record)) for record in records] == lines


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", [65_534, 65_535, 65_536])
def test_a_line_is_counted_once_wherever_its_end_is_cut(
    tmp_path: Path, end: int, newline: str
) -> None:
    """A text comes in pieces of 65,536 bytes."""
    lines = f"id,team{newline}" + f"1,North{newline}" * 7280 + "1,"
    text = lines.ljust(end, "x") + newline * 2 + f"1,North{newline}"
    said = ("1 blank line was left out; the first is line 7,283.",)
    assert open_export(write(tmp_path, text)).warnings == said


def test_a_text_in_utf_16_with_a_bare_quote_is_copied_too(tmp_path: Path) -> None:
    _, records = read(write(tmp_path, 'id,note\n1,5" long\n2,x\n'.encode("utf-16")))
    assert records == [("1", '5" long'), ("2", "x")]


def test_a_tab_before_a_quote_belongs_to_the_cell(tmp_path: Path) -> None:
    """A space there is refused, for readers differ over it."""
    source, records = read(write(tmp_path, 'id,note\n1,\t"2"\n2,x\n'))
    assert records == [("1", '\t"2"'), ("2", "x")]
    assert source.warnings[-1] == (
        "1 unquoted field was read with a double quote inside; the first is on line 2."
    )


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_name_of_a_folder_stands_in_for_no_column(tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "team=South"
    folder.mkdir()
    path = folder / f"export.{ending}"
    if ending == "csv":
        path.write_text("id,team\n1,North\n")
    else:
        pq.write_table(pa.table({"id": ["1"], "team": ["North"]}), path)
    assert read(path)[1] == [("1", "North")]


def test_a_fault_in_windows_1252_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="record 19 has 3 fields") as refused:
        read(write(tmp_path, western("a,b")))
    assert refused.value.line == 20


def test_what_a_macintosh_packs_beside_a_file_is_passed_over(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("export.csv", "id,team\n1,North\n")
        archive.writestr("__MACOSX/._export.csv", b"\x00\x05\x16\x07")
    _, records = read(tmp_path / "export.zip")
    assert records == [("1", "North")]


def test_a_second_file_in_a_zip_file_is_not_passed_over(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("January.csv", "id,team\n1,North\n")
        archive.writestr("February.csv", "id,team\n2,North\n")
    with pytest.raises(ReadError, match="the zip file holds 2 files; one is read"):
        read(tmp_path / "export.zip")


def test_an_empty_file_that_is_called_parquet_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "export.parquet").touch()
    with pytest.raises(ReadError, match="the file is empty"):
        read(tmp_path / "export.parquet")


@pytest.mark.parametrize("others", [(), (1.0,), (1.5,), (1.5, 2.0), (1.0, 2.0), (1.5, 1e20)])
@pytest.mark.parametrize("sign", ["nan", "-nan"])
def test_what_is_no_number_is_a_blank_beside_any_numbers(
    tmp_path: Path, others: tuple[float, ...], sign: str
) -> None:
    """The engine infers from the least and the greatest number of a file what no cell can be."""
    path = tmp_path / "export.parquet"
    pq.write_table(pa.table({"a": [*others, float(sign)]}), path)
    *rest, last = [cell for (cell,) in read(path)[1]]
    assert last is None
    assert [float(str(cell)) for cell in rest] == list(others)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2,\n3,4,\n", True),
        ("a,b\n1,2,\n3,4\n", False),
        ("a,b\n1,2\n3,4,\n5,6,\n", False),
        ("a,b\n1,2,,\n3,4,,\n", False),
    ],
)
def test_a_delimiter_at_the_end_of_every_record_is_answered_with_one_for_the_header(
    tmp_path: Path, text: str, said: bool
) -> None:
    (tmp_path / "export.csv").write_text(text)
    with pytest.raises(ReadError) as refused:
        read(tmp_path / "export.csv")
    assert ("write one at the end of the header too" in (refused.value.remedy or "")) is said
