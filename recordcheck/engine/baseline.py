"""A run held against what was known before, and the baseline that comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recordcheck.engine.outcome import weighs
from recordcheck.errors import UserError
from recordcheck.model import Run, Severity
from recordcheck.model.baseline import FAILING, Baseline, Comparison, Held, Key, Standing, Wrong
from recordcheck.model.run import TargetResult, Verdict


def baseline_of(run: Run) -> Baseline:
    """All that is wrong in a run: its findings over all files, and the targets that it misses."""
    standards = tuple((one.name, one.version) for one in run.standards)
    return Baseline(standards, wrongs(run), dict.fromkeys(_tables(run)))


def wrongs(run: Run) -> tuple[Wrong, ...]:
    """What is wrong in a run, in order, without notes, what is on trial, and records that were set
    aside, with which no run passes. Raises UserError where two standards give one rule or target
    two meanings: the figures of one could hide the other's.
    """
    if len(run.standards) > 1:
        _refuse_two_meanings(run)
    found: dict[Key, Wrong] = {}
    for one in run.findings:
        if one.severity != Severity.INFO and not one.trial and not one.set_aside:
            new = Wrong(one.rule, one.table, one.field, None, one.broken, one.judged)
            old = found.get(new.key)
            found[new.key] = new if old is None else _sum(old, new)
    for kept in run.kept_beside:
        if kept.key in found:
            old = found[kept.key]
            found[kept.key] = replace(old, of=old.of + kept.judged)
    for rate in run.rates:
        for target in rate.targets if rate.group is None else ():
            if target.met is False and not target.trial:
                new = Wrong(
                    rate.rule or "", rate.table, rate.field, target.measure, *_short(target)
                )
                found[new.key] = new
    return tuple(sorted(found.values(), key=lambda one: one.key))


def _short(target: TargetResult) -> tuple[int, int]:
    """Of a ceiling how many there are, of a floor how many lack, and of how many."""
    return target.count if target.ceiling else target.of - target.count, target.of


def _refuse_two_meanings(run: Run) -> None:
    """What a standard and a bundle of it both find has one meaning; a rule that an extension asks
    for otherwise has two.
    """
    meanings: dict[tuple[Key, str], set[object]] = {}
    for one in run.findings:
        if not one.set_aside:
            meant = (one.severity, one.trial, one.broken, one.judged)
            meanings.setdefault((one.key, one.path), set()).add(meant)
    for rate in run.rates:
        for target in rate.targets if rate.group is None else ():
            meanings.setdefault((rate.key(target.measure), ""), set()).add(_short(target))
    broken = {one.key for one in run.findings}
    several = {key for (key, _), figures in meanings.items() if len(figures) > 1}
    several |= {one.key for one in run.kept if one.judged and one.key in broken}
    if several:
        rule, table, field, _ = min(several)
        called = rule or f"the target of {table}.{field}"
        raise UserError(
            f"a baseline cannot hold {called} twice, which the standards of this run judge"
            " differently",
            remedy="give each of these standards a run and a baseline of its own",
        )


def _sum(one: Wrong, other: Wrong) -> Wrong:
    return replace(one, count=one.count + other.count, of=one.of + other.of)


def refuse_missing_tables(run: Run, known: Baseline) -> None:
    """Where nothing is judged of a table, nothing is found wrong with it. Raises UserError where
    one had records and has none now; one that the standards have no more is not missed.
    """
    if missing := _missing_tables(run, known):
        raise UserError(
            f"there were records of {', '.join(missing)} when this baseline was written, and there"
            " are none in this export",
            path=known.path,
            remedy="give the whole export; where it is meant so, --allow-worse REASON notes why",
        )


def _missing_tables(run: Run, known: Baseline) -> list[str]:
    asked = {*run.absent, *(one.name for one in run.tables)}
    had = {called for called, reason in known.tables.items() if reason is None}
    return sorted((had & asked) - _tables(run))


def _tables(run: Run) -> set[str]:
    """The tables that have records."""
    return {one.name for one in run.tables if one.records}


def held_against(run: Run, known: Baseline, fail_on: Severity | None) -> Run:
    """The run with everything that is wrong held against what was known of it; it fails only on
    what is new or worse. Raises UserError where the baseline is of other standards.
    """
    names = [one.name for one in run.standards]
    if sorted(name for name, _ in known.standards) != sorted(names):
        raise UserError(
            f"this baseline is of {_named(name for name, _ in known.standards)},"
            f" and the run of {_named(names)}",
            path=known.path,
            remedy="give the baseline of these standards, or write one: --write-baseline FILE",
        )
    before = {one.key: one for one in known.wrongs}
    now = {one.key: one for one in wrongs(run)}
    kept = _kept(run)
    held = [_held(before.get(key), now.get(key), run, kept) for key in sorted(before | now)]
    compared = Comparison(known.path, tuple(held))
    return replace(run, comparison=compared, verdict=_verdict(run, compared, fail_on))


def _named(names: Iterable[str]) -> str:
    return " and ".join(sorted(names)) or "no standard"


def _held(before: Wrong | None, now: Wrong | None, run: Run, kept: set[Key]) -> Held:
    if before is None:
        return Held(Standing.NEW, None, now)
    if now is not None:
        if now.share == before.share:
            return Held(Standing.KNOWN, before, now)
        better = now.share < before.share
        return Held(Standing.BETTER if better else Standing.WORSE, before, now)
    if before.rule and before.rule not in run.rules:
        return Held(Standing.UNKNOWN_RULE, before, None)
    return Held(Standing.GONE if before.key in kept else Standing.NOT_JUDGED, before, None)


def _kept(run: Run) -> set[Key]:
    """The rules that some records keep and none breaks, and the targets that are met: where nothing
    was judged, or nothing is due, no finding means nothing.
    """
    rules = {one.key for one in run.kept if one.judged}
    targets = {
        rate.key(target.measure)
        for rate in run.rates
        for target in rate.targets
        if rate.group is None and target.met
    }
    return rules | targets


def _verdict(run: Run, compared: Comparison, fail_on: Severity | None) -> Verdict:
    if run.verdict == Verdict.NOTHING_JUDGED or run.set_aside:
        return run.verdict
    weights = {one.key: one.severity for one in run.findings}
    fails = fail_on is not None and any(
        one.wrong.measure or weighs(weights[one.wrong.key], fail_on)
        for one in compared.of(*FAILING)
    )
    return Verdict.FAILED if fails else Verdict.PASSED


def tightened(known: Baseline, run: Run) -> Baseline:
    """What is known, with all that got better as it is now; nothing is loosened."""
    assert run.comparison is not None
    kept = []
    for one in run.comparison.held:
        if one.standing in (Standing.KNOWN, Standing.BETTER) and one.now is not None:
            reason = one.before.reason if one.before is not None else None
            kept.append(replace(one.now, reason=reason))
        elif one.standing in (Standing.WORSE, Standing.NOT_JUDGED) and one.before is not None:
            kept.append(one.before)
    # A table that may be missing has to be there again once it has come back.
    return _with(known, run, kept, known.tables | dict.fromkeys(_tables(run)))


def loosened(known: Baseline, run: Run, reason: str) -> Baseline:
    """What is known, tightened, and with all that is new or worse, or missing, for a reason."""
    tight = tightened(known, run)
    kept = {one.key: one for one in tight.wrongs}
    assert run.comparison is not None
    for one in run.comparison.of(*FAILING):
        if one.now is not None:
            kept[one.now.key] = replace(one.now, reason=reason)
    tables = {**tight.tables, **dict.fromkeys(_missing_tables(run, known), reason)}
    return _with(known, run, kept.values(), tables)


def _with(
    known: Baseline, run: Run, kept: Iterable[Wrong], tables: dict[str, str | None]
) -> Baseline:
    standards = tuple((one.name, one.version) for one in run.standards)
    ordered = tuple(sorted(kept, key=lambda one: one.key))
    return replace(known, standards=standards, wrongs=ordered, tables=tables)
