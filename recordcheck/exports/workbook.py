"""A spreadsheet's sheets as tables of texts, by openpyxl (the extra `xlsx`).

A whole number is written without `.0`, and with the zeros that its format (`00000`) shows; a day as
2026-03-31, a moment as 2026-03-31 14:05:00. A midnight whose format shows no hour is a day. What a
spreadsheet has done to a text that looked like a number cannot be undone here.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from recordcheck.errors import UserError
from recordcheck.exports import oddities
from recordcheck.exports.header import has_second, is_doubtful, names_of
from recordcheck.exports.look import check_names
from recordcheck.exports.refusals import refusal
from recordcheck.exports.stream import unreadable
from recordcheck.exports.totals import of_last

ENDINGS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that has a header: `cells` are its columns as texts; an empty cell is None. Where
    the header is `doubtful` it may be a record: its names are not to be said.
    """

    name: str
    columns: tuple[str, ...]
    cells: tuple[tuple[str | None, ...], ...]
    warnings: tuple[str, ...]
    doubtful: bool = False


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
            remedy="in your copy of recordcheck: pip install '.[xlsx]' (or pipx install --force);"
            " or save the sheet as CSV UTF-8",
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's own quote what a cell holds
            values = openpyxl.load_workbook(path, data_only=True)
            written = openpyxl.load_workbook(path)
    except OSError as error:
        raise unreadable(path, error) from error
    except Exception as error:  # its words may quote a cell
        broken = isinstance(error, zipfile.BadZipFile)
        reason = "it is no workbook" if broken else type(error).__name__
    else:
        sheets = [_sheet(path, sheet, written[sheet.title]) for sheet in values.worksheets]
        found = [sheet for sheet in sheets if sheet is not None]
        if not found:
            raise refusal(path, "no sheet has anything in it", "Export again.")
        return found
    message = f"the spreadsheet cannot be read ({reason})"
    raise refusal(path, message, "Open it, and save the sheet as CSV UTF-8.")


def _sheet(path: Path, values: Any, written: Any) -> Sheet | None:
    rows = [[_shown(cell) for cell in row] for row in values.iter_rows()]
    width = max((_width(row) for row in rows), default=0)
    at = next((place for place, row in enumerate(rows) if _is_header(row, width)), None)
    if at is None:
        return None
    names = tuple(cell or "" for cell in rows[at][:width])
    check_names(names, f"{path}:{values.title}", at + 1)
    records = [row[:width] for row in rows[at + 1 :] if any(row[:width])]
    blank = len(rows) - at - 1 - len(records)
    cells = tuple(tuple(column) for column in zip(*records, strict=True)) or ((),) * width
    above = sum(any(row) for row in rows[:at])
    doubtful = is_doubtful(names, records)
    said = list(_warnings(values, written, above, at + 1, blank))
    if records and (last := of_last(records[-1], records)):
        said.append(last)
    if doubtful:
        said.append(
            f"Row {at + 1:,} was read as the header, but looks like data:"
            " a sheet without a header needs one."
        )
    if has_second(names, records):
        said.append(oddities.SECOND_HEADER)
    again = [n for n, row in enumerate(rows[at + 1 :], at + 2) if row[:width] == rows[at][:width]]
    if again:
        said.append(oddities.of_header_again(len(again), again[0], doubtful=doubtful, unit="row"))
    return Sheet(values.title, names_of(names), cells, tuple(said), doubtful)


def _width(row: list[str | None]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell is not None), default=0)


def _is_header(row: list[str | None], width: int) -> bool:
    """The first row that fills most of the sheet's width: titles fill a cell or two."""
    filled = sum(cell is not None for cell in row)
    return filled > 0 and 2 * filled > width


def _shown(cell: Any) -> str | None:
    """The text of a cell; a whole number whose format is zeros alone has as many digits, and a
    midnight whose format shows the hour has it.
    """
    text = _text(cell.value)
    if isinstance(cell.value, datetime) and _shows_hour(cell.number_format):
        return cell.value.isoformat(sep=" ")
    if text and text.isdecimal() and cell.data_type == "n" and not cell.number_format.strip("0"):
        return text.zfill(len(cell.number_format))
    return text


def _shows_hour(form: str) -> bool:
    from openpyxl.styles.numbers import is_datetime

    return is_datetime(form) in ("datetime", "time")


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def _warnings(values: Any, sheet: Any, titles: int, header: int, blank: int) -> Iterator[str]:
    if titles:
        lines = oddities.were(titles, "title line")
        yield f"{lines} left out: row {header:,} was read as the header."
    if blank:
        yield f"{oddities.were(blank, 'blank row')} left out."
    merged = len(sheet.merged_cells.ranges)
    if merged:
        groups = "1 group of merged cells has" if merged == 1 else f"{merged:,} groups have"
        yield f"{groups} a value in the first cell alone: the others were read as blank."
    formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if formulas:
        number = len(formulas)
        cells = "1 cell holds a formula" if number == 1 else f"{number:,} cells hold formulas"
        yield f"{cells}: what was last computed was read."
    empty = sum(values[cell.coordinate].value is None for cell in formulas)
    if empty:
        have = "1 formula has" if empty == 1 else f"{empty:,} formulas have"
        yield (
            f"{have} no computed value, read as blank: where there should be one, open the workbook"
            " and save it."
        )
    if sheet.sheet_state != "visible":
        yield "The sheet is hidden."
