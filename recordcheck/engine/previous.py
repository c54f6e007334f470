"""The same tables from last period's export, for rules that compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from recordcheck.engine.given.inputs import Part, open_data
from recordcheck.engine.given.tables import match_tables
from recordcheck.engine.settings import Options
from recordcheck.engine.typed_table import keep_typed
from recordcheck.errors import UserError
from recordcheck.model import Standard
from recordcheck.standard.sql.measures import field_of
from recordcheck.standard.sql.scope import PREVIOUS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def open_previous(options: Options, standard: Standard, now: Iterable[Part]) -> list[Part]:
    """The parts of the export of the period before, in the encoding of this one. Raises UserError
    where its files have no record, or are among those of `now`: a rule that compares would find all
    as it should be. Of frames, such as those of an example, that is meant.
    """
    if options.previous is None:
        return []
    parts = open_data(options.previous, [standard], encoding=options.encoding)
    if parts and not any(part.records or part.file is None for part in parts):
        raise UserError(
            "no record in the export of the period before",
            path=parts[0].label,
            remedy="give one that has records, or leave --previous out",
        )
    given = {Path(part.file).resolve() for part in now if part.file}
    for part in parts if looks_back(standard) else ():
        if part.file and Path(part.file).resolve() in given:
            raise UserError(
                "this file is checked, and is the export of the period before too",
                path=part.label,
                remedy="give that of the period before, or leave --previous out",
            )
    return parts


def read_previous(
    con: DuckDBPyConnection, parts: list[Part], standard: Standard, maps: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Fill `previous.<table>` for each table that is there, and say which fields it has.

    Only the fields that the standard's expressions reach in a previous table are read. Raises
    RefusedError where the engine does not find all records.
    """
    reached: dict[str, set[str]] = {}
    for other, column in _reads(standard):
        if other.startswith(PREVIOUS):
            reached.setdefault(other, set()).add(column)
    present: dict[str, frozenset[str]] = {}
    if not parts or not reached:
        return present
    for called, given in match_tables(parts, standard, maps).items():
        asked = reached.get(PREVIOUS + called, set())
        wanted = given.fields & {field_of(column) for column in asked}
        fields = {field: standard.tables[called].fields[field] for field in sorted(wanted)}
        keep_typed(con, PREVIOUS + called, given, fields, standard.placeholders, asked)
        present[PREVIOUS + called] = frozenset(given.fields)
    return present


def looks_back(standard: Standard) -> bool:
    """Whether anything of a standard reads the export of the period before."""
    return any(other.startswith(PREVIOUS) for other, _ in _reads(standard))


def _reads(standard: Standard) -> set[tuple[str, str]]:
    tables = standard.tables.values()
    return {read for table in tables for one in table.expressions for read in one.reads}
