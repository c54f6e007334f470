"""JUnit XML, for the test tabs of Jenkins, GitLab and Azure DevOps: each rule of a table is a test.

A test fails where the exit code does: where a rule of a severity that fails the run is broken, or a
target is missed. It is skipped where that is too light to fail, or on trial, or nothing was judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from xml.sax.saxutils import escape, quoteattr

from recordcheck.model import Finding, Kept, NotRun, Rate, Run, Severity, TargetResult
from recordcheck.model.baseline import Key
from recordcheck.model.run import LACKS, Verdict
from recordcheck.output.caveats import caveats
from recordcheck.output.comparison import News, fresh, told
from recordcheck.output.cut import LISTED, more, plain, short
from recordcheck.output.sentences import (
    Missed,
    called,
    extent,
    help_for,
    help_line,
    place,
    places,
    stands,
    summary,
    tally,
    wanted,
)
from recordcheck.plural import many

FILES, NUMBERS, LONGEST = 20, 10, 1_000
OURS = "recordcheck"
MARKS = frozenset('&<>"')  # most names have none, and are not looked at six times
FAILURE, SKIPPED, ERROR = "failure", "skipped", "error"


@dataclass(frozen=True, slots=True)
class Test:
    """A test of a suite: it passes where it has no `outcome`. `text` is what there is to read."""

    suite: str
    name: str
    outcome: str | None = None
    message: str = ""
    text: str = ""


def render(run: Run) -> str:
    """A suite for the run itself, and one for each table, with its failures first."""
    counted = tally(run)
    shown, left = _listed(run, sum(counted))
    suites: dict[str, list[Test]] = {}
    for test in [*_of_run(run, counted, left), *shown]:
        suites.setdefault(test.suite, []).append(test)
    lines = [f"<testsuites name={_quoted(OURS)} {_sums([*chain(*suites.values())])}>"]
    for suite, tests in suites.items():
        skipped = sum(test.outcome == SKIPPED for test in tests)
        lines.append(f'<testsuite name={_quoted(suite)} {_sums(tests)} skipped="{skipped}">')
        opened = f"<testcase classname={_quoted(f'{OURS}.{suite}')} name="
        lines += [opened + _case(test) for test in tests]
        lines.append("</testsuite>")
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, "</testsuites>\n"])


def _sums(tests: list[Test]) -> str:
    failures, errors = (sum(test.outcome == word for test in tests) for word in (FAILURE, ERROR))
    return f'tests="{len(tests)}" failures="{failures}" errors="{errors}"'


def _case(test: Test) -> str:
    """The rest of a test case, from its name."""
    name = _quoted(test.name)
    text = escape(_lines(test.text))
    if test.outcome is not None:
        said = f"<{test.outcome} message={_quoted(test.message)}>{text}</{test.outcome}>"
    elif test.text:
        said = f"<system-out>{text}</system-out>"
    else:
        return f"{name}/>"
    return f"{name}>{said}</testcase>"


def _quoted(given: str) -> str:
    text = _text(given)
    return f'"{text}"' if MARKS.isdisjoint(text) else quoteattr(text)


def _text(given: str) -> str:
    return plain(short(given, LONGEST))


def _lines(given: str) -> str:
    return "\n".join(_text(line) for line in given.split("\n"))


def _listed(run: Run, broken: int) -> tuple[list[Test], int]:
    """The tests of all rules and targets, the gravest first, and how many more there are; `broken`
    rules are not known of in a baseline.
    """
    known = run.known  # by a baseline: no test that fails
    heavy = run.heavy
    faults: list[Finding] = []
    noted: list[Finding] = []
    for one in run.findings:
        fault = one.fails(heavy) and not (known and one.key in known)
        (faults if fault else noted).append(one)
    news = fresh(run)
    missed: list[Missed] = []
    others: list[Missed] = []
    for rate, target in run.targets:
        if not target.met:
            fault = bool(heavy) and target.fails and rate.key(target.measure) not in known
            (missed if fault else others).append((rate, target))
    every: list[Iterable[Test]] = [
        (_broken(list(same), news) for _, same in groupby(faults, place)),
        (_target(*one, run, FAILURE) for one in missed),
        (_noted(list(same), known) for _, same in groupby(noted, place)),
        (_target(*one, run, SKIPPED) for one in others),
        (_not_run(one, run) for one in run.not_run),
        (_kept(one) for one in run.kept if not one.judged),
        (_kept(one) for one in run.kept if one.judged),
        (_target(*one, run, None) for one in run.targets if one[1].met),
    ]
    tests = chain.from_iterable(every)
    shown = list(islice(tests, LISTED))
    if next(tests, None) is None:
        return shown, 0
    broken += places([one for one in noted if one.key in known]) if known else 0
    return shown, broken + len(run.targets) + len(run.not_run) + len(run.kept) - len(shown)


def _broken(same: list[Finding], news: News) -> Test:
    """A rule that is broken, in one file or several."""
    first = same[0]
    text = f"{_files(same)}{help_line(help_for(first))}"
    return Test(first.table, _called(first), FAILURE, f"{first.says}{told(news, first)}", text)


def _noted(same: list[Finding], known: frozenset[Key]) -> Test:
    first = same[0]
    if first.trial or first.key in known:
        why = "on trial" if first.trial else "in the baseline"
        return Test(first.table, _called(first), SKIPPED, f"{why}: {first.says}", _files(same))
    if first.severity is not Severity.INFO:
        says = f"too light to fail the run: {first.says}"
        return Test(first.table, _called(first), SKIPPED, says, _files(same))
    return Test(first.table, _called(first), text=f"{first.says}\n{_files(same)}")


def _files(same: list[Finding]) -> str:
    lines = [f"{one.path}: {extent(one, NUMBERS) or one.says}" for one in same[:FILES]]
    left = len(same) - FILES
    return "\n".join([*lines, *([more(left, "file")] if left > 0 else [])])


def _kept(one: Kept) -> Test:
    unknown = f"{many(one.not_judged, 'record')} could not be judged" if one.not_judged else ""
    if one.judged:
        return Test(one.table, _called(one), text=unknown)
    return Test(one.table, _called(one), SKIPPED, unknown or "it applies to no record")


def _not_run(one: NotRun, run: Run) -> Test:
    rule = run.rules.get(one.rule)
    name = _name(one.rule, one.field, rule.name if rule is not None else None)
    return Test(one.table, name, SKIPPED, f"not run: {one.reason}")


def _target(rate: Rate, target: TargetResult, run: Run, outcome: str | None) -> Test:
    name, says = f"{called(rate, run)}: target {wanted(target)}", stands(rate, target, run)
    if outcome is None:
        return Test(rate.table, name, text=says)
    return Test(rate.table, name, outcome, says)


def _called(one: Finding | Kept) -> str:
    """The name of a test, which stays the same from run to run."""
    return _name(one.rule, one.field, None if one.rule in LACKS else one.name)


def _name(rule: str, field: str | None, name: str | None) -> str:
    return f"{rule}{f' {field}' if field else ''}{f': {name}' if name else ''}"


def _of_run(run: Run, counted: tuple[int, int], left: int) -> Iterator[Test]:
    """What is about the run, and not about a rule."""
    nothing = run.verdict == Verdict.NOTHING_JUDGED
    said = summary(run, counted)
    text = "\n".join([said, *caveats(run)])
    yield Test(OURS, "something was judged", ERROR if nothing else None, said, text)
    if left:
        yield Test(OURS, "every test is listed", SKIPPED, more(left, "test"))
