"""A spreadsheet's sheets as tables of texts, by openpyxl (the extra `xlsx`).

A number is written in digits, without an exponent, a whole one without `.0`, and with the zeros
that its format (`00000`) shows; a day as 2026-03-31, a moment as 2026-03-31 14:05:00, a length of
time (`[h]:mm`) as 25:30:00. A midnight whose format shows no hour is a day. What a spreadsheet has
done to a text that looked like a number cannot be undone here.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from recordcheck.errors import UserError
from recordcheck.exports import oddities
from recordcheck.exports.refusals import refusal
from recordcheck.exports.sheet_marks import Marks, marks_of
from recordcheck.exports.stream import opened, unreadable
from recordcheck.exports.text.header import has_second, is_doubtful, names_of
from recordcheck.exports.text.look import check_names
from recordcheck.exports.text.totals import of_last
from recordcheck.plural import many

ENDINGS = (".xlsx", ".xlsm")
OLD = b"\xd0\xcf\x11\xe0"  # how a document of old Office begins
# What XML does not hold, such as the carriage return of a line end, and the sign that begins it.
_ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|005[Ff])_")


class Real(str):
    """The text of a cell that is a day or a moment, and no text that looks like one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that has a header: `cells` are its columns as texts; an empty cell is None. Where
    the header is `doubtful` it may be a record: its names are not to be said.
    """

    name: str
    columns: tuple[str, ...]
    cells: tuple[tuple[str | None, ...], ...]
    warnings: tuple[str, ...]
    doubtful: bool


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a workbook with something in it. Raises ReadError, or UserError without the
    extra.
    """
    try:
        import openpyxl
    except ImportError:
        raise UserError(
            "spreadsheets are read by the extra `xlsx`, which is not installed",
            path=str(path),
            remedy='in your copy of recordcheck: pip install ".[xlsx]" (or pipx install --force);'
            " or save the sheet as CSV UTF-8",
        ) from None
    _refuse_locked(path)
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")  # openpyxl's own quote what a cell holds
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            written = [_written(sheet) for sheet in book.worksheets]
    except OSError as error:
        raise unreadable(path, error) from error
    except Exception as error:  # its words may quote a cell
        broken = isinstance(error, zipfile.BadZipFile)
        reason = "it is no workbook" if broken else type(error).__name__
    else:
        sheets = [_sheet(path, one) for one in written]
        found = [sheet for sheet in sheets if sheet is not None]
        if not found:
            raise refusal(path, "no sheet has anything in it", "Export again.")
        return found
    message = f"the spreadsheet cannot be read ({reason})"
    raise refusal(path, message, "Open it, and save the sheet as CSV UTF-8.")


def _refuse_locked(path: Path) -> None:
    """A workbook with a password is wrapped as an old one is."""
    with opened(path) as file:
        start = file.read(len(OLD))
    if start == OLD:
        raise refusal(
            path,
            "the workbook is locked with a password, or is an old one (.xls)",
            "Open it, and save the sheet as CSV UTF-8.",
        )


@dataclass(frozen=True, slots=True)
class _Written:
    """The rows of a sheet in which there is something, by their numbers, and what it has beside."""

    name: str
    rows: dict[int, list[str | None]]
    visible: bool
    marks: Marks


def _written(sheet: Any) -> _Written:
    sheet.reset_dimensions()  # what a program says of them may be wrong
    shown = ([_shown(cell) for cell in row] for row in sheet.iter_rows())
    rows = {number: row[: _width(row)] for number, row in enumerate(shown, 1) if any(row)}
    with sheet._get_source() as xml:
        marks = marks_of(xml)
    return _Written(sheet.title, rows, sheet.sheet_state == "visible", marks)


def _sheet(path: Path, sheet: _Written) -> Sheet | None:
    at = _header_of(sheet.rows)
    if at is None:
        return None
    below = [number for number in sheet.rows if number > at]
    width = max(_width(sheet.rows[number]) for number in (at, *below))
    header, *records = [_wide(sheet.rows[number], width) for number in (at, *below)]
    names = tuple(cell or "" for cell in header)
    doubtful = is_doubtful(names, records)
    check_names(names, f"{path}:{sheet.name}", at, doubtful=doubtful)
    cells = tuple(zip(*records, strict=True)) or ((),) * width
    said = [*_warnings(sheet, at, below), *oddities.of_names(names)]
    last = _below_a_gap(below, records)
    if records and not last:
        last = of_last(records[-1], records, enumerate(records[:-1], 1))
    if last:
        said.append(last)
    if doubtful:
        said.append(
            f"Row {at:,} was read as the header, but looks like data:"
            " a sheet without a header needs one."
        )
    if has_second(names, records):
        said.append(oddities.SECOND_HEADER)
    again = [number for number, row in zip(below, records, strict=True) if row == header]
    if again and width > 1:  # of one column it may be a record like any other
        said.append(oddities.of_header_again(len(again), again[0], doubtful=doubtful, unit="row"))
    return Sheet(sheet.name, names_of(names), cells, tuple(said), doubtful)


