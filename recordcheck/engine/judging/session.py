"""A DuckDB that sees the export and nothing else: no network, no other file, no extension, nothing
on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from recordcheck.engine.judging.clean import (
    LENGTHS,
    PLACEHOLDERS,
    READINGS,
    VALUES,
    placeholder_lengths,
    placeholders_by_letter,
    readable,
)
from recordcheck.engine.judging.coded import set_codes
from recordcheck.model import FieldType, Standard
from recordcheck.standard.sql.functions import BEFORE_HOLIDAYS, HOLIDAYS
from recordcheck.standard.sql.types import name as quoted
from recordcheck.standard.sql.types import text_literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BANK_HOLIDAYS = range(1990, 2041)
STORED = "stored"
MANY = 2_000_000  # records, of which what is stored is compressed
_READ: dict[tuple[str, ...], dict[FieldType, list[Any]]] = {}


def connect(paths: Iterable[str] = (), records: int = 0) -> DuckDBPyConnection:
    """A connection that may read the given files only, and never writes to disk.

    What is stored of the records is compressed where there are many; that takes a sixth more time.
    """
    import duckdb

    con = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "python_enable_replacements": "false",
            "temp_directory": "",
            "preserve_insertion_order": "true",
            # It makes a join of a long list of codes, and a join gives records in another order.
            "disabled_optimizers": "in_clause",
        },
    )
    con.execute(f"attach ':memory:' as {STORED}{' (compress)' if records > MANY else ''}")
    allowed = ", ".join(text_literal(path) for path in paths)
    con.execute(f"set allowed_paths = [{allowed}]")
    con.execute("set global TimeZone = 'UTC'")
    # On stdout, unasked, where there is no script. A notebook without ipywidgets has none, and does
    # not let itself be told so.
    with suppress(duckdb.InvalidInputException):
        con.execute("set enable_progress_bar = false")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    return con


def clear(con: DuckDBPyConnection) -> None:
    """Drop every table and view of a connection that is used again."""
    rows = con.execute(
        "select table_catalog, table_name, table_type from information_schema.tables"
    ).fetchall()
    for database, name, kind in rows:
        word = "view" if kind == "VIEW" else "table"
        con.execute(f"drop {word} {quoted(database)}.{quoted(name)}")


def stored_table(called: str) -> str:
    """What stays of a table's records, as SQL."""
    return f"{STORED}.{quoted(called)}"


def tell(
    con: DuckDBPyConnection,
    standard: Standard,
    values: Mapping[str, str],
    as_at: date,
    *,
    bank_holidays: bool,
) -> None:
    """Give a connection what the SQL of a standard asks for: the values of its parameters in this
    run, `:today`, the placeholders, the code lists, and the bank holidays.
    """
    con.execute(f"set variable today = date '{as_at.isoformat()}'")
    for called, parameter in standard.parameters.items():
        con.execute(f'set variable "{called}" = {_literal(values[called], parameter.type)}')
    set_placeholders(con, standard.placeholders)
    set_codes(con, [field.codes for field in standard.fields if field.codes is not None])
    if bank_holidays:
        con.execute(f'set variable "{HOLIDAYS}" = $1::integer[]', [_bank_holidays()])


def set_placeholders(con: DuckDBPyConnection, placeholders: tuple[str, ...]) -> None:
    """What counts as blank, for the cleaning of cells: the texts, and as what they can be read."""
    lengths = placeholder_lengths(placeholders)
    by_letter = placeholders_by_letter(placeholders)
    con.execute(f'set variable "{PLACEHOLDERS}" = $1::varchar[][]', [by_letter])
    con.execute(f'set variable "{LENGTHS}" = $1::bigint[]', [lengths])
    for kind, values in _values_of(con, placeholders).items():
        con.execute(f'set variable "{VALUES.format(kind)}" = $1', [values])


def _values_of(
    con: DuckDBPyConnection, placeholders: tuple[str, ...]
) -> dict[FieldType, list[Any]]:
    """The placeholders that can be read as each type, as its values; read once."""
    if placeholders not in _READ:
        lists = {
            kind: f"list_distinct([{', '.join(read(text_literal(word)) for word in words)}])"
            for kind, read in READINGS.items()
            if (words := readable(kind, placeholders))
        }
        row = con.execute(f"select {', '.join(lists.values())}").fetchone() if lists else ()
        _READ[placeholders] = dict(zip(lists, row or (), strict=True))
    return _READ[placeholders]


@cache
def _bank_holidays() -> list[int]:
    """How many bank holidays of England and Wales on working days there were until each day."""
    from holidays import country_holidays

    days = country_holidays("GB", subdiv="ENG", years=BANK_HOLIDAYS)
    first = BEFORE_HOLIDAYS.toordinal()
    free = {day.toordinal() - first for day in days if day.weekday() < 5}
    return list(accumulate(int(place in free) for place in range(max(free) + 1)))


def _literal(value: str, kind: FieldType) -> str:
    if kind == FieldType.DATE:
        return f"date {text_literal(value)}"
    if kind == FieldType.TEXT:
        return text_literal(value)
    return f"{int(value)}::bigint" if kind == FieldType.INTEGER else f"{float(value)!r}::double"
