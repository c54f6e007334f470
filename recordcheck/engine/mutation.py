"""`schema test --mutate`: which small changes of a rule its examples notice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recordcheck.engine.example_verdicts import is_alone, verdicts_of, written_in
from recordcheck.engine.judging.session import connect
from recordcheck.model import Example, Rule, Standard
from recordcheck.model.proof import Mutation
from recordcheck.standard.mutants import Mutant, mutants_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def mutate(standard: Standard) -> Mutation:
    """Change every expression of every written rule of a standard, and run its examples. Rules of
    the standards that it stands on are not its own.
    """
    found = Mutation(standard.name)
    with connect() as con:
        for table in standard.tables.values():
            for rule in table.rules:
                own = written_in(rule, standard) == standard.path
                if not own or rule.id in standard.off or not (rule.keeps or rule.breaks):
                    continue
                changed, mutants = mutants_of(rule, table, standard)
                found.changes += len(mutants)
                if not mutants:
                    continue
                tables = {**standard.tables, table.name: changed}
                left = _unnoticed(rule, mutants, replace(standard, tables=tables), con)
                found.unproved += [_line(mutant, rule) for mutant in left]
    return found


def _unnoticed(
    rule: Rule, mutants: list[Mutant], standard: Standard, con: DuckDBPyConnection
) -> list[Mutant]:
    """The changes with which every record of every example gets the verdict that it had."""
    left = mutants
    for example in _examples_of(rule):
        if not left:
            break
        rules = [rule, *(mutant.rule for mutant in left)]
        verdicts = verdicts_of(rules, example, standard, con)
        had = verdicts[rule.column]
        left = [mutant for mutant in left if verdicts[mutant.rule.column] == had]
    return left


def _examples_of(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule; of one that looks at each record alone, all their records as one."""
    examples = (*rule.keeps, *rule.breaks)
    if any(is_alone(rule, one) for one in examples):
        return examples
    records = (record for one in examples for record in one.tables.get(rule.table, ()))
    return (Example({rule.table: tuple(records)}),)


def _line(mutant: Mutant, rule: Rule) -> str:
    where = f"{mutant.place}: " if mutant.place is not None else ""
    return f"{where}{rule.id} unproved: {mutant.says}"
