"""Open a delimited text: look at its first lines, then at every byte of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from recordcheck.exports import oddities
from recordcheck.exports.plain_copy import PlainCopy
from recordcheck.exports.refusals import Fault, Kind, refusal_of
from recordcheck.exports.source import CsvSource, Stamp
from recordcheck.exports.stream import BadByteError, Container, Stream, after
from recordcheck.exports.text import western
from recordcheck.exports.text.empty_end import Text, empty_end
from recordcheck.exports.text.examine import examine
from recordcheck.exports.text.header import names_of
from recordcheck.exports.text.header_again import HeaderAgain
from recordcheck.exports.text.layout import count_lines
from recordcheck.exports.text.look import Look, as_western, check_names, look
from recordcheck.exports.text.normal import HEADER_LINE, normal_text
from recordcheck.exports.text.seen import Seen
from recordcheck.exports.text.set_aside import Sorted, sort_out
from recordcheck.exports.text.sweep import Sweep
from recordcheck.exports.text.totals import above, of_end


@dataclass(frozen=True, slots=True)
class _Checked:
    """A text that was looked at whole: what the look saw that settled it, nothing odd beyond a
    fault; the header, wherever it met it again; and what the engine reads instead. `set_aside` are
    the faulty records that were left out of that.
    """

    first: Look
    seen: Seen
    again: HeaderAgain
    copy: PlainCopy | None
    set_aside: tuple[Fault, ...] = ()


def open_delimited(
    path: Path, container: Container, asked: str | None, *, set_aside: bool
) -> CsvSource:
    """The source for a text that can be read whole, or without its faulty records."""
    stamp = Stamp.of(path)
    checked = _checked(look(path, container, asked), set_aside=set_aside)
    if asked is None and _is_western(checked):
        checked = _checked(as_western(checked.first), set_aside=set_aside)
    fault, first = checked.seen.fault, checked.first
    if fault and not (set_aside and fault.record):
        raise refusal_of(path, fault)
    header = first.header
    check_names(header.cells, path, first.header_line, doubtful=header.doubtful)
    source = _source(_without_faults(checked, fault) if fault else checked, stamp)
    stamp.check(path)
    return source


def _checked(first: Look, *, set_aside: bool) -> _Checked:
    """The fast look, or the slow one where it must decide."""
    # The fast look counts no fields: that is the engine's work, unless faults are to be left out,
    # or there plainly are some: a title that was read as the header fits no standard either.
    if first.layout.width == first.sample.width and not set_aside:
        swept = _swept(first)
        if swept is not None:
            return swept
    again = HeaderAgain(first.layout)
    seen = examine(again.watch(first.stream.chunks()), first.layout)
    return _Checked(first, seen, again, None if seen.fault else _odd_copy(first, seen))


def _is_western(checked: _Checked) -> bool:
    """The text is not UTF-8, nothing before that is wrong with it, and it is plainly the other."""
    fault = checked.seen.fault
    not_utf8 = fault is not None and fault.kind is Kind.ENCODING
    return not_utf8 and western.is_western(checked.first.stream.raw(western.CHUNK))


def _swept(first: Look) -> _Checked | None:
    """The fast look, which fills the copy on its way where one is needed; None where the slow one
    must decide.
    """
    layout, copy = first.layout, None
    sweep, again = Sweep(layout), HeaderAgain(layout)
    text = sweep.watch(again.watch(first.stream.chunks()))
    try:
        if first.needs_copy:  # under a header that the engine will not stumble over
            records = chain([HEADER_LINE + layout.newline], after(text, layout.data))
            copy = PlainCopy(records, of=first.stream.path)
        deque(text, maxlen=0)  # looked at to its end, where no copy takes it
    except BadByteError:
        return None
    seen = sweep.seen
    if not sweep.in_order:
        return None
    if seen.blank_lines:
        seen.first_blank = _line_at(first.stream, sweep.first_blank)
    return _Checked(first, seen, again, copy)


def _odd_copy(first: Look, seen: Seen) -> PlainCopy | None:
    """A copy of a text that is odd: with one kind of line end, if it has several."""
    if not first.needs_copy and not seen.other_line_ends:
        return None
    text = normal_text(first.stream.chunks(), first.layout)
    return PlainCopy(text, of=first.stream.path)


def _without_faults(checked: _Checked, fault: Fault) -> _Checked:
    """The same with a copy that holds the sound records alone."""
    first, found = checked.first, Sorted()
    try:
        text = b"".join(first.stream.chunks())
    except BadByteError:
        raise refusal_of(first.stream.path, fault) from None
    copy = PlainCopy(sort_out(text, first.layout, found), of=first.stream.path)
    seen = replace(checked.seen, records=found.kept)
    return replace(checked, seen=seen, copy=copy, set_aside=tuple(found.faults))


def _source(checked: _Checked, stamp: Stamp) -> CsvSource:
    first, seen = checked.first, checked.seen
    return CsvSource(
        columns=names_of(first.header.cells),
        skip=1 if checked.copy else first.skip,
        stamp=stamp,
        stream=first.stream,
        layout=first.layout,
        warnings=tuple(_warnings(checked)),
        header_doubtful=first.header.doubtful,
        records=seen.records,
        longest=seen.longest,
        copy=checked.copy,
        set_aside=checked.set_aside,
    )


def _warnings(checked: _Checked) -> Iterator[str]:
    first, seen = checked.first, checked.seen
    yield from first.said
    yield from oddities.of_container(first.stream.container)
    yield from oddities.of_top(
        first.header, first.header_line, separator=first.sample.separator_line
    )
    yield from oddities.of_names(first.header.cells)
    yield from oddities.of_formulas(first.following)
    yield from oddities.of_text(seen, first.layout.newline)
    if not seen.records:
        yield oddities.NO_RECORDS
    yield from _of_again(first, checked.again)
    yield from _of_no_records(checked)


def _of_again(first: Look, again: HeaderAgain) -> Iterator[str]:
    """The header below itself; in a text of one column it may be a record like any other."""
    if again.found and first.layout.width > 1:
        line = _line_at(first.stream, again.first)
        yield oddities.of_header_again(again.found, line, doubtful=first.header.doubtful)


def _of_no_records(checked: _Checked) -> Iterator[str]:
    """What counts as a record and is none to whoever wrote it: empty ones, and what stands at the
    end of a text. Of one that the engine unpacks itself no file holds the end.
    """
    first, seen = checked.first, checked.seen
    delimiter, empty = first.layout.delimiter, 0 if seen.fault else seen.empty
    text = Text(first.stream.path, first.stream.mark + first.layout.data, delimiter)
    if checked.copy:
        text = Text(Path(checked.copy.path), len(HEADER_LINE) + 1, delimiter)
    elif first.stream.container is not Container.PLAIN:
        yield from oddities.of_empty(empty, 0)
        return
    end = empty_end(text)
    yield from oddities.of_empty(max(0, empty - end.alone), end.records)
    bare = seen.fault or seen.bare_quotes
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
