"""A column that is due at some time must be in the export.

One finding for the export, not one for each record; the field's rate is shown with nothing
recorded.
"""

from __future__ import annotations

from recordcheck.model import Field, Rule, Table
from recordcheck.rules import implied

KIND = "missing-column"


def rule(table: Table, field: Field) -> Rule | None:
    """For each field that is due, always or under a condition."""
    if field.due.optional:
        return None
    parts = " and ".join(field.in_parts)
    return implied.rule(
        KIND,
        table,
        field,
        f"The export has the column {field.name}{parts and f', or {parts} instead'}.",
        f"the column {field.name} is missing",
        "What a system does not export, nobody can check or act on.",
        help=f'if a column of another name holds it: --map "Its name={field.name}"'
        f"{parts and f'; or export it in parts, as {parts}'}; if the system has none, a standard of"
        " yours may make it `due: optional`",
    )
