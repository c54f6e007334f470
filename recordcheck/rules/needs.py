"""A field that needs others: where it is recorded, so are they."""

from __future__ import annotations

from recordcheck.model import Field, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample

KIND = "needed-field-blank"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `needs`."""
    if not field.needs:
        return None
    full: implied.Cells = {
        called: sample(table.fields[called]) for called in (field.name, *field.needs)
    }
    so = "so is" if len(field.needs) == 1 else "so are"
    return implied.rule(
        KIND,
        table,
        field,
        f"Where {field.name} is recorded, {so} {' and '.join(field.needs)}.",
        f"{field.name} is recorded without {' and '.join(field.needs)}",
        "One without the other cannot be understood.",
        when=implied.when_recorded(table, field),
        assertion=implied.expression(
            table, f"({implied.recorded(table, *field.needs)})", field.name, *field.needs
        ),
        keeps=implied.one(table, full),
        breaks=implied.one(table, {field.name: sample(field)}),
    )
