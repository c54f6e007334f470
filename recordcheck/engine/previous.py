"""The same tables from last period's export, for rules that compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from recordcheck.engine.given.inputs import Part, open_data
from recordcheck.engine.given.tables import match_tables
from recordcheck.engine.settings import Options
from recordcheck.engine.typed_table import keep_typed
from recordcheck.errors import UserError
from recordcheck.model import TEXTS, Standard
from recordcheck.plural import many
from recordcheck.standard.sql.measures import RECORDED, field_of
from recordcheck.standard.sql.scope import PREVIOUS
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def open_previous(options: Options, standard: Standard, now: Iterable[Part]) -> list[Part]:
    """The parts of the export of the period before, in the encoding of this one. Raises UserError
    where its files are among those of `now`: a rule that compares would find all as it should be.
    """
    if options.previous is None:
        return []
    parts = open_data(options.previous, [standard], encoding=options.encoding)
    given = {Path(part.file).resolve() for part in now if part.file}
    for part in parts if looks_back(standard) else ():
        if part.file and Path(part.file).resolve() in given:
            raise UserError(
                "this file is both the export to check and that of the period before",
                path=part.label,
                remedy="give the export of the period before, or leave --previous out",
            )
    return parts


def some_before(parts: list[Part]) -> None:
    """Raises UserError where the export of the period before has no record: a rule that compares
    would apply to nothing. Of an example that is meant.
    """
    if parts and not any(part.records for part in parts):
        raise UserError(
            "no record in the export of the period before",
            path=parts[0].label,
            remedy="give one that has records, or leave --previous out",
        )


def read_previous(
    con: DuckDBPyConnection, parts: list[Part], standard: Standard, maps: Mapping[str, str]
) -> tuple[dict[str, frozenset[str]], dict[str, list[str]]]:
    """Fill `previous.<table>` for each table that is there, and say which fields it has, and for
    each table what a reader must know of it.

    Only the fields that the standard's expressions reach in a previous table are read. Raises
    RefusedError where the engine does not find all records.
    """
    reached: dict[str, set[str]] = {}
    for other, column in _reads(standard):
        if other.startswith(PREVIOUS):
            reached.setdefault(other, set()).add(column)
    present: dict[str, frozenset[str]] = {}
    warnings: dict[str, list[str]] = {}
    if not parts or not reached:
        return present, warnings
    for called, given in match_tables(parts, standard, maps).items():
        asked, table = reached.get(PREVIOUS + called, set()), standard.tables[called]
        wanted = given.fields & table.with_parts(map(field_of, asked))
        fields = {field: table.fields[field] for field in sorted(wanted)}
        may_fail = [field for field, one in fields.items() if one.type not in TEXTS]
        asked |= {RECORDED.format(field) for field in may_fail}
        keep_typed(con, PREVIOUS + called, given, fields, standard.placeholders, asked)
        present[PREVIOUS + called] = frozenset(given.fields)
        warnings[called] = list(_unread(con, PREVIOUS + called, may_fail))
    return present, warnings


def _unread(con: DuckDBPyConnection, table: str, fields: Iterable[str]) -> Iterator[str]:
    """The fields that are recorded and do not read, as where dates were written in another form
    then: what is compared with them finds nothing, and that would look like a change.
    """
    for field in fields:
        failed = f"{name(RECORDED.format(field))} and {name(field)} is null"
        # Fetched whole: the engine takes no frame while it waits to give more of a result.
        asked = f"select count(*) from {name(table)} where {failed}"
        [(unread,)] = con.execute(asked).fetchall()
        if unread:
            yield (
                f"in the export of the period before {field} does not read in"
                f" {many(unread, 'record')}, so nothing can be compared with it there; it is"
                " read in the form that it has in this one"
            )


def looks_back(standard: Standard) -> bool:
    """Whether anything of a standard reads the export of the period before."""
    return any(other.startswith(PREVIOUS) for other, _ in _reads(standard))


def _reads(standard: Standard) -> set[tuple[str, str]]:
    tables = standard.tables.values()
    return {read for table in tables for one in table.expressions for read in one.reads}
