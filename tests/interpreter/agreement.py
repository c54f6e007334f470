"""A run of the engine held against the interpreter: everything that both say must be the same."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pyarrow as pa

import recordcheck
from recordcheck.engine.previous import looks_back
from recordcheck.model import Finding, Rate, Rule, Run, Severity, Standard

from .hostile import AS_AT, Tables
from .judge import Judgement, RuleKey, judge
from .rates import Counts, Group
from .targets import Held, held_for_field, held_for_rule
from .verdicts import Verdict
from .world import Given

Said = tuple[int, int, int, tuple[int, ...]]
"""Of a finding: broken, judged, not judged, and the numbers of the records."""

Measured = tuple[int | None, ...]
"""Of a rate: due, recorded, valid, known, declined, kept, not judged."""

Spans = dict[str, list[tuple[str, int]]]
"""For each table its files in order, with how many records each has."""

FEWEST = 5
OTHER_VALUES = "other values"


def check_agreement(
    standard: Standard,
    tables: Tables,
    *,
    previous: Tables | None = None,
    parameters: Mapping[str, str] | None = None,
    by: tuple[tuple[str, ...], ...] = (),
) -> None:
    """Give both the same frames, and compare all that they say. A previous export is given only
    where something looks at it: otherwise it is refused.
    """
    before = (previous or {}) if looks_back(standard) else {}
    run = recordcheck.check(
        {name: frame(given) for name, given in tables.items()},
        standard,
        parameters=parameters,
        previous={name: frame(given) for name, given in before.items()} or None,
        as_at=AS_AT,
        by=[",".join(group) for group in by],
        max_records=None,
    )
    asked = partial(judge, standard, tables, as_at=AS_AT, parameters=parameters, previous=previous)
    spans = {name: [(name, len(given.records))] for name, given in tables.items()}
    assert_same(run, asked(), standard, spans)
    for group in by:
        assert_same_rates(run, asked(by=group), standard, group)


def check_agreement_on_files(standard: Standard, tables: Tables, folder: Path) -> None:
    """Give the engine two files of each table, with their columns in another order."""
    spans: Spans = {}
    for name, given in tables.items():
        half = (len(given.records) + 1) // 2
        parts = [given.columns, given.columns[::-1]], [given.records[:half], given.records[half:]]
        spans[name] = []
        for number, (columns, records) in enumerate(zip(*parts, strict=True)):
            if records:
                path = folder / f"{name}-{number}.csv"
                write_file(path, Given(columns, records))
                spans[name].append((str(path), len(records)))
    data = {name: [path for path, _ in files] for name, files in spans.items()}
    run = recordcheck.check(data, standard, as_at=AS_AT, max_records=None)
    assert_same(run, judge(standard, tables, as_at=AS_AT), standard, spans)


def frame(given: Given) -> pa.Table:
    """Records as a frame of texts."""
    return pa.table(
        {
            name: pa.array([record.get(name) for record in given.records], pa.string())
            for name in given.columns
        }
    )


def write_file(path: Path, given: Given) -> None:
    """Records as a file of comma-separated values, each in quotation marks."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(given.columns)
        writer.writerows([record.get(name) for name in given.columns] for record in given.records)


def assert_same(run: Run, judged: Judgement, standard: Standard, spans: Spans) -> None:
    """Everything that is said of all records together."""
    assert_same_findings(run, judged, standard, spans)
    assert_same_not_run(run, judged, standard)
    assert_same_rates(run, judged, standard, None)
    assert_same_sums(run, judged, spans)


def written(standard: Standard, table: str, rule: str) -> Rule | None:
    """The written rule of that identifier in a table, if it is one."""
    return next((r for r in standard.tables[table].rules if r.written and r.id == rule), None)


def field_of(standard: Standard, key: RuleKey) -> str | None:
    """The field that a finding of a rule is about."""
    rule = written(standard, key[0], key[1])
    return key[2] if rule is None else rule.field


