"""Open a delimited text: find encoding, delimiter and header, then look at every byte of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from recordcheck.errors import ReadError
from recordcheck.exports import oddities
from recordcheck.exports.dialect import Sample, take_sample
from recordcheck.exports.encoding import find_encoding
from recordcheck.exports.examine import Examined, Layout, count_lines, examine
from recordcheck.exports.header import Header, find_header, names_of, repeated
from recordcheck.exports.normal import normal_text
from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.refusals import Fault, refuse
from recordcheck.exports.source import CsvSource, Stamp
from recordcheck.exports.stream import BadByte, Container, Stream
from recordcheck.exports.sweep import Sweep, Swept

HEAD = 1 << 18
LARGEST_HEAD = 1 << 27
HEADER_LINE = b"header"


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first lines of a text say about it."""

    stream: Stream
    head: bytes
    sample: Sample
    header: Header
    layout: Layout
    said: tuple[str, ...]

    @property
    def needs_copy(self) -> bool:
        """The engine would not find the first record of the file as it is, or cannot read it at all."""
        record = self.header.record
        above = self.head[: record.start]
        inside = self.head[record.start : record.stop]
        first = self.head[: record.end].replace(self.layout.newline, b"")
        awkward = b'"' in above or b"\n" in inside or b"\r" in inside
        return not self.stream.plain or awkward or b"\n" in first or b"\r" in first


def open_delimited(path: Path, container: Container, asked: str | None) -> CsvSource:
    """The source for a text that can be read whole."""
    stamp = Stamp.of(path)
    opening = _look(*_stream(path, container, asked))
    swept, copy = _sweep(opening)
    seen = None if swept.in_order else examine(opening.stream.chunks(), opening.layout)
    if seen and seen.fault:
        raise refuse(path, seen.fault)
    _check_names(opening)
    if seen:
        copy = _odd_copy(opening, seen)
    source = _source(opening, stamp, swept, seen, copy)
    if Stamp.of(path) != stamp:
        raise changed(path)
    return source


def changed(path: Path) -> ReadError:
    """The file is not the one that was opened."""
    return ReadError(
        "the file changed while it was read",
        remedy="Wait until it is written to its end, then start again.",
        path=str(path),
    )


def _stream(path: Path, container: Container, asked: str | None) -> tuple[Stream, tuple[str, ...]]:
    first = next(Stream(path, container).raw(), b"")
    encoding, mark, said = find_encoding(first, asked, path)
    return Stream(path, container, encoding, mark), said


def _look(stream: Stream, said: tuple[str, ...]) -> Opening:
    """Read the first records; more of the file only while the header does not end."""
    size = HEAD
    while True:
        head, final = _head(stream, size)
        sample = take_sample(head, final=final)
        header = find_header(sample)
        if header is not None:
            break
        if final or size > LARGEST_HEAD:
            raise _no_header(stream.path, head)
        size *= 8
    return Opening(stream, head, sample, header, _layout(stream, head, sample, header), said)


