"""Which column of a file may be which field of a standard, for whoever writes the mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recordcheck.exports.columns import match_columns
from recordcheck.model import Standard, Table
from recordcheck.model.profile import ColumnProfile, FileProfile
from recordcheck.nearest import nearest
from recordcheck.standard.fit import best_fit

CLOSE = 0.85


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column that no field is called like: the field that it may be, and what speaks for it.

    `sure` where the name is nearly the field's own, or where the column's values fit the code list
    of one absent field and no other column's do.
    """

    column: str
    field: str | None
    why: str
    sure: bool = False


def suggestions(file: FileProfile, standard: Standard) -> tuple[list[Suggestion], list[str]]:
    """For each column without a field a suggestion; and the due fields that are still absent."""
    names = [column.name for column in file.columns]
    fit = best_fit(names, standard)
    tables = standard.exported
    table = tables[fit.table] if fit is not None else max(tables.values(), key=_size)
    matched = match_columns(names, table, {}, strict=False)
    absent = [one.name for one in matched.absent]
    alike = {one.nearest: one.name for one in matched.absent if one.nearest is not None}
    left = [column for column in file.columns if column.name not in matched.fields.values()]
    found = [_suggest(column, left, absent, alike, table) for column in left]
    taken = [one.field for one in found if one.sure]
    due = [called for called in absent if not table.fields[called].due.optional]
    return _once(found), [called for called in due if called not in taken]


def _size(table: Table) -> int:
    return len(table.fields)


def _suggest(
    column: ColumnProfile,
    left: list[ColumnProfile],
    absent: list[str],
    alike: Mapping[str, str],
    table: Table,
) -> Suggestion:
    close = nearest(column.name, absent, cutoff=CLOSE)
    if close is not None:
        return Suggestion(column.name, close, "the names are nearly the same", sure=True)
    if column.codes is not None:
        listed = [called for called in absent if _list_of(table, called) == column.codes.name]
        rivals = [one for one in left if one.codes and one.codes.name == column.codes.name]
        why = f"its values are on the code list {column.codes.name}"
        if listed:
            alone = len(listed) == len(rivals) == 1
            called = nearest(column.name, listed, cutoff=0.0) or listed[0]
            return Suggestion(column.name, called, why, sure=alone)
    maybe = alike.get(column.name)
    return Suggestion(column.name, maybe, "the names are alike" if maybe else "")


def _list_of(table: Table, called: str) -> str | None:
    codes = table.fields[called].codes
    return codes.name if codes is not None else None


def _once(found: list[Suggestion]) -> list[Suggestion]:
    """Two columns cannot be sure of one field: then neither is."""
    sure = [one.field for one in found if one.sure]
    return [
        Suggestion(one.column, one.field, one.why)
        if one.sure and sure.count(one.field) > 1
        else one
        for one in found
    ]
