"""A slow look at every record of a text: the first fault with its line, or all that is odd and still readable."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from recordcheck.exports.record import Record, read_record
from recordcheck.exports.refusals import Fault, Kind
from recordcheck.exports.stream import BadByte

LARGEST = 1 << 28  # a record beyond this size is taken for a quote that is never closed


@dataclass(slots=True)
class Examined:
    """What the slow look saw; lines are physical lines of the file, 0 where there is none."""

    fault: Fault | None = None
    records: int = 0
    blank_lines: int = 0
    first_blank: int = 0
    bare_quotes: int = 0
    first_bare: int = 0
    other_line_ends: int = 0
    first_other: int = 0
    quoted_line_ends: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text is cut: `data` is where the records begin, `line` the physical line there."""

    delimiter: bytes
    newline: bytes
    width: int
    data: int
    line: int
    encoding: str = "utf-8"


def count_lines(text: bytes) -> int:
    """The line ends in a text, whichever kind they are."""
    ends = text.count(b"\n")
    return ends + text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else ends


@dataclass(slots=True)
class _Buffer:
    """The text as far as it was read, and the first place that is not text at all."""

    chunks: Iterator[bytes]
    encoding: str
    data: bytes = b""
    start: int = 0
    final: bool = False
    bad: Fault | None = None
    _read: int = 0
    _decode: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def more(self, at: int) -> int:
        """Forget what stands before `at` and read on, at least as much as is left; the new place of `at`."""
        parts = [self.data[at:]]
        self.start += at
        wanted = len(parts[0])
        while wanted >= 0 and not self.final:
            chunk = self._next()
            parts.append(chunk)
            wanted -= len(chunk)
        self.data = b"".join(parts)
        return 0

    def _next(self) -> bytes:
        try:
            chunk = next(self.chunks, b"")
        except BadByte as error:
            self._spoilt(Kind.ENCODING, error.offset, error.byte)
            self.final = True
            self._read += len(error.before)
            return error.before
        self.final = not chunk
        if not self.bad:
            self._check(chunk)
        self._read += len(chunk)
        return chunk

    def _check(self, chunk: bytes) -> None:
        pending = len(self._decode.getstate()[0])
        try:
            self._decode.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            byte = error.object[error.start : error.start + 1].hex().upper()
            self._spoilt(Kind.ENCODING, self._read - pending + error.start, f"0x{byte}")
        nul = chunk.find(b"\0")
        if nul >= 0 and not (self.bad and self.bad.offset < self._read + nul):
            self._spoilt(Kind.NUL, self._read + nul, "0x00")

    def _spoilt(self, kind: Kind, offset: int, byte: str) -> None:
        if self.bad is None or offset < self.bad.offset:
            name = "UTF-8" if self.encoding == "utf-8" else self.encoding
            self.bad = Fault(kind, offset, 0, byte=byte, encoding=name)


def examine(chunks: Iterator[bytes], layout: Layout) -> Examined:
    """Look at the whole text, up to the first fault."""
    return _Examination(chunks, layout).run()


