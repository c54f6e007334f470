"""What a run was of and what came of it, in a few lines for a reader who was not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from recordcheck.model import Run
from recordcheck.model.baseline import Standing
from recordcheck.output.cut import short
from recordcheck.output.issues import Level
from recordcheck.plural import count, many, some

TABLES, STANDARDS, RULES = 30, 6, 12  # named in a line
LONGEST = 1_500
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LENIENT = {
    "never": "nothing fails the run (--fail-on never)",
    "error": "only errors and missed targets fail the run (--fail-on error)",
}


def about(run: Run, broken: dict[Level, int]) -> list[str]:
    """By which standards, of which files, how many targets are met and rules are kept, and what
    was asked for that is not usual. `broken` are the rules broken of each level.
    """
    titles = [f"{one.title} ({one.name} {one.version})" for one in run.standards]
    said = {
        "Standard": some(titles, STANDARDS, "; "),
        "Read": some(list(_read(run)), TABLES, "; "),
        "Targets": _counted(_targets(run)),
        "Rules, counted once for each field": _counted(_rules(run, broken)),
        "Parameters": some(_parameters(run), RULES),
        "Asked for": "; ".join(_asked(run)),
    }
    return [short(f"{name}: {words}", LONGEST) for name, words in said.items() if words]


def _read(run: Run) -> Iterator[str]:
    """Each table with its records; each of its files once, whatever standards look at it."""
    tables: dict[str, dict[str, int]] = {}
    for one in run.tables:
        tables.setdefault(one.name, {})[one.path] = one.records
    for name, files in tables.items():
        called = some([PurePath(path).name for path in files], 1)
        yield f"{name} ({many(sum(files.values()), 'record')} of {called})"


def _parameters(run: Run) -> list[str]:
    """What each stands for; the days first, which what was found is held against by name."""
    every = sorted(run.parameters.items(), key=lambda one: _DAY.fullmatch(one[1]) is None)
    return [f"{name} {value}" for name, value in every]


def _targets(run: Run) -> dict[str, int]:
    noted = run.known
    results = [(target, rate.key(target.measure) in noted) for rate, target in run.targets]
    missed = [(one.trial, known) for one, known in results if one.met is False]
    return {
        "missed": missed.count((False, False)),
        "missed on trial": missed.count((True, False)),
        "missed as in the baseline": sum(known for _, known in missed),
        "met": sum(one.met is True for one, _ in results),
        "without a value": sum(one.met is None for one, _ in results),
    }


def _rules(run: Run, broken: dict[Level, int]) -> dict[str, int]:
    kept = dict.fromkeys(run.kept)  # several standards may have one rule
    judged = sum(one.judged > 0 for one in kept)
    known = run.comparison.of(Standing.KNOWN, Standing.BETTER) if run.comparison else ()
    return {
        "broken with an error": broken[Level.ERROR],
        "broken with a warning": broken[Level.WARNING],
        "broken as in the baseline": sum(one.figure.measure is None for one in known),
        "with a note": broken[Level.NOTE],
        "kept": judged,
        "without a record to judge": len(kept) - judged,
        "not run": len(dict.fromkeys(run.not_run)),
    }


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count(number)} {what}" for what, number in counts.items() if number)


def _asked(run: Run) -> Iterator[str]:
    """What narrows a run, or keeps it from failing."""
    for key, what in (("select", "only the rules"), ("ignore", "without the rules")):
        if rules := run.options.get(key):
            yield f"{what} {some(rules, RULES)}"
    if not run.options.get("targets", True):
        yield "no rate is held against its target (--no-targets)"
    if failing := LENIENT.get(run.options.get("fail_on", "")):
        yield failing
