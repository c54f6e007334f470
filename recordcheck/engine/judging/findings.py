"""From counts to findings, and to the rules that no record breaks: what was judged and found to be
right is said too.
"""

from __future__ import annotations

from collections.abc import Iterable

from recordcheck.engine.given.tables import TableInput
from recordcheck.engine.judging.judge import Judged
from recordcheck.engine.judging.tally import Tally, Verdicts
from recordcheck.model import Finding, Kept, Rule


def findings(judged: Judged) -> tuple[list[Finding], Verdicts]:
    """The rules that some records break, and the verdicts of every rule; both file by file."""
    files, places = judged.files, judged.packed.verdicts
    verdicts = {
        column: [file.verdicts(place) for file in files] for column, place in places.items()
    }
    found = []
    for column, counts in verdicts.items():
        rule = judged.packed.rules[column]
        for number, (kept, broken, unknown) in enumerate(counts):
            if broken:
                path = judged.given.parts[number].label
                listed = _records(judged, files, column, number)
                found.append(finding(rule, path, broken, kept + broken, unknown, listed))
    return found, verdicts


def _records(judged: Judged, files: list[Tally], column: str, number: int) -> tuple[int, ...]:
    """The first record numbers of a broken rule in a file, from 1 after its header; none of a view,
    whose records have no number in a file.
    """
    if judged.plan.table.view is not None:
        return ()
    before = sum(file.records for file in files[:number])
    places = judged.counted.first.get((column, number), [])
    set_aside = [fault.record for fault in judged.given.parts[number].set_aside]
    return tuple(_in_the_file(place - before + 1, set_aside) for place in places)


def _in_the_file(record: int, set_aside: list[int]) -> int:
    """A record's number in its file, of which some records were set aside."""
    for gone in set_aside:
        record += gone <= record
    return record


def finding(
    rule: Rule, path: str, broken: int, judged: int, unknown: int, records: tuple[int, ...]
) -> Finding:
    """A finding in the words of its rule."""
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=rule.severity,
        table=rule.table,
        field=rule.field,
        path=path,
        broken=broken,
        judged=judged,
        not_judged=unknown,
        records=records,
        says=rule.fault or rule.says,
        help=rule.help,
        trial=rule.trial,
    )


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
