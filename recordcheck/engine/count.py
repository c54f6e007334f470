"""From verdicts to findings and rates: sums over the verdict table, first record numbers."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from recordcheck.engine.judge import Judged, Place
from recordcheck.engine.plan import roles_counted
from recordcheck.model import Field, Finding, Rate, Rule, Severity, Target, TargetResult
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FEWEST = 5
OTHER_VALUES = "other values"
Counts = dict[tuple[str, str], int]


def file_records(con: DuckDBPyConnection, judged: Judged) -> list[tuple[int, int]]:
    """For each file of the table, how many records stand before it and how many it has."""
    found = dict(
        con.execute(f'select "file", count(*) from {name(judged.table)} group by 1').fetchall()
    )
    counts = [int(found.get(number, 0)) for number in range(len(judged.given.parts))]
    return [(sum(counts[:number]), count) for number, count in enumerate(counts)]


def findings(
    con: DuckDBPyConnection, judged: Judged, most: int | None, files: list[tuple[int, int]]
) -> tuple[list[Finding], int]:
    """The rules that some records break, file by file, and how many verdicts were given at all."""
    found: list[Finding] = []
    verdicts = 0
    for table in dict.fromkeys(place.table for place in judged.verdicts.values()):
        rules = [
            judged.rules[column]
            for column, place in judged.verdicts.items()
            if place.table == table
        ]
        for file, counts in _verdict_counts(con, judged, table, rules).items():
            for rule, (kept, broken, unknown) in zip(rules, counts, strict=True):
                verdicts += kept + broken
                if broken:
                    place, part = judged.verdicts[rule.column], judged.given.parts[file]
                    records = (
                        _first(con, place, table, file, most, files[file][0])
                        if judged.plan.table.view is None  # whose records have no number in a file
                        else ()
                    )
                    records = numbered(records, [fault.record for fault in part.set_aside])
                    found.append(finding(rule, part.label, broken, kept + broken, unknown, records))
    return found, verdicts


def _verdict_counts(
    con: DuckDBPyConnection, judged: Judged, table: str, rules: list[Rule]
) -> dict[int, list[tuple[int, int, int]]]:
    sums = [
        f"sum(({judged.verdicts[rule.column].verdict} = {verdict})::int)"
        for rule in rules
        for verdict in (1, 2, 3)
    ]
    rows = con.execute(
        f'select "file", {", ".join(sums)} from {name(table)} group by 1 order by 1'
    ).fetchall()
    return {
        row[0]: [
            (int(a), int(b), int(c))
            for a, b, c in zip(row[1::3], row[2::3], row[3::3], strict=True)
        ]
        for row in rows
    }


def _first(
    con: DuckDBPyConnection, place: Place, table: str, file: int, most: int | None, before: int
) -> tuple[int, ...]:
    """The first record numbers of a broken rule in a file, from 1 after its header."""
    whole = table.startswith("whole ")
    record = "record" if whole else "rowid"
    order = "order by 1" if whole else ""
    limit = f"limit {most}" if most is not None else ""
    rows = con.execute(
        f"select {record} from {name(table)}"
        f' where {place.verdict} = 2 and "file" = {file} {order} {limit}'
    ).fetchall()
    return tuple(sorted(row[0] - before + 1 for row in rows))


def numbered(records: tuple[int, ...], left_out: list[int]) -> tuple[int, ...]:
    """Record numbers as they are in the file, where some records of it were left out."""
    if not left_out:
        return records
    found = []
    for number in records:
        place = number
        for gone in left_out:
            place += gone <= place
        found.append(place)
    return tuple(found)


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


def problem_records(con: DuckDBPyConnection, judged: Judged) -> int:
    """How many records break at least one rule of severity warning or error, not on trial."""
    selects = []
    for table in dict.fromkeys(place.table for place in judged.verdicts.values()):
        masks: dict[str, int] = {}
        for column, place in judged.verdicts.items():
            rule = judged.rules[column]
            if place.table == table and rule.severity != Severity.INFO and not rule.trial:
                masks[place.word] = masks.get(place.word, 0) | 1 << place.bit
        tests = [f"(({word} >> 1) & ~{word} & {mask}) <> 0" for word, mask in masks.items()]
        record = "record" if table.startswith("whole ") else "rowid"
        if tests:
            selects.append(
                f"select {record} as record from {name(table)} where {' or '.join(tests)}"
            )
    if not selects:
        return 0
    row = con.execute(f"select count(*) from ({' union '.join(selects)})").fetchone()
    return int(row[0]) if row is not None else 0


def rates(
    con: DuckDBPyConnection, judged: Judged, groups: tuple[str, ...] | None, *, targets: bool
) -> list[Rate]:
    """The rates of a table's fields and rules, over all its records or by group."""
    rules = [rule for rule in judged.rules.values() if rule.targets]
    counted: dict[tuple[str | None, ...], tuple[int, Counts]] = {}
    for table in dict.fromkeys(place.table for place in _places(judged, rules)):
        _add_counts(con, judged, table, rules, groups or (), counted)
    found: list[Rate] = []
    for values, (_, counts) in _gathered(counted, grouped=groups is not None):
        group = None if groups is None else dict(zip(groups, values, strict=True))
        found += [
            field_rate(item, judged, counts, group, targets=targets) for item in judged.plan.rated
        ]
        found += [rule_rate(rule, counts, group, targets=targets) for rule in rules]
    return found


