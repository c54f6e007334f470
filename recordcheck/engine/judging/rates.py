"""From verdicts to rates: where a field is due, how many are recorded, valid and known."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from recordcheck.engine.judging.counted import Grouping
from recordcheck.engine.judging.flags import roles_counted
from recordcheck.engine.judging.judge import Judged
from recordcheck.engine.judging.tally import Group, Tally
from recordcheck.model import Field, Rate, Rule, Target, TargetResult

FEWEST = 5
OTHER_VALUES = "other values"
Values = dict[str, str | None]  # of a group, by its columns


def rates(judged: Judged, counted: Tally, group: Values | None) -> list[Rate]:
    """The rates of a table's fields and rules, over all its records or those of a group."""
    rules = [rule for rule in judged.packed.rules.values() if rule.targets]
    found = [_of_field(item, judged, counted, group) for item in judged.plan.rated]
    return found + [_of_rule(rule, judged, counted, group) for rule in rules]


def group_rates(judged: Judged, grouping: Grouping) -> list[Rate]:
    """The rates of each group of records."""
    found: list[Rate] = []
    for values, counted in _gathered(judged.counted.groups.get(grouping, {})):
        group = dict(zip(grouping, values, strict=True))
        found += rates(judged, counted, group)
    return found


def _gathered(tallies: dict[Group, Tally]) -> list[tuple[Group, Tally]]:
    """Groups in order of their values, no value last; a group of fewer than five records is
    gathered under *other values*, and so is one that is called that.
    """
    shown: list[tuple[Group, Tally]] = []
    others = Tally()
    hidden: Group = ()
    for values, counted in sorted(
        tallies.items(), key=lambda one: [(value is None, value or "") for value in one[0]]
    ):
        if counted.records >= FEWEST and set(values) != {OTHER_VALUES}:
            shown.append((values, counted))
        else:
            others += counted
            hidden = tuple(OTHER_VALUES for _ in values)
    return [*shown, (hidden, others)] if others.records else shown


def _of_field(item: Field, judged: Judged, counted: Tally, group: Values | None) -> Rate:
    """A field's rate, with its targets held against it."""
    number = {
        measure: counted.flagged(judged.packed.flags[item.name, measure])
        for measure in ("due", "recorded", "valid", "known", *roles_counted(item))
    }
    declined = number["declined"] if item.declined_apart else None
    return Rate(
        table=judged.plan.table.name,
        field=item.name,
        rule=None,
        group=group,
        due=number["due"],
        recorded=number["recorded"],
        valid=number["valid"],
        known=number["known"],
        declined=declined,
        targets=tuple(
            held(target, number[target.measure], _of(target, number, declined))
            for target in item.targets
        ),
    )


def _of(target: Target, number: dict[str, int], declined: int | None) -> int:
    """What a measure is a share of: of known, those who declined are set apart where the field says
    so. A ceiling says nothing of a field in which nothing was recorded.
    """
    if target.ceiling and not number["recorded"]:
        return 0
    return number["due"] - (declined or 0) if target.measure == "known" else number["due"]


def _of_rule(rule: Rule, judged: Judged, counted: Tally, group: Values | None) -> Rate:
    """Of what was judged by a rule, the share that keeps it."""
    kept, broken, unknown = counted.verdicts(judged.packed.verdicts[rule.column])
    of = kept + broken
    return Rate(
        table=rule.table,
        field=None,
        rule=rule.id,
        group=group,
        due=of,
        kept=kept,
        not_judged=unknown,
        targets=tuple(held(target, kept, of) for target in rule.targets),
    )


def held(target: Target, count: int, of: int) -> TargetResult:
    """A target held against a count: neither met nor missed where nothing was due."""
    wanted = Fraction(of) * target.share
    short = count - floor(wanted) if target.ceiling else ceil(wanted) - count
    met, short_by = (short <= 0, max(short, 0)) if of > 0 else (None, 0)
    asked = target.measure, target.share, target.ceiling
    return TargetResult(*asked, count, of, met, short_by, target.trial)
