"""With `set_aside` the faulty records of a text are left out, each with its line, and no other."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import recordcheck
from recordcheck.engine.check import check_parts
from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.settings import Options
from recordcheck.errors import ReadError
from recordcheck.exports.opening import open_export
from recordcheck.exports.source import CsvSource
from recordcheck.model import Run
from recordcheck.standard import load

STANDARD = """
standard: three
version: "1"
title: Three columns
tables:
  child:
    one_record_is: one child
    key: [id]
    fields:
      id: {type: integer, due: always}
      sex: {type: code, codes: [F, M], due: always, target: {recorded: 50%}}
      note: {type: text}
"""
FAULTY = (
    b"id,sex,note\n"
    b"1,F,good\n"
    b"2,F,one,more\n"  # line 3
    b'3,Z,"two\nlines"\n'
    b'4,F,"open\n'  # line 6
    b"5,M,sound\n"
    b'6,F,"b" after\n'  # line 8
    b"7,F\n"  # line 9
    b"8,F,bad \xff byte\n"  # line 10
    b"9,F,nul \0 byte\n"  # line 11
    b"\n"
    b"10,Y,last"
)


def set_aside(path: Path) -> CsvSource:
    source = open_export(path, set_aside=True)
    assert isinstance(source, CsvSource)
    return source


def checked(folder: Path, text: bytes) -> Run:
    (folder / "three.yaml").write_text(STANDARD)
    (folder / "export.csv").write_bytes(text)
    parts = open_data(folder / "export.csv", set_aside=True)
    return check_parts(parts, [load(folder / "three.yaml")], Options())


def test_each_fault_is_set_aside_with_its_line_and_no_sound_record(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(FAULTY)
    source = set_aside(path)
    assert [(fault.line, fault.record) for fault in source.set_aside] == [
        (3, 2), (6, 4), (8, 6), (9, 7), (10, 8), (11, 9),
    ]  # fmt: skip
    assert source.records == 4


def test_findings_give_the_lines_of_what_was_left_out_and_numbers_of_the_file(
    tmp_path: Path,
) -> None:
    run = checked(tmp_path, FAULTY)
    assert [(one.rule, one.says, one.lines) for one in run.findings if one.lines] == [
        ("THR-194", "a record was set aside: another number of fields than the header", (3, 9)),
        ("THR-194", "a record was set aside: text after a closing quote", (6, 8)),
        ("THR-194", "a record was set aside: byte that the encoding does not have", (10,)),
        ("THR-194", "a record was set aside: NUL byte", (11,)),
    ]
    listed = {one.rule: one.records for one in run.findings if not one.lines}
    assert listed == {"THR-391": (3, 10)}  # as they are numbered in the file
    assert (run.set_aside, run.verdict) == (6, "failed")
    parts = open_data(tmp_path / "export.csv", set_aside=True)
    run = check_parts(parts, [load(tmp_path / "three.yaml")], Options(max_records=1))
    left_out = [one for one in run.findings if one.lines]
    assert [(one.lines, one.broken, one.judged) for one in left_out] == [
        ((3,), 2, 2), ((6,), 2, 2), ((10,), 1, 1), ((11,), 1, 1),
    ]  # fmt: skip
    assert {one.severity for one in left_out} == {"error"}
    assert {one.help for one in left_out} == {
        "mend these lines, or export the file again; no figure counts these records"
    }


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize(
    "faulty", [b'1,F,"open', b'1,"F"x,"open', b'1, "F","open', b'1,F,"open|2,M,"sound"']
)
def test_a_quote_that_is_not_closed_on_its_line_costs_that_line_alone(
    tmp_path: Path, faulty: bytes, newline: bytes
) -> None:
    path = tmp_path / "export.csv"
    lines = b"id,sex,note|" + faulty + b"|3,M,sound|4,F,sound|"
    path.write_bytes(lines.replace(b"|", newline))
    source = set_aside(path)
    assert source.records == lines.count(b"sound")
    assert [fault.line for fault in source.set_aside] == [2]


@pytest.mark.parametrize("last", [b"4,F,sound", b'4,F,"sound"'])
@pytest.mark.parametrize("byte", [b"\0", b"\xff"])
def test_a_byte_that_is_none_costs_its_own_line_alone_where_a_quote_above_is_not_closed(
    tmp_path: Path, byte: bytes, last: bytes
) -> None:
    """The quote has swallowed it, and the sound records before and behind it: none may be lost."""
    path = tmp_path / "export.csv"
    path.write_bytes(b'id,sex,note\n1,F,"open\n2,M,sound\n3,F,' + byte + b"\n" + last + b"\n")
    source = set_aside(path)
    assert source.records == 2
    assert [(fault.line, fault.record) for fault in source.set_aside] == [(2, 1), (4, 3)]


@pytest.mark.parametrize("fault", [b"", b"2,F\n"])
def test_records_with_nothing_in_them_at_the_end_are_said_beside_those_set_aside(
    tmp_path: Path, fault: bytes
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"id,sex,note\n1,F,x\n" + fault + b",,\n,,\n")
    said = "The last 2 records have nothing in any column, and count as records: take them out."
    assert set_aside(path).warnings == (said,)


def test_a_run_without_some_records_never_passes(tmp_path: Path) -> None:
    (tmp_path / "three.yaml").write_text(STANDARD)
    (tmp_path / "export.csv").write_bytes(b"id,sex,note\n1,F,x\n2,F\n")
    parts = open_data(tmp_path / "export.csv", set_aside=True)
    options = Options(fail_on="never", targets=False)
    run = check_parts(parts, [load(tmp_path / "three.yaml")], options)
    assert run.verdict == "failed"


def test_a_sound_file_is_read_as_ever(tmp_path: Path) -> None:
    run = checked(tmp_path, b"id,sex,note\n1,F,x\n2,M,\n")
    assert (run.set_aside, run.verdict) == (0, "passed")


@pytest.mark.parametrize(
    "text",
    [
        b'id,"sex,note\n1,F,x\n',
        b"id,id,note\n1,F,x\n",
        b"id,s\xffx,note\n1,F,x\n",
        b"",
        "id,sex,note\n1,F,x\n".encode("utf-16")[:-1],
    ],
)
def test_a_fault_of_the_header_or_the_encoding_is_refused_all_the_same(
    tmp_path: Path, text: bytes
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(text)
    with pytest.raises(ReadError):
        set_aside(path)


def test_without_the_option_the_first_fault_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(FAULTY)
    with pytest.raises(ReadError) as caught:
        recordcheck.check(path, "child-ethnicity")
    assert caught.value.line == 3


CELL = st.text(st.sampled_from('ab ,"\n'), max_size=5)
RECORD = st.tuples(CELL, CELL, CELL)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(RECORD, min_size=1, max_size=8), st.sets(st.integers(0, 8), min_size=1))
def test_of_sound_records_among_ragged_ones_each_is_kept(
    tmp_path: Path, records: list[tuple[str, str, str]], ragged: set[int]
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "sex", "note"])
    for number, record in enumerate(records):
        if number in ragged:
            writer.writerow([*record, "one more"])
        writer.writerow(record)
    path = tmp_path / "export.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    source = set_aside(path)
    assert source.records == len(records)
    assert len(source.set_aside) == len(ragged & set(range(len(records))))
