"""The slow look says the same of runs of records and of the same records one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recordcheck.errors import ReadError
from recordcheck.exports.refusals import Kind
from recordcheck.exports.stream import Container
from recordcheck.exports.text import examine as examined
from recordcheck.exports.text.examine import examine
from recordcheck.exports.text.layout import Layout
from recordcheck.exports.text.look import look
from recordcheck.exports.text.seen import Seen

from .texts import EXAMPLES, cut, texts

NEVER = re.compile(rb"(?!)")


def one_by_one(chunks: Iterator[bytes], layout: Layout) -> Seen:
    with patch.object(examined, "_sound_records", lambda *_, **__: NEVER):
        return examine(chunks, layout)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=EXAMPLES)
@given(texts(), st.integers(1, 40))
@example((b"a,b\r1,2\r\n3,4\r", Layout(b",", b"\r", 2, 4, 2)), 40)
def test_runs_of_records_are_seen_as_one_by_one(written: tuple[bytes, Layout], size: int) -> None:
    text, layout = written
    chunks = cut(text, size)
    assert examine(iter(chunks), layout) == one_by_one(iter(chunks), layout)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=EXAMPLES)
@given(texts(), st.integers(1, 40))
@example((b"a,b\r\n1,2\r\n3,4\r\n", Layout(b",", b"\r\n", 2, 5, 2)), 1)
def test_the_same_is_seen_wherever_a_chunk_ends(written: tuple[bytes, Layout], size: int) -> None:
    """A line end that is cut in two is one: else every line below it would be named wrong."""
    text, layout = written
    assert examine(iter(cut(text, size)), layout) == examine(iter([text]), layout)


def test_of_what_is_odd_in_many_records_the_first_is_named_and_all_are_counted() -> None:
    sound = b'1,"a\r\n""b"""\n' * 3  # lines 2 to 7
    bare = b'2,5" and 6"\n' * 2 + b'"x","y"\n'  # lines 8 to 10
    mixed = b'3,"a\r"\r\n' * 2 + b'4,b"\r\n' + b"\r\n" + b'"5",c\n'  # 11 to 13, 14 and 15, 16, 17
    text = b"a,b\n" + sound + bare + mixed
    assert examine(iter([text]), Layout(b",", b"\n", 2, 4, 2)) == Seen(
        records=10,
        blank_lines=1,
        first_blank=16,
        bare_quotes=3,
        first_bare=8,
        other_line_ends=4,
        first_other=11,
    )


def test_a_long_text_whose_lines_end_in_cr_is_not_taken_for_one_record() -> None:
    """It would be held whole, and beyond a size be refused for a quote that nobody opened."""
    text = b"a,b\r" + b'1,5"\r' * 100
    with patch.object(examined, "LARGEST", 64):
        seen = examine(iter(cut(text, 8)), Layout(b",", b"\r", 2, 4, 2))
    assert (seen.fault, seen.records, seen.bare_quotes) == (None, 100, 100)


def test_a_quote_that_is_not_closed_is_named_before_all_that_follows_is_read() -> None:
    read = []

    def chunks() -> Iterator[bytes]:
        for chunk in cut(b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 1000, 8):
            read.append(chunk)
            yield chunk

    with patch.object(examined, "LARGEST", 64):
        fault = examine(chunks(), Layout(b",", b"\n", 2, 4, 2)).fault
    assert fault is not None
    assert (fault.kind, fault.line, fault.record) == (Kind.UNCLOSED, 3, 2)
    assert len(read) < 50


@pytest.mark.parametrize("size", [37, 300, 1 << 16])
def test_hostile_files_are_seen_as_one_by_one(shared: Path, size: int) -> None:
    seen, differ = 0, []
    for path in sorted((shared / "data" / "hostile").rglob("*.csv*")):
        container = Container.GZIP if path.suffix == ".gz" else Container.PLAIN
        try:
            first = look(path, container, None)
            runs = examine(first.stream.chunks(size), first.layout)
        except ReadError:
            continue
        seen += 1
        if runs != one_by_one(first.stream.chunks(size), first.layout):
            differ.append(path.name)
    assert seen > 100
    assert differ == []
