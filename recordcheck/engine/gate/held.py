"""A run held against what was known before: what is new or worse, and what is judged less."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from recordcheck.engine.gate.lacking import lacking
from recordcheck.errors import UserError
from recordcheck.model import Run
from recordcheck.model.baseline import (
    ALLOWED,
    FAILING,
    LACKING,
    Baseline,
    Comparison,
    Figure,
    Held,
    Key,
    Standing,
)
from recordcheck.model.run import Verdict

SLACK = 10  # so many fewer are never far fewer: a local convention, for what is judged of few
Standings = Mapping[Key, Standing]


def held_against(run: Run, known: Baseline, now: Baseline) -> Run:
    """The run, of which `now` is the baseline, with everything held against what was known; it
    fails only on what is new or worse, and on what lacks. Raises UserError where the baseline is of
    other standards.
    """
    if known.standards.keys() != now.standards.keys():
        raise UserError(
            f"this baseline is of {_named(known.standards)}, and the run of"
            f" {_named(now.standards)}",
            path=known.path,
            remedy="give the baseline of these standards, or write one: --write-baseline FILE",
        )
    stand = standings(run, known, now)
    compared = _compared(known, now, stand)
    less = [
        Held(standing, known.figures.get(key), now.figures.get(key))
        for key, standing in sorted(stand.items())
        if standing in LACKING or (standing in FAILING and _thinned(key, known, now))
    ]
    ways = list(otherwise(known, now, _lost(run, known, now)))
    lacks = lacking(known.path, less, ways, vanished(known, now), now)
    verdict = Verdict.FAILED if lacks else _verdict(run, compared)
    if run.verdict == Verdict.NOTHING_JUDGED or run.set_aside:
        verdict = run.verdict
    return replace(run, findings=(*lacks, *run.findings), comparison=compared, verdict=verdict)


def _compared(known: Baseline, now: Baseline, stand: Standings) -> Comparison:
    """What stands otherwise than it did, and what the baseline does not say."""
    held = [
        Held(standing, *_shown(standing, known.figures.get(key), now.figures.get(key)))
        for key, standing in sorted(stand.items())
        if standing is not Standing.KEPT
    ]
    unnoted = sum(
        standing is Standing.KEPT
        and (key not in known.figures or known.older)
        and now.figures[key].of > 0  # what applies to no record is nothing to note
        for key, standing in stand.items()
    )
    rewritten = [
        called
        for called, (version, digest) in now.standards.items()
        if known.standards[called][0] == version and known.standards[called][1] not in ("", digest)
    ]
    return Comparison(known.path, tuple(held), unnoted, tuple(rewritten))


def _named(names: Iterable[str]) -> str:
    return " and ".join(sorted(names)) or "no standard"


def standings(run: Run, known: Baseline, now: Baseline) -> Standings:
    """How each thing that is known of, or judged now, stands."""
    tables = {*run.absent, *(one.name for one in run.tables)}
    found = {}
    for key in {**known.figures, **now.figures}:
        before, figure = known.figures.get(key), now.figures.get(key)
        rule, table = key[:2]
        if before is None:
            found[key] = Standing.NEW if figure is not None and figure.count else Standing.KEPT
        elif (rule and rule not in run.rules) or (known.table(table) and table not in tables):
            found[key] = Standing.UNKNOWN_RULE
        else:
            there = enough(before, figure, known, now)
            excused = before.excused or _may_be_missing(table, known, now)
            found[key] = _standing(before, figure, there=there, excused=excused)
    return found


def _may_be_missing(table: str, known: Baseline, now: Baseline) -> bool:
    """Whether a table is missing that may be: with it is all that was judged of it."""
    had = known.table(table)
    return had is not None and had.excused and now.table(table) is None


def _standing(before: Figure, now: Figure | None, *, there: bool, excused: bool) -> Standing:
    if now is not None and now.count:
        if not before.count:
            return Standing.NEW
        if now.share > before.share:
            return Standing.WORSE
        if there or excused:
            return Standing.KNOWN if now.share == before.share else Standing.BETTER
    if now is None or not there:
        return Standing.NOT_JUDGED if excused else Standing.LESS
    if not now.of:
        return Standing.NOT_JUDGED
    return Standing.GONE if before.count else Standing.KEPT


def enough(before: Figure, now: Figure | None, known: Baseline, new: Baseline) -> bool:
    """Whether a figure rests on enough records: on the share `least` of those that it rested on
    before, or but a few less. Where its table has fewer records than it had, fewer in proportion
    are enough.
    """
    were, there = known.table(before.table), new.table(before.table)
    part = Fraction(1)
    if were is not None and there is not None and not before.of_a_table:
        part = min(part, Fraction(there.of, were.of))
    fewer = (now.of if now is not None else 0) + SLACK
    return known.older or fewer >= known.least * before.of * part


def _thinned(key: Key, known: Baseline, now: Baseline) -> bool:
    """Whether what is new or worse is judged of far fewer records too: alone it may be too light to
    fail the run.
    """
    before = known.figures.get(key)
    if before is None or before.excused:
        return False
    return not enough(before, now.figures.get(key), known, now)


def vanished(known: Baseline, now: Baseline) -> list[tuple[str, str]]:
    """The columns that lack and did not, of tables that are known. An older file knows of none."""
    fewer = now.absent - known.absent if not known.older else ()
    return sorted(one for one in fewer if known.table(one[0]) is not None)


def otherwise(known: Baseline, now: Baseline, lost: Collection[str] = frozenset()) -> Iterator[str]:
    """In what the run is judged otherwise than the baseline was, so that the two do not compare. A
    day may move on, and a field that is `lost` is said to be, and not to be mapped otherwise. An
    older file knows of no such thing but the version.
    """
    for called, (version, _) in sorted(known.standards.items()):
        if now.standards[called][0] != version:
            yield f"{called} {now.standards[called][0]} (it was {version})"
    if known.older:
        return
    today = now.terms["as at"]
    for term in sorted({*known.terms, *now.terms}):
        kind, _, called = term.partition(" ")
        was, new = known.terms.get(term), now.terms.get(term)
        if was == new or kind == ALLOWED or (was is None and kind != "map"):
            continue
        if kind == "map" and called in lost:
            continue
        if kind == "map":
            yield f"{called} mapped in another way"
        elif not (was and new and _moved_on(was, new, today)):
            said = term.replace("param ", "parameter ", 1)
            yield f"{said} {new or 'none'} (it was {was})"


def _lost(run: Run, known: Baseline, now: Baseline) -> set[str]:
    """The fields whose column was there, and is in no table."""
    absent = {(one.name, column.name) for one in run.tables for column in one.absent}
    there = {(table, field) for _, table, field, _ in now.figures} - absent
    return {field for _, field in absent - known.absent} - {field for _, field in there}


def _moved_on(was: str, new: str, today: str) -> bool:
    """Whether a day is a later one, and not after the day of the run."""
    try:
        return date.fromisoformat(was) <= date.fromisoformat(new) <= date.fromisoformat(today)
    except ValueError:
        return False


def _shown(
    standing: Standing, before: Figure | None, now: Figure | None
) -> tuple[Figure | None, Figure | None]:
    """The figures to show: of what was or is wrong; of what lacks, whether it was wrong or not."""
    if standing is Standing.LESS:
        return before, now
    wrong = [one if one is not None and one.count else None for one in (before, now)]
    return (wrong[0], wrong[1]) if any(wrong) else (before, now)


def _verdict(run: Run, compared: Comparison) -> Verdict:
    weights = {one.key: one.severity for one in run.findings}
    fails = any(
        one.figure.measure or weights[one.figure.key] in run.heavy for one in compared.of(*FAILING)
    )
    return Verdict.FAILED if run.heavy and fails else Verdict.PASSED
