"""A slow look at every record of a text: its first fault, or all that is odd and still readable.

A record of another number of fields ends where its line does, so that the look goes on: who mends a
file by hand wants to know of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from recordcheck.exports.refusals import ALIKE, Fault, Kind
from recordcheck.exports.text.buffer import Buffer
from recordcheck.exports.text.layout import Layout, count_lines
from recordcheck.exports.text.record import Record, Slip, read_record
from recordcheck.exports.text.seen import LARGEST, Seen


def examine(chunks: Iterator[bytes], layout: Layout) -> Seen:
    """Look at the whole text, up to a fault that hides where a record ends."""
    return _Examination(chunks, layout).run()


class _Examination:
    """The look: `line` is the physical line of the record to come. What is plainly `sound` is
    passed over in one expression, and only a record that may be odd is read field by field.
    """

    def __init__(self, chunks: Iterator[bytes], layout: Layout) -> None:
        self.seen = Seen()
        self.layout = layout
        self.text = Buffer(chunks, layout.encoding)
        self.line = layout.line
        self.over = False
        self.sound = _sound_records(layout, bare=False, mixed=False)
        self.quotes = _quotes(layout.delimiter)
        self.empty = _empty_records(layout)

    def run(self) -> Seen:
        at = self._begin()
        while not self.over:
            at = self._pass_sound(at)
            record = read_record(self.text.data, at, self.layout.delimiter, final=self.text.final)
            if self._is_spoilt(at, record):
                break
            if record is not None and record.end > at:
                self._one(record)
                at = record.end
            elif self.text.final:
                break
            elif len(self.text.data) - at > LARGEST:
                self._fault(Fault(Kind.UNCLOSED, self.text.start + at, self.line, column=1))
            else:
                self.text.more(at)
                at = 0
        self.seen.inner_marks = self.text.marks
        return self.seen

    def _begin(self) -> int:
        """Read to where the records begin: what is no text above them is a fault of the header."""
        while len(self.text.data) <= self.layout.data and not self.text.final:
            self.text.more(0)
        bad = self.text.bad
        if bad and bad.offset < self.layout.data:
            line = 1 + count_lines(self.text.data[: bad.offset])
            self.seen.fault, self.over = replace(bad, line=line), True
        return self.layout.data

    def _pass_sound(self, at: int) -> int:
        """Pass over the records in which nothing is odd, or only what was met before."""
        bad = self.text.bad
        stop = max(at, bad.offset - self.text.start) if bad else len(self.text.data)
        found = self.sound.match(self.text.data, at, stop)
        if found is None or found.end() == at:
            return at
        span = found[0]
        self.line += count_lines(span)
        outside = self._outside(span) if b'"' in span else span
        ends = count_lines(outside)
        self.seen.records += ends
        self.seen.empty += len(self.empty.findall(b"\n" + outside))
        if self.seen.first_other:
            self.seen.other_line_ends += ends - self._own_ends(outside)
        return found.end()

    def _outside(self, span: bytes) -> bytes:
        """What stands outside of quotes, without the rest of an unquoted field from a quote on."""
        if not self.seen.first_bare:
            return b'"'.join(span.split(b'"')[::2])
        self.seen.bare_quotes += sum(hit[1] is not None for hit in self.quotes.finditer(span))
        return self.quotes.sub(b'"', span)

    def _own_ends(self, outside: bytes) -> int:
        """The line ends that are like the header's."""
        own = outside.count(self.layout.newline)
        return own if len(self.layout.newline) > 1 else own - outside.count(b"\r\n")

    def _is_spoilt(self, at: int, record: Record | None) -> bool:
        """Whether the record that begins at `at` holds what is no text, or breaks off at it."""
        bad = self.text.bad
        if bad is None:
            return False
        place = bad.offset - self.text.start
        if record and place >= record.end > record.stop:
            return False
        line = self.line + count_lines(self.text.data[at:place])
        self._fault(replace(bad, line=line))
        return True

    def _one(self, record: Record) -> None:
        """Look at one record in which something may be odd. Once its line is known, more of the
        kind is only counted.
        """
        seen = self.seen
        known = (seen.first_bare, seen.first_other)
        if record.blank:
            seen.first_blank = seen.first_blank or self.line
            seen.blank_lines += 1
        elif record.slip:
            self._slip(record, record.slip)
        elif len(record.fields) != self.layout.width:
            place = self.text.start + record.start
            fields, last = len(record.fields), record.end == record.stop
            self._fault(Fault(Kind.WIDTH, place, self.line, fields=fields, last=last))
        else:
            seen.records += 1
            seen.empty += _is_empty(record)
            if record.bare:
                seen.first_bare = seen.first_bare or self.line
                seen.bare_quotes += record.bare
        self._line_end(record)
        if known != (seen.first_bare, seen.first_other):
            bare, mixed = bool(seen.first_bare), bool(seen.first_other)
            self.sound = _sound_records(self.layout, bare=bare, mixed=mixed)

    def _line_end(self, record: Record) -> None:
        end = self.text.data[record.stop : record.end]
        if end and end != self.layout.newline:
            self.seen.first_other = self.seen.first_other or self.line
            self.seen.other_line_ends += 1
        self.line += count_lines(self.text.data[record.start : record.end])

    def _slip(self, record: Record, slip: Slip) -> None:
        lines = [
            self.line + count_lines(self.text.data[record.start : place])
            for place in (slip.offset, slip.opened)
        ]
        place = self.text.start + slip.offset
        self._fault(Fault(slip.kind, place, lines[0], column=slip.field, opened=lines[1]))

    def _fault(self, fault: Fault) -> None:
        first = self.seen.fault
        if first is None:
            record, width = self.seen.records + 1, self.layout.width
            first = replace(fault, record=record, expected=width)
        elif fault.kind is Kind.WIDTH:
            first = replace(first, also=(*first.also, fault.line))
        self.seen.fault = first
        self.over = fault.kind is not Kind.WIDTH or len(first.also) == ALIKE


