"""The first lines of a text: what they say about encoding, delimiter and header."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from recordcheck.errors import ReadError
from recordcheck.exports import oddities
from recordcheck.exports.refusals import Fault, refusal, refusal_of
from recordcheck.exports.stream import BadByteError, Container, Stream
from recordcheck.exports.text import western
from recordcheck.exports.text.dialect import Sample, take_sample
from recordcheck.exports.text.documents import refuse_document, refuse_packed
from recordcheck.exports.text.encoding import find_encoding
from recordcheck.exports.text.header import Header, find_header, repeated
from recordcheck.exports.text.layout import Layout, count_lines
from recordcheck.exports.text.record import Record

HEAD = 1 << 19
LARGEST_HEAD = 1 << 22


@dataclass(frozen=True, slots=True)
class Look:
    """The first bytes of a text (`head`, in UTF-8), the first records in them, and what these show.
    `said` is what should be said of the encoding.
    """

    stream: Stream
    head: bytes
    sample: Sample
    header: Header
    layout: Layout
    said: tuple[str, ...]

    @property
    def header_line(self) -> int:
        """The physical line on which the header begins."""
        return 1 + count_lines(self.head[: self.header.record.start])

    @property
    def skip(self) -> int:
        """The lines above the first record, as the engine counts: a quoted header is one."""
        return self.header.at + 1 + self.sample.separator_line

    @property
    def following(self) -> tuple[Record, ...]:
        """The first records below the header."""
        below = self.sample.records[self.header.at + 1 :]
        return tuple(record for record in below if not record.blank)

    @property
    def needs_copy(self) -> bool:
        """The engine cannot read the file as it is, or would not find the first record: it takes
        the first line end of a file for that of every record, even one inside quotes.
        """
        record = self.header.record
        above = self.head[: record.start]
        ends = self.head[: record.end].replace(self.layout.newline, b"")
        return not self.stream.readable or b'"' in above or b"\n" in ends or b"\r" in ends


def look(path: Path, container: Container, asked: str | None) -> Look:
    """Read the first records; more of the text only while the header does not end."""
    first = next(Stream(path, container).raw(), b"")
    if container is not Container.PLAIN:
        refuse_packed(path, first)
    encoding, mark, said = find_encoding(first, asked, path)
    stream = Stream(path, container, encoding, mark)
    size = HEAD
    while True:
        head, final = _head(stream, size)
        refuse_document(path, head)
        sample = take_sample(head, final=final)
        header = find_header(sample)
        if header is not None:
            return Look(stream, head, sample, header, _layout(stream, head, sample, header), said)
        if final or size > LARGEST_HEAD:
            raise _no_header(path, head)
        size *= 8


def as_western(seen: Look) -> Look:
    """The same text again, in Windows-1252, which nobody asked for."""
    again = look(seen.stream.path, seen.stream.container, western.ENCODING)
    return replace(again, said=(oddities.WESTERN,))


def check_names(cells: tuple[str, ...], path: Path | str, line: int, *, doubtful: bool) -> None:
    """Refuse a header that gives two columns the same name; it may be a record, of a file without a
    header.
    """
    if places := repeated(cells):
        message = oddities.of_same_name(places, "the header gives {} the same name")
        remedy = "Give each column a name of its own; a line of groups above the names must go."
        if doubtful:
            remedy = f"If it is a record, write the names of the columns above it. {remedy}"
        raise refusal(path, message, remedy, line)


def _head(stream: Stream, size: int) -> tuple[bytes, bool]:
    """The beginning of the text, and whether it is all of it."""
    parts: list[bytes] = []
    got = 0
    try:
        for chunk in stream.chunks():
            parts.append(chunk)
            got += len(chunk)
            if got >= size:
                return b"".join(parts), False
    except BadByteError as error:
        parts.append(error.before)
    return b"".join(parts), True


def _layout(stream: Stream, head: bytes, sample: Sample, header: Header) -> Layout:
    record, slip = header.record, header.record.slip
    if slip:
        line, opened = (1 + count_lines(head[:place]) for place in (slip.offset, slip.opened))
        fault = Fault(slip.kind, slip.offset, line, column=slip.field, opened=opened)
        raise refusal_of(stream.path, fault)
    newline = head[record.stop : record.end] or b"\n"
    line = 1 + count_lines(head[: record.end])
    width = len(record.fields)
    written = head[record.start : record.stop]
    return Layout(sample.delimiter, newline, width, record.end, line, stream.encoding, written)


def _no_header(path: Path, head: bytes) -> ReadError:
    if head.strip():
        message, remedy = "the first line is too long to be a header", "Export the file again."
    else:
        message, remedy = "the file is empty", "Export it again, and see that the export ran."
    return refusal(path, message, remedy, 1)
