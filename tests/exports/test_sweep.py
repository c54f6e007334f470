"""The fast look and the slow look agree, wherever the chunks are cut; and so does the engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recordcheck.errors import ReadError
from recordcheck.exports.refusals import Kind
from recordcheck.exports.source import CsvSource
from recordcheck.exports.stream import by_line
from recordcheck.exports.text.examine import examine
from recordcheck.exports.text.layout import Layout, count_lines
from recordcheck.exports.text.record import records
from recordcheck.exports.text.sweep import Sweep

from .reader import read
from .texts import EXAMPLES, cut

PIECES = ["a", "b", ",", '"', '""', " ", '"x"', '","', "\n", "\n", '",', ',"', '\n"', '"\n', "é"]
WHOLE = ['"a,b"', '"a\n\nb"', '""""', '"\r\n"', 'a"b', '5"', ' "q"', '"x,""y"""', "\r", "\x00"]
INSIDE = '"a^b"'  # of which ^ becomes the line end that a spreadsheet writes inside a cell
TELLING = [
    'a"b","c"\n',
    'a"b\n","c"\n"d","e"\n',
    '"a"b","c"\n',
    '"a","b"c","d"\n',
    '1,"a"\n"b""c","d"""\n2,""\n"",""\n',
    '"a\n\nb","c"\n\n1,2\n\n\n"d","e"\n',
    '"1","a^b"\n"2","^"\n',
    # Line ends inside quotes that are like those of the records.
    '1,"a\nb"\n2,"c\n"\n',
    '"1","a\nb"\n"2","c"\n',
    '"a\n","b"\n"c","d"\n',
    '"a","b\n"\n"c","d"\n',
    '"a","\n""b"\n"c","d"\n',
    '1,2\n\n"a^^b","c"\n3,"d"',
    '"a","b\n',
    '"a","b"\n"c',
    '1,é\n"é","é"',
    # Bytes that are no text: whole, cut off before plain letters, and at the end.
    "1,\udcff\n",
    "1,\udcc3a\udca9\n",
    '"1","2"\n"\udce2\udc82',
    "1,2\n3,\udcc3",
    "1,\0\n",
    "1,2\r\n3,4\n",
    '"1","2"\r"3",4\n',
    "1,2^3,4\n",
]
TEXTS = st.lists(
    st.sampled_from([*PIECES, *WHOLE, INSIDE, "a,b\n", '"a","b"\n', ",\n", "\n"]), max_size=30
)
SETTINGS = settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=EXAMPLES
)


def laid_out(pieces: list[str], newline: str) -> tuple[bytes, Layout]:
    header = "n0,n1" + newline
    text = header + "".join(pieces).replace("\n", newline).replace("^", "\n")
    data = text.encode("utf-8", "surrogateescape")
    return data, Layout(b",", newline.encode(), 2, len(header), 2)


def swept(chunks: Iterable[bytes], layout: Layout) -> Sweep:
    """A sweep that was stopped where the text is not in order, or has seen all of it."""
    sweep = Sweep(layout)
    deque(sweep.watch(iter(chunks)), maxlen=0)
    return sweep


@SETTINGS
@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]), st.integers(1, 9))
def test_what_the_fast_look_finds_in_order_the_slow_look_does_too(
    pieces: list[str], newline: str, size: int
) -> None:
    text, layout = laid_out(pieces, newline)
    hold_that_they_agree(text, layout, cut(text, size))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("written", TELLING)
def test_they_agree_wherever_two_chunks_meet(written: str, newline: str) -> None:
    text, layout = laid_out([written], newline)
    for at in range(len(text)):
        hold_that_they_agree(text, layout, [text[:at], text[at:]])
    hold_that_they_agree(text, layout, cut(text, 1))


def hold_that_they_agree(text: bytes, layout: Layout, chunks: list[bytes]) -> None:
    sweep = swept(chunks, layout)
    seen = examine(iter([text]), layout)
    if not sweep.in_order:
        assert seen.fault or seen.bare_quotes or seen.other_line_ends
    elif seen.fault:
        assert seen.fault.kind is Kind.WIDTH
    elif seen.other_line_ends:
        # A line feed alone below a header with Windows line ends is left to the engine.
        assert layout.newline == b"\r\n"
    else:
        line = 1 + count_lines(text[: sweep.first_blank]) if sweep.seen.blank_lines else 0
        assert replace(sweep.seen, first_blank=line, longest=seen.longest) == seen


def test_a_text_is_cut_behind_lines_and_never_inside_a_line_end() -> None:
    assert list(by_line([b"a\rb\r", b"\nc", b"d\ne"])) == [b"a\r", b"b\r\n", b"cd\n", b"e"]


def test_a_blank_line_in_one_column_is_no_empty_record() -> None:
    seen = swept([b"n0\na\n\nb\n"], Layout(b",", b"\n", 1, len("n0\n"), 2)).seen
    assert (seen.records, seen.blank_lines, seen.empty) == (2, 1, 0)


def test_quotes_between_doubled_signs_are_left_to_the_slow_look() -> None:
    """One of the two signs beside a quote is no edge of a field."""
    layout = Layout(b"~~", b"\n", 2, 0, 1)
    assert swept([b"1~~2\n"], layout).in_order
    assert not swept([b'1~"2"~~3\n'], layout).in_order


def test_byte_order_marks_inside_the_text_are_counted() -> None:
    text = 'n0,n1\n\ufeff1,2\n"\ufeff3","é"\n'.encode()
    for size in range(1, len(text) + 1):
        sweep = swept(cut(text, size), Layout(b",", b"\n", 2, len("n0,n1\n"), 2))
        assert (sweep.in_order, sweep.seen.inner_marks) == (True, 2)


@pytest.mark.parametrize("record", ["1," + "x" * 1200, '1,"' + "ab\n" * 400 + '"'])
def test_the_length_of_the_longest_record_is_known_to_the_nearest_chunk(record: str) -> None:
    text = f"n0,n1\n1,2\n{record}\n1,2\n".encode()
    longest = swept(cut(text, 8), Layout(b",", b"\n", 2, len("n0,n1\n"), 2)).seen.longest
    assert 1200 - 8 < longest < 1200 + 2 * 8


@pytest.mark.parametrize("record", [b'"ab","cd"\n', b'"a\nb","cd"\n'])
def test_many_short_records_in_quotes_are_not_taken_for_a_long_one(record: bytes) -> None:
    """The engine would be told to keep room for it, twice over."""
    text = b"n0,n1\n" + record * 1000  # every chunk ends in the same field
    assert (
        swept(cut(text, len(record)), Layout(b",", b"\n", 2, len("n0,n1\n"), 2)).seen.longest < 40
    )


@SETTINGS
@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_engine_reads_what_is_written_or_the_file_is_refused(
    pieces: list[str], newline: str
) -> None:
    text, layout = laid_out(pieces, newline)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(text)
        fault = examine(iter([text]), layout).fault
        try:
            source, table = read(path)
        except ReadError:
            assert fault
            return
        assert isinstance(source, CsvSource)
        assert fault is None
        written = records(text, b",", final=True, at=layout.data)
        assert table == [
            tuple(field.decode() for field in record.fields)
            for record in written
            if not record.blank
        ]
