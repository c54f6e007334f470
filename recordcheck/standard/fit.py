"""Which standard an export fits: the one whose tables have a field for most of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recordcheck.errors import UserError
from recordcheck.exports.columns import find_fields
from recordcheck.model import CodeList, Standard, Table
from recordcheck.standard.codes import load_codes
from recordcheck.standard.find import first_word, shipped, standards_in
from recordcheck.standard.load import load

FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one file fits one table: its matched columns, and the due fields that lack."""

    matched: int
    lacking: int
    table: str


def catalogue(folders: Iterable[Path]) -> list[Standard]:
    """Every standard of the user's folders and of those shipped; a name found earlier hides a later
    one.
    """
    found: dict[str, Standard] = {}
    for folder in (*folders, shipped()):
        for path in standards_in(folder):
            if path.stem not in found and has_key(path, "standard"):
                found[path.stem] = load(path, folders=folders)
    return list(found.values())


def code_lists(folders: Iterable[Path]) -> dict[str, CodeList]:
    """Every code list of the user's folders and of those shipped, by name."""
    found: dict[str, CodeList] = {}
    for folder in (*folders, shipped()):
        for path in standards_in(folder / "codes"):
            if path.stem not in found:
                found[path.stem] = load_codes(path)[0]
    return found


def has_key(path: Path, key: str) -> bool:
    """Whether a line of a file begins with a key."""
    return first_word(path, key) is not None


def fitting(
    files: Iterable[Sequence[str]],
    standards: Iterable[Standard],
    maps: Mapping[str, str],
) -> list[Standard]:
    """The standards that fit the columns of all files best, equally well; none where none fits.

    `maps` gives a field to a column by the user's word. A bundle that has a field for no more
    columns than one of its members gives way to it.
    """
    given = list(files)
    scored = [
        (score, standard)
        for standard in standards
        if (score := _score(given, standard, maps)) is not None
    ]
    best = max((score for score, _ in scored), default=None)
    return _narrowest([standard for score, standard in scored if score == best])


def choose_standard(
    files: Sequence[tuple[str, Sequence[str]]],
    standards: Iterable[Standard],
    maps: Mapping[str, str],
) -> Standard | None:
    """The standard that fits the columns of all files best; None where none fits.

    `files` are paths with their columns. Raises UserError where several fit equally well.
    """
    winners = fitting((columns for _, columns in files), standards, maps)
    if len(winners) > 1:
        names = ", ".join(standard.name for standard in winners)
        raise UserError(
            f"several standards fit this export equally well: {names}",
            path=files[0][0],
            remedy=f"say which: --standard {winners[0].name}",
        )
    return winners[0] if winners else None


def _narrowest(standards: list[Standard]) -> list[Standard]:
    names = {standard.name for standard in standards}
    return [
        standard
        for standard in standards
        if not names & {included.split("@")[0] for included in standard.includes}
    ]


def _score(
    files: Iterable[Sequence[str]], standard: Standard, maps: Mapping[str, str]
) -> tuple[int, int] | None:
    fits = [best_fit(columns, standard, maps) for columns in files]
    if any(fit is None for fit in fits):
        return None
    matched = sum(fit.matched for fit in fits if fit is not None)
    lacking = sum(fit.lacking for fit in fits if fit is not None)
    return matched, -lacking


def best_fit(columns: Sequence[str], standard: Standard, maps: Mapping[str, str]) -> Fit | None:
    """The table of a standard that some columns fit; None where too few do."""
    fits = [
        fit
        for table in standard.exported.values()
        if (fit := _fit(columns, table, maps)) is not None
    ]
    return max(fits, key=lambda fit: (fit.matched, -fit.lacking), default=None)


def _fit(columns: Sequence[str], table: Table, maps: Mapping[str, str]) -> Fit | None:
    found = find_fields(columns, table, maps)
    due = [field for field in table.fields.values() if field.due.always]
    lacking = sum(field.name not in found for field in due)
    enough = len(found) >= min(FEWEST_COLUMNS, len(table.fields))
    if not enough or (due and lacking > len(due) / 2):
        return None
    return Fit(len(found), lacking, table.name)
