"""The values that rules over the whole export look up, found before the rules are judged: keys that
stand in several records, or with several answers.

A search among all keys at once takes 60 bytes for each: many are searched a part after the other,
shared out by their hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recordcheck.model import Lookup, Rule
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

A_PART = 1_000_000


def find_values(con: DuckDBPyConnection, rules: Iterable[Rule], source: str, records: int) -> None:
    """Fill a table of its name for each lookup of the rules, from `source`, their table."""
    asked: dict[str, Lookup] = {}
    for rule in rules:
        if rule.assertion is not None and rule.assertion.lookup is not None:
            asked[rule.assertion.lookup.name] = rule.assertion.lookup
    for lookup in asked.values():
        most = _different(con, lookup, source) if records > A_PART else records
        _find(con, lookup, source, 1 + most // A_PART)


def _different(con: DuckDBPyConnection, lookup: Lookup, source: str) -> int:
    """About how many different keys there are."""
    keys = ", ".join(map(name, lookup.keys))
    asked = f"select approx_count_distinct(hash({keys})) from {source}"
    [(number,)] = con.execute(asked).fetchall()
    return int(number)


def _find(con: DuckDBPyConnection, lookup: Lookup, source: str, parts: int) -> None:
    into, keys = name(lookup.name), ", ".join(map(name, lookup.keys))
    for part in range(parts):
        tests = [lookup.where] if lookup.where is not None else []
        tests += [f"hash({keys}) % {parts} = {part}"] if parts > 1 else []
        where = f" where {' and '.join(tests)}" if tests else ""
        verb = f"insert into {into}" if part else f"create temp table {into} as"
        con.execute(
            f"{verb} select {keys} from {source}{where} group by {keys} having {lookup.having}"
        )
