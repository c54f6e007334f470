"""Which column of a file may be which field of a standard, for whoever writes the mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recordcheck.exports.alike import LEAST, SURE, Pair, one_to_one, pairs
from recordcheck.exports.columns import find_fields
from recordcheck.model import Field, Standard, Table
from recordcheck.model.profile import ColumnProfile, FileProfile
from recordcheck.standard.fit import best_fit
from recordcheck.standard.near import nearest_table

ON_LIST = 0.5  # what speaks for a field whose code list holds the values, beside the names
TELLING = 4  # so few codes are on many lists: they alone tell nothing


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column that no field is called like: the field that it may be, and what speaks for it.

    `sure` where the names say nearly the same, or where the column's values fit the code list of
    one absent field and no other column's do.
    """

    column: str
    field: str | None
    why: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested for the columns without a field, the due fields that no column may be,
    and the columns of coded fields whose values are not all on the code list.
    """

    columns: tuple[Suggestion, ...]
    absent: tuple[str, ...]
    uncoded: tuple[tuple[str, Field], ...]


def suggestions(file: FileProfile, standard: Standard) -> Suggestions:
    """What can be said of a file's columns, held against the table that they come nearest to."""
    names = [column.name for column in file.columns]
    fit = best_fit(names, standard, {})
    table = standard.tables[fit.table] if fit else nearest_table(names, standard, {}).table
    matched = find_fields(names, table, {})
    left = [column for column in file.columns if column.name not in matched.values()]
    lacking = [field for called, field in table.fields.items() if called not in matched]
    found = _pairs(left, lacking)
    best = {pair.column: pair for pair in one_to_one(found)}
    columns = tuple(_suggestion(column, best.get(column.name), found, table) for column in left)
    taken = {pair.field for pair in best.values()}
    by_field = matched | {one.field: one.column for one in columns if one.field and one.sure}
    return Suggestions(
        columns,
        tuple(
            field.name for field in lacking if not field.due.optional and field.name not in taken
        ),
        tuple(_uncoded(file, table, by_field)),
    )


def _pairs(left: list[ColumnProfile], lacking: list[Field]) -> list[Pair]:
    """By their names and types; what is on a field's code list speaks for that field."""
    kinds = {column.name: column.type if column.recorded else None for column in left}
    scores = {(pair.column, pair.field): pair.score for pair in pairs(kinds, lacking)}
    listed = [(column, field) for column in left for field in lacking if _listed(column, field)]
    for column, field in listed:
        rivals = sum(one is column or other is field for one, other in listed)
        alone = rivals == 1 and len(_codes(field)) > TELLING
        by_name = scores.get((column.name, field.name), 0.0)
        scores[column.name, field.name] = max(by_name + ON_LIST, SURE if alone else LEAST)
    return [Pair(column, field, score) for (column, field), score in scores.items()]


def _listed(column: ColumnProfile, field: Field) -> bool:
    """Whether a column's values tell that they are of the code list of a field."""
    return column.codes is not None and _on_list(column, field) > 0


def _on_list(column: ColumnProfile, field: Field) -> int:
    """How many of a column's values are on the code list of a field, where they are nearly all."""
    called = field.codes.name if field.codes is not None else None
    return sum(fit.records for fit in column.lists if fit.name == called)


def _codes(field: Field) -> tuple[str, ...]:
    return field.codes.accepted if field.codes is not None else ()


def _suggestion(
    column: ColumnProfile, best: Pair | None, found: list[Pair], table: Table
) -> Suggestion:
    if best is None:
        return Suggestion(column.name, None, "")
    rivals = [
        pair
        for pair in found
        if (pair.column == best.column) != (pair.field == best.field) and pair.score >= best.score
    ]
    field = table.fields[best.field]
    why = "the names are alike"
    if field.codes is not None and _listed(column, field):
        why = f"its values are on the code list {field.codes.name}"
    return Suggestion(column.name, best.field, why, sure=best.score >= SURE and not rivals)


def _uncoded(
    file: FileProfile, table: Table, by_field: Mapping[str, str]
) -> Iterator[tuple[str, Field]]:
    """The columns of coded fields of which not every value was found on the code list."""
    columns = {column.name: column for column in file.columns}
    for called, of in by_field.items():
        field, column = table.fields[called], columns[of]
        if _codes(field) and _on_list(column, field) < column.recorded:
            yield column.name, field
