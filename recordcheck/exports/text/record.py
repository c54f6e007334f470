"""One record of delimited text, read as RFC 4180 has it, and what is odd or wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recordcheck.exports.refusals import Kind

LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault inside a record: where it stands, in which field, and where its quote was opened."""

    kind: Kind
    offset: int
    field: int
    opened: int


@dataclass(frozen=True, slots=True)
class Record:
    """A record from `start` to `stop`, and its line end to `end`.

    `quoted` says that a field is in quotes; `bare` counts the fields that are not, with one inside.
    """

    start: int
    stop: int
    end: int
    fields: tuple[bytes, ...]
    quoted: bool
    bare: int
    slip: Slip | None

    @property
    def blank(self) -> bool:
        """Nothing stands before the line end."""
        return self.start == self.stop

    @property
    def texts(self) -> tuple[str, ...]:
        """The fields as texts, also where a byte in them is none."""
        return tuple(field.decode("utf-8", "replace") for field in self.fields)


def records(data: bytes, delimiter: bytes, *, final: bool, at: int = 0) -> Iterator[Record]:
    """The whole records of the data, blank lines too."""
    while at < len(data):
        record = read_record(data, at, delimiter, final=final)
        if record is None:
            return
        yield record
        at = record.end


def read_record(data: bytes, start: int, delimiter: bytes, *, final: bool) -> Record | None:
    """The record at `start`, or None where the data end before it; `final`: no more data come."""
    fields: list[bytes] = []
    slip: Slip | None = None
    bare, quoted, at = 0, False, start
    while True:
        if data[at : at + 1] == b'"':
            quoted = True
            stop, text, wrong = _quoted(data, at, delimiter, len(fields) + 1)
        else:
            stop = _plain_end(data, at, delimiter)
            text = data[at:stop]
            bare += b'"' in text
            wrong = _before_quote(text, at, len(fields) + 1)
        slip = slip or wrong
        fields.append(text)
        if not data.startswith(delimiter, stop):
            break
        at = stop + len(delimiter)
    end = _line_end(data, stop, final=final)
    return None if end is None else Record(start, stop, end, tuple(fields), quoted, bare, slip)


def _line_end(data: bytes, stop: int, *, final: bool) -> int | None:
    """Where the line end at `stop` ends. What may be half of it is not taken before all is seen."""
    found = LINE_END.match(data, stop)
    if final:
        return found.end() if found else stop
    half = found is not None and found[0] == b"\r" and found.end() == len(data)
    return None if found is None or half else found.end()


def _before_quote(text: bytes, at: int, field: int) -> Slip | None:
    """Spaces, then a quote: to the engine the field is quoted, to other readers it is not."""
    if text.lstrip(b" ").startswith(b'"'):
        return Slip(Kind.BEFORE_QUOTE, at, field, at)
    return None


def _quoted(data: bytes, at: int, delimiter: bytes, field: int) -> tuple[int, bytes, Slip | None]:
    """Where the quoted field at `at` stops, its text, and what is wrong with it."""
    look = at + 1
    while True:
        close = data.find(b'"', look)
        if close < 0:
            return len(data), data[at + 1 :], Slip(Kind.UNCLOSED, at, field, at)
        if data[close + 1 : close + 2] != b'"':
            break
        look = close + 2
    text, stop = data[at + 1 : close].replace(b'""', b'"'), close + 1
    if stop == len(data) or data[stop : stop + 1] in b"\r\n" or data.startswith(delimiter, stop):
        return stop, text, None
    # What follows belongs to the field, so that the rest of the record can still be counted.
    rest = _plain_end(data, stop, delimiter)
    return rest, text, Slip(Kind.AFTER_QUOTE, stop, field, at)


def _plain_end(data: bytes, at: int, delimiter: bytes) -> int:
    found = _edge(delimiter).search(data, at)
    return found.start() if found else len(data)


@cache
def _edge(delimiter: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"[\r\n]|" + re.escape(delimiter))
