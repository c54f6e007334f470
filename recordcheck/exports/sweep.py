"""A fast look at every byte of a text, for the faults that the engine passes over in silence.

It settles that the text is UTF-8 without NUL bytes, that every double quote opens or closes a field, and how
many blank lines there are. Chunk by chunk, in the loops of the standard library (memchr, and expressions that
never go back): no Python for each record. What is not plainly in order is left to the slow look (`examine`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from recordcheck.exports.blank_lines import BlankLines

_LINE_ENDS = (b"\n", b"\r")
_OTHER = {b"\n": b"\r", b"\r": b"\n"}


@dataclass(slots=True)
class Swept:
    """What the fast look saw. Where not `in_order` the slow look must decide, and the rest is unfinished."""

    in_order: bool = True
    has_records: bool = False
    blank_lines: int = 0
    first_blank: int = 0
    quoted_line_ends: bool = False
    longest: int = 0
    inner_marks: int = 0


class Sweep:
    """The look, and what it must remember from one chunk to the next."""

    def __init__(self, delimiter: bytes, newline: bytes, data: int) -> None:
        """`newline` is the line end of the header, `data` the place where the records begin."""
        self.seen = Swept()
        self._opening = delimiter[-1:] + b'\r\n"'
        self._closing = delimiter[:1] + b'\r\n"'
        self._one_line = self._pairs(rb'[^"\r\n]*+')
        self._any_line = self._pairs(rb'[^"]*+')
        self._single = len(delimiter) == 1
        self._other = _OTHER.get(newline)
        self._blank = BlankLines(newline)
        self._end = newline[-1:]
        self._data = data
        self._at = 0
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._before = newline[-1:]
        self._inside = False
        self._held = b""
        self._line = 0
        self._field = 0

    def _pairs(self, inside: bytes) -> re.Pattern[bytes]:
        """An expression that passes over pairs of quotes which open and close a field."""
        opens = rb'[^"]*+"(?<=[' + re.escape(self._opening) + rb']")'
        closes = rb'"(?=[' + re.escape(self._closing) + rb"])"
        return re.compile(rb"(?:" + opens + inside + closes + rb")*+")

    def over(self, chunks: Iterable[bytes]) -> Swept:
        """Look at the whole text."""
        for chunk in chunks:
            self.add(chunk)
            if not self.seen.in_order:
                return self.seen
        return self.close()

    def add(self, chunk: bytes) -> None:
        """Look at the next chunk."""
        body = chunk[max(0, self._data - self._at) :]
        self._at += len(chunk)
        if not self._is_text(chunk):
            self.seen.in_order = False
        elif body:
            self.seen.has_records = self.seen.has_records or bool(body.strip(b"\r\n"))
            self._measure(body)
            if self._inside or b'"' in body:
                self._with_quotes(body)
            else:
                self._outside(body, self._at - len(body))
                self._before = body[-1:]

    def close(self) -> Swept:
        """No chunk follows."""
        if self._decode.getstate()[0] or (self._inside and not self._held):
            self.seen.in_order = False
        self.seen.longest = max(self.seen.longest, self._line)
        self.seen.blank_lines, self.seen.first_blank = self._blank.found, self._blank.first
        return self.seen

    def _is_text(self, chunk: bytes) -> bool:
        if b"\0" in chunk:
            return False
        if chunk.isascii() and not self._decode.getstate()[0]:
            return True
        try:
            self._decode.decode(chunk)
        except UnicodeDecodeError:
            return False
        self.seen.inner_marks += chunk.count(codecs.BOM_UTF8)
        return True

    def _measure(self, body: bytes) -> None:
        """Keep the length of the longest line, to the nearest chunk."""
        first = body.find(self._end)
        if first < 0:
            self._line += len(body)
            return
        self.seen.longest = max(self.seen.longest, self._line + first)
        self._line = len(body) - body.rfind(self._end)

    def _outside(self, text: bytes, at: int) -> None:
        if self._other and self._other in text:
            self.seen.in_order = False
        self._blank.add(text, at)

    def _with_quotes(self, body: bytes) -> None:
        """Look at text with quotes in it, or that begins inside a quoted field."""
        data = self._before + self._held + body
        origin = self._at - len(data)
        self._before, self._held = data[-1:], b""
        start = self._closed(data, 1) if self._inside else 1
        if start < 0 or not self._single:
            self.seen.in_order = self.seen.in_order and self._single
            return
        stop = self._pass(data, start)
        if self.seen.in_order:
            self._between(data[start:stop], origin + start)

    def _closed(self, data: bytes, start: int) -> int:
        """The place after the field that is open at `start`, or -1 where it does not close in order."""
        close = data.find(b'"', start)
        stop = close if close >= 0 else len(data)
        if not self.seen.quoted_line_ends:
            ends = (data.find(end, start, stop) for end in _LINE_ENDS)
            self.seen.quoted_line_ends = max(ends) >= 0
        self._field += stop - start
        self.seen.longest = max(self.seen.longest, self._field)
        if close < 0:
            return -1
        if close + 1 == len(data):
            # It may be the first of two: the next chunk will say.
            self._before, self._held = data[close - 1 : close], b'"'
            return -1
        self._inside, self._field = False, 0
        if data[close + 1] not in self._closing:
            self.seen.in_order = False
            return -1
        return close + 1

    def _pass(self, data: bytes, start: int) -> int:
        """Pass over all pairs of quotes; where the text outside of quotes ends for now."""
        stop = start
        if not self.seen.quoted_line_ends:
            stop = _end(self._one_line, data, start)
        upto = _end(self._any_line, data, stop)
        self.seen.quoted_line_ends = self.seen.quoted_line_ends or upto > stop
        opening = data.find(b'"', upto)
        if opening < 0:
            return len(data)
        self._inside = True
        in_order = data[opening - 1] in self._opening and self._closed(data, opening + 1) < 0
        self.seen.in_order = self.seen.in_order and in_order
        return opening

    def _between(self, raw: bytes, at: int) -> None:
        """Look at what stands between quoted fields; look closer only where something stands out."""
        if (self._other and self._other in raw) or self._blank.may_be_in(raw):
            self._outside(b'"'.join(raw.split(b'"')[::2]), at)
        else:
            self._blank.keep(raw)
        if self._inside:
            self._blank.keep(b'"')


def _end(pattern: re.Pattern[bytes], data: bytes, start: int) -> int:
    found = pattern.match(data, start)
    return found.end() if found else start
