"""Which line is the header, what stands above it, and a name for every column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from recordcheck.exports.text.dialect import Sample
from recordcheck.exports.text.record import Record

TITLES = 20
ENOUGH = 3  # records that show what a column holds
MOSTLY = 0.9
_NUMBERED = ("16+1", "18+1")  # what forces call a column by the list of its codes
_DATA = re.compile(
    r"[+-]?[\d.,£$€%\s]*\d[\d.,%\s]*"  # a number or an amount
    r"|\d{4}-\d\d?-\d\d?(?:[T ][\d:.]+.*)?"  # a date, with or without a time
    r"|\d\d?[/.-]\d\d?[/.-]\d{2,4}(?: [\d:.]+)?"
    r"|\d\d?[ -][A-Za-z]{3}[ -]\d{2,4}(?: [\d:.]+)?"
    r"|\d\d?:\d\d(?::\d\d)?"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"  # a postcode
    r"|\S+@\S+\.\S+",
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header's place in the sample, how many lines of `titles` and blank lines stand above it,
    its fields as written, whether it may be data, and whether the first record below it may be a
    `second` line of it.
    """

    at: int
    record: Record
    titles: int
    blanks: int
    cells: tuple[str, ...]
    doubtful: bool
    second: bool


def find_header(sample: Sample) -> Header | None:
    """The first line that is not blank, or the first below titles; None where all are blank."""
    filled = [record for record in sample.records if not record.blank]
    if not filled:
        return None
    titles = _titles(filled, sample.width)
    record, cells = filled[titles], filled[titles].texts
    below = [one.texts for one in filled[titles + 1 :]]
    bare = titles > 0 and all(len(one.fields) == 1 for one in filled[:titles])
    doubtful = is_doubtful(cells, below) or (bare and not _hold_data(cells, below))
    at = sample.records.index(record)
    return Header(at, record, titles, at - titles, cells, doubtful, has_second(cells, below))


def names_of(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Names that the engine can tell apart: it ignores case, and takes no empty name."""
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells, 1):
        name = cell if cell.strip() else f"column {place}"
        while name.casefold() in taken:
            name = f"{name} (column {place})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def repeated(cells: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """The places of the columns that have one name, for each name that several have."""
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(cells, 1):
        if cell.strip():
            places.setdefault(cell, []).append(place)
    return tuple(tuple(same) for same in places.values() if len(same) > 1)


def _titles(filled: list[Record], width: int) -> int:
    """How many lines above the header are titles: none, unless they can be nothing else."""
    for titles, record in enumerate(filled[: TITLES + 1]):
        if _names(record, width):
            below = filled[titles + 1 : titles + 2]
            if not below and not all(_filled_up(one, width) for one in filled[:titles]):
                return 0
            return titles if all(len(one.fields) == width for one in below) else 0
        if not _title(record, width):
            return 0
    return 0


def _title(record: Record, width: int) -> bool:
    """A text or two with little beside them, or names over some of the columns; no short comment
    or quoted text, which may be a short record.
    """
    filled = sum(1 for field in record.fields if field.strip())
    if len(record.fields) == width:
        return 2 * filled <= width
    short = 2 * len(record.fields) <= width and filled <= 2
    return short and not record.quoted and not record.fields[0].lstrip().startswith(b"#")


def _filled_up(record: Record, width: int) -> bool:
    """One text at most over four columns or more, as a spreadsheet writes a title: no header lacks
    so many names, and what stands below it is no record, also where nothing follows.
    """
    return len(record.fields) == width > 3 and sum(map(bool, map(bytes.strip, record.fields))) < 2


def _names(record: Record, width: int) -> bool:
    """Most fields hold something, and all that do can be the name of a column: of a header that
    ends with the delimiter the last name is empty.
    """
    cells = [cell.strip() for cell in record.texts]
    filled = [cell for cell in cells if cell]
    return len(cells) == width < 2 * len(filled) and all(map(_name, filled))


def _name(cell: str) -> bool:
    worded = any(map(str.isalpha, cell)) or cell in _NUMBERED
    return worded and not _DATA.fullmatch(cell)


def is_doubtful(cells: Sequence[str], records: Sequence[Sequence[str | None]]) -> bool:
    """The first line may be a record: it looks like data, or its texts come back below it; not
    where the whole of it does, and it is plainly a header.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    data = sum(1 for cell in filled if _DATA.fullmatch(cell))
    if 3 * data >= len(filled):  # also where nothing is written
        return True
    others = [record for record in records if not _same(record, cells)]
    if len(others) < len(records) and not _stands_out(cells, others):
        return True
    return any(
        field == cell and cell.strip()
        for record in others
        for field, cell in zip(record, cells, strict=False)
    )


def has_second(cells: Sequence[str], records: Sequence[Sequence[str | None]]) -> bool:
    """Whether the first record is a line of names too, or of the dashes that a query tool writes
    below them. Names differ from each other; what stands in every column for a blank does not.
    """
    if len(records) <= ENOUGH or _same(records[0], cells):
        return False
    first = [cell or "" for cell in records[0]]
    filled = [cell.strip() for cell in first if cell.strip()]
    if 2 * len(filled) <= len(cells):
        return False
    if not "".join(filled).strip("-="):
        return True
    alike = len(set(filled)) < len(filled) or any(map(_DATA.fullmatch, filled))
    return not alike and _stands_out(first, records[1:])


def _same(record: Sequence[str | None], cells: Sequence[str]) -> bool:
    """Whether a record is the header again; of a file that was joined it may bring its mark."""
    return [(cell or "").lstrip("\ufeff") for cell in record] == list(cells)


def _stands_out(cells: Sequence[str], others: Sequence[Sequence[str | None]]) -> bool:
    """Whether these cells are two names over columns of numbers or dates, and not one twice."""
    names = {
        cell
        for place, cell in enumerate(cells)
        if _name(cell.strip())
        and _are_data(record[place] for record in others if place < len(record))
    }
    return len(names) > 1


def _hold_data(cells: Sequence[str], records: Sequence[Sequence[str]]) -> bool:
    """Whether a column is numbers or dates. Where none is, one text above may be the name of one
    column, of names that a comma cuts: what stands below it is what is written of a child.
    """
    others = [record for record in records if not _same(record, cells)]
    return any(map(_are_data, zip_longest(*others)))


def _are_data(cells: Iterable[str | None]) -> bool:
    """Whether some cells are numbers or dates, nearly all that have anything in them."""
    written = [cell.strip() for cell in cells if cell and cell.strip()]
    return 0 < sum(map(bool, map(_DATA.fullmatch, written))) >= MOSTLY * len(written)
