"""A line of totals or a footer at the end of an export, and subtotals above it: records to every
reader, and none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

from recordcheck.exports.stream import opened
from recordcheck.exports.text.empty_end import Text
from recordcheck.exports.text.record import Record, read_record
from recordcheck.plural import some

TOTAL = (
    "The last record looks like a line of totals, and counts as a record:"
    " if it is one, take it out."
)
TOTALS = (
    "The last record and {} look like lines of totals, and count as records:"
    " if they are, take them out."
)
FOOTER = (
    "The last record has something in one column alone, and counts as a record: if it is a footer,"
    " take it out."
)
_WORDS = re.compile(
    r"(?:(?:grand|sub)[ -]?)?totals?\b.*|(?:(?:record|row)[ -])?count\b.*|sum\b.*|.* total:?",
    re.I | re.S,
)
_WORD = re.compile("total|count|sum", re.I)
_NAMED = 10  # of the records that look so
_LEAST = 4  # columns: where there are fewer, a record may well have one of them alone
_END = 1 << 13
_Cells = Sequence[str | None] | Sequence[bytes]


def of_last(
    cells: Sequence[str | None],
    first: Iterable[_Cells],
    others: Iterable[tuple[int, Sequence[str | None]]],
) -> str | None:
    """What is said of the last record, if anything: that it looks like a line of totals, as do
    which of the `others`, by the number of a record; or that it leaves all columns but one empty.
    Where several of the `first` records leave all but one, that is how records of this export are.
    """
    if _is_total(cells):
        more = [str(number) for number, other in others if _is_total(other)]
        return TOTALS.format(_records(more)) if more else TOTAL
    if not _one_alone(cells) or len(cells) < _LEAST or sum(map(_one_alone, first)) > 1:
        return None
    return FOOTER


def _records(numbers: list[str]) -> str:
    """`record 3`, or `records 3, 8 and 14`; of many the first."""
    if len(numbers) > _NAMED:
        return f"records {some(numbers, _NAMED)}"
    *before, last = numbers
    return f"records {', '.join(before)} and {last}" if before else f"record {last}"


def _is_total(cells: Sequence[str | None]) -> bool:
    """It begins with the word for a total and leaves at least half of the columns empty."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    few = bool(filled) and 2 * len(filled) <= len(cells)
    return few and _WORDS.fullmatch(filled[0]) is not None


def _one_alone(cells: _Cells) -> bool:
    return sum(bool(cell and cell.strip()) for cell in cells) == 1


def above(said: str) -> str:
    """The same of the record above an empty end."""
    return said.replace("The last record", "The record above these")


def of_end(text: Text, stop: int, first: Sequence[Record]) -> str | None:
    """What is said of the last record before the place `stop` of a text without a quote inside an
    unquoted field. Nothing where its last bytes do not show it: the record is long.
    """
    end, at = _before(stop, text.path)
    end = end.rstrip(b"\r\n")
    start = 1 + max(end.rfind(b"\n"), end.rfind(b"\r"))
    if at + start < text.first:
        return None
    line = end[start:]
    # The text ends outside of quotes: with an odd number of them the line began inside.
    if line.count(b'"') % 2 or not start:
        return None
    record = read_record(line, 0, text.delimiter, final=True)
    assert record is not None  # the line is whole
    fields = (one.fields for one in first)
    return of_last(record.texts, fields, _with_the_word(text, at + start))


def _with_the_word(text: Text, stop: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The records of one line before a place in which the word for a total stands, each with its
    number. It reads each line, so it is asked for only where the text ends in such a record.
    """
    inside, at, number = False, text.first, 0
    with opened(text.path) as file:
        file.seek(at)
        # A character for each byte, and a line ends as it may in a text: with CR alone, too.
        lines = TextIOWrapper(file, "latin-1", newline="")
        while at < stop and (line := lines.readline()):
            at += len(line)
            odd = line.count('"') % 2 == 1
            number += not inside and bool(line.strip("\r\n"))
            if not inside and not odd and _WORD.search(line):
                record = read_record(line.encode("latin-1"), 0, text.delimiter, final=True)
                assert record is not None
                yield number, record.texts
            inside ^= odd


def _before(stop: int, path: Path) -> tuple[bytes, int]:
    """The last bytes of a file before a place, and the place where they begin."""
    with opened(path) as file:
        at = file.seek(max(0, stop - _END))
        return file.read(stop - at), at