def _places(judged: Judged, rules: Iterable[Rule]) -> list[Place]:
    flags = [place for places in judged.flags.values() for place in places]
    return [*flags, *(judged.verdicts[rule.column] for rule in rules)]


def _add_counts(
    con: DuckDBPyConnection,
    judged: Judged,
    table: str,
    rules: list[Rule],
    groups: tuple[str, ...],
    counted: dict[tuple[str | None, ...], tuple[int, Counts]],
) -> None:
    keys: list[tuple[str, str]] = []
    sums: list[str] = []
    for key, (due, test) in judged.flags.items():
        if due.table == table:
            keys.append(key)
            sums.append(f"sum({due.flag})" if due == test else f"sum({due.flag} & {test.flag})")
    for rule in rules:
        if judged.verdicts[rule.column].table == table:
            for number, word in ((1, "kept"), (2, "broken"), (3, "unknown")):
                keys.append((rule.column, word))
                sums.append(f"sum(({judged.verdicts[rule.column].verdict} = {number})::int)")
    by = [f"{name(group)}::varchar" for group in groups]
    order = (
        f" group by {', '.join(str(place + 1) for place in range(len(by)))} order by all"
        if by
        else ""
    )
    rows = con.execute(
        f"select {', '.join([*by, 'count(*)', *sums])} from {name(table)}{order}"
    ).fetchall()
    for row in rows:
        values, size, numbers = row[: len(by)], row[len(by)], row[len(by) + 1 :]
        _, counts = counted.setdefault(values, (int(size), {}))
        counts.update({key: int(number or 0) for key, number in zip(keys, numbers, strict=True)})


def _gathered(
    counted: dict[tuple[str | None, ...], tuple[int, Counts]], *, grouped: bool
) -> list[tuple[tuple[str | None, ...], tuple[int, Counts]]]:
    """Groups in order; a group of fewer than five records is gathered under *other values*."""
    if not grouped:
        return list(counted.items())
    shown: list[tuple[tuple[str | None, ...], tuple[int, Counts]]] = []
    others: Counts = {}
    hidden: tuple[str | None, ...] = ()
    size = 0
    for values, (records, counts) in counted.items():
        if records >= FEWEST:
            shown.append((values, (records, counts)))
        else:
            size += records
            others = {key: others.get(key, 0) + number for key, number in counts.items()}
            hidden = tuple(OTHER_VALUES for _ in values)
    return [*shown, (hidden, (size, others))] if size else shown


def field_rate(
    item: Field,
    judged: Judged,
    counts: Counts,
    group: dict[str, str | None] | None,
    *,
    targets: bool,
) -> Rate:
    """A field's rate, with its targets held against it."""
    number = {
        measure: counts.get((item.name, measure), 0)
        for measure in ("due", "recorded", "valid", "known")
    }
    roles = {measure: counts.get((item.name, measure), 0) for measure in roles_counted(item)}
    declined = roles.get("declined") if item.declined_apart else None
    return Rate(
        table=judged.plan.table.name,
        field=item.name,
        rule=None,
        group=group,
        **number,
        declined=declined,
        targets=tuple(
            held(target, {**number, **roles}[target.measure], _of(target, number, declined))
            for target in item.targets
            if targets
        ),
    )


def _of(target: Target, number: dict[str, int], declined: int | None) -> int:
    """What a measure is a share of: of known, those who declined are set apart where the field says
    so. A ceiling says nothing of a field in which nothing was recorded.
    """
    if target.ceiling and not number["recorded"]:
        return 0
    return number["due"] - (declined or 0) if target.measure == "known" else number["due"]


def rule_rate(
    rule: Rule, counts: Counts, group: dict[str, str | None] | None, *, targets: bool
) -> Rate:
    """Of what was judged by a rule, the share that keeps it."""
    kept, broken, unknown = (
        counts.get((rule.column, word), 0) for word in ("kept", "broken", "unknown")
    )
    judged = kept + broken
    return Rate(
        table=rule.table,
        field=None,
        rule=rule.id,
        group=group,
        due=judged,
        kept=kept,
        not_judged=unknown,
        targets=tuple(held(target, kept, judged) for target in rule.targets if targets),
    )


def held(target: Target, count: int, of: int) -> TargetResult:
    """A target held against a count: neither met nor missed where nothing was due."""
    if of <= 0:
        return TargetResult(
            target.measure, target.share, target.ceiling, count, of, None, 0, target.trial
        )
    wanted = Fraction(of) * target.share
    short = count - floor(wanted) if target.ceiling else ceil(wanted) - count
    return TargetResult(
        target.measure,
        target.share,
        target.ceiling,
        count,
        of,
        short <= 0,
        max(short, 0),
        target.trial,
    )
