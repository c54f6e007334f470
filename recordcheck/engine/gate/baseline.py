"""What a run judged and what is wrong in it, as the baseline that comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from recordcheck.errors import UserError
from recordcheck.model import Run
from recordcheck.model.baseline import RECORDS, Baseline, Figure, Key
from recordcheck.model.run import TargetResult
from recordcheck.nearest import one_line

DIGITS = 12  # of a hash: enough to tell two texts apart, and to read


def baseline_of(run: Run, mapped: Mapping[str, str], known: Collection[Key] = ()) -> Baseline:
    """All that a run judged, and by what; `mapped` is how each field is mapped, as a hash, and
    `known` what it will be held against. Raises UserError where two standards give one rule or
    target two meanings: the figures of one could hide the other's.
    """
    if len(run.standards) > 1:
        _refuse_two_meanings(run)
    standards = {
        one.name: (one.version, one.hash.removeprefix("sha256:")[:DIGITS]) for one in run.standards
    }
    terms = {"as at": run.as_at.isoformat()}
    terms |= {f"param {called}": one_line(value) for called, value in run.parameters.items()}
    terms |= {f"map {field}": digest[:DIGITS] for field, digest in mapped.items()}
    figures = {**_of_tables(run), **_of_rules(run, known), **_of_targets(run)}
    return Baseline(standards, terms, figures, frozenset(_absent(run)))


def _absent(run: Run) -> set[tuple[str, str]]:
    """The columns that lack; one that is due is a finding already."""
    found = {(one.table, one.field) for one in run.findings if one.of_a_column}
    absent = {(one.name, column.name) for one in run.tables for column in one.absent}
    return absent - found


def _of_tables(run: Run) -> dict[Key, Figure]:
    """The tables that have records; each file once, where several standards look at it."""
    records: dict[str, int] = {}
    for called, _, of_file in {(one.name, one.path, one.records) for one in run.tables}:
        records[called] = records.get(called, 0) + of_file
    figures = (Figure("", called, None, RECORDS, 0, of) for called, of in records.items() if of)
    return {one.key: one for one in figures}


def _of_rules(run: Run, known: Collection[Key]) -> dict[Key, Figure]:
    """The rules that can fail a run, over all files, without records that were set aside, with
    which no run passes. One that could judge none of the records that it applies to is not there;
    one that applies to none is, of none. A column that is missing is always found: that it is there
    need not be known, unless it was missing.
    """
    found: dict[Key, Figure] = {}
    for one in run.findings:
        if one.weighs and not one.set_aside:
            new = Figure(one.rule, one.table, one.field, None, one.broken, one.judged)
            old = found.get(new.key)
            found[new.key] = new if old is None else _sum(old, new)
    for kept in run.kept_beside:
        if kept.key in found:
            old = found[kept.key]
            found[kept.key] = replace(old, of=old.of + kept.judged)
    for kept in run.kept:
        rule = run.rules[kept.rule]
        if rule.of_a_column and kept.key not in known:
            continue
        if rule.weighs and (kept.judged or not kept.not_judged):
            new = Figure(kept.rule, kept.table, kept.field, None, 0, kept.judged)
            old = found.setdefault(new.key, new)
            if new.of < old.of and not old.count:  # of two standards, the one that judges less
                found[new.key] = new
    return found


def _of_targets(run: Run) -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for rate, target in run.targets:
        if not target.trial:
            count, of = _short(target) if target.met is False else (0, target.of)
            new = Figure(rate.rule or "", rate.table, rate.field, target.measure, count, of)
            if new.key not in found or new.count:  # one of two standards may ask for more
                found[new.key] = new
    return found


def _short(target: TargetResult) -> tuple[int, int]:
    """Of a ceiling how many there are, of a floor how many lack, and of how many."""
    return target.count if target.ceiling else target.of - target.count, target.of


def _sum(one: Figure, other: Figure) -> Figure:
    return replace(one, count=one.count + other.count, of=one.of + other.of)


def _refuse_two_meanings(run: Run) -> None:
    """What a standard and a bundle of it both find has one meaning; a rule that an extension asks
    for otherwise has two.
    """
    meanings: dict[tuple[Key, str], set[object]] = {}
    for one in run.findings:
        if not one.set_aside:
            meant = (one.severity, one.trial, one.broken, one.judged)
            meanings.setdefault((one.key, one.path), set()).add(meant)
    for rate, target in run.targets:
        meanings.setdefault((rate.key(target.measure), ""), set()).add(_short(target))
    broken = {one.key for one in run.findings}
    several = {key for (key, _), figures in meanings.items() if len(figures) > 1}
    several |= {one.key for one in run.kept if one.judged and one.key in broken}
    beside = Counter(one.key for one in run.kept_beside)
    several |= {key for key, times in beside.items() if times > 1}
    if several:
        rule, table, field, _ = min(several)
        called = rule or f"the target of {table}.{field}"
        raise UserError(
            f"a baseline cannot hold {called} twice, which the standards of this run judge"
            " differently",
            remedy="give each of these standards a run and a baseline of its own",
        )
