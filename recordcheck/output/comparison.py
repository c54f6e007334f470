"""What people are told of a run that is held against a baseline."""

from __future__ import annotations

from collections.abc import Iterable

from recordcheck.model import FLOORS, Finding, Run
from recordcheck.model.baseline import FAILING, Figure, Held, Key, Standing
from recordcheck.plural import count, many, some

MOST = 6
IN_BASELINE = " (in the baseline)"  # not "known", which is what a rate counts
News = dict[Key, Held]


def fresh(run: Run) -> News:
    """What is new or worse, by what a baseline knows it by."""
    held = run.comparison.of(*FAILING) if run.comparison is not None else ()
    return {one.figure.key: one for one in held}


def told(news: News, finding: Finding) -> str:
    """` (new)` or ` (worse: it was 14 of 1,842)`, beside a finding; nothing without a baseline."""
    one = news.get(finding.key) if news else None
    if one is None:
        return ""
    return " (new)" if one.before is None else f" (worse: {_was(one.before, one.now)})"


def lines(run: Run) -> list[str]:
    """What was known and is left out, what got better or is gone, what could not be compared."""
    if run.comparison is None:
        return []
    known = run.comparison.of(Standing.KNOWN, Standing.BETTER)
    better = run.comparison.of(Standing.BETTER, Standing.GONE)
    found = []
    if known:
        targets = sum(one.figure.measure is not None for one in known)
        counted = ((len(known) - targets, "problem"), (targets, "missed target"))
        said = " and ".join(many(number, what) for number, what in counted if number)
        if run.comparison.written:
            found.append(
                f"baseline: written down, and left out: {said}; with --baseline a run fails only on"
                " what is new, worse or judged less"
            )
        else:
            found.append(f"baseline: in it, and left out: {said}")
    if missed := [_now(one) for one in run.comparison.of(*FAILING) if one.figure.measure]:
        found.append(f"baseline: new or worse: {_some(missed)}")
    if better:
        said = _some([_now(one) for one in better])
        found.append(f"baseline: better: {said}; `--update-baseline` keeps it so")
    if unjudged := run.comparison.of(Standing.NOT_JUDGED):
        found.append(f"baseline: not judged this time: {_some(map(_called, unjudged))}")
    if unknown := run.comparison.of(Standing.UNKNOWN_RULE):
        found.append(f"baseline: no longer a rule: {_some(map(_called, unknown))}")
    if run.comparison.rewritten:
        names = ", ".join(run.comparison.rewritten)
        found.append(
            f"baseline: the text of {names} has changed, under the same version; read what changed,"
            " then `--update-baseline` notes it"
        )
    if run.comparison.unnoted:
        found.append(
            f"baseline: it does not know of {many(run.comparison.unnoted, 'thing')} judged here;"
            " `--update-baseline` adds them"
        )
    return found


def _some(sayings: Iterable[str]) -> str:
    return some(list(sayings), MOST, "; ")


def _called(one: Held) -> str:
    figure = one.figure
    where = f"{figure.table}.{figure.field}" if figure.field else figure.table
    called = f"{figure.rule} {where}" if figure.rule else where
    return f"{called} {figure.measure}" if figure.measure else called


def _now(one: Held) -> str:
    """`contact.language not recorded: 4 of 10, it was 3 of 10`: of a floor, what lacks is counted,
    and where it is met there may still be some.
    """
    measure = one.figure.measure
    called = _called(one)
    if measure in (*FLOORS, "kept"):  # all other measures have a ceiling
        called = f"{called.removesuffix(measure)}not {measure}"
    now = _figures(one.now) if one.now is not None else "target met" if measure else "none"
    was = f", {_was(one.before, one.now)}" if one.before is not None else ""
    return f"{called}: {now}{was}"


def _was(before: Figure, now: Figure | None) -> str:
    """What it was; where the number does not say why it is worse or better, that the share does."""
    if now is not None and now.count <= before.count and now.share > before.share:
        return f"a larger share than {_figures(before)}"
    if now is not None and now.count >= before.count and now.share < before.share:
        return f"a smaller share than {_figures(before)}"
    return f"it was {_figures(before)}"


def _figures(figure: Figure) -> str:
    return f"{count(figure.count)} of {count(figure.of)}"