def _head(stream: Stream, size: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    got = 0
    try:
        for chunk in stream.chunks():
            parts.append(chunk)
            got += len(chunk)
            if got >= size:
                return b"".join(parts), False
    except BadByte as error:
        parts.append(error.before)
    return b"".join(parts), True


def _layout(stream: Stream, head: bytes, sample: Sample, header: Header) -> Layout:
    record = header.record
    newline = head[record.stop : record.end] or b"\n"
    slip = record.slip
    if slip:
        line = 1 + count_lines(head[: slip.offset])
        opened = 1 + count_lines(head[: slip.opened])
        fault = Fault(slip.kind, slip.offset, line, column=slip.field, opened=opened)
        raise refuse(stream.path, fault)
    line = 1 + count_lines(head[: record.end])
    width = len(record.fields)
    return Layout(sample.delimiter, newline, width, record.end, line, stream.encoding)


def _no_header(path: Path, head: bytes) -> ReadError:
    if head.strip():
        message, remedy = "the first line is too long to be a header", "Export the file again."
    else:
        message, remedy = "the file is empty", "Export it again; check that the export ran."
    return ReadError(message, remedy=remedy, path=str(path), line=1)


def _check_names(opening: Opening) -> None:
    places = repeated(opening.header.cells)
    if places:
        record = opening.header.record
        raise ReadError(
            f"the header gives columns {oddities.listed(places)} the same name",
            remedy="Give each column a name of its own.",
            path=str(opening.stream.path),
            line=1 + count_lines(opening.head[: record.start]),
        )


def _sweep(opening: Opening) -> tuple[Swept, PlainCopy | None]:
    """The fast look, which fills the copy on its way where one is needed."""
    layout = opening.layout
    sweep = Sweep(layout.delimiter, layout.newline, layout.data)
    if not opening.needs_copy:
        return sweep.over(opening.stream.chunks()), None
    try:
        copy = PlainCopy(_watched(opening, sweep))
    except BadByte:
        sweep.seen.in_order = False
        return sweep.seen, None
    return (sweep.close() if sweep.seen.in_order else sweep.seen), copy


def _watched(opening: Opening, sweep: Sweep) -> Iterator[bytes]:
    left = opening.layout.data
    yield HEADER_LINE + opening.layout.newline
    for chunk in opening.stream.chunks():
        sweep.add(chunk)
        if not sweep.seen.in_order:
            return
        yield chunk[left:]
        left = max(0, left - len(chunk))


def _odd_copy(opening: Opening, seen: Examined) -> PlainCopy | None:
    """A copy of a file that is odd: with one kind of line end, if it has several."""
    if not opening.needs_copy and not seen.other_line_ends:
        return None
    layout = opening.layout
    return PlainCopy(normal_text(opening.stream.chunks(), layout, HEADER_LINE))


def _source(
    opening: Opening, stamp: Stamp, swept: Swept, seen: Examined | None, copy: PlainCopy | None
) -> CsvSource:
    layout, header = opening.layout, opening.header
    newline = "\n" if seen and copy else layout.newline.decode()
    return CsvSource(
        path=opening.stream.path,
        columns=names_of(header.cells),
        delimiter=layout.delimiter.decode(),
        encoding=opening.stream.encoding,
        skip=1 if copy else header.skip,
        first_line=layout.line,
        newline=newline,
        stamp=stamp,
        stream=opening.stream,
        layout=layout,
        warnings=tuple(_warnings(opening, swept, seen)),
        header_doubtful=header.doubtful,
        has_records=bool(seen.records) if seen else swept.has_records,
        fragile=seen.quoted_line_ends or seen.bare_quotes > 0 if seen else swept.quoted_line_ends,
        longest=LARGEST_HEAD if seen else swept.longest,
        copy=copy,
    )


def _warnings(opening: Opening, swept: Swept, seen: Examined | None) -> Iterator[str]:
    yield from opening.said
    yield from oddities.of_container(opening.stream.container)
    start = opening.header.record.start
    yield from oddities.of_header(
        opening.header, 1 + count_lines(opening.head[:start]), opening.sample.separator_line
    )
    newline = opening.layout.newline
    if seen:
        yield from oddities.of_records(seen)
        yield from oddities.of_lines(
            newline, seen.blank_lines, seen.first_blank, has_records=seen.records > 0
        )
    else:
        first = _line_at(opening.stream, swept.first_blank) if swept.blank_lines else 0
        yield from oddities.of_lines(
            newline, swept.blank_lines, first, has_records=swept.has_records
        )
        if swept.inner_marks:
            yield oddities.INNER_MARKS


def _line_at(stream: Stream, offset: int) -> int:
    """The physical line on which this place of the text stands."""
    line, left, before = 1, offset, b""
    for chunk in stream.chunks():
        part = chunk[:left]
        line += count_lines(part) - (before == b"\r" and part.startswith(b"\n"))
        left -= len(part)
        before = part[-1:]
        if not left:
            break
    return line


def reread(source: CsvSource) -> CsvSource:
    """Decide what to do with a file that the engine refused: raise its fault, or read it another way.

    A sound file is refused where its line ends are mixed, and where the engine reading in parallel begins in the
    middle of a quoted text; such a file is read in one piece, from a copy with one kind of line end.
    """
    if Stamp.of(source.path) != source.stamp:
        raise changed(source.path)
    seen = examine(source.stream.chunks(), source.layout)
    if seen.fault:
        raise refuse(source.path, seen.fault)
    copy, newline, skip = source.copy, source.newline, source.skip
    warnings = source.warnings
    if seen.other_line_ends:
        copy = PlainCopy(normal_text(source.stream.chunks(), source.layout, HEADER_LINE))
        newline, skip = "\n", 1
        warnings = (*warnings, *oddities.of_records(seen))
    return replace(
        source,
        copy=copy,
        newline=newline,
        skip=skip,
        warnings=warnings,
        parallel=False,
        longest=LARGEST_HEAD,
    )


def locate_fault(source: CsvSource) -> ReadError:
    """The fault for which the engine refused the file, with its physical line."""
    try:
        reread(source)
    except ReadError as error:
        return error
    return ReadError(
        "the engine cannot read the file, although every record of it is in order",
        remedy="Export it with another delimiter or without line ends inside fields, and report this.",
        path=str(source.path),
    )
