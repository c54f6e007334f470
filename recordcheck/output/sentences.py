"""The sentences that several formats share: what a finding says, how a target stands, how a run
ended.
"""

from __future__ import annotations

from collections.abc import Iterable

from recordcheck.model import Finding, NotRun, Rate, Run, Severity, TargetResult
from recordcheck.model.run import Verdict
from recordcheck.output.figures import count, many, numbers, percent

MOST = 6


def out_of(finding: Finding) -> str:
    """`14 of 1,842; 19 could not be judged`."""
    judged = f"{count(finding.broken)} of {count(finding.judged)}"
    unknown = f"; {count(finding.not_judged)} could not be judged" if finding.not_judged else ""
    return judged + unknown


def help_for(finding: Finding, run: Run) -> str:
    """What to do about a finding."""
    if finding.name == "missing-column" and finding.nearest:
        return f'is it {finding.nearest}? then --map "{finding.nearest}={finding.field}"'
    if finding.help is not None:
        return finding.help
    return f"`recordcheck explain {finding.rule}` says what it asks and why"


def standing(target: TargetResult) -> str:
    """`MISSED by 67 records`, `met`, or that nothing was due."""
    trial = " (on trial)" if target.trial else ""
    if target.met is None:
        return f"nothing {'recorded' if target.ceiling else 'due'}{trial}"
    return f"met{trial}" if target.met else f"MISSED by {many(target.short_by, 'record')}{trial}"


def wanted(target: TargetResult) -> str:
    """`known 95%`, `not_stated at most 10%`."""
    return f"{target.measure} {'at most ' if target.ceiling else ''}{percent(target.target)}"


def missed(run: Run) -> list[TargetResult]:
    """The targets missed over all records, without those on trial and those known before."""
    return [
        target
        for rate in run.rates
        if rate.group is None
        for target in rate.targets
        if target.met is False and not target.trial
        if (rate.rule or "", rate.table, rate.field or "", target.measure) not in run.known
    ]


def problems(run: Run) -> list[Finding]:
    """One finding for each rule, table and field that has some: files of one table count once.
    What a baseline knows is left out.
    """
    unique = {one.key: one for one in run.findings if counts(one)}
    return [one for key, one in unique.items() if key not in run.known]


def counts(finding: Finding) -> bool:
    """Whether a finding is a problem, and not a note or on trial."""
    return finding.severity != Severity.INFO and not finding.trial


def summary(run: Run) -> str:
    """The last line of a run for people."""
    used = ", ".join(f"{standard.name} {standard.version}" for standard in run.standards)
    records = many(sum(table.records for table in run.tables), "record")
    against = f"{records} against {used}."
    if run.verdict == Verdict.NOTHING_JUDGED:
        return f"Nothing was judged: no rule could be run. {against}"
    found, short = problems(run), len(missed(run))
    notes = len({(one.rule, one.table, one.field) for one in run.findings if not counts(one)})
    new = "new or worse " if run.comparison is not None else ""
    where = _in_records(run) if not new else ""
    parts = [f"Found {many(len(found), f'{new}problem')}{where}" if found else f"No {new}problems"]
    if notes:
        parts[0] += f", and {many(notes, 'note')}"
    if any(rate.targets for rate in run.rates):
        parts.append(f"{many(short, 'target')} missed" if short else "no target missed")
    return f"{'; '.join(parts)}. {against}{incomplete(run)}"


def _in_records(run: Run) -> str:
    return f" in {many(run.problem_records, 'record')}" if run.problem_records else ""


def incomplete(run: Run) -> str:
    """The words that every figure goes with where records were set aside; else nothing."""
    if not run.set_aside:
        return ""
    return f" INCOMPLETE: {many(run.set_aside, 'record')} set aside."


def where(finding: Finding) -> str:
    """The records of a finding, or the lines of those that could not be read; of a view, whose
    records have no number, how many.
    """
    if finding.lines:
        return numbers(finding.lines, finding.broken, "line")
    if not finding.records:
        return f"{many(finding.broken, 'record')} of {finding.table}"
    return numbers(finding.records, finding.broken)


def reasons(not_run: Iterable[NotRun]) -> dict[str, list[str]]:
    """The rules that could not be run, by reason; tables that are not there make one reason."""
    every = list(not_run)
    absent = {one.table: None for one in every if one.reason == _no_table(one.table)}
    grouped: dict[str, list[str]] = {}
    for one in every:
        reason = _no_table(", ".join(absent)) if one.table in absent else one.reason
        rules = grouped.setdefault(reason, [])
        called = f"{one.rule} {one.field}" if one.field and _implied(one.rule) else one.rule
        if called not in rules:
            rules.append(called)
    return grouped


def unrun(not_run: Iterable[NotRun]) -> list[str]:
    """A line for each reason, with the first rules that could not be run for it."""
    lines = []
    for reason, rules in reasons(not_run).items():
        more = f" and {count(len(rules) - MOST)} more" if len(rules) > MOST else ""
        lines.append(f"not run: {', '.join(rules[:MOST])}{more}: {reason}")
    return lines


def _implied(rule: str) -> bool:
    """Whether a rule follows from the keys of a field: one number then stands for many fields."""
    return rule[-2] == "9"


def _no_table(called: str) -> str:
    return f"the export has no table {called}"


def group_words(rate: Rate) -> str:
    """The values of a group: `Stafford`, `Stafford × Team 1`; `(blank)` where none is written."""
    values = (rate.group or {}).values()
    return " × ".join("(blank)" if value is None else printable(value) for value in values)


def printable(text: str) -> str:
    """Text on one line, without anything that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:60]
