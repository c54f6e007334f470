"""The sentences that several formats share: what a finding says, how a target stands, how a run
ended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, starmap
from operator import attrgetter, ne

from recordcheck.model import Finding, Rate, Run, Severity, TableRead, TargetResult, percent
from recordcheck.model.run import Verdict
from recordcheck.nearest import one_line
from recordcheck.output.cut import plain, short
from recordcheck.output.figures import numbers, share
from recordcheck.plural import count, many, some
from recordcheck.shell import mapping

Missed = tuple[Rate, TargetResult]
NO_COLUMN = "the column is missing"
NONE = "could be run, or none applies to a record"  # of the rules
LONGEST = 120  # letters of a value
INFO = Severity.INFO  # looked up once, and compared with `is`: it is asked of every finding


def out_of(finding: Finding) -> str:
    """`14 of 1,842; 19 could not be judged`."""
    judged = f"{finding.broken:,} of {finding.judged:,}"
    return f"{judged}; {finding.not_judged:,} could not be judged" if finding.not_judged else judged


def help_for(finding: Finding) -> str:
    """What to do about a finding."""
    if finding.of_a_column and finding.nearest:
        column = plain(one_line(finding.nearest))
        return f"is it {column}? then {mapping(column, str(finding.field))}"
    return finding.help or ""


def help_line(remedy: str) -> str:
    """The help on a line of its own below what was said; a rule of a pandera schema has none."""
    return f"\nhelp: {remedy}" if remedy else ""


def standing(target: TargetResult) -> str:
    """`MISSED by 67 records`, `met`, or that nothing was due."""
    trial = " (on trial)" if target.trial else ""
    if target.met is None:
        return f"nothing {'recorded' if target.ceiling else 'due'}{trial}"
    return f"met{trial}" if target.met else f"MISSED by {many(target.short_by, 'record')}{trial}"


def measured(target: TargetResult) -> str:
    """How a target stands; of a ceiling, whose measure has no column of its own, after its share:
    `1.7%  met`.
    """
    if target.ceiling:
        return f"{share(target.count, target.of, (target,))}  {standing(target)}"
    return standing(target)


def noted(rate: Rate, run: Run) -> list[str]:
    """What is said of a rate beside its targets: how many declined, where they leave what is due
    for *known*, and that the export has no column of its field.
    """
    apart = [f"{count(rate.declined)} declined, set apart"] if rate.declined else []
    return [*apart, NO_COLUMN] if no_column(rate, run) else apart


def wanted(target: TargetResult) -> str:
    """`known 95%`, `not_stated at most 10%`."""
    return f"{target.measure} {'at most ' if target.ceiling else ''}{percent(target.target)}"


def called(rate: Rate, run: Run) -> str:
    """What a rate is of: its rule, or its field; of several standards, with the one that asks."""
    return f"{rate.rule or f'{rate.table}.{rate.field}'}{asked_by(rate, run)}"


def asked_by(one: Rate | TableRead, run: Run) -> str:
    """` (child-ethnicity 2026.1)`, where several standards may ask; else nothing."""
    return f" ({one.standard})" if len(run.standards) > 1 else ""


def stands(rate: Rate, target: TargetResult, run: Run) -> str:
    """`target known 95%: 91.9% of 1,852, MISSED by 58 records`, with what its reader must know:
    that nobody could write it where there is no column, and how many records its figures lack.
    """
    shown = share(target.count, target.of, (target,))
    line = f"target {wanted(target)}: {shown} of {count(target.of)}, {standing(target)}"
    lacks = NO_COLUMN if no_column(rate, run) else ""
    return "; ".join(part for part in (line, lacks, incomplete(run)) if part)


def no_column(rate: Rate, run: Run) -> bool:
    """Whether the export has no column for the field of a rate."""
    return not rate.recorded and any(
        one.name == rate.table and any(column.name == rate.field for column in one.absent)
        for one in run.tables
    )


def tells_of_a_group(rate: Rate, run: Run) -> bool:
    """Whether a rate is that of a group, of a column that the export has: where it has none, each
    group lacks all, and that is said once.
    """
    return rate.group is not None and not no_column(rate, run)


def missed(run: Run) -> list[Missed]:
    """The targets missed over all records, without those known before."""
    known = run.known
    return [
        (rate, target)
        for rate, target in run.targets
        if target.met is False and rate.key(target.measure) not in known
    ]


# The rule, table and field of a finding: what the files of one table have in common.
place: Callable[[Finding], tuple[str, str, str | None]] = attrgetter("rule", "table", "field")


def places(findings: Sequence[Finding]) -> int:
    """How many rules of a table and field; findings come in their order."""
    changes: int = sum(starmap(ne, pairwise(map(place, findings))))
    return changes + 1 if findings else 0


def unknown(run: Run) -> Sequence[Finding]:
    """The findings that no baseline knows."""
    known = run.known
    return [one for one in run.findings if one.key not in known] if known else run.findings


def tally(run: Run) -> tuple[int, int]:
    """How many problems and how many notes there are, without what a baseline knows."""
    found = unknown(run)
    problems = [one for one in found if one.severity is not INFO and not one.trial]
    notes = [one for one in found if one.severity is INFO or one.trial]
    return places(problems), places(notes)


def summary(run: Run, counted: tuple[int, int] | None = None) -> str:
    """The last line of a run for people: what was found, in which files, by which standards, and
    what `today` meant. `counted` is its tally, where that is known already.
    """
    used = ", ".join(f"{standard.name} {standard.version}" for standard in run.standards)
    files = some([plain(path) for path in dict.fromkeys(one.path for one in run.tables)], 1)
    records = f"{many(_records(run), 'record')} of {files}"
    against = f"{records} against {used}, as at {run.as_at}."
    nothing = run.verdict == Verdict.NOTHING_JUDGED
    if nothing and all(target.met is None for rate in run.rates for target in rate.targets):
        return f"Nothing was judged: no rule {NONE}. {against}"
    trials = [target.trial for _, target in missed(run)]
    new = _beside(run)
    parts = [f"No rule was judged: none {NONE}" if nothing else _problems(run, counted, new)]
    if any(rate.targets for rate in run.rates):
        parts.append(_missed_targets(trials.count(False), new))
    if any(trials):
        parts[-1] += f", and {count(sum(trials))} on trial"
    return f"{'; '.join(parts)}. {against} {incomplete(run)}".rstrip()


def _beside(run: Run) -> str:
    """What is counted where a baseline is left out: of a run that writes it, nothing is new."""
    if run.comparison is None or (run.comparison.written and not run.known):
        return ""
    return "other " if run.comparison.written else "new or worse "


def _problems(run: Run, counted: tuple[int, int] | None, new: str) -> str:
    problems, notes = counted or tally(run)
    found = f"Found {many(problems, f'{new}problem')}{'' if new else _in_records(run)}"
    said = found if problems else f"No {new}problems"
    return f"{said}, and {many(notes, 'note')}" if notes else said


def _missed_targets(number: int, new: str) -> str:
    if new:
        return many(number, f"{new}missed target") if number else f"no {new}missed target"
    return f"{many(number, 'target')} missed" if number else "no target missed"


def _records(run: Run) -> int:
    """The records of all files; each file once, where several standards look at it."""
    return sum({table.path: table.records for table in run.tables}.values())


def _in_records(run: Run) -> str:
    return f" in {many(run.problem_records, 'record')}" if run.problem_records else ""


def incomplete(run: Run) -> str:
    """The words that every figure goes with where records were set aside; else nothing."""
    if not run.set_aside:
        return ""
    return f"INCOMPLETE: {many(run.set_aside, 'record')} set aside."


def where(finding: Finding, most: int | None = None) -> str:
    """The records of a finding, or the lines of those that could not be read; of a view, whose
    records have no number, how many.
    """
    if finding.set_aside:
        return numbers(finding.lines[:most], finding.broken, "line")
    if not finding.records:
        return f"{many(finding.broken, 'record')} of {finding.table}"
    return numbers(finding.records[:most], finding.broken)


def extent(finding: Finding, most: int | None = None) -> str:
    """Where it is and how much: `records 213, 390 and 12 more; 14 of 900`. A missing column is in
    no record.
    """
    if finding.in_no_record:
        return ""
    found = where(finding, most)
    return found if finding.set_aside else f"{found}; {out_of(finding)}"


def group_words(rate: Rate) -> str:
    """The values of a group: `Stafford`, `Stafford × Team 1`; `(blank)` where none is written."""
    values = (rate.group or {}).values()
    return " × ".join("(blank)" if value is None else printable(value) for value in values)


def printable(text: str) -> str:
    """Text on one line, without anything that a terminal would obey; it says so where it is cut."""
    return short(plain(text), LONGEST)
