"""The sentences for what is odd in a file and can be read all the same. No cell value, no header name."""

from __future__ import annotations

from collections.abc import Sequence

from recordcheck.exports.examine import Examined
from recordcheck.exports.header import Header
from recordcheck.exports.stream import Container


def of_container(container: Container) -> list[str]:
    """The file was unpacked."""
    return [] if container is Container.PLAIN else [f"The file was unpacked from {container}."]


def of_header(header: Header, line: int, separator: bool) -> list[str]:  # noqa: FBT001
    """What stands above the header, and what is odd in its names."""
    found: list[str] = []
    if separator:
        found.append("The delimiter is the one that the line `sep=` on top of the file names.")
    if header.titles:
        found.append(
            f"{_count(header.titles, 'title line')} left out: line {line} was read as the header."
        )
    if header.blanks:
        found.append(f"{_count(header.blanks, 'blank line')} above the header left out.")
    if header.doubtful:
        found.append(
            f"Line {line} was read as the header, but looks like data: a file without a header needs one."
        )
    return found + _names(header.cells)


def _names(cells: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    empty = [place for place, cell in enumerate(cells, 1) if not cell.strip()]
    if empty:
        found.append(f"The column name is empty in column {listed(empty)}.")
    padded = [place for place, cell in enumerate(cells, 1) if cell.strip() and cell != cell.strip()]
    if padded:
        found.append(f"White space stands around the column name in column {listed(padded)}.")
    alike = _alike(cells)
    if alike:
        found.append(f"The names of columns {listed(alike)} are equal apart from case and space.")
    return found


def _alike(cells: tuple[str, ...]) -> list[int]:
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(cells, 1):
        if cell.strip():
            places.setdefault(cell.strip().casefold(), []).append(place)
    return sorted(place for group in places.values() if len(group) > 1 for place in group)


def of_records(seen: Examined) -> list[str]:
    """What the slow look saw in records that can be read."""
    found: list[str] = []
    if seen.bare_quotes:
        found.append(
            f"{_count(seen.bare_quotes, 'unquoted field')} read with a double quote inside; "
            f"the first is on line {seen.first_bare:,}."
        )
    if seen.other_line_ends:
        found.append(
            f"The line ends are mixed: {seen.other_line_ends:,} differ from the header's; "
            f"the first is on line {seen.first_other:,}."
        )
    return found


def of_lines(newline: bytes, blank: int, first_blank: int, *, has_records: bool) -> list[str]:
    """What is odd about the line ends and the blank lines."""
    found: list[str] = []
    if newline == b"\r":
        found.append("The line ends are CR alone, as on an old Macintosh.")
    if blank:
        found.append(f"{_count(blank, 'blank line')} left out; the first is line {first_blank:,}.")
    if not has_records:
        found.append("The file has a header but no records.")
    return found


INNER_MARKS = (
    "There are byte order marks inside the text: files may have been joined, each with its header."
)


def listed(places: Sequence[int]) -> str:
    """1, 3 and 4; of many the first ten."""
    numbers = [f"{place:,}" for place in places]
    if len(numbers) > 10:
        return ", ".join(numbers[:10]) + f" and {len(numbers) - 10:,} more"
    return " and ".join(part for part in (", ".join(numbers[:-1]), numbers[-1]) if part)


def _count(number: int, noun: str) -> str:
    return f"1 {noun} was" if number == 1 else f"{number:,} {noun}s were"
