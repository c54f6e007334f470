"""Tables that are views: their records are the rows of their select."""

from __future__ import annotations

from sqlglot import exp

from .casts import to_text
from .expressions import Interpreter, parse
from .logic import nulls_last
from .reach import in_node, lacking
from .scope import Scope
from .selects import select_rows
from .values import BLANK, Cell, Value
from .world import Records


def add_views(interpreter: Interpreter) -> None:
    """Put every view that can be made beside the tables; note what the others lack."""
    world = interpreter.world
    for name, table in world.standard.tables.items():
        if table.view is None:
            continue
        select = parse(table.view.text)
        lacks = lacking(world, in_node(select, [{}], world.standard))
        if lacks:
            world.without[name] = lacks
            continue
        columns = [column_name(column) for column in select.expressions]
        rows = select_rows(select, Scope({}), world, interpreter.evaluate)
        cells = [dict(zip(columns, map(cell, row), strict=True)) for row in rows]
        # what ties in a window stands in the order of the fields
        cells.sort(key=lambda one: nulls_last(one[called].value for called in table.fields))
        world.tables[name] = Records(table, frozenset(columns), cells)


def column_name(column: exp.Expr) -> str:
    """What a column of the select is called."""
    return str(column.alias_or_name).lower()


def cell(value: Value) -> Cell:
    """A value as the cell that would hold it."""
    return BLANK if value is None else Cell(str(to_text(value)), value)
