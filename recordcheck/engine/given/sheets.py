"""Which sheets of a workbook are checked: those that were named, those that fit a standard, or the
one that comes nearest to one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from recordcheck.engine.given.choose import how_to_begin, that_fit
from recordcheck.engine.given.inputs import Part
from recordcheck.errors import UserError
from recordcheck.model import Standard
from recordcheck.nearest import did_you_mean
from recordcheck.plural import some
from recordcheck.standard.near import FEWEST, nearest_table


def named_sheets(parts: Iterable[Part], names: Collection[str]) -> list[Part]:
    """All parts that are no sheets, and the sheets that are named; all of them, where none is.
    Raises UserError where one that was named is in no workbook.
    """
    given = list(parts)
    sheets = [part.sheet for part in given if part.sheet is not None]
    workbooks = list(dict.fromkeys(filter(None, map(_workbook, given))))
    for name in names:
        if name not in sheets:
            raise UserError(
                f"no sheet `{name}`{did_you_mean(name, sheets)}",
                path=some(workbooks, 1) or None,
                remedy="--sheet, or `sheet` in recordcheck.toml, takes the name of a sheet that has"
                " something in it",
            )
    return [part for part in given if part.sheet is None or not names or part.sheet in names]


def sheets_that_fit(
    parts: Iterable[Part],
    standards: Sequence[Standard],
    maps: Mapping[str, str],
    *,
    standards_named: bool,
) -> list[Part]:
    """All parts that are no sheets, and of each workbook of several sheets those that fit a
    standard, or the one that comes nearest; the rest is said. Raises UserError where none is like
    any standard.
    """
    chosen: list[Part] = []
    for workbook, group in groupby(parts, _workbook):
        sheets = list(group)
        if workbook is None or len(sheets) == 1:
            chosen += sheets
            continue
        fit = that_fit(sheets, standards, maps, named=standards_named)
        kept = fit or _nearest(sheets, standards, maps)
        if not kept:
            listed = ", ".join(str(part.sheet) for part in sheets[:8])
            raise UserError(
                f"no standard fits the columns of any of its {len(sheets)} sheets",
                path=workbook,
                remedy=f"say which to check: --sheet and --standard; the sheets: {listed};"
                f" {how_to_begin(workbook)}",
            )
        chosen += _said_of_others(kept, sheets, workbook)
    return chosen


def _workbook(part: Part) -> str | None:
    return part.file if part.sheet is not None else None


def _said_of_others(kept: list[Part], sheets: Sequence[Part], workbook: str) -> list[Part]:
    left = [str(part.sheet) for part in sheets if part not in kept]
    if not left:
        return kept
    sheet = "sheet" if len(left) == 1 else "sheets"
    said = f"Not checked: the {sheet} {', '.join(left)} of {Path(workbook).name}."
    return [replace(kept[0], warnings=(*kept[0].warnings, said)), *kept[1:]]


def _nearest(
    sheets: Sequence[Part], standards: Sequence[Standard], maps: Mapping[str, str]
) -> list[Part]:
    """The sheet whose columns are called most like the fields of a standard, if any are."""
    scores = [
        max(nearest_table(part.columns, one, maps).score for one in standards) for part in sheets
    ]
    best = max(scores)
    return [sheets[scores.index(best)]] if best >= FEWEST else []
