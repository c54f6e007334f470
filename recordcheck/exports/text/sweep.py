"""A fast look at every byte of a text, for the faults that the engine passes over in silence.

It settles that the text is UTF-8 without NUL bytes, that every double quote opens or closes a
field, and how many blank lines there are, of many lines at once: no Python for each record. Where
one expression sees that no line ends in quotes, they are as they are; else they are parted at their
quotes, so that every second part stands outside. What is not plainly in order is left to the slow
look (`examine`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recordcheck.exports.stream import by_line
from recordcheck.exports.text.layout import Layout
from recordcheck.exports.text.seen import Seen

_OTHER = {b"\n": b"\r", b"\r": b"\n"}
_AT_ONCE = 8  # fields in one turn of an expression, which costs more than what it does in it


class Sweep:
    """The look, and what it must remember from some lines to the next. Where not `in_order` it has
    stopped, and the slow look must decide. `first_blank` is the place in the text where the first
    blank line is: on which line that is it cannot tell.
    """

    def __init__(self, layout: Layout) -> None:
        delimiter, newline = layout.delimiter, layout.newline
        self.seen = Seen(longest=0)
        self.in_order = True
        self.first_blank = 0
        self._layout = layout
        self._single = len(delimiter) == 1
        self._end = end = newline[-1:]
        self._other = _OTHER.get(newline)
        edge = rb'["\r\n' + re.escape(delimiter) + rb"]"
        pair = rb'[^"]*+"(?<=' + edge + rb'")[^"\r\n]*+"(?=' + edge + rb")"
        self._on_one_line = re.compile(rb"(?:" + pair * _AT_ONCE + rb")*(?:" + pair + rb')*[^"]*+')
        # Where only what stands outside of quotes is left, a quote stands for a field in quotes.
        beside = rb'[^"\r\n' + re.escape(delimiter) + rb"]"
        self._misplaced = re.compile(rb'"(?:(?<=' + beside + rb'")|(?=' + beside + rb"))")
        self._blank = re.compile(end + rb"(?=" + newline + rb")")
        alone = re.escape(delimiter * (layout.width - 1))
        self._nothing = re.compile(end + rb"(?:" + alone + rb")?(?=" + newline + rb")")
        self._at = 0  # how much of the text was seen
        self._before = end  # what stands before the rest: a line end, or the quote of a field
        self._record = 0  # how much was seen of a record that goes on

    def watch(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The text, many lines at once, up to those that are not in order."""
        for lines in by_line(chunks):
            records = lines[max(0, self._layout.data - self._at) :]
            self.in_order = self._is_text(lines) and self._is_quoted_well(records)
            if not self.in_order:
                return
            self._at += len(lines)
            yield lines
        self.in_order = self._before != b'"'
        self.seen.records += self._before != self._end

    def _is_text(self, lines: bytes) -> bool:
        try:
            self.seen.inner_marks += 0 if lines.isascii() else lines.decode().count("\ufeff")
        except UnicodeDecodeError:
            return False
        return b"\0" not in lines

    def _is_quoted_well(self, records: bytes) -> bool:
        """Whether they are, and no line ends in another way; if so, they are counted."""
        text = self._before + records
        if text[-1:] not in b"\r\n":  # the last field ends with the text
            text += self._layout.delimiter
        if self._single and self._on_one_line.fullmatch(text):
            outside, inside = text, False
        else:
            parts = text.split(b'"')
            outside, inside = b'"'.join(parts[::2]), len(parts) % 2 == 0
            if len(parts) > 1 and not self._are_edged(parts[::2]):
                return False
        if self._other and self._other in outside:
            return False
        self._count(text, outside)
        self._record += len(records)
        self.seen.longest = max(self.seen.longest, self._record)
        if not inside:
            self._record = 0
        elif outside.find(self._end, 1) > 0:
            self._record = len(records)
        self._before = b'"' if inside else text[-1:]
        return True

    def _are_edged(self, outside: list[bytes]) -> bool:
        """Whether all that stands between fields in quotes begins and ends as it may: each such
        text is looked at once, for where all fields are in quotes there are few.
        """
        return self._single and not self._misplaced.search(b'"%b"' % b'"'.join(set(outside)))

    def _count(self, text: bytes, outside: bytes) -> None:
        """Count what stands behind the first byte, which was there before."""
        nothing = len(self._nothing.findall(outside))
        blank = len(self._blank.findall(outside)) if nothing else 0
        if blank and not self.seen.blank_lines:
            hits = (hit.start() for hit in self._blank.finditer(text))
            first = next(hit for hit in hits if text.count(b'"', 0, hit) % 2 == 0)
            self.first_blank = max(self._at, self._layout.data) + first
        self.seen.blank_lines += blank
        self.seen.empty += nothing - blank
        self.seen.records += outside.count(self._end, 1) - blank