def assert_same_findings(run: Run, judged: Judgement, standard: Standard, spans: Spans) -> None:
    """The same rules are broken, by the same records of the same files."""
    found = {(one.table, one.rule, one.field, one.path): said(one) for one in run.findings}
    expected: dict[tuple[str, str, str | None, str], Said] = {}
    for table, rule, field in judged.missing:
        expected |= {(table, rule, field, path): (1, 1, 0, ()) for path, _ in spans[table]}
    for key, verdicts in judged.verdicts.items():
        table, rule, field = key[0], key[1], field_of(standard, key)
        view = standard.tables[table].view
        files = spans[table] if view is None else of_a_view(table, standard, len(verdicts), spans)
        for path, part in split(verdicts, files):
            if Verdict.BROKEN in part:
                said_of = counted(part)
                expected[table, rule, field, path] = said_of if view is None else (*said_of[:3], ())
    assert len(found) == len(run.findings)
    assert found == expected


def of_a_view(table: str, standard: Standard, count: int, spans: Spans) -> list[tuple[str, int]]:
    """The one file that the records of a view stand for: the first of the tables that it stands on,
    by way of other views too, if any.
    """
    stands_on = below(table, standard)
    first = next((name for name in spans if name in stands_on), next(iter(spans)))
    return [(spans[first][0][0], count)]


def below(table: str, standard: Standard) -> set[str]:
    """The tables of the export that a view reads, or the views that it reads do."""
    known = standard.tables.get(table)  # a table of the previous export is none
    if known is None:
        return set()
    if known.view is None:
        return {table}
    return {one for read, _ in known.view.reads for one in below(read, standard)}


def split(
    verdicts: list[Verdict], files: list[tuple[str, int]]
) -> Iterator[tuple[str, list[Verdict]]]:
    """The verdicts of a table, file by file."""
    start = 0
    for path, count in files:
        yield path, verdicts[start : start + count]
        start += count


def said(one: Finding) -> Said:
    """What a finding of the engine says."""
    return one.broken, one.judged, one.not_judged, one.records


def counted(verdicts: list[Verdict]) -> Said:
    """What a finding should say."""
    count = Counter(verdicts)
    records = tuple(n for n, verdict in enumerate(verdicts, 1) if verdict is Verdict.BROKEN)
    judged = count[Verdict.BROKEN] + count[Verdict.KEPT]
    return count[Verdict.BROKEN], judged, count[Verdict.UNKNOWN], records


def assert_same_not_run(run: Run, judged: Judgement, standard: Standard) -> None:
    """The same rules could not be run, and each names something that lacks, in words too."""
    expected = {
        (key[0], key[1], field_of(standard, key)): lacks for key, lacks in judged.not_run.items()
    }
    for (table, field), lacks in judged.rates_not_run.items():
        prefix = standard.tables[table].fields[field].prefix
        blank: RuleKey = (table, f"{prefix}-290", field)
        expected[blank] = expected.get(blank, frozenset()) | lacks
    found = {(one.table, one.rule, one.field): one for one in run.not_run}
    assert len(found) == len(run.not_run)
    assert set(found) == set(expected)
    for key, one in found.items():
        names = {(column or table).removeprefix("previous.") for table, column in expected[key]}
        assert any(name in one.reason for name in names), (key, one.reason)
        if one.lacks_table is not None:
            assert (one.lacks_table, one.lacks_column) in expected[key], (key, one)
        else:
            assert any(table.startswith("previous.") for table, _ in expected[key]), (key, one)


