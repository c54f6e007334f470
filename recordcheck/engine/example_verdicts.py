"""What the engine makes of the made-up records of examples: the verdicts of rules on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from recordcheck.engine.check import Session
from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.judging.plan import is_whole
from recordcheck.engine.settings import Options
from recordcheck.model import Example, Rule, Standard, Table
from recordcheck.standard.load import load
from recordcheck.standard.sql.scope import PREVIOUS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AS_AT = date(2026, 3, 31)


def is_alone(rule: Rule, example: Example) -> bool:
    """Whether the records of an example are judged apart from those of others."""
    others = (records for called, records in example.tables.items() if called != rule.table)
    return is_whole(rule) or any(others)


def written_in(rule: Rule, standard: Standard) -> str:
    """The path of the standard that a rule's examples are written in, this one or below it."""
    return rule.place.path if rule.written and rule.place is not None else standard.path


def as_written(rule: Rule, standard: Standard) -> Standard:
    """The standard with the defaults of parameters and the forms of dates of the one below it that
    a rule's examples are written in: they were written for those.
    """
    path = written_in(rule, standard)
    if path == standard.path:
        return standard
    below = load(path, folders=standard.folders)
    tables = {
        called: _with_dates_of(below.tables[called], table) if called in below.tables else table
        for called, table in standard.tables.items()
    }
    parameters = {**standard.parameters, **below.parameters}
    return replace(standard, tables=tables, parameters=parameters)


def _with_dates_of(below: Table, table: Table) -> Table:
    """The table with the forms of dates of the one below it, where that has the field."""
    forms = {name: field.dates for name, field in below.fields.items()}
    fields = {
        name: replace(field, dates=forms.get(name, field.dates))
        for name, field in table.fields.items()
    }
    return replace(table, fields=fields)


def verdicts_of(
    rules: list[Rule], example: Example, standard: Standard, con: DuckDBPyConnection
) -> dict[str, list[int]]:
    """The verdicts of each rule of one table, by its column, record by record of an example."""
    standard = as_written(rules[0], standard)
    previous = {
        (called := name.removeprefix(PREVIOUS)): _frame(records, standard.tables[called].fields)
        for name, records in example.tables.items()
        if name.startswith(PREVIOUS)
    }
    given = _every_table(standard, example.tables)
    with _judged(given, previous, standard, rules, con) as session:
        columns = _verdict_columns(session, rules[0].table)
    return {rule.column: columns.get(rule.column, []) for rule in rules}


def verdicts_together(
    table: Table, pairs: Sequence[tuple[Rule, Example]], standard: Standard, con: DuckDBPyConnection
) -> list[list[int]]:
    """The verdicts of each of some rules on the records of an example of it, where none is judged
    apart and all are written in one standard: all at once.
    """
    standard = as_written(pairs[0][0], standard)
    each = [example.tables.get(table.name, ()) for _, example in pairs]
    given = _every_table(standard, {table.name: list(chain.from_iterable(each))})
    with _judged(given, {}, standard, [rule for rule, _ in pairs], con) as session:
        columns = _verdict_columns(session, table.name)
    ends = accumulate(map(len, each))
    return [
        columns.get(rule.column, [])[end - len(records) : end]
        for (rule, _), records, end in zip(pairs, each, ends, strict=True)
    ]


@contextmanager
def _judged(
    tables: dict[str, Any],
    previous: dict[str, Any],
    standard: Standard,
    rules: Iterable[Rule],
    con: DuckDBPyConnection,
) -> Iterator[Session]:
    options = Options(
        as_at=AS_AT,
        select=tuple(dict.fromkeys(rule.id for rule in rules)),
        rates=False,
        previous=previous or None,
    )
    with closing(Session(open_data(tables), standard, options, con, keep_verdicts=True)) as session:
        session.judge()
        yield session


def _verdict_columns(session: Session, table: str) -> dict[str, list[int]]:
    """The verdicts of each rule, record by record; none where no rule of the table could run."""
    judged = session.judged.get(table)
    if judged is None:
        return {}
    verdicts = {column: f"{judged.verdicts(column)} order by 1" for column in judged.packed.rules}
    return {
        column: [int(verdict) for _, _, verdict in session.con.execute(sql).fetchall()]
        for column, sql in verdicts.items()
    }


def _every_table(
    standard: Standard, tables: Mapping[str, Iterable[dict[str, str | None]]]
) -> dict[str, Any]:
    """Every table of the standard with all its columns; empty where an example has none."""
    return {
        called: _frame(tables.get(called, ()), table.fields)
        for called, table in standard.exported.items()
    }


def _frame(records: Iterable[dict[str, str | None]], fields: Iterable[str]) -> Any:
    import pyarrow

    records = list(records)
    columns = {
        called: pyarrow.array([record.get(called) for record in records], pyarrow.string())
        for called in fields
    }
    return pyarrow.table(columns)
