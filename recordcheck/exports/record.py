"""One record of delimited text, read byte by byte as RFC 4180 has it, with what is odd or wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recordcheck.exports.refusals import Kind

_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault inside a record: its kind, where it stands, in which field, and where its quote was opened."""

    kind: Kind
    offset: int
    field: int
    opened: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A record and its line end. `bare` counts the unquoted fields with a quote inside; a blank line has no field."""

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


@cache
def _unquoted(delimiter: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?:(?!" + re.escape(delimiter) + rb")[^\r\n])*+")


def read_record(data: bytes, start: int, delimiter: bytes, *, final: bool) -> Record | None:
    """The record that begins at `start`, or None where the data end first; `final`: no more data come."""
    fields: list[bytes] = []
    slip: Slip | None = None
    bare, quoted, at = 0, False, start
    while True:
        if data[at : at + 1] == b'"':
            quoted = True
            stop, text, wrong = _quoted_field(data, at, delimiter, len(fields) + 1, final=final)
            slip = slip or wrong
        else:
            stop = _unquoted(delimiter).match(data, at).end()  # type: ignore[union-attr]
            text = data[at:stop]
            if b'"' in text:
                bare += 1
                if text.lstrip(b" ").startswith(b'"'):
                    slip = slip or Slip(Kind.BEFORE_QUOTE, at, len(fields) + 1)
        fields.append(text)
        if data.startswith(delimiter, stop) and stop < len(data):
            at = stop + len(delimiter)
            continue
        end = _LINE_END.match(data, stop)
        # A lone \r at the end of the data may be half of \r\n: the rest must be seen first.
        if end is None or (end.end() == len(data) and data[stop : stop + 1] == b"\r"):
            if not final:
                return None
        return Record(start, stop, end.end() if end else stop, tuple(fields), quoted, bare, slip)


def _quoted_field(
    data: bytes, at: int, delimiter: bytes, field: int, *, final: bool
) -> tuple[int, bytes, Slip | None]:
    """Where the quoted field at `at` stops, its text, and what is wrong with it."""
    look = at + 1
    while True:
        close = data.find(b'"', look)
        if close < 0:
            slip = Slip(Kind.UNCLOSED, at, field, at) if final else None
            return len(data), data[at + 1 :], slip
        if data[close + 1 : close + 2] != b'"':
            break
        look = close + 2
    text = data[at + 1 : close].replace(b'""', b'"')
    stop = close + 1
    if stop == len(data) or data[stop : stop + 1] in b"\r\n" or data.startswith(delimiter, stop):
        return stop, text, None
    # What follows is taken along to the next delimiter, so that the rest of the record can still be counted.
    rest = _unquoted(delimiter).match(data, stop).end()  # type: ignore[union-attr]
    return rest, text + data[stop:rest], Slip(Kind.AFTER_QUOTE, stop, field, at)


def records(data: bytes, delimiter: bytes, *, final: bool, at: int = 0) -> Iterator[Record]:
    """The whole records of the data, blank lines too."""
    while at < len(data):
        record = read_record(data, at, delimiter, final=final)
        if record is None:
            return
        yield record
        at = record.end
