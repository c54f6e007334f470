"""The rules that no record breaks: what was judged and found to be right is said too."""

from __future__ import annotations

from collections.abc import Iterable

from recordcheck.engine.given.tables import TableInput
from recordcheck.engine.judging.judge import Judged
from recordcheck.engine.judging.tally import Verdicts
from recordcheck.model import Kept, Rule


def given_at_all(verdicts: Verdicts) -> int:
    """How many verdicts were given: records that keep or break a rule, for each rule."""
    return sum(kept + broken for files in verdicts.values() for kept, broken, _ in files)


def kept_rules(judged: Judged, verdicts: Verdicts) -> tuple[list[Kept], list[Kept]]:
    """The rules of a table that were run and that no record of any file breaks; and beside them
    those that records of some files break, as they stand in the other files of the table.
    """
    whole, beside = [], []
    for column, files in verdicts.items():
        clean = [file for file in files if not file[1]]
        kept, unknown = sum(file[0] for file in clean), sum(file[2] for file in clean)
        one = _kept(judged.packed.rules[column], kept, unknown)
        if len(clean) == len(files):
            whole.append(one)
        elif kept or unknown:
            beside.append(one)
    return whole, beside


def columns_there(rules: Iterable[Rule], given: TableInput) -> list[Kept]:
    """The columns that a standard asks for, of a table that has them."""
    absent = {column.name for column in given.matched[0].absent}
    return [_kept(rule, 1, 0) for rule in rules if rule.of_a_column and rule.field not in absent]


def _kept(rule: Rule, judged: int, unknown: int) -> Kept:
    return Kept(rule.id, rule.name, rule.table, rule.field, judged, unknown)