def _is_empty(record: Record) -> bool:
    """Whether it is a line of delimiters alone; it is not blank."""
    ends, written = record.end > record.stop, record.quoted or any(record.fields)
    return ends and not written


def _sound_records(layout: Layout, *, bare: bool, mixed: bool) -> re.Pattern[bytes]:
    """An expression that passes over records with the right fields and the right line end; with
    `bare` quotes in unquoted fields, or with `mixed` line ends, too.
    """
    if len(layout.delimiter) > 1:
        return re.compile(rb"(?!)")
    delimiter = re.escape(layout.delimiter)
    # A quote behind spaces is a slip.
    plain = rb'(?! *+")[^\r\n' if bare else rb'[^"\r\n'
    field = rb'(?:"(?:[^"]++|"")*"|' + plain + delimiter + rb"]*+)"
    fields = field + rb"(?:" + delimiter + field + rb"){%d}" % (layout.width - 1)
    # A lone \r is a line end only if what follows is seen, and is not \n.
    newline = rb"\r(?=[^\n])" if layout.newline == b"\r" else layout.newline
    if mixed:
        newline = rb"(?:\r\n|\n|\r(?=[^\n]))"
    filled = rb"(?![\r\n])" if layout.width == 1 else b""
    return re.compile(rb"(?:" + filled + fields + newline + rb")*")


def _empty_records(layout: Layout) -> re.Pattern[bytes]:
    """An expression that finds records of delimiters alone in what stands outside of quotes."""
    if layout.width == 1:
        return re.compile(rb"(?!)")
    alone = re.escape(layout.delimiter * (layout.width - 1))
    return re.compile(rb"[\r\n]" + alone + rb"(?=[\r\n])")


def _quotes(delimiter: bytes) -> re.Pattern[bytes]:
    """An expression that finds quoted fields, and of unquoted ones (with a group) what stands
    behind the first quote in them.
    """
    edge = re.escape(delimiter) + rb"\r\n"
    return re.compile(rb'"(?:(?<![^' + edge + rb']")(?:[^"]++|"")*"(?!")|([^' + edge + rb"]*+))")
