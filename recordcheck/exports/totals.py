"""A line of totals at the end of an export: it is a record to every reader, and is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recordcheck.exports.examine import Layout
from recordcheck.exports.record import read_record
from recordcheck.exports.stream import Stream, unreadable

WORDS = frozenset({"total", "totals", "grand total", "sum"})
TOTAL = "The last record looks like a line of totals, and counts as a record: take it out."
TOTAL_ABOVE = TOTAL.replace("The last record", "The record above these")
_END = 1 << 13


def is_total(cells: Sequence[str | None]) -> bool:
    """Whether a record says that it is a total, and leaves at least half of the columns empty."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    said = filled[0].rstrip(":").casefold() if filled else ""
    return said in WORDS and 2 * len(filled) <= len(cells)


def ends_in_total(stream: Stream, layout: Layout, stop: int) -> bool:
    """Whether the last record of a text before the place `stop` is a line of totals: a text without
    faults, and without a quote inside an unquoted field. Not where its last bytes do not show it:
    it is in another encoding, or the record is long.
    """
    if stream.encoding != "utf-8":
        return False
    end, at = _before(stop, stream.path)
    end = end.rstrip(b"\r\n")
    start = 1 + max(end.rfind(b"\n"), end.rfind(b"\r"))
    if at + start < stream.mark + layout.data:
        return False
    line = end[start:]
    # The text ends outside of quotes: with an odd number of them the line began inside.
    if line.count(b'"') % 2 or (at and not start):
        return False
    record = read_record(line, 0, layout.delimiter, final=True)
    return record is not None and is_total([field.decode() for field in record.fields])


def _before(stop: int, path: Path) -> tuple[bytes, int]:
    """The last bytes of a file before a place, and the place where they begin."""
    try:
        with path.open("rb") as file:
            at = file.seek(max(0, stop - _END))
            return file.read(stop - at), at
    except OSError as error:
        raise unreadable(path, error) from error
