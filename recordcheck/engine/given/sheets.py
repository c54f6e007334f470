"""Which sheets of a workbook are checked: those that were named, those that fit a standard, or the
one that comes nearest to one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from recordcheck.engine.given.choose import how_to_begin
from recordcheck.engine.given.inputs import Part
from recordcheck.errors import UserError
from recordcheck.model import Standard
from recordcheck.nearest import did_you_mean
from recordcheck.standard.fit import takes
from recordcheck.standard.near import FEWEST, nearest_table


def choose_sheets(
    parts: list[Part],
    named: Sequence[str],
    standards: Iterable[Standard],
    maps: Mapping[str, str],
    *,
    standards_named: bool = False,
) -> list[Part]:
    """All parts that are no sheets, and of each workbook the sheets to check; the rest is said,
    unless the user has chosen.

    Raises UserError where a sheet that was named is in no workbook, or none is like any standard.
    """
    sheets = [part.sheet for part in parts if part.sheet is not None]
    for name in named:
        if name not in sheets:
            raise UserError(
                f"no sheet `{name}`{did_you_mean(name, sheets)}",
                remedy="--sheet takes the name of a sheet that has something in it",
            )
    if not sheets:
        return parts
    known = list(standards)
    chosen: list[Part] = []
    for workbook, group in groupby(parts, _workbook):
        together = list(group)
        if workbook is None:
            chosen += together
        else:
            chosen += _of(workbook, together, named, known, maps, standards_named=standards_named)
    return chosen


def _workbook(part: Part) -> str | None:
    return part.file if part.sheet is not None else None


def _of(
    workbook: str,
    sheets: list[Part],
    named: Sequence[str],
    standards: Sequence[Standard],
    maps: Mapping[str, str],
    *,
    standards_named: bool,
) -> list[Part]:
    if named:
        return [part for part in sheets if part.sheet in named]
    if len(sheets) == 1:
        return sheets
    fit = [
        part
        for part in sheets
        if takes(part.columns, standards, maps, named=standards_named, called=part.stem)
    ]
    kept = fit or _nearest(sheets, standards, maps)
    if not kept:
        listed = ", ".join(str(part.sheet) for part in sheets[:8])
        raise UserError(
            f"no standard fits the columns of any of its {len(sheets)} sheets",
            path=workbook,
            remedy=f"say which to check: --sheet and --standard; the sheets: {listed};"
            f" {how_to_begin(workbook)}",
        )
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
