"""Which column of an export is which field: by name or alias, without regard to case, space,
accents or sign.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from recordcheck.errors import UserError
from recordcheck.exports.alike import SURE, Pair, one_to_one, pairs
from recordcheck.model import Column, Field, Table
from recordcheck.nearest import folded, one_line
from recordcheck.shell import mapping


@dataclass(frozen=True, slots=True)
class Matched:
    """The column of each field that the export has; columns that no field uses, and fields that it
    lacks, each with the one whose name is most like it. Of a column that may as well be a field
    with a column of its own, that field is named. Fields `in_parts` have no column, and one for
    each of their parts: none of them lacks.
    """

    fields: Mapping[str, str]
    unused: tuple[Column, ...]
    absent: tuple[Column, ...]
    in_parts: frozenset[str] = frozenset()


def match_columns(
    columns: Iterable[str], table: Table, maps: Mapping[str, str], path: str
) -> Matched:
    """Match the columns of an export to the fields of a table. Raises UserError where two columns
    could be one field.
    """
    given = list(columns)
    found = find_fields(given, table, maps, path)
    left = [column for column in given if column not in found.values()]
    alike = pairs(dict.fromkeys(left), table.fields.values())
    # A column that is called most like a field with a column of its own is not another field.
    best: dict[str, Pair] = {}
    for one in sorted(alike, key=lambda one: -one.score):
        best.setdefault(one.column, one)
    taken = {column: one for column, one in best.items() if one.field in found}
    free = [one for one in alike if one.field not in found and one.column not in taken]
    by_field = {pair.field: pair.column for pair in one_to_one(free)}
    by_column = {column: field for field, column in by_field.items()}
    by_column |= {column: one.field for column, one in taken.items() if one.score >= SURE}
    in_parts = frozenset(
        called
        for called, item in table.fields.items()
        if called not in found and item.stands_in(found)
    )
    return Matched(
        found,
        tuple(Column(column, by_column.get(column)) for column in left),
        tuple(
            Column(called, by_field.get(called))
            for called in table.fields
            if called not in found and called not in in_parts
        ),
        in_parts,
    )


def spare(matched: Matched, taken: Collection[str]) -> Matched:
    """The same without a hint at a column that is taken: another standard has a field for it."""
    return Matched(
        matched.fields,
        tuple(Column(one.name, None) if one.name in taken else one for one in matched.unused),
        tuple(Column(one.name, None) if one.nearest in taken else one for one in matched.absent),
        matched.in_parts,
    )


def find_fields(
    columns: Iterable[str],
    table: Table,
    maps: Mapping[str, str],
    path: str | None = None,
) -> dict[str, str]:
    """The column of each field of a table that an export has, by name or alias.

    `maps` gives a field to a column by the user's word, in which a line break is a space. Where
    the `path` of the export is given, two columns of which either could be a field are refused, by
    UserError; otherwise the first is taken.
    """
    left: dict[str, list[str]] = {}
    for column in columns:
        left.setdefault(folded(column), []).append(column)
    found: dict[str, str] = {}
    for column, field in maps.items():
        alike = left.get(folded(column), ())
        hits = [one for one in alike if one_line(one) == one_line(column)]
        if field in table.fields and hits:
            found[field] = column if column in hits else hits[0]
            left[folded(column)].remove(found[field])
    for called, item in table.fields.items():
        if called in found:
            continue
        hit = _find(item, left, path)
        if hit is not None:
            found[called] = hit
            left[folded(hit)].remove(hit)
    return found


def _find(field: Field, columns: Mapping[str, list[str]], path: str | None) -> str | None:
    """The column, of those that are left by how they are compared."""
    for spelling in (field.name, *field.aliases):
        hits = columns.get(folded(spelling), [])
        exact = [column for column in hits if column == spelling]
        hits = exact if field.as_it_stands else hits
        if path is not None and len(hits) > 1 and len(exact) != 1:
            raise UserError(
                f"{len(hits)} columns could be the field {field.name}: {', '.join(hits)}",
                path=path,
                remedy=f"say which: {mapping(hits[0], field.name)}",
            )
        if hits:
            return (exact or hits)[0]
    return None
