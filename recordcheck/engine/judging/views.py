"""Tables that stand in no export: what their select gives is typed and judged like records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recordcheck.engine.given.inputs import Part
from recordcheck.engine.given.tables import FILE, REST, TableInput
from recordcheck.engine.judging.not_there import Lack, Present, what_lacks
from recordcheck.exports.columns import Matched
from recordcheck.model import TEXTS, Field, FieldType, Standard, Table
from recordcheck.standard.sql.measures import LENGTH, LISTED, PLACEHOLDER, RECORDED
from recordcheck.standard.sql.types import RECORD, SQL_TYPES, name, text_list


def views_of(
    standard: Standard, tables: Mapping[str, TableInput], present: Present
) -> tuple[dict[str, TableInput], dict[str, Lack]]:
    """The views whose tables and columns are there, and for each of the others what it lacks.
    `present` has the tables of the previous export too.
    """
    there = dict(present)
    found: dict[str, TableInput] = {}
    without: dict[str, Lack] = {}
    for called, table in standard.tables.items():
        if table.view is None:
            continue
        lack = what_lacks(table.view.reads, table, there, without)
        if lack is not None:
            without[called] = lack
            continue
        there[called] = frozenset(table.fields)
        found[called] = _input(table, tables, standard)
    return found, without


def _input(table: Table, tables: Mapping[str, TableInput], standard: Standard) -> TableInput:
    """A view belongs to the first file of the tables that it reads, also by way of other views."""
    reads = _reads(table, standard)
    first = next((given for called, given in tables.items() if called in reads), None)
    label = (first or next(iter(tables.values()))).parts[0].label
    columns = tuple(table.fields)
    part = Part(label, columns, None, table.name)
    return TableInput(table.name, (part,), (Matched({one: one for one in columns}, (), ()),))


def _reads(table: Table, standard: Standard) -> set[str]:
    """The tables and views that a view stands on; of the previous export none."""
    if table.view is None:
        return set()
    named = {read for read, _ in table.view.reads}
    below = [_reads(standard.tables[one], standard) for one in named if one in standard.tables]
    return named.union(*below)


def view_sql(table: Table, fields: Iterable[Field]) -> str:
    """What a view gives, with the columns that a prepared table has beside its fields.

    The engine gives its records in another order each time: where a window asks which of those that
    tie is the first, they stand in the order of their fields.
    """
    assert table.view is not None
    columns = [f"0::usmallint as {FILE}", f"true as {REST}"]
    for item in fields:
        value = name(item.name)
        columns.append(f"{value}::{SQL_TYPES[item.type]} as {value}")
        columns.append(f"false as {name(PLACEHOLDER.format(item.name))}")
        if item.type == FieldType.TEXT:
            columns.append(f"length({value}) as {name(LENGTH.format(item.name))}")
        if item.codes is not None:
            listed = f"coalesce({value} in ({text_list(item.codes.accepted)}), false)"
            columns.append(f"{listed} as {name(LISTED.format(item.name))}")
        if item.type not in TEXTS:
            columns.append(f"{value} is not null as {name(RECORDED.format(item.name))}")
    sql = f"select {', '.join(columns)} from ({table.view.sql}) as {name(table.name)}"
    if any(RECORD in one.sql for one in table.expressions):
        sql += " order by " + ", ".join(f"{name(table.name)}.{name(one)}" for one in table.fields)
    return sql
