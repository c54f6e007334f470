"""Which parts together are which table of the standard, and how the engine reads a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recordcheck.engine.given.choose import how_to_map
from recordcheck.engine.given.frames import columns_as_text
from recordcheck.engine.given.inputs import Part
from recordcheck.engine.given.same_fields import refuse_other_fields, say_other_columns
from recordcheck.errors import UserError
from recordcheck.exports.columns import Matched, find_fields, match_columns
from recordcheck.exports.relation import parquet_sql, read_csv_sql
from recordcheck.exports.source import CsvSource, ParquetSource
from recordcheck.model import Field, Standard
from recordcheck.nearest import folded, one_line
from recordcheck.plural import many, some
from recordcheck.standard.find import SUFFIXES, as_typed
from recordcheck.standard.near import nearest_table, nearness
from recordcheck.standard.sql.types import name, text_literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# No field has a space in its name.
FILE = '"number of the file"'
REST = '"all other columns"'
A_FEW = 8


@dataclass(frozen=True, slots=True)
class TableInput:
    """The parts that together are one table of the standard, each with its columns matched to
    fields: to the same fields, whatever other columns it has.
    """

    table: str
    parts: tuple[Part, ...]
    matched: tuple[Matched, ...]

    @property
    def records(self) -> int:
        """How many records all parts have."""
        return sum(part.records for part in self.parts)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the export has, whole or in parts."""
        return self.matched[0].in_parts.union(self.matched[0].fields)


def match_tables(
    parts: Iterable[Part], standard: Standard, maps: Mapping[str, str]
) -> dict[str, TableInput]:
    """Each part taken for the table of the standard that it fits best, or that it is named for."""
    grouped: dict[str, list[tuple[Part, Matched]]] = {}
    for part in parts:
        called, read = (part.table, part) if part.table else _best(part, standard, maps)
        if called not in standard.exported:
            raise _no_such_table(called, standard)
        matched = match_columns(part.columns, standard.tables[called], maps, part.label)
        grouped.setdefault(called, []).append((read, matched))
    used = {field for pairs in grouped.values() for _, matched in pairs for field in matched.fields}
    left = {one_line(column): field for column, field in maps.items() if field not in used}
    return {
        called: _together(called, [_said_of_lost(*pair, standard, left) for pair in pairs])
        for called, pairs in grouped.items()
    }


def _said_of_lost(
    part: Part, matched: Matched, standard: Standard, maps: Mapping[str, str]
) -> tuple[Part, Matched]:
    """The part, with a warning of columns that are mapped to fields of another table, and to none
    that any file is read as: who maps a column thinks that it is judged.
    """
    by_table: dict[str, list[str]] = {}
    for column in matched.unused:
        field = maps.get(one_line(column.name))
        of = next((one for one in standard.exported if field in standard.tables[one].fields), None)
        if of is not None:
            by_table.setdefault(of, []).append(f"{column.name} to {field}")
    said = []
    for of, pairs in by_table.items():
        which = f": {some(pairs, A_FEW)}" if part.named else ""
        columns = many(len(pairs), "column is mapped to a field", "columns are mapped to fields")
        said.append(
            f"{columns} of another table, {of}{which}. To have that judged, write the columns of"
            " that table to a file of its own."
        )
    return replace(part, warnings=(*part.warnings, *said)), matched


def _no_such_table(called: str, standard: Standard) -> UserError:
    view = called in standard.tables
    says = f"{called} is a view, and is in no export" if view else ""
    return UserError(
        says or f"{standard.name} has no table `{called}`",
        remedy=f"{'give the tables that it reads, of' if view else 'its tables:'}"
        f" {', '.join(standard.exported)}",
    )


