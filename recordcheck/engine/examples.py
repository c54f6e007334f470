"""`schema test`: the examples of every rule are run through the engine, and must keep or break it
as they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recordcheck.engine.check import Session
from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.judging.plan import is_whole
from recordcheck.engine.judging.session import connect
from recordcheck.engine.settings import Options
from recordcheck.errors import UserError
from recordcheck.model import Example, Rule, Standard, Table
from recordcheck.model.proof import Proof
from recordcheck.rules import rules_of, wrong_type
from recordcheck.standard.find import shipped
from recordcheck.standard.load import load
from recordcheck.standard.sql.scope import PREVIOUS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AS_AT = date(2026, 3, 31)
KEPT, BROKEN, NOT_JUDGED = 1, 2, 3  # a verdict


def test_standards(standards: Iterable[Standard]) -> list[Proof]:
    """Run the examples of every rule of each standard. A shipped rule must have some."""
    return [_test(standard) for standard in standards]


def _test(standard: Standard) -> Proof:
    proof = Proof(standard.name)
    own = Path(standard.path).resolve().parent == shipped().resolve()
    con = connect()
    try:
        for table in standard.tables.values():
            rules = [rule for rule in rules_of(table, standard) if not rule.of_a_column]
            proof.rules += len(rules)
            for rule in rules:
                if rule.written and not (rule.keeps and rule.breaks):
                    proof.without.append(rule.id)
                    if own:
                        missing = "has no example that keeps it and one that breaks it"
                        proof.failures.append(_line(rule, standard, missing))
            for tried in _all_tried(table, rules, standard, con):
                proof.examples += 1
                if (fault := _fault(tried)) is not None:
                    fault += _perhaps(tried, standard, con)
                    proof.failures.append(_line(tried.rule, standard, fault, tried.example))
    finally:
        con.close()
    return proof


@dataclass(slots=True)
class Tried:
    """An example of a rule, and how many of its records keep it, break it and were not judged."""

    rule: Rule
    example: Example
    keeps: bool
    counts: tuple[int, int, int] = (0, 0, 0)
    error: str | None = None


def _all_tried(
    table: Table, rules: Iterable[Rule], standard: Standard, con: DuckDBPyConnection
) -> list[Tried]:
    """Every example of a table's rules, run. Those of rules that look at one record run all at
    once.
    """
    tried = [
        Tried(rule, example, keeps)
        for rule in rules
        for keeps, examples in ((True, rule.keeps), (False, rule.breaks))
        for example in examples
    ]
    alone = [one for one in tried if is_alone(one.rule, one.example)]
    together: dict[str, list[Tried]] = {}
    for one in tried:
        if one not in alone:
            together.setdefault(written_in(one.rule, standard), []).append(one)
    for some in together.values():
        _run_together(table, some, _as_written(some[0].rule, standard), con)
    for one in alone:
        try:
            given = verdicts_of([one.rule], one.example, standard, con)
            one.counts = _tally(given[one.rule.column])
        except UserError as error:
            one.error = error.message
    return tried


def is_alone(rule: Rule, example: Example) -> bool:
    """Whether the records of an example are judged apart from those of others."""
    others = (records for called, records in example.tables.items() if called != rule.table)
    return is_whole(rule) or any(others)


def written_in(rule: Rule, standard: Standard) -> str:
    """The path of the standard that a rule's examples are written in, this one or below it."""
    return rule.place.path if rule.written and rule.place is not None else standard.path


def _as_written(rule: Rule, standard: Standard) -> Standard:
    """The standard with the defaults of parameters and the forms of dates of the one below it that
    a rule's examples are written in: they were written for those.
    """
    path = written_in(rule, standard)
    if path == standard.path:
        return standard
    below = load(path)
    tables = {
        called: replace(
            table,
            fields={
                name: replace(field, dates=below.tables[called].fields[name].dates)
                if name in below.tables[called].fields
                else field
                for name, field in table.fields.items()
            },
        )
        for called, table in standard.tables.items()
        if called in below.tables
    }
    return replace(
        standard,
        tables={**standard.tables, **tables},
        parameters={**standard.parameters, **below.parameters},
    )


