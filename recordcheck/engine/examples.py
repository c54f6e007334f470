"""`schema test`: the examples of every rule are run through the engine, and must keep or break it
as they say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recordcheck.engine.example_verdicts import (
    as_written,
    is_alone,
    verdicts_of,
    verdicts_together,
    written_in,
)
from recordcheck.engine.judging.pack import BROKEN, KEPT, NOT_JUDGED
from recordcheck.engine.judging.session import connect
from recordcheck.errors import UserError
from recordcheck.model import Example, Rule, Standard, Table
from recordcheck.model.proof import Proof
from recordcheck.rules import code_list, rules_of, wrong_type
from recordcheck.schema.compile import check_depth
from recordcheck.standard.find import shipped
from recordcheck.standard.sql.scope import PREVIOUS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OF_A_CELL = (code_list.KIND, wrong_type.KIND)


def prove(standard: Standard) -> Proof:
    """Run the examples of every rule of a standard. A shipped rule must have some."""
    proof = Proof(standard.name)
    check_depth()  # otherwise each example would be said to fail
    own = Path(standard.path).resolve().parent == shipped().resolve()
    with connect() as con:
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
        pairs = [(one.rule, one.example) for one in some]
        try:
            found = verdicts_together(table, pairs, standard, con)
        except UserError:  # of one of them: each by itself, it is known of which
            alone += some
            continue
        for one, given in zip(some, found, strict=True):
            one.counts = _tally(given)
    for one in alone:
        try:
            by_rule = verdicts_of([one.rule], one.example, standard, con)
            one.counts = _tally(by_rule[one.rule.column])
        except UserError as error:
            one.error = error.message
    return tried


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
    """The first cell that is on no code list, or does not read as its type, which is often why an
    example fails; nothing where each can be read.
    """
    if tried.error is not None:
        return ""
    standard = as_written(tried.rule, standard)
    for called, records in tried.example.tables.items():
        table = standard.tables[called.removeprefix(PREVIOUS)]
        rules = [rule for rule in rules_of(table, standard) if rule.kind in OF_A_CELL]
        if not (rules and records):
            continue
        given = verdicts_of(rules, Example({table.name: records}), standard, con)
        for rule in rules:
            for record, verdict in zip(records, given[rule.column], strict=False):
                if verdict == BROKEN and rule.field is not None:
                    says = (rule.fault or "").removeprefix(rule.field)
                    return f"; its {rule.field} `{record.get(rule.field)}`{says}"
    return ""
