"""A fast look at every byte of a text, for the faults that the engine passes over in silence.

It settles that the text is UTF-8 without NUL bytes, that every double quote opens or closes a
field, and how many blank lines there are. Chunk by chunk, in the loops of the standard library
(memchr, and expressions that never go back): no Python for each record. What is not plainly in
order is left to the slow look (`examine`).
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from recordcheck.exports.text.blank_lines import BlankLines
from recordcheck.exports.text.layout import Layout
from recordcheck.exports.text.quotes import Outside, Quotes
from recordcheck.exports.text.seen import Seen

_OTHER = {b"\n": b"\r", b"\r": b"\n"}


class Sweep:
    """The look, and what it must remember from one chunk to the next. Where not `in_order` it has
    stopped, and the slow look must decide.
    """

    def __init__(self, layout: Layout) -> None:
        delimiter, newline, width = layout.delimiter, layout.newline, layout.width
        self.seen = Seen(longest=0)
        self.in_order = True
        self._quotes = Quotes(delimiter, newline)
        self._single = len(delimiter) == 1
        self._other = _OTHER.get(newline)
        self._blank = BlankLines(newline)
        self._empty = BlankLines(newline, delimiter * (width - 1)) if width > 1 else None
        self._lines = [one for one in (self._blank, self._empty) if one is not None]
        self._end = newline[-1:]
        self._data = layout.data
        self._at = 0  # how much of the text was seen
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._line = 0  # how much of the line at hand was seen
        self._ends = 0  # line ends outside of quotes
        self._last = self._end

    @property
    def first_blank(self) -> int:
        """The place in the text where the first blank line is."""
        return self._blank.first

    def watch(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The chunks as they are, up to one that is not in order."""
        for chunk in chunks:
            self.add(chunk)
            if not self.in_order:
                return
            yield chunk
        self._close()

    def add(self, chunk: bytes) -> None:
        """Look at the next chunk."""
        body = chunk[max(0, self._data - self._at) :]
        self._at += len(chunk)
        if not self._is_text(chunk):
            self.in_order = False
        elif body:
            self._last = body[-1:]
            self._measure(body)
            if self._quotes.inside or b'"' in body:
                self._with_quotes(body)
            else:
                self._outside(body, self._at - len(body))
                self._quotes.before = body[-1:]

    def _close(self) -> None:
        """No chunk follows. On which line the first blank one is it cannot tell."""
        if self._decode.getstate()[0] or self._quotes.unclosed:
            self.in_order = False
        self.seen.longest = max(self.seen.longest, self._line, self._quotes.longest)
        self.seen.blank_lines = self._blank.found
        self.seen.empty = self._empty.found if self._empty else 0
        self.seen.records = self._ends - self._blank.found + (self._last != self._end)

    def _is_text(self, chunk: bytes) -> bool:
        if b"\0" in chunk:
            return False
        if chunk.isascii() and not self._decode.getstate()[0]:
            return True
        try:
            text = self._decode.decode(chunk)
        except UnicodeDecodeError:
            return False
        self.seen.inner_marks += text.count("\ufeff")
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
            self.in_order = False
        self._ends += text.count(self._end)
        for lines in self._lines:
            lines.add(text, at)

    def _with_quotes(self, body: bytes) -> None:
        """Look at text with quotes in it, or that begins inside a quoted field."""
        found = self._quotes.add(body) if self._single else None
        if found is None:
            self.in_order = False
            return
        if found.text:
            self._between(found, self._at - len(body) + found.at)
        if self._quotes.inside:
            self._keep(b'"')

    def _between(self, found: Outside, at: int) -> None:
        """Look at text that begins and ends outside of quotes, closer if something stands out."""
        text = found.text
        odd = not found.one_line or (self._other and self._other in text)
        if odd or any(lines.may_be_in(text) for lines in self._lines):
            known = self._blank.found
            self._outside(b'"'.join(text.split(b'"')[::2]), 0)
            if self._blank.found > known == 0:
                self._blank.first = at + _with_quoted(text, self._blank.first)
        else:
            self._ends += text.count(self._end)
            self._keep(text)

    def _keep(self, text: bytes) -> None:
        """Remember the end of a text in which there is nothing to count."""
        for lines in self._lines:
            lines.keep(text)


def _with_quoted(text: bytes, place: int) -> int:
    """A place in what stands outside of quotes, as a place in the whole text."""
    parts = text.split(b'"')
    at = 0
    for outside, inside in zip(parts[::2], parts[1::2], strict=False):
        if place <= len(outside):
            break
        place -= len(outside) + 1
        at += len(outside) + len(inside) + 2
    return at + place
