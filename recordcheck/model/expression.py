"""SQL of a standard: as it is written, as the engine takes it, and what it reaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Lookup:
    """Keys of the record's own table that are found before a rule asks for them, in a table of that
    `name`: those among the records `where` something holds of whose records together it holds
    what they are `having`; both plain SQL.
    """

    name: str
    keys: tuple[str, ...]
    having: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """One piece of SQL: as written, and as plain SQL in DuckDB's spelling after our functions are
    rewritten.

    `reads` are the columns that it reaches, as (table, column), where the record's own table is
    named too, and (table, *) for each table that it selects from; `whole_export` says that it looks
    at other records (a window or a subquery), not at its own record alone. `names` are the columns
    that it names itself, without those that derived columns read for it. `lookup` are the values
    that it looks up, `parameters` those that it names itself.
    """

    text: str
    sql: str
    reads: frozenset[tuple[str, str]] = frozenset()
    whole_export: bool = False
    place: Place | None = None
    named: frozenset[tuple[str, str]] | None = None
    lookup: Lookup | None = None
    parameters: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[tuple[str, str]]:
        """The columns that it names itself."""
        return self.reads if self.named is None else self.named
