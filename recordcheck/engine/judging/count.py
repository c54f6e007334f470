"""From counts to findings."""

from __future__ import annotations

from recordcheck.engine.judging.judge import Judged
from recordcheck.engine.judging.tally import Tally, Verdicts
from recordcheck.model import Finding, Rule


def findings(judged: Judged, files: list[Tally]) -> tuple[list[Finding], Verdicts]:
    """The rules that some records break, and the verdicts of every rule; both file by file."""
    places = judged.packed.verdicts
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
