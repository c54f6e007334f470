"""A table that is read whole and kept with its values typed, for whoever asks for all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from recordcheck.engine.failures import all_there
from recordcheck.engine.given.tables import FILE, TableInput, raw_sql
from recordcheck.engine.judging.prepare import typed_sql
from recordcheck.model import Field
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def keep_typed(
    con: DuckDBPyConnection,
    into: str,
    given: TableInput,
    fields: Mapping[str, Field],
    placeholders: tuple[str, ...],
    asked: Iterable[str],
) -> None:
    """Fill the table `into` with these fields of every record, and with what is `asked` beside
    them. Raises RefusedError where the engine does not find all records.
    """
    raw = raw_sql(con, given, fields, fields)
    sql = typed_sql(raw, fields, placeholders, frozenset(asked))
    con.execute(f"create table {name(into)} as {sql}")
    counted = f"select {FILE}, count(*) from {name(into)} group by all"
    all_there(given.parts, dict(con.execute(counted).fetchall()))
