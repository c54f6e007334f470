"""A text without its faulty records, for those who cannot get a better export today.

A record that is faulty is left out whole. After a fault of quotes, which may have swallowed sound
records, reading goes on with the next physical line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from recordcheck.exports.refusals import Fault, Kind
from recordcheck.exports.text.layout import Layout, count_lines
from recordcheck.exports.text.normal import HEADER_LINE
from recordcheck.exports.text.record import LINE_END, Record, read_record


@dataclass(slots=True)
class Sorted:
    """What was left out, and how many records stay. `record` of a fault counts those left out."""

    faults: list[Fault] = field(default_factory=list)
    kept: int = 0


def sort_out(text: bytes, layout: Layout, found: Sorted) -> Iterator[bytes]:
    """The sound records of a text, each with a line feed at its end; the faults go into `found`."""
    yield HEADER_LINE + b"\n"
    at, line = layout.data, layout.line
    while at < len(text):
        record = read_record(text, at, layout.delimiter, final=True)
        assert record is not None
        kind = _fault(record, text, layout)
        end = record.end
        if kind is not None:
            end = _after(text, record)
            number = found.kept + len(found.faults) + 1
            found.faults.append(Fault(kind, record.start, line, number))
        elif not record.blank:
            found.kept += 1
            yield text[record.start : record.stop] + b"\n"
        line += count_lines(text[at:end])
        at = end


def _fault(record: Record, text: bytes, layout: Layout) -> Kind | None:
    """The quotes first: what they have swallowed is looked at again, line by line."""
    if record.slip is not None:
        return record.slip.kind
    whole = text[record.start : record.stop]
    if b"\0" in whole:
        return Kind.NUL
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return Kind.ENCODING
    if not record.blank and len(record.fields) != layout.width:
        return Kind.WIDTH
    return None


def _after(text: bytes, record: Record) -> int:
    """Where reading goes on: after the record, or its first line where quotes are at fault."""
    if record.slip is None:
        return record.end
    found = LINE_END.search(text, record.start, record.end)
    return found.end() if found else record.end
