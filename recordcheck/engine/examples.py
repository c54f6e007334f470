"""`schema test`: the examples of every rule are run through the engine, and must keep or break it as they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from recordcheck.engine.check import Options, Session
from recordcheck.engine.inputs import open_data
from recordcheck.errors import UserError
from recordcheck.model import Example, Rule, Standard
from recordcheck.rules import rules_of
from recordcheck.standard.find import shipped

AS_AT = date(2026, 3, 31)


@dataclass(slots=True)
class Proof:
    """What the examples of one standard showed."""

    standard: str
    path: str
    rules: int = 0
    examples: int = 0
    without: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def test_standards(standards: Iterable[Standard]) -> list[Proof]:
    """Run the examples of every rule of each standard. A rule of a shipped standard must have some."""
    return [_test(standard) for standard in standards]


def _test(standard: Standard) -> Proof:
    proof = Proof(standard.name, standard.path)
    own = Path(standard.path).resolve().parent == shipped().resolve()
    for table in standard.tables.values():
        for rule in rules_of(table, standard):
            if rule.kind == "missing-column":
                continue
            proof.rules += 1
            if rule.written and not (rule.keeps and rule.breaks):
                proof.without.append(rule.id)
                if own:
                    proof.failures.append(
                        _line(rule, standard, "has no example that keeps it and one that breaks it")
                    )
            for keeps, examples in ((True, rule.keeps), (False, rule.breaks)):
                for example in examples:
                    proof.examples += 1
                    fault = _fault(rule, example, standard, keeps=keeps)
                    if fault is not None:
                        proof.failures.append(_line(rule, standard, fault, example))
    return proof


def _line(rule: Rule, standard: Standard, fault: str, example: Example | None = None) -> str:
    place = (example.place if example is not None else None) or rule.place
    where = f"{place.path}:{place.line}:{place.column}" if place is not None else standard.path
    return f"{where}: {rule.id}{f' {rule.field}' if rule.field else ''} {fault}"


def _fault(rule: Rule, example: Example, standard: Standard, *, keeps: bool) -> str | None:
    """Why an example does not show what it should; None where it does."""
    try:
        kept, broken, unknown = verdicts(rule, example, standard)
    except UserError as error:
        return f"its example cannot be run: {error.message}"
    if keeps and broken:
        return f"is broken by {broken} of the records that should keep it"
    if keeps and not kept:
        return (
            "is not judged by the example that should keep it"
            if unknown
            else "does not apply to the example that should keep it"
        )
    if not keeps and not broken:
        return (
            "is kept by the example that should break it"
            if kept
            else "is not judged by the example that should break it"
        )
    return None


def verdicts(rule: Rule, example: Example, standard: Standard) -> tuple[int, int, int]:
    """How many records of an example keep a rule, break it, and could not be judged."""
    import pyarrow

    data, previous = _data(example, standard, pyarrow)
    options = Options(as_at=AS_AT, select=(rule.id,), previous=previous or None)
    session = Session(open_data(data), standard, options)
    try:
        session.judge()
        judged = session.judged[rule.table]
        place = judged.verdicts.get(rule.column)
        if place is None:
            return 0, 0, 0
        sums = ", ".join(
            f"coalesce(sum(({place.verdict} = {number})::int), 0)" for number in (1, 2, 3)
        )
        row = session.con.execute(f'select {sums} from "{place.table}"').fetchone()
        assert row is not None
        return int(row[0]), int(row[1]), int(row[2])
    finally:
        session.close()


def _data(
    example: Example, standard: Standard, pyarrow: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every table of the standard as a frame with all its columns; those that the example leaves out are empty."""
    tables: dict[str, Any] = {}
    for called, table in standard.tables.items():
        records = example.tables.get(called, ())
        tables[called] = _frame(records, table.fields, pyarrow)
    previous = {
        called.removeprefix("previous."): _frame(
            records, standard.tables[called.removeprefix("previous.")].fields, pyarrow
        )
        for called, records in example.tables.items()
        if called.startswith("previous.")
    }
    return tables, previous


def _frame(records: Iterable[dict[str, str | None]], fields: Iterable[str], pyarrow: Any) -> Any:
    records = list(records)
    columns = {
        name: pyarrow.array([record.get(name) for record in records], pyarrow.string())
        for name in fields
    }
    return pyarrow.table(columns)


__all__ = ["Proof", "test_standards", "verdicts"]
