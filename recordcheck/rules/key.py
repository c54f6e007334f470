"""A table's key identifies a record: no part of it is blank, and no two records share it."""

from __future__ import annotations

from recordcheck.model import Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample

KIND = "key-not-unique"


def rule(table: Table) -> Rule | None:
    """For a table with a key."""
    if not table.key:
        return None
    again = implied.repeated(table, table.key)
    sql = f"({implied.recorded(table, *table.key)} and {implied.not_found(table, again)})"
    key = implied.together(table.key)
    several = f"{key} are the same in several records, or one of them is blank"
    record: implied.Cells = {called: sample(table.fields[called]) for called in table.key}
    return implied.rule(
        KIND,
        table,
        None,
        f"{key} {'identify' if len(table.key) > 1 else 'identifies'} one record of {table.name}.",
        several if len(table.key) > 1 else f"{key} is blank, or the same in several records",
        "Two records under one key are counted twice, or one of them is lost;"
        " a blank key cannot be found again.",
        assertion=implied.looking_up(table, sql, again, *table.key),
        keeps=implied.one(table, record),
        breaks=implied.one(table, record, record),
    )
