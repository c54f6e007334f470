"""A table that is a view: its select, and its fields held against the columns that this gives."""

from __future__ import annotations

from dataclasses import replace

from recordcheck.model import TEXTS, Expression, Field, FieldType, Table
from recordcheck.nearest import did_you_mean
from recordcheck.standard.document import TablePart
from recordcheck.standard.sql.check import compile_view
from recordcheck.standard.sql.parse import SqlError
from recordcheck.standard.sql.scope import PREVIOUS, Names
from recordcheck.standard.tree import Loc, Tree
from recordcheck.standard.written import nothing_swallowed, slips_of

OF_A_COLUMN = ("aliases", "dates", "map", "in_parts")


def build_view(table: Table, part: TablePart, names: Names, above: list[str], tree: Tree) -> Table:
    """The table with its select, where it is a view; what is wrong with it becomes slips. It reads
    tables of the export, and views `above` it.
    """
    loc: Loc = ("tables", table.name, "view")
    if table.name in above:  # a table of a standard that this one includes or extends
        _stays_as_it_is(names.tables[table.name], part, tree)
        return table
    if part.view is None:
        return table
    no_column_of_an_export(table, part, tree)
    nothing_swallowed(part.view, tree, loc)
    try:
        view, columns = compile_view(part.view, names, tree.place(loc))
    except SqlError as error:
        slips_of(error, tree, loc)
        return replace(table, view=Expression(part.view, "select 1 where false"))
    _reads_what_is_above(view, names, above, tree, loc)
    for called, (kind, offset) in columns.items():
        if called not in table.fields:
            near = did_you_mean(called, table.fields) or "; name it under `fields`"
            tree.slip(loc, f"`{called}` is no field of {table.name}{near}", offset=offset)
        elif not _holds(table.fields[called], kind):
            message = f"`{called}` is {kind}, and the field {table.fields[called].type}"
            tree.slip(loc, message, offset=offset)
    for called in table.fields:
        if called not in columns:
            near = did_you_mean(called, columns)
            message = f"the view has no column `{called}`{near}"
            tree.slip(("tables", table.name, "fields", called), message, at_key=True)
    return replace(table, view=view)


def _stays_as_it_is(base: Table, part: TablePart, tree: Tree) -> None:
    """A view that is there already takes rules and derived columns, but no fields."""
    loc: Loc = ("tables", base.name)
    if part.view is not None:
        message = f"`{base.name}` is already a table; give this view another name"
        tree.slip((*loc, "view"), message, at_key=True)
    elif base.view is not None:
        for called in part.fields:
            message = f"`{base.name}` is a view, and takes no new field; make a view of your own"
            tree.slip((*loc, "fields", called), message, at_key=True)


def no_column_of_an_export(table: Table, part: TablePart, tree: Tree) -> None:
    """A slip for what a field of a view asks of the cells of a file."""
    for called, field in part.fields.items():
        for key in OF_A_COLUMN:
            if getattr(field, key):
                message = f"a view is in no export, so `{key}` does nothing here; take it out"
                tree.slip(("tables", table.name, "fields", called, key), message, at_key=True)


def _reads_what_is_above(
    view: Expression, names: Names, above: list[str], tree: Tree, loc: Loc
) -> None:
    for read in sorted({read for read, _ in view.reads if not read.startswith(PREVIOUS)}):
        if read not in above and names.tables[read].view is not None:
            tree.slip(loc, f"`{read}` is not above this view; a view can read only those above it")


def _holds(field: Field, kind: FieldType | None) -> bool:
    """Whether a field takes values of a type as they are."""
    if kind is None or kind == field.type:
        return True
    return {kind, field.type} <= TEXTS or (kind, field.type) == (
        FieldType.INTEGER,
        FieldType.NUMBER,
    )
