"""Pairs of double quotes in a text that comes in chunks: does each open or close a field?"""

from __future__ import annotations

import re
from typing import NamedTuple

_AT_ONCE = 8  # pairs in one turn of an expression, which costs more than what it does in it


class Outside(NamedTuple):
    """Text that begins and ends outside of quotes, and its place in the chunk (or before it).

    `one_line` says that no line ends inside the quotes.
    """

    text: bytes
    at: int
    one_line: bool


class Quotes:
    """Follows the quotes from chunk to chunk. A quote may stand only at the edge of a field.

    `before` is the last byte seen; `inside` says that a field is open; `longest` is the length of
    the longest field that was open at the end of a chunk.
    """

    def __init__(self, delimiter: bytes, newline: bytes) -> None:
        self.before = newline[-1:]
        self.inside = False
        self.longest = 0
        self._edges = delimiter + b'\r\n"'
        self._held = b""  # a quote that ended a chunk: the next says whether it is half of two
        self._field = 0  # how much of the open field was seen
        edge = rb"[" + re.escape(delimiter) + rb"\r\n]"
        opening, closing = rb'"(?<=[' + edge[1:-1] + rb'"]")', rb'"(?=[' + edge[1:-1] + rb'"])'
        self._all_quoted = _repeated(edge + rb'*+"[^"]*+"')
        self._one_line = _repeated(rb'[^"]*+' + opening + rb'[^"\r\n]*+' + closing)
        self._some_quoted = _repeated(rb'[^"]*+' + opening + rb'[^"]*+' + closing)
        # Where every field is quoted, what follows a line end between records is `"` and a text.
        self._inner_line = re.compile(newline[-1:] + rb'(?!\Z|"[^"' + edge[1:-1] + rb"])")

    @property
    def unclosed(self) -> bool:
        """Whether the text would end inside a field."""
        return self.inside and not self._held

    def add(self, body: bytes) -> Outside | None:
        """The text up to the last field that is open, or None where a quote is out of place."""
        data = self.before + self._held + body
        ahead = len(data) - len(body)
        self.before, self._held = data[-1:], b""
        start = self._close(data, 1) if self.inside else 1
        if start is None:
            return None
        quoted = self._pass_all_quoted(data, start)
        one_line = _end(self._one_line, data, quoted)
        upto = _end(self._some_quoted, data, one_line)
        stop = self._open(data, upto)
        if stop is None:
            return None
        inner = upto > one_line or self._inner_line.search(data, start, quoted)
        return Outside(data[start:stop], start - ahead, not inner)

    def _close(self, data: bytes, start: int) -> int | None:
        """Close the field that is open at `start`, if it ends in these data; None: out of place."""
        close = data.find(b'"', start)
        self._field += (close if close >= 0 else len(data)) - start
        self.longest = max(self.longest, self._field)
        if close < 0:
            return len(data)
        if close + 1 == len(data):
            # It may be the first of two: the next chunk will say.
            self._held = b'"'
            return len(data)
        self.inside, self._field = False, 0
        return close + 1 if data[close + 1] in self._edges else None

    def _open(self, data: bytes, start: int) -> int | None:
        """Where a field opens that these data do not close, or their end; None: out of place."""
        opening = data.find(b'"', start)
        if opening < 0:
            return len(data)
        self.inside = True
        if data[opening - 1] not in self._edges or self._close(data, opening + 1) is None:
            return None
        return opening if self.inside else None

    def _pass_all_quoted(self, data: bytes, start: int) -> int:
        """The faster pass, while every field is quoted; the last pair is left, its end unseen."""
        if data[start : start + 1] == b'"' and data[start - 1] not in self._edges:
            return start
        stop = _end(self._all_quoted, data, start)
        return data.rfind(b'"', start, stop - 1) if stop > start else start


def _repeated(pair: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?:" + pair * _AT_ONCE + rb")*(?:" + pair + rb")*")


def _end(pattern: re.Pattern[bytes], data: bytes, start: int) -> int:
    found = pattern.match(data, start)
    return found.end() if found else start
