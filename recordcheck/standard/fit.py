"""Which standard an export fits: the one whose tables have a field for most of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recordcheck.exports.alike import has_other_day
from recordcheck.exports.columns import find_fields
from recordcheck.model import Standard, Table
from recordcheck.nearest import folded

FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one file fits one table: its matched columns, and the due fields that lack. It
    `tells` the standard where most of what is due is there, or most of the columns have a field: a
    child and an outcome stand in many exports, and are half of what is due of a return interview.
    It does not where the records may be of what happened to those of the table.
    """

    matched: int
    lacking: int
    table: str
    enough: bool
    tells: bool


def fitting(
    files: Iterable[Sequence[str]], standards: Iterable[Standard], maps: Mapping[str, str]
) -> list[Standard]:
    """The standards that fit the columns of all files best, equally well; none where none fits, or
    where the columns tell too little to choose one that nobody named.

    `maps` gives a field to a column by the user's word. A bundle that has a field for no more
    columns than one of its members gives way to it.
    """
    winners = _best_of(list(files), standards, maps)
    if not any(all(fit.tells for fit in fits) for fits, _ in winners):
        return []
    return _narrowest([standard for _, standard in winners])


def untold(
    columns: Sequence[str], standards: Iterable[Standard], maps: Mapping[str, str]
) -> list[tuple[Standard, Table]]:
    """The standards, with their tables, that fit the columns of a file best, but for which these
    tell too little.
    """
    winners = _best_of([columns], standards, maps)
    if any(fit.tells for fits, _ in winners for fit in fits):
        return []
    tables = {standard.name: standard.tables[fits[0].table] for fits, standard in winners}
    return [(one, tables[one.name]) for one in _narrowest([one for _, one in winners])]


def _best_of(
    files: Sequence[Sequence[str]], standards: Iterable[Standard], maps: Mapping[str, str]
) -> list[tuple[list[Fit], Standard]]:
    """The standards that fit all files best, equally well, with how each file fits."""
    found = [(fits, standard) for standard in standards if (fits := _fits(files, standard, maps))]
    best = max((_score(fits) for fits, _ in found), default=None)
    return [(fits, standard) for fits, standard in found if _score(fits) == best]


def takes(
    columns: Sequence[str],
    standards: Iterable[Standard],
    maps: Mapping[str, str],
    *,
    named: bool,
    called: str = "",
) -> bool:
    """Whether some columns are those of a table of one of these standards, among files that may be
    others. Where the user has `named` them, what the file is `called` may say so too.
    """
    if not named:
        return bool(fitting([columns], standards, maps))
    fits = [best_fit(columns, standard, maps) for standard in standards]
    return any(fit and (fit.tells or folded(fit.table) in folded(called)) for fit in fits)


def _narrowest(standards: list[Standard]) -> list[Standard]:
    names = {standard.name for standard in standards}
    return [standard for standard in standards if not names & standard.members]


def _fits(files: Iterable[Sequence[str]], standard: Standard, maps: Mapping[str, str]) -> list[Fit]:
    """How each file fits; nothing where one does not."""
    found = [best_fit(columns, standard, maps) for columns in files]
    fits = [fit for fit in found if fit is not None]
    return fits if len(fits) == len(found) else []


def _score(fits: list[Fit]) -> tuple[int, int]:
    return sum(fit.matched for fit in fits), -sum(fit.lacking for fit in fits)


def best_fit(columns: Sequence[str], standard: Standard, maps: Mapping[str, str]) -> Fit | None:
    """The table of a standard that some columns can be read as, where the standard is named; None
    where the one with most of them as fields has too few.
    """
    fits = [_fit(columns, table, standard, maps) for table in standard.exported.values()]
    best = max(fits, key=lambda fit: (fit.matched, -fit.lacking))
    return best if best.enough else None


def _fit(columns: Sequence[str], table: Table, standard: Standard, maps: Mapping[str, str]) -> Fit:
    found = find_fields(columns, table, maps)
    due = [field for field in table.fields.values() if field.due.always]
    lacking = sum(field.name not in found and not field.stands_in(found) for field in due)
    enough = len(found) >= min(FEWEST_COLUMNS, len(table.fields)) and lacking <= len(due) / 2
    tells = not due or lacking < len(due) / 2 or len(found) >= len(columns) / 2
    tells = enough and tells and not _may_be_events(columns, found, table, standard)
    return Fit(len(found), lacking, table.name, enough, tells)


def _may_be_events(
    columns: Sequence[str], found: Mapping[str, str], table: Table, standard: Standard
) -> bool:
    """Whether the records may be of what happened to those of the table, such as the contacts of a
    child, and one of them may stand in several. Other tables refer to it, nothing that is due and
    stands in it alone is there but its key, and a column without a field names a day.
    """
    others = [other for other in standard.exported.values() if other is not table]
    theirs = [field for other in others for field in other.fields.values()]
    if not any(field.refers_to and field.refers_to[0] == table.name for field in theirs):
        return False
    said_elsewhere = {*table.key, *(field.name for field in theirs)}
    if any(table.fields[called].due.always for called in found.keys() - said_elsewhere):
        return False
    left = [column for column in columns if column not in found.values()]
    absent = [field for called, field in table.fields.items() if called not in found]
    return has_other_day(left, absent)
