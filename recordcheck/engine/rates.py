"""From verdicts to rates: where a field is due, how many are recorded, valid and known."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from recordcheck.engine.judge import Judged, Place
from recordcheck.engine.plan import roles_counted
from recordcheck.model import Field, Rate, Rule, Target, TargetResult
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FEWEST = 5
OTHER_VALUES = "other values"
Counts = dict[tuple[str, str], int]


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
