"""A value that must be unique stands in one record only. Blanks are not judged."""

from __future__ import annotations

from recordcheck.model import Field, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import another, sample

KIND = "not-unique"


def together(table: Table) -> Rule:
    """For the key of a pandera schema: columns that together are unique, each of which says itself
    whether it may be blank.
    """
    again = implied.repeated(table, table.key)
    columns, are = implied.together(table.key), "are" if len(table.key) > 1 else "is"
    return implied.rule(
        KIND,
        table,
        None,
        f"No two records share {columns}.",
        f"{columns} {are} the same in several records",
        "A reference that two records share leads to the wrong one.",
        when=implied.expression(table, f"({implied.recorded(table, *table.key)})", *table.key),
        assertion=implied.looking_up(table, implied.not_found(table, again), again, *table.key),
    )


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `unique: true`."""
    if not field.unique:
        return None
    again = implied.repeated(table, (field.name,))
    first: implied.Cells = {field.name: sample(field)}
    second: implied.Cells = {field.name: another(field)}
    return implied.rule(
        KIND,
        table,
        field,
        f"No two records share a value of {field.name}.",
        f"{field.name} is the same in several records",
        "A reference that two records share leads to the wrong one.",
        when=implied.when_recorded(table, field),
        assertion=implied.looking_up(table, implied.not_found(table, again), again, field.name),
        keeps=implied.one(table, first, second) if first != second else (),
        breaks=implied.one(table, first, first),
    )
