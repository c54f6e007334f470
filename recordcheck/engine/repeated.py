"""The values that stand in several records, looked up before the rules that ask for them.

A search among all values at once takes 60 bytes for each: they are searched a part after the other,
shared out by their hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recordcheck.model import Rule
from recordcheck.rules.implied import repeated_values
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

A_PART = 1_000_000


def find_repeated(
    con: DuckDBPyConnection, rules: Iterable[Rule], source: str, records: int
) -> None:
    """Fill a table for each set of columns of `source` in which rules ask for repeated values."""
    asked = {
        (rule.table, rule.assertion.repeats)
        for rule in rules
        if rule.assertion is not None and rule.assertion.repeats
    }
    parts = 1 + records // A_PART
    for table, repeats in sorted(asked):
        into, columns = repeated_values(table, repeats), ", ".join(map(name, repeats))
        for part in range(parts):
            some = f" where hash({columns}) % {parts} = {part}" if parts > 1 else ""
            verb = f"insert into {into}" if part else f"create temp table {into} as"
            con.execute(
                f"{verb} select {columns} from {source}{some}"
                f" group by {columns} having count(*) > 1"
            )