def assert_same_rates(
    run: Run, judged: Judgement, standard: Standard, by: tuple[str, ...] | None
) -> None:
    """The same rates over all records (where `by` is None) or for each group, with targets."""
    found = {
        (one.table, one.field or one.rule, group_key(one)): measured(one)
        for one in run.rates
        if (tuple(one.group) if one.group is not None else None) == by
    }
    expected: dict[tuple[str, str | None, Group], tuple[Measured, tuple[Held, ...]]] = {}
    for (table, field), groups in judged.rates.items():
        targets = standard.tables[table].fields[field].targets
        for group, counts in gathered(groups, by).items():
            held = tuple(held_for_field(target, counts) for target in targets)
            expected[table, field, group] = of_counts(counts), held
    if by is None:
        expected |= rule_rates(judged, standard)
    else:
        found = {key: value for key, value in found.items() if value[0][1] is not None}
    assert found == expected


def group_key(one: Rate) -> Group:
    """The values that a rate is grouped by."""
    return () if one.group is None else tuple(one.group.values())


def measured(one: Rate) -> tuple[Measured, tuple[Held, ...]]:
    """What a rate of the engine says."""
    targets = tuple((t.measure, t.count, t.of, t.met, t.short_by) for t in one.targets)
    counts = (one.due, one.recorded, one.valid, one.known, one.declined, one.kept, one.not_judged)
    return counts, targets


def of_counts(counts: Counts) -> Measured:
    """What a rate of a field should say."""
    return (counts.due, counts.recorded, counts.valid, counts.known, counts.declined, None, None)


def rule_rates(
    judged: Judgement, standard: Standard
) -> dict[tuple[str, str | None, Group], tuple[Measured, tuple[Held, ...]]]:
    """The rates of the rules that have a target."""
    found: dict[tuple[str, str | None, Group], tuple[Measured, tuple[Held, ...]]] = {}
    for (table, rule, _), verdicts in judged.verdicts.items():
        one = written(standard, table, rule)
        if one is not None and one.targets:
            count = Counter(verdicts)
            due = count[Verdict.KEPT] + count[Verdict.BROKEN]
            counts = (due, None, None, None, None, count[Verdict.KEPT], count[Verdict.UNKNOWN])
            held = tuple(held_for_rule(target, verdicts) for target in one.targets)
            found[table, rule, ()] = counts, held
    return found


def gathered(groups: dict[Group, Counts], by: tuple[str, ...] | None) -> dict[Group, Counts]:
    """Groups as they may be shown: those of fewer than five records together."""
    if by is None:
        return groups
    shown = {group: counts for group, counts in groups.items() if counts.records >= FEWEST}
    hidden = [counts for counts in groups.values() if counts.records < FEWEST]
    if hidden:
        shown[tuple(OTHER_VALUES for _ in by)] = together(hidden)
    return shown


def together(parts: list[Counts]) -> Counts:
    """Several groups counted as one."""
    declined = [part.declined for part in parts if part.declined is not None]
    return Counts(
        sum(part.records for part in parts),
        sum(part.due for part in parts),
        sum(part.recorded for part in parts),
        sum(part.valid for part in parts),
        sum(part.known for part in parts),
        sum(declined) if declined else None,
        sum((part.roles for part in parts), Counter()),
    )


def assert_same_sums(run: Run, judged: Judgement, spans: Spans) -> None:
    """The same number of records, of verdicts, and of records with a problem."""
    assert {(one.name, one.path, one.records) for one in run.tables} == {
        (name, path, count) for name, files in spans.items() for path, count in files
    }
    everything = [verdict for verdicts in judged.verdicts.values() for verdict in verdicts]
    count = Counter(everything)
    assert run.judged == count[Verdict.KEPT] + count[Verdict.BROKEN]
    weighty = {
        (one.table, one.rule)
        for one in run.findings
        if one.severity is not Severity.INFO and not one.trial
    }
    problems = {
        (table, index)
        for (table, rule, _), verdicts in judged.verdicts.items()
        if (table, rule) in weighty and table in spans
        for index, verdict in enumerate(verdicts)
        if verdict is Verdict.BROKEN
    }
    assert run.problem_records == len(problems)