def _best(part: Part, standard: Standard, maps: Mapping[str, str]) -> tuple[str, Part]:
    """The table whose fields the columns fit best, and the part read as it; between equals its name
    in the file's name decides, the longer of two, then which is nearest by names that are only
    alike, as for `init`, then a whole key, then how few due fields lack.
    """
    file = folded(part.stem)
    near = nearness(part.columns, standard, maps)

    def score(called: str) -> tuple[int, int, float, bool, int]:
        table = standard.tables[called]
        fields = find_fields(part.columns, table, maps)
        lacking = sum(
            field.due.always and field.name not in fields for field in table.fields.values()
        )
        whole_key = bool(table.key) and all(field in fields for field in table.key)
        named = len(called) if folded(called) in file else 0
        return len(fields), named, near[called], whole_key, -lacking

    scores = {called: score(called) for called in standard.exported}
    best = max(scores, key=lambda called: scores[called])
    equals = [called for called in scores if scores[called] == scores[best]]
    if scores[best][0] > 0 and len(equals) > 1:
        raise UserError(
            f"its columns fit the tables {' and '.join(equals)} of {standard.name} equally well",
            path=part.label,
            remedy=f"if it is one of them, name the file after that table, such as {equals[0]}.csv;"
            " if not, leave it out",
        )
    if scores[best][0] == 0:
        raise UserError(
            f"no column of this export is a field of {standard.name}",
            path=part.label,
            remedy=how_to_map(part, nearest_table(part.columns, standard, maps), named=True)
            or f'{how_to_see_fields(standard)}; --map "Their Name=our_field" maps one',
        )
    return best, _said_where_another_is_nearer(part, best, near)


def _said_where_another_is_nearer(part: Part, called: str, near: Mapping[str, float]) -> Part:
    """The part, with a warning where it is read as one table and more of its columns are called
    like the fields of another: until they are mapped, it may be held against the wrong one.
    """
    nearest = max(near, key=lambda table: near[table])
    if near[nearest] <= near[called] or folded(called) in folded(part.stem):
        return part
    said = (
        f"By names that are only alike it is nearer to {nearest} than to {called}, of which it has"
        " most columns. `recordcheck init --from` suggests a mapping."
    )
    return replace(part, warnings=(*part.warnings, said))


def how_to_see_fields(standard: Standard) -> str:
    """How to see the fields of a standard; those of a pandera schema stand in no document."""
    if standard.path.endswith(SUFFIXES):
        return f"`recordcheck schema show {as_typed(standard)}` lists its fields"
    some = [field for table in standard.tables.values() for field in table.fields][:A_FEW]
    return f"it has {', '.join(some)}"


def _together(called: str, pairs: list[tuple[Part, Matched]]) -> TableInput:
    parts, matched = tuple(part for part, _ in pairs), tuple(matched for _, matched in pairs)
    refuse_other_fields(called, parts, matched)
    return TableInput(called, say_other_columns(parts, matched), matched)


def raw_sql(
    con: DuckDBPyConnection, given: TableInput, wanted: Iterable[str], fields: Mapping[str, Field]
) -> str:
    """All parts of a table as one select of text columns named by field, with the number of the
    part. A real day or moment has a mark where its field, one of `fields`, has a form of dates.

    Columns that no field uses are read too, so that a fault in any of them is found.
    """
    selects = []
    for number, (part, matched) in enumerate(zip(given.parts, given.matched, strict=True)):
        columns = [f"{_cell(matched, field)} as {name(field)}" for field in wanted]
        rest = [name(column.name) for column in matched.unused]
        touched = f"(coalesce({', '.join(rest)}) is null)" if rest else "true"
        marked = [matched.fields[called] for called, one in fields.items() if one.dates is not None]
        source = source_sql(con, part, f"frame_{given.table}_{number}", marked)
        selects.append(
            f"select {number}::usmallint as {FILE}, {touched} as {REST},"
            f" {', '.join(columns) or '1'} from {source}"
        )
    return " union all by name ".join(selects)


def _cell(matched: Matched, field: str) -> str:
    """The column of a field; of one that is there in parts alone, nothing."""
    return name(matched.fields[field]) if field in matched.fields else "null::varchar"


def source_sql(
    con: DuckDBPyConnection, part: Part, called: str, marked: Collection[str] = ()
) -> str:
    """One part as a table expression whose columns are text; a frame is registered as `called`. In
    the columns `marked` each real day and moment has a mark.
    """
    source = _read_sql(con, part, called, marked)
    if not part.partition:
        return source
    held = [
        f"{'null::varchar' if value is None else text_literal(value)} as {name(column)}"
        for column, value in part.partition
    ]
    return f"(select *, {', '.join(held)} from {source})"


def _read_sql(con: DuckDBPyConnection, part: Part, called: str, marked: Collection[str]) -> str:
    if isinstance(part.source, CsvSource):
        return read_csv_sql(part.source)
    if isinstance(part.source, ParquetSource):
        return parquet_sql(part.source, marked)
    con.register(called, part.source)
    columns = columns_as_text(part.source.schema, marked, sheet=part.sheet is not None)
    return f"(select {columns} from {name(called)})"
