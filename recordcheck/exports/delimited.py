"""Open a delimited text: look at its first lines, then at every byte of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from recordcheck.exports import oddities, western
from recordcheck.exports.empty_end import Text, empty_end, of_empty, of_empty_end
from recordcheck.exports.examine import LARGEST, Examined, count_lines, examine
from recordcheck.exports.formulas import count_formulas
from recordcheck.exports.header import names_of
from recordcheck.exports.header_again import HeaderAgain
from recordcheck.exports.look import Look, as_western, check_names, look
from recordcheck.exports.normal import HEADER_LINE, normal_text
from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.refusals import Kind, refuse
from recordcheck.exports.set_aside import Sorted, sort_out
from recordcheck.exports.source import CsvSource, Stamp
from recordcheck.exports.stream import BadByteError, Container, Stream
from recordcheck.exports.sweep import Sweep, Swept
from recordcheck.exports.totals import above, of_end


def open_delimited(
    path: Path, container: Container, asked: str | None, *, set_aside: bool
) -> CsvSource:
    """The source for a text that can be read whole, or without its faulty records."""
    stamp = Stamp.of(path)
    first = look(path, container, asked)
    swept, copy, seen, again = _checked(first, set_aside=set_aside)
    if asked is None and seen and _is_western(first, seen):
        first = as_western(first)
        swept, copy, seen, again = _checked(first, set_aside=set_aside)
    if seen and seen.fault and not (set_aside and seen.fault.record):
        raise refuse(path, seen.fault)
    check_names(first.header.cells, path, first.header_line)
    if seen and seen.fault:
        source = _sorted_source(first, stamp, swept, seen)
    else:
        copy = _odd_copy(first, seen) if seen else copy
        source = _source(first, stamp, swept, seen, copy)
    # Beyond a fault nobody has looked for quotes, nor counted what is empty.
    faulty = seen is not None and seen.fault is not None
    bare = faulty or (seen is not None and seen.bare_quotes > 0)
    empty = 0 if faulty else (seen or swept).empty
    said = (*_of_again(first, again), *_of_no_records(first, source.copy, empty, bare=bare))
    source = replace(source, warnings=(*source.warnings, *said))
    stamp.check(path)
    return source


def _checked(
    first: Look, *, set_aside: bool
) -> tuple[Swept, PlainCopy | None, Examined | None, HeaderAgain]:
    """The fast look, and the slow one where it must decide; and the header, wherever they met it
    again.
    """
    again = HeaderAgain(first.layout)
    swept, copy = _sweep(first, again)
    # The fast look counts no fields: that is the engine's work, unless faults are to be left out,
    # or there plainly are some: a title that was read as the header fits no standard either.
    alike = first.layout.width == first.sample.width
    if swept.in_order and alike and not set_aside:
        return swept, copy, None, again
    again = HeaderAgain(first.layout)
    return swept, copy, examine(again.watch(first.stream.chunks()), first.layout), again


def _is_western(first: Look, seen: Examined) -> bool:
    """The text is not UTF-8, nothing before that is wrong with it, and it is plainly the other."""
    not_utf8 = seen.fault is not None and seen.fault.kind is Kind.ENCODING
    return not_utf8 and western.is_western(first.stream.raw(western.CHUNK))


def _sweep(first: Look, again: HeaderAgain) -> tuple[Swept, PlainCopy | None]:
    """The fast look, which fills the copy on its way where one is needed."""
    layout = first.layout
    sweep = Sweep(layout.delimiter, layout.newline, layout.data, layout.width)
    if not first.needs_copy:
        return sweep.over(again.watch(first.stream.chunks())), None
    try:
        copy = PlainCopy(_watched(first, sweep, again), of=first.stream.path)
    except BadByteError:
        sweep.seen.in_order = False
        return sweep.seen, None
    return (sweep.close() if sweep.seen.in_order else sweep.seen), copy


def _watched(first: Look, sweep: Sweep, again: HeaderAgain) -> Iterator[bytes]:
    """The text below the header, under a header that the engine will not stumble over."""
    above = first.layout.data
    yield HEADER_LINE + first.layout.newline
    for chunk in again.watch(first.stream.chunks()):
        sweep.add(chunk)
        if not sweep.seen.in_order:
            return
        yield chunk[above:]
        above = max(0, above - len(chunk))


def _odd_copy(first: Look, seen: Examined) -> PlainCopy | None:
    """A copy of a text that is odd: with one kind of line end, if it has several."""
    if not first.needs_copy and not seen.other_line_ends:
        return None
    text = normal_text(first.stream.chunks(), first.layout)
    return PlainCopy(text, of=first.stream.path)


def _sorted_source(first: Look, stamp: Stamp, swept: Swept, seen: Examined) -> CsvSource:
    """The source of a copy that holds the sound records alone."""
    found = Sorted()
    try:
        text = b"".join(first.stream.chunks())
    except BadByteError:
        assert seen.fault is not None
        raise refuse(first.stream.path, seen.fault) from None
    copy = PlainCopy(sort_out(text, first.layout, found), of=first.stream.path)
    seen = replace(seen, records=found.kept, fault=None)
    source = _source(first, stamp, swept, seen, copy)
    return replace(source, set_aside=tuple(found.faults))


def _source(
    first: Look, stamp: Stamp, swept: Swept, seen: Examined | None, copy: PlainCopy | None
) -> CsvSource:
    layout = first.layout
    return CsvSource(
        path=first.stream.path,
        columns=names_of(first.header.cells),
        delimiter=layout.delimiter.decode(),
        encoding=layout.encoding,
        skip=1 if copy else first.skip,
        newline="\n" if seen and copy else layout.newline.decode(),
        stamp=stamp,
        stream=first.stream,
        layout=layout,
        warnings=tuple(_warnings(first, swept, seen)),
        header_doubtful=first.header.doubtful,
        records=seen.records if seen else swept.records,
        longest=LARGEST if seen else swept.longest,
        copy=copy,
    )


def _warnings(first: Look, swept: Swept, seen: Examined | None) -> Iterator[str]:
    yield from first.said
    yield from oddities.of_container(first.stream.container)
    yield from oddities.of_top(
        first.header, first.header_line, separator=first.sample.separator_line
    )
    yield from oddities.of_names(first.header.cells)
    formulas = count_formulas(first.following)
    if formulas:
        yield oddities.of_formulas(formulas, len(first.following))
    newline = first.layout.newline
    if seen:
        yield from oddities.of_records(seen)
        yield from oddities.of_lines(newline, seen.blank_lines, seen.first_blank)
    else:
        line = _line_at(first.stream, swept.first_blank) if swept.blank_lines else 0
        yield from oddities.of_lines(newline, swept.blank_lines, line)
        yield from oddities.of_marks(swept.inner_marks)
    if not (seen or swept).records:
        yield oddities.NO_RECORDS


def _of_again(first: Look, again: HeaderAgain) -> Iterator[str]:
    """The header below itself; in a text of one column it may be a record like any other."""
    if again.found and first.layout.width > 1:
        line = _line_at(first.stream, again.first)
        yield oddities.of_header_again(again.found, line, doubtful=first.header.doubtful)


def _of_no_records(first: Look, copy: PlainCopy | None, empty: int, *, bare: bool) -> Iterator[str]:
    """What counts as a record and is none to whoever wrote it: `empty` ones, and what stands at the
    end of a text. Of one that the engine unpacks itself no file holds the end.
    """
    delimiter = first.layout.delimiter
    text = Text(first.stream.path, first.stream.mark + first.layout.data, delimiter)
    if copy:
        text = Text(Path(copy.path), len(HEADER_LINE) + 1, delimiter)
    elif first.stream.container is not Container.PLAIN:
        if empty:
            yield of_empty(empty)
        return
    end = empty_end(text)
    if empty > end.alone:
        yield of_empty(empty - end.alone)
    if end.records:
        yield of_empty_end(end.records)
    said = None if bare else of_end(text, end.at, first.following)
    if said:
        yield above(said) if end.records else said


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
