"""Which tables and columns an expression reaches, through derived columns too, and which lack."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from recordcheck.model import Standard, Table

from .expressions import parse
from .selects import sources
from .world import Records, World

Reached = frozenset[tuple[str, str | None]]
"""Tables and their columns; (table, None) is the table as such. `previous.` may stand before it."""

Level = Mapping[str, tuple[str, Table]]


def reached(text: str, table: Table, standard: Standard) -> Reached:
    """Everything that an expression over the records of a table looks at."""
    return in_node(parse(text), [{table.name.lower(): (table.name, table)}], standard)


def in_node(node: exp.Expr, levels: list[Level], standard: Standard) -> Reached:
    """What one part of an expression looks at; the sources around it are given innermost first."""
    found: Reached = frozenset()
    if isinstance(node, exp.Select):
        level = {t.alias_or_name.lower(): table_of(t, standard) for t in sources(node)}
        found |= {(name, None) for name, _ in level.values()}
        levels = [level, *levels]
    if isinstance(node, exp.Column) and not isinstance(node.this, exp.Star):
        return found | of_column(node, levels, standard)
    for child in node.iter_expressions():
        found |= in_node(child, levels, standard)
    return found


def table_of(node: exp.Expr, standard: Standard) -> tuple[str, Table]:
    """The table that a name in `from` means, with its name."""
    table = next(t for name, t in standard.tables.items() if name.lower() == node.name.lower())
    previous = isinstance(node, exp.Table) and node.db.lower() == "previous"
    return (f"previous.{table.name}" if previous else table.name), table


def of_column(node: exp.Column, levels: list[Level], standard: Standard) -> Reached:
    """The field that a name means, or what the derived column of that name looks at."""
    for level in levels:
        for alias, (name, table) in level.items():
            if node.table and node.table.lower() != alias:
                continue
            for field in table.fields:
                if field.lower() == node.name.lower():
                    return frozenset({(name, field)})
            for derive in table.derives if level is levels[-1] else ():
                if derive.name.lower() == node.name.lower():
                    return reached(derive.expression.text, table, standard)
    raise LookupError(f"nothing here is called {node.sql()}")


def lacking(world: World, wanted: Reached) -> Reached:
    """What an expression looks at and the export does not have: a table, or a column of one."""
    lacks = {
        (name, None if records_named(world, name) is None else column)
        for name, column in wanted
        if not has(world, name, column)
    }
    for name in world.without:  # what a view lacks, whoever reads the view lacks
        if (name, None) in lacks:
            lacks = lacks - {(name, None)} | world.without[name]
    return frozenset(lacks)


def records_named(world: World, name: str) -> Records | None:
    """The table of the export, or of the previous one, with this name."""
    if name.startswith("previous."):
        return world.previous.get(name.removeprefix("previous."))
    return world.tables.get(name)


def has(world: World, name: str, column: str | None) -> bool:
    """Whether the export has a table, or a column of it."""
    records = records_named(world, name)
    return records is not None and (column is None or column in records.columns)