def _run_together(
    table: Table,
    tried: list[Tried],
    standard: Standard,
    con: DuckDBPyConnection,
) -> None:
    records = [record for one in tried for record in one.example.tables.get(table.name, ())]
    given = _every_table(standard, {table.name: records})
    with _judged(given, {}, standard, [one.rule for one in tried], con) as session:
        columns = _verdict_columns(session, table.name)
    first = 0
    for one in tried:
        many = len(one.example.tables.get(table.name, ()))
        one.counts = _tally(columns.get(one.rule.column, [])[first : first + many])
        first += many


def verdicts_of(
    rules: list[Rule], example: Example, standard: Standard, con: DuckDBPyConnection
) -> dict[str, list[int]]:
    """The verdicts of each rule of one table, by its column, record by record of an example."""
    standard = _as_written(rules[0], standard)
    tables = {name: records for name, records in example.tables.items() if "." not in name}
    previous = {
        (called := name.removeprefix(PREVIOUS)): _frame(records, standard.tables[called].fields)
        for name, records in example.tables.items()
        if name.startswith(PREVIOUS)
    }
    given = _every_table(standard, tables)
    with _judged(given, previous, standard, rules, con) as session:
        columns = _verdict_columns(session, rules[0].table)
    return {rule.column: columns.get(rule.column, []) for rule in rules}


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
    session = Session(open_data(tables), standard, options, con, keep_verdicts=True)
    try:
        session.judge()
        yield session
    finally:
        session.close()


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


def _tally(given: list[int]) -> tuple[int, int, int]:
    return given.count(KEPT), given.count(BROKEN), given.count(NOT_JUDGED)


def _line(rule: Rule, standard: Standard, fault: str, example: Example | None = None) -> str:
    place = (example.place if example is not None else None) or rule.place
    where = place if place is not None else standard.path
    return f"{where}: {rule.id}{f' {rule.field}' if rule.field else ''} {fault}"


def _fault(tried: Tried) -> str | None:
    """Why an example does not show what it should; None where it does."""
    kept, broken, unknown = tried.counts
    if tried.error is not None:
        return f"its example cannot be run: {tried.error}"
    which = "the example that should keep it" if tried.keeps else "the example that should break it"
    if tried.keeps and broken:
        return f"is broken by {which}"
    if not tried.keeps and kept and not broken:
        return f"is kept by {which}"
    if (kept if tried.keeps else broken) == 0:
        if unknown:
            return f"could not judge {which}: what it needs is blank there, or does not read"
        return f"does not apply to {which}"
    return None


def _perhaps(tried: Tried, standard: Standard, con: DuckDBPyConnection) -> str:
    """A cell that may be why an example fails; nothing where each can be read."""
    found = _off_the_list(tried.example, standard)
    if found or tried.error is not None:
        return found
    return _does_not_read(tried.example, _as_written(tried.rule, standard), con)


def _off_the_list(example: Example, standard: Standard) -> str:
    """The first cell of an example that is on no code list, which is often why it fails."""
    for called, records in example.tables.items():
        fields = standard.tables[called.removeprefix(PREVIOUS)].fields
        for name, cell in (pair for record in records for pair in record.items()):
            codes = fields[name].codes
            if codes is None or not cell or cell.lower() in standard.placeholders:
                continue
            if cell not in codes.names:
                return f"; its {name} `{cell}` is not on the code list {codes.name}"
    return ""


def _does_not_read(example: Example, standard: Standard, con: DuckDBPyConnection) -> str:
    """The first cell of an example that does not read as its type, which the rule may need."""
    for called, records in example.tables.items():
        table = standard.tables[called.removeprefix(PREVIOUS)]
        rules = [rule for rule in rules_of(table, standard) if rule.kind == wrong_type.KIND]
        if not (rules and records):
            continue
        given = verdicts_of(rules, Example({table.name: records}), standard, con)
        for rule in rules:
            for record, verdict in zip(records, given[rule.column], strict=False):
                if verdict == BROKEN and rule.field is not None:
                    says = (rule.fault or "").removeprefix(rule.field)
                    return f"; its {rule.field} `{record.get(rule.field)}`{says}"
    return ""


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