def _width(row: list[str | None]) -> int:
    return max(place for place, cell in enumerate(row, 1) if cell is not None)


def _wide(row: list[str | None], width: int) -> list[str | None]:
    return [*row[:width], *[None] * (width - len(row))]


def _filled(row: list[str | None]) -> int:
    return sum(cell is not None for cell in row)


def _header_of(rows: dict[int, list[str | None]]) -> int | None:
    """The first row that fills most of the width that most rows have: titles fill a cell or two,
    and a remark beside the table makes one row wider.
    """
    widths = Counter(map(_width, rows.values()))
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    return next((number for number, row in rows.items() if 2 * _filled(row) > usual), None)


def _below_a_gap(numbers: list[int], records: list[list[str | None]]) -> str | None:
    """What is said of several records at the end, below a blank row, that fill at most half of the
    columns, where those above fill more.
    """
    gaps = [place for place, (one, two) in enumerate(pairwise(numbers), 1) if two > one + 1]
    above, end = (records[: gaps[-1]], records[gaps[-1] :]) if gaps else ([], [])
    if len(end) < 2 or any(map(_half_empty, above)) or not all(map(_half_empty, end)):
        return None
    return (
        f"The last {len(end):,} records stand below a blank row, fill half of the columns at most,"
        " and count as records: if they are a footer or another table, take them out."
    )


def _half_empty(row: list[str | None]) -> bool:
    return 2 * _filled(row) <= len(row)


def _shown(cell: Any) -> str | None:
    """The text of a cell; a whole number whose format is zeros alone has as many digits, and a
    midnight whose format shows the hour has it. The day before 1 January 1900 is nothing: a formula
    makes it of an empty cell.
    """
    text = _text(cell.value)
    if isinstance(cell.value, (datetime, time)):
        shows = _shows(cell.number_format)
        if cell.value == time() and shows != "time":
            return None
        if isinstance(cell.value, datetime) and shows != "date":
            return Real(cell.value.isoformat(sep=" "))
    if text and text.isdecimal() and cell.data_type == "n" and not cell.number_format.strip("0"):
        return text.zfill(len(cell.number_format))
    return text


def _shows(form: str) -> str:
    """Whether a format shows a date, a time, or both as `datetime`."""
    from openpyxl.styles.numbers import is_datetime

    return is_datetime(form.lower()) or "date"


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        text = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), value)
        return text if text.strip() else None
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return Real(value.date().isoformat() if midnight else value.isoformat(sep=" "))
    if isinstance(value, date):
        return Real(value.isoformat())
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _length(value)
    return str(value)


def _length(value: timedelta) -> str:
    """Hours, also more than a day has, minutes and seconds, as a length in a frame is read; all of
    it, whatever its format shows.
    """
    seconds, parts = divmod(abs(value) // timedelta(microseconds=1), 1_000_000)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    sign, decimals = "-" if value < timedelta() else "", f".{parts:06}".rstrip("0") if parts else ""
    return f"{sign}{hours:02}:{minutes:02}:{seconds % 60:02}{decimals}"


def _warnings(sheet: _Written, at: int, below: list[int]) -> Iterator[str]:
    titles = sum(number < at for number in sheet.rows)
    if titles:
        lines = oddities.were(titles, "title line")
        yield f"{lines} left out: row {at:,} was read as the header."
    blank = below[-1] - at - len(below) if below else 0
    if blank:
        yield f"{oddities.were(blank, 'blank row')} left out."
    marks = sheet.marks
    hidden = sum(number in marks.hidden for number in below)
    if hidden:
        are, count = ("record is", "counts") if hidden == 1 else ("records are", "count")
        yield f"{hidden:,} {are} in hidden rows, as a filter hides them, and {count} as any other."
    merged = sum(last > at for last in marks.merged)
    if merged:
        groups = many(merged, "group of merged cells has", "groups of merged cells have")
        yield f"{groups} a value in the first cell alone: the others were read as blank."
    if marks.formulas:
        cells = many(marks.formulas, "cell holds a formula", "cells hold formulas")
        yield f"{cells}: what was last computed was read."
    if marks.open:
        have = many(marks.open, "formula has", "formulas have")
        yield (
            f"{have} no computed value, read as blank: where there should be one, open the workbook"
            " and save it."
        )
    if not sheet.visible:
        yield "The sheet is hidden, and its records count: --sheet names the sheets to check."
    if not below:
        yield oddities.NO_RECORDS.replace("file", "sheet")
