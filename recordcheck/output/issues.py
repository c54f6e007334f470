"""What platforms list: findings and missed targets in one shape, gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import chain, islice
from pathlib import PurePath

from recordcheck.model import Finding, Rate, Run, Severity, TargetResult
from recordcheck.output.comparison import News, fresh, told
from recordcheck.output.cut import LISTED, more
from recordcheck.output.sentences import (
    INFO,
    Missed,
    asked_by,
    called,
    extent,
    help_for,
    missed,
    no_column,
    stands,
    unknown,
)
from recordcheck.plural import many

NUMBERS = 10  # record numbers in a sentence; a format with places for them has more


class Level(StrEnum):
    """How a platform marks an issue: what fails no run is a note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = {
    Severity.ERROR: Level.ERROR,
    Severity.WARNING: Level.WARNING,
    Severity.INFO: Level.NOTE,
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of a platform's list. `key` names it whatever the order or number of its records.
    What is about a `whole` table, not one file of it, is shown at the first of its files.
    """

    rule: str
    name: str
    level: Level
    path: str
    says: str
    help: str
    key: str
    finding: Finding | None = None
    whole: str | None = None

    @property
    def title(self) -> str:
        """The rule with its name, which says more to people."""
        return self.rule if self.rule == self.name else f"{self.rule} {self.name}"

    @property
    def line(self) -> int:
        """The physical line, where it is known: a record may stand on several, or on none."""
        return self.finding.lines[0] if self.finding is not None and self.finding.lines else 1


def by_level(run: Run) -> dict[Level, list[Finding | Missed]]:
    """The missed targets and findings of each level, in the order of the run, without what a
    baseline knows. The targets stand first: they are few, and each sums up many records, so that a
    list which is cut behind its first findings still has them.
    """
    found: dict[Level, list[Finding | Missed]] = {level: [] for level in Level}
    for rate, target in missed(run):
        found[Level.NOTE if target.trial else Level.ERROR].append((rate, target))
    for level, findings in findings_by_level(run).items():
        found[level] += findings
    return found


def findings_by_level(run: Run) -> dict[Level, list[Finding]]:
    """The findings of each level that no baseline knows, in the order of the run."""
    every = unknown(run)  # three quick looks: a run may have half a million
    found = {
        LEVELS[severity]: [one for one in every if one.severity is severity and not one.trial]
        for severity in (Severity.ERROR, Severity.WARNING)
    }
    notes = [one for one in every if one.severity is INFO or one.trial]
    return {**found, Level.NOTE: notes}


def weight(finding: Finding, run: Run) -> str:
    """How grave it is: `error`, `info`, `warning (on trial)`, `warning (not failing the run)`."""
    return f"{finding.severity}{light(finding, run)}"


def light(finding: Finding, run: Run) -> str:
    """That a finding fails nothing, where its severity does not say so: its rule is on trial, or
    the run was told to fail on graver ones alone.
    """
    if finding.trial:
        return " (on trial)"
    lighter = finding.severity is not INFO and run.heavy and not finding.fails(run.heavy)
    return " (not failing the run)" if lighter else ""


def gravest(run: Run, most: int) -> tuple[Sequence[Finding], int]:
    """The findings that no baseline knows, in the order of the run; where there are more than so
    many, the gravest, errors first, and how many more there are.
    """
    every = unknown(run)
    if len(every) <= most:
        return every, 0
    ranked = chain.from_iterable(findings_by_level(run).values())
    return list(islice(ranked, most)), len(every) - most


def listed(run: Run, most: int = LISTED) -> tuple[list[Issue], int]:
    """The gravest issues, each once, and how many more there are."""
    every = by_level(run)
    news = fresh(run)
    ranked = ((level, one) for level, several in every.items() for one in several)
    shown = [issue(one, level, run, news) for level, one in islice(ranked, most)]
    return _each_once(shown), sum(map(len, every.values())) - len(shown)


def _each_once(shown: list[Issue]) -> list[Issue]:
    """Issues under names of their own. Two standards may weigh one rule, or count it, differently:
    the gravest has the name that it has alone.
    """
    found: dict[str, Issue] = {}
    for one in shown:
        key = one.key
        while key in found and (found[key].level, found[key].says) != (one.level, one.says):
            key = fingerprint(key, "again")
        if key not in found:
            found[key] = one if key == one.key else replace(one, key=key)
    return list(found.values())


def not_listed(run: Run, shown: list[Issue], left: int) -> str:
    """How many findings are not listed, and how many missed targets."""
    targets = len(missed(run)) - sum(one.finding is None for one in shown)
    if not targets or targets == left:
        return more(left, "missed target" if targets else "finding")
    findings = many(left - targets, "more finding")
    return f"{findings} and {many(targets, 'more missed target')} are not listed."


def issue(one: Finding | Missed, level: Level, run: Run, news: News) -> Issue:
    """A finding or a missed target as one line of a list."""
    if not isinstance(one, Finding):
        return _of_target(*one, level, run)
    how_many = extent(one, NUMBERS)
    beside = light(one, run) + told(news, one)
    kind = one.says if one.set_aside else ""  # such records are told apart by the fault
    return Issue(
        rule=one.rule,
        name=one.name,
        level=level,
        path=posix(one.path),
        says=f"{one.says}{beside}{f' ({how_many})' if how_many else ''}",
        help=help_for(one),
        key=fingerprint(one.rule, one.table, one.field or "", posix(one.path), kind),
        finding=one,
    )


def _of_target(rate: Rate, target: TargetResult, level: Level, run: Run) -> Issue:
    rule = run.rules.get(rate.rule or "")
    held = stands(rate, target, run)
    named = f"{called(rate, run)}: {held}"
    return Issue(
        rule=rate.rule or "missed-target",
        name="missed-target",
        level=level,
        path=first_path(run, rate.table),
        says=named if rule is None else f"{rule.says}{asked_by(rate, run)} ({held})",
        help=f'export the column, or map one to it: --map "Its name={rate.field}"'
        if no_column(rate, run)
        else "`--by` shows which groups miss it, where the standard has a `group_by`",
        key=fingerprint("target", called(rate, run), target.measure),
        whole=rate.table,
    )


@lru_cache  # a run has few files and may have half a million findings
def posix(path: str) -> str:
    """A path as platforms write it: forward slashes, without a leading `./`."""
    return PurePath(path).as_posix()


def first_path(run: Run, table: str | None = None) -> str:
    """Where to show what is about a whole table, or about the run. A view stands in no file: what
    was found in it says which it is made of.
    """
    paths = [one.path for one in run.tables if one.name == table]
    if not paths:
        paths += [one.path for one in run.findings if one.table == table][:1]
    paths += [one.path for one in run.tables[:1]]
    return posix(paths[0]) if paths else "export"


def fingerprint(*parts: str) -> str:
    """A name for what the parts say, the same on every run."""
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]
