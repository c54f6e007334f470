"""A field that is due is recorded: a blank, white space and a placeholder are not.

Where the field has a target for recorded, valid or known, the target answers for its blanks and
this rule is absent.
"""

from __future__ import annotations

from recordcheck.model import Field, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample
from recordcheck.standard.sql import measures

KIND = "blank"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field that is due and has no such target."""
    if field.due.optional or field.has_floor or field.blank_allowed:
        return None
    when = field.due.when
    condition = "" if when is None else f" when {when.text.strip()}"
    keeps = implied.one(table, {field.name: sample(field)}) if when is None else ()
    breaks = implied.one(table, {field.name: " "}) if when is None else ()
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} is recorded{condition}.",
        f"{field.name} is blank",
        "What was not written down cannot be acted on, or shown to have been asked.",
        when=when,
        assertion=implied.expression(table, measures.recorded(field, table.name), field.name),
        keeps=keeps,
        breaks=breaks,
    )
