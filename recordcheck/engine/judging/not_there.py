"""What a rule, a rate or a view reaches and the export does not have, and what goes without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from recordcheck.model import Field, NotRun, Rule, Table
from recordcheck.model.kinds import identifier
from recordcheck.standard.sql.measures import field_of
from recordcheck.standard.sql.scope import PREVIOUS
from recordcheck.standard.sql.types import RECORDS

Present = Mapping[str, frozenset[str]]
"""The fields of each table that is there."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A table, or a column of one, that the export does not have, and the words for it. An export
    of the period before that was not given is neither.
    """

    says: str
    table: str | None = None
    column: str | None = None

    def of_rule(self, rule: Rule) -> NotRun:
        """That a rule is not run for it."""
        return NotRun(rule.id, rule.table, rule.field, self.says, self.table, self.column)


def no_table(called: str) -> Lack:
    """That a table is not there."""
    return Lack(f"the export has no table {called}", called)


def what_lacks(
    reads: Iterable[tuple[str, str]], table: Table, present: Present, without: Mapping[str, Lack]
) -> Lack | None:
    """The first table or column that is reached and not there; None where all are. `without` says
    of a view that is not there why. Of several tables it is said which one lacks the column.
    """
    derived = {derive.name for derive in table.derives}
    for other, column in sorted(reads):
        if other == table.name and column in derived:
            continue
        if other not in present:
            if other.startswith(PREVIOUS):
                before = other.removeprefix(PREVIOUS)
                return Lack(f"no previous export with {before} was given (--previous)")
            return without.get(other, no_table(other))
        called = field_of(column)
        if column != RECORDS and called not in present[other]:
            alone = other == table.name and len(present) == 1
            says = f"{'the export' if alone else other} has no column {called}"
            return Lack(says, other, called)
    return None


def add_without_rate(not_run: list[NotRun], table: Table, item: Field, lack: Lack) -> None:
    """A rate that cannot be counted is listed with the rule of the field's blanks, which a field
    with a target has not.
    """
    called = identifier(item.prefix, "blank")
    for place, one in enumerate(not_run):
        if one.rule == called and one.field == item.name:
            not_run[place] = replace(one, no_rate=True)
            return
    says = f"no rate of {item.name}: {lack.says}"
    alone = NotRun(called, table.name, item.name, says, lack.table, lack.column, no_rate=True)
    not_run.append(alone)