class _Examination:
    def __init__(self, chunks: Iterator[bytes], layout: Layout) -> None:
        self.seen = Examined()
        self.layout = layout
        self.text = _Buffer(chunks, layout.encoding)
        self.line = layout.line
        self.sound = _sound_records(layout)

    def run(self) -> Examined:
        at = self._begin()
        while not self.seen.fault:
            at = self._sound(at)
            record = read_record(self.text.data, at, self.layout.delimiter, final=self.text.final)
            if self._spoilt(at, record):
                break
            if record is not None and record.end > at:
                self._one(record)
                at = record.end
            elif self.text.final:
                break
            elif len(self.text.data) - at > LARGEST:
                self._fault(Kind.UNCLOSED, at, self.line)
            else:
                at = self.text.more(at)
        return self.seen

    def _begin(self) -> int:
        """Read up to where the records begin; what is no text above them is a fault of the header."""
        while len(self.text.data) <= self.layout.data and not self.text.final:
            self.text.more(0)
        bad = self.text.bad
        if bad and bad.offset < self.layout.data:
            above = self.text.data[: bad.offset]
            self._fault(bad.kind, bad.offset, 1 + count_lines(above), record=0)
        return self.layout.data

    def _sound(self, at: int) -> int:
        """Pass over the records that are in every way as they should be."""
        bad = self.text.bad
        stop = bad.offset - self.text.start if bad else len(self.text.data)
        found = self.sound.match(self.text.data, at, max(at, stop))
        if found is None or found.end() == at:
            return at
        span = self.text.data[at : found.end()]
        self.line += count_lines(span)
        outside = b'"'.join(span.split(b'"')[::2]) if b'"' in span else span
        self.seen.records += outside.count(self.layout.newline)
        if len(outside) != len(span) and not self.seen.quoted_line_ends:
            self.seen.quoted_line_ends = count_lines(span) != count_lines(outside)
        return found.end()

    def _spoilt(self, at: int, record: Record | None) -> bool:
        """Whether the text stops being text in the record that begins at `at`."""
        bad = self.text.bad
        if bad is None or self.seen.fault:
            return bool(self.seen.fault)
        place = bad.offset - self.text.start
        ends = record.end if record else len(self.text.data)
        if place >= ends and not (record is None and self.text.final):
            return False
        self._fault(bad.kind, bad.offset, self.line + count_lines(self.text.data[at:place]))
        return True

    def _one(self, record: Record) -> None:
        """Look at one record that is not in every way as it should be."""
        text = self.text.data[record.start : record.end]
        if record.blank:
            self.seen.first_blank = self.seen.first_blank or self.line
            self.seen.blank_lines += 1
        elif record.slip:
            self._slip(record)
        elif len(record.fields) != self.layout.width:
            self._fault(
                Kind.WIDTH,
                self.text.start + record.start,
                self.line,
                fields=len(record.fields),
            )
        else:
            self._odd(record)
            self.seen.records += 1
        self._line_end(record)
        self.line += count_lines(text)

    def _odd(self, record: Record) -> None:
        if record.bare:
            self.seen.first_bare = self.seen.first_bare or self.line
            self.seen.bare_quotes += record.bare
        if record.quoted and any(b"\n" in text or b"\r" in text for text in record.fields):
            self.seen.quoted_line_ends = True

    def _line_end(self, record: Record) -> None:
        end = self.text.data[record.stop : record.end]
        if end and end != self.layout.newline:
            self.seen.first_other = self.seen.first_other or self.line
            self.seen.other_line_ends += 1

    def _slip(self, record: Record) -> None:
        slip = record.slip
        assert slip is not None
        line = self.line + count_lines(self.text.data[record.start : slip.offset])
        opened = self.line + count_lines(self.text.data[record.start : slip.opened])
        self._fault(
            slip.kind, self.text.start + slip.offset, line, column=slip.field, opened=opened
        )

    def _fault(
        self,
        kind: Kind,
        offset: int,
        line: int,
        *,
        record: int | None = None,
        column: int | None = None,
        fields: int = 0,
        opened: int = 0,
    ) -> None:
        bad = self.text.bad
        self.seen.fault = Fault(
            kind,
            offset,
            line,
            self.seen.records + 1 if record is None else record,
            column,
            fields,
            self.layout.width,
            opened,
            bad.byte if bad else "",
            bad.encoding if bad else "",
        )


def _sound_records(layout: Layout) -> re.Pattern[bytes]:
    delimiter = re.escape(layout.delimiter)
    if len(layout.delimiter) > 1:
        return re.compile(rb"(?!)")
    plain = rb'[^"\r\n' + delimiter + rb"]*+"
    quoted = rb'"(?:[^"]++|"")*+"'
    one = rb"(?:" + quoted + rb"|" + plain + rb")"
    # A lone \r is a line end only if what follows is seen and is not \n.
    newline = rb"\r(?=[^\n])" if layout.newline == b"\r" else layout.newline
    rest = rb"(?:" + delimiter + one + rb"){%d}" % (layout.width - 1)
    blank = rb"(?![\r\n])" if layout.width == 1 else b""
    return re.compile(rb"(?:" + blank + one + rest + newline + rb")*+")
