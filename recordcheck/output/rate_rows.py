"""Rates as lines of a table of Markdown: of fields, of rules, of groups. Those that miss their
target stand first, so that a table which is cut has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recordcheck.model import Rate, Run, TargetResult
from recordcheck.output.comparison import IN_BASELINE
from recordcheck.output.cut import short
from recordcheck.output.figures import share, shares
from recordcheck.output.marks import Cells, bold, text
from recordcheck.output.sentences import (
    asked_by,
    called,
    group_words,
    noted,
    standing,
    tells_of_a_group,
    wanted,
)
from recordcheck.plural import count, many, some

FIELD = ("field", "due:", "recorded:", "valid:", "known:", "target")
RULE = ("rule", "what it asks", "judged:", "kept:", "could not be judged:", "target")
GROUP = ("field or rule", "target", "missed by", "groups, those that miss it first")
GROUPS = 30  # of one target
NAME, SAYS = 120, 300  # letters
# Of each field or rule and target, as they are called, its groups.
Grouped = dict[tuple[str, str], list[tuple[Rate, TargetResult | None]]]


def over_all(rates: Iterable[Rate]) -> list[Rate]:
    """The rates of all records: those that miss a target, that miss one on trial, that do not, and
    those without one.
    """
    found = [one for one in rates if one.group is None]
    return sorted(found, key=lambda rate: min(map(_rank, rate.targets), default=3))


def _rank(target: TargetResult | None) -> int:
    return int(target.trial) if target is not None and target.met is False else 2


def of_fields(rates: Iterable[Rate], run: Run) -> Iterator[Cells]:
    """A line for each field: its shares, and how its targets stand."""
    for rate in rates:
        aims = "; ".join([*_aims(rate, run), *map(text, noted(rate, run))])
        yield (_named(rate, run), count(rate.due), *shares(rate), aims)


def of_rules(rates: Iterable[Rate], run: Run) -> Iterator[Cells]:
    """A line for each rule with a target: what it asks, and the share that keeps it."""
    for rate in rates:
        rule = run.rules.get(rate.rule or "")
        yield (
            _named(rate, run),
            text(short(rule.says, SAYS)) if rule is not None else "",
            count(rate.due),
            share(rate.kept, rate.due, rate.targets),
            count(rate.not_judged or 0),
            "; ".join(_aims(rate, run)),
        )


def _aims(rate: Rate, run: Run) -> Iterator[str]:
    """How each target stands; of a ceiling, whose measure has no column, with its share."""
    for target in rate.targets:
        shown = f"{share(target.count, target.of, (target,))}, " if target.ceiling else ""
        known = rate.key(target.measure) in run.known
        stands = f"{shown}{standing(target)}{IN_BASELINE if known else ''}"
        fails = _rank(target) == 0 and not known
        yield f"{text(wanted(target))}: {bold(stands) if fails else stands}"


def _named(rate: Rate, run: Run) -> str:
    """A rule or a field, which goes with its table where there are several."""
    several = any(one.name != run.tables[0].name for one in run.tables)
    name = called(rate, run) if several or rate.rule else f"{rate.field}{asked_by(rate, run)}"
    return text(short(name, NAME))


def groupings(run: Run) -> dict[str, Grouped]:
    """For each grouping that was asked for, the groups of each target; where no field of it has
    one, of what is recorded.
    """
    found: dict[str, list[Rate]] = {}
    for rate in run.rates:
        if rate.group is not None and tells_of_a_group(rate, run):
            found.setdefault(" × ".join(rate.group), []).append(rate)
    return {by: _targets(rates, run) for by, rates in found.items()}


def _targets(rates: list[Rate], run: Run) -> Grouped:
    found: Grouped = {}
    aimed = any(rate.targets for rate in rates)
    for rate in rates:
        of = _named(rate, run)
        for target in rate.targets:
            trial = " (on trial)" if target.trial else ""
            found.setdefault((of, f"{wanted(target)}{trial}"), []).append((rate, target))
        if not aimed:
            found.setdefault((of, "recorded" if rate.rule is None else "kept"), []).append(
                (rate, None)
            )
    return dict(sorted(found.items(), key=lambda pair: min(_rank(target) for _, target in pair[1])))


def of_groups(grouped: Grouped) -> Iterator[Cells]:
    """A line for each target of a field or rule, with the groups that miss it first."""
    for (of, aim), same in grouped.items():
        groups = sorted(same, key=lambda pair: _rank(pair[1]))
        valued = [target for _, target in same if target is not None and target.met is not None]
        missed = sum(target.met is False for target in valued)
        yield (
            of,
            text(aim),
            f"{missed:,} of {len(valued):,}" if valued else "",
            some([_group(*one) for one in groups], GROUPS, "; "),
        )


def _group(rate: Rate, target: TargetResult | None) -> str:
    """`Riverside 86.7% of 15, by 1 record`, where that is what it misses its target by."""
    name = text(group_words(rate))
    if target is None:
        part = rate.recorded if rate.rule is None else rate.kept
        return f"{name} {share(part, rate.due)} of {count(rate.due)}"
    if target.met is None:
        return f"{name} {standing(target)}"
    shown = f"{name} {share(target.count, target.of, (target,))} of {count(target.of)}"
    if target.met:
        return shown
    shown += f", by {many(target.short_by, 'record')}"
    return shown if target.trial else bold(shown)
