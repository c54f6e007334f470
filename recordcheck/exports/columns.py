"""Which column of an export is which field: by name or alias, without regard to case, space,
accents or sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recordcheck.errors import UserError
from recordcheck.model import Column, Field, Table
from recordcheck.nearest import folded, nearest


@dataclass(frozen=True, slots=True)
class Matched:
    """The column of each field that the export has; columns that no field uses; fields that it
    lacks.
    """

    fields: Mapping[str, str]
    unused: tuple[Column, ...]
    absent: tuple[Column, ...]


def match_columns(
    columns: Iterable[str],
    table: Table,
    maps: Mapping[str, str],
    path: str | None = None,
    *,
    strict: bool = True,
) -> Matched:
    """Match the columns of an export to the fields of a table.

    `maps` gives a field to a column by the user's word. With `strict`, two columns of which either
    could be a field are refused. Raises UserError.
    """
    left = list(columns)
    found: dict[str, str] = {}
    for column, field in maps.items():
        if field in table.fields and column in left:
            found[field] = column
            left.remove(column)
    for called, item in table.fields.items():
        if called in found:
            continue
        hit = _find(item, left, path, strict=strict)
        if hit is not None:
            found[called] = hit
            left.remove(hit)
    lacking = [called for called in table.fields if called not in found]
    unused = tuple(Column(column, nearest(column, lacking)) for column in left)
    like = {one.nearest: one.name for one in reversed(unused)}
    absent = (
        Column(called, _nearest_column(table.fields[called], left) or like.get(called))
        for called in lacking
    )
    return Matched(found, unused, tuple(absent))


def _find(field: Field, columns: list[str], path: str | None, *, strict: bool) -> str | None:
    for spelling in (field.name, *field.aliases):
        hits = [column for column in columns if folded(column) == folded(spelling)]
        exact = [column for column in hits if column == spelling]
        if strict and len(hits) > 1 and len(exact) != 1:
            raise UserError(
                f"{len(hits)} columns could be the field {field.name}: {', '.join(hits)}",
                path=path,
                remedy=f'say which: --map "{hits[0]}={field.name}"',
            )
        if hits:
            return (exact or hits)[0]
    return None


def _nearest_column(field: Field, columns: list[str]) -> str | None:
    for spelling in (field.name, *field.aliases):
        found = nearest(spelling, columns, cutoff=0.7)
        if found is not None:
            return found
    return None
