"""The sentences for what is odd in a file and can be read all the same.

They hold no cell value and no name of a column, for a first line may turn out to be data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recordcheck.exports.stream import Container
from recordcheck.exports.text.header import Header
from recordcheck.exports.text.record import Record
from recordcheck.exports.text.seen import Seen
from recordcheck.plural import many, some

WESTERN = (
    "The file is not UTF-8; it was read as Windows-1252. "
    "Save it as UTF-8, or say so with --encoding windows-1252."
)
MOST_NAMES = 4
SECOND_HEADER = (
    "Record 1 looks like a second line of the header, and counts as a record:"
    " if it is one, take it out."
)
NO_RECORDS = "The file has a header but no records."
_FORMULA = re.compile(rb"[=@\t\r]|[+-](?![\d.,]+%?\Z)")  # a number is none


def of_container(container: Container) -> Iterator[str]:
    """The file was unpacked."""
    if container is not Container.PLAIN:
        yield f"The file was unpacked from {container}."


def of_top(header: Header, line: int, *, separator: bool) -> Iterator[str]:
    """What stands above the header, and whether it is one."""
    if separator:
        yield "The delimiter is the one that the line `sep=` on top of the file names."
    if header.titles:
        titles = were(header.titles, "title line")
        yield f"{titles} left out: line {line:,} was read as the header."
    if header.blanks:
        yield f"{were(header.blanks, 'blank line')} left out above the header."
    if header.doubtful:
        yield (
            f"Line {line:,} was read as the header, but looks like data: "
            "a file without a header needs one."
        )
    if header.second:
        yield SECOND_HEADER


def of_names(cells: tuple[str, ...]) -> Iterator[str]:
    """What is odd about the names of the columns."""
    empty = [place for place, cell in enumerate(cells, 1) if not cell.strip()]
    if empty:
        yield f"The name is empty in {columns_at(empty)}."
    filled = [(place, cell) for place, cell in enumerate(cells, 1) if cell.strip()]
    spaced = [place for place, cell in filled if cell != cell.strip()]
    if spaced:
        yield f"White space stands around the name in {columns_at(spaced)}."
    alike: dict[str, list[int]] = {}
    for place, cell in filled:
        alike.setdefault(cell.strip().casefold(), []).append(place)
    for places in alike.values():
        if len(places) > 1:
            yield f"The names are equal apart from case and space in {columns_at(places)}."


def of_same_name(groups: Sequence[Sequence[int]], form: str) -> str:
    """Which columns have one name, and which others another; a join repeats many. The first stand
    in the sentence `form`.
    """
    first, *others = map(columns_at, groups)
    more = "".join(f", and {columns}" for columns in others[:MOST_NAMES])
    if len(others) > MOST_NAMES:
        more += f", and the columns of {many(len(others) - MOST_NAMES, 'more name')}"
    return form.format(first) + more


def of_text(seen: Seen, newline: bytes) -> Iterator[str]:
    """What is odd in a text that can be read: quotes, line ends, blank lines, and byte order marks
    that are not at the beginning.
    """
    if seen.bare_quotes:
        yield (
            f"{were(seen.bare_quotes, 'unquoted field')} read with a double quote inside; "
            f"the first is on line {seen.first_bare:,}."
        )
    if seen.other_line_ends:
        yield (
            f"The line ends are mixed: {seen.other_line_ends:,} are not like the header's; "
            f"the first is on line {seen.first_other:,}."
        )
    if newline == b"\r":
        yield "The line ends are CR alone, as on an old Macintosh."
    if seen.blank_lines:
        yield (
            f"{were(seen.blank_lines, 'blank line')} left out; the first is line"
            f" {seen.first_blank:,}."
        )
    if seen.inner_marks:
        yield (
            "A byte order mark stands inside the text: files may have been joined, "
            "each with its header."
        )


def of_header_again(found: int, line: int, *, doubtful: bool, unit: str = "line") -> str:
    """The header below itself, from that line of the file or row of the sheet on; where it may be
    data, that may be a record which stands there twice.
    """
    often = "" if found == 1 else f" {found:,} times, first"
    comes = f"comes again{often} on {unit} {line:,}"
    if doubtful:
        return f"What was read as the header {comes}: if it is one, keep only the first."
    return f"The header {comes}, and counts as a record: take it out."


def of_empty(among: int, last: int) -> Iterator[str]:
    """Records with nothing in any column, among the others and at the end: a spreadsheet writes
    them for its blank rows.
    """
    if among:
        yield _empty(f"{many(among, 'record')} among the others", among)
    if last:
        yield _empty("The last record" if last == 1 else f"The last {last:,} records", last)


def _empty(which: str, records: int) -> str:
    if records == 1:
        return f"{which} has nothing in any column, and counts as a record: take it out."
    return f"{which} have nothing in any column, and count as records: take them out."


def of_formulas(records: Sequence[Record]) -> Iterator[str]:
    """Cells of the first records that a spreadsheet would take for a formula, and run."""
    number = sum(bool(_FORMULA.match(field)) for record in records for field in record.fields)
    if number:
        cells = many(number, "cell begins", "cells begin")
        of = "the only record" if len(records) == 1 else f"the first {len(records):,} records"
        yield f"In {of} {cells} as a formula does (=, +, -, @): a spreadsheet may run it."


def of_nested(places: Sequence[int]) -> Iterator[str]:
    """Lists and the like are no cell: what is counted of them is not what a form asks for."""
    if places:
        yield (
            f"{_columns(places, 'is', 'are')} nested: each value was read as one text, and an empty"
            " list is recorded."
        )


def without_zone(places: Sequence[int]) -> Iterator[str]:
    """Moments in 96 bits have no zone: Impala writes them as they stand, Spark and Hive in UTC."""
    if places:
        yield (
            f"{_columns(places, 'holds', 'hold')} moments of an old kind that has no zone"
            " (INT96), read as London time: where they are in UTC, as Spark and Hive write them,"
            " export them with their zone (TIMESTAMP_MICROS), or as text."
        )


def of_periods(places: Sequence[int]) -> Iterator[str]:
    """A month or the like of pandas is kept as a number, and only pandas knows of what."""
    if places:
        yield (
            f"{_columns(places, 'holds', 'hold')} periods of pandas, such as months, read as"
            " the numbers as which they are kept: make them text first, by .astype(str)."
        )


def _columns(places: Sequence[int], one: str, several: str) -> str:
    """Column 2 is, or columns 2 and 3 are, at the beginning of a sentence."""
    return f"{columns_at(places).capitalize()} {one if len(places) == 1 else several}"


def listed(places: Sequence[int]) -> str:
    """1, 3 and 4; of many the first ten."""
    numbers = [f"{place:,}" for place in places]
    if len(numbers) > 10:
        return some(numbers, 10)
    return " and ".join(part for part in (", ".join(numbers[:-1]), numbers[-1]) if part)


def columns_at(places: Sequence[int]) -> str:
    """Column 2, or columns 2 and 3."""
    return f"{'column' if len(places) == 1 else 'columns'} {listed(places)}"


def were(number: int, noun: str) -> str:
    """1 line was; 3 lines were."""
    return many(number, f"{noun} was", f"{noun}s were")
