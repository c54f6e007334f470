"""The format for people: problems with their records and a remedy, rates against targets.

Nobody reads more than some thousands of them: of more, the gravest are shown, and it is said how
many are not.
"""

from __future__ import annotations

from itertools import groupby

from recordcheck.model import Finding, Rate, Run, Severity, TargetResult
from recordcheck.model.baseline import Key
from recordcheck.output import comparison
from recordcheck.output.caveats import of_standards, without_groups
from recordcheck.output.comparison import IN_BASELINE, News, fresh, told
from recordcheck.output.cut import first_of, how_to_see, plain
from recordcheck.output.figures import share, shares
from recordcheck.output.files_read import columns, read_as, warned
from recordcheck.output.issues import gravest, weight
from recordcheck.output.not_run import gathered, hardly_judged
from recordcheck.output.sentences import (
    asked_by,
    group_words,
    help_for,
    incomplete,
    measured,
    noted,
    out_of,
    standing,
    summary,
    tells_of_a_group,
    wanted,
    where,
)
from recordcheck.output.style import PLAIN, Style
from recordcheck.output.table import render_table
from recordcheck.plural import count

MOST, FILES = 1_000, 10_000  # broken rules, and the files in which they are
FIELD = ("due", "recorded", "valid", "known", "target")
RULE = ("judged", "kept", "not judged", "target")
Known = frozenset[Key]


def render(run: Run, *, style: Style = PLAIN) -> str:
    """The whole run as text of at most `width` columns where it can be helped."""
    parts = _problems(run, style)
    tables = [table for table in _rate_tables(run, style) if table]
    if run.set_aside and tables:
        said = f"{incomplete(run)} The rates are of the records that could be read."
        parts.append(style.targets(style.wrap(said) + "\n"))
    parts += tables
    parts.append(_notes(run, style))
    parts.append(style.wrap(summary(run)) + "\n")
    return "\n".join(part for part in parts if part)


def _problems(run: Run, style: Style) -> list[str]:
    """A part for each broken rule of a table and field, and one for what is not shown."""
    findings, left = gravest(run, FILES)
    news = fresh(run)
    every = [list(same) for _, same in groupby(findings, _same)]
    shown = every[:MOST]
    left += sum(len(found) for found in every[MOST:])
    parts = [_finding(found, run, news, style) for found in shown]
    parts += _explained([found[0] for found in shown], run, style)
    return [*parts, style.wrap(how_to_see(left)) + "\n"] if left else parts


def _explained(findings: list[Finding], run: Run, style: Style) -> list[str]:
    """How to ask what a rule asks and why, once for those of each standard that say no more."""
    commands: dict[str, list[str]] = {}
    for called in dict.fromkeys(one.rule for one in findings if _only_explained(one, run)):
        command = run.rules[called].explained or ""
        commands.setdefault(command.replace(called, "", 1), []).append(command)
    lines = [
        f"help: `{first}` says what it asks and why{'; likewise for other rules' if more else ''}"
        for first, *more in commands.values()
    ]
    told = [style.faint(style.wrap(line, indent="  ")) for line in lines]
    return ["\n".join(told) + "\n"] if told else []


def _only_explained(finding: Finding, run: Run) -> bool:
    rule = run.rules.get(finding.rule)
    return rule is not None and bool(rule.explained) and help_for(finding) == rule.to_ask


def _same(finding: Finding) -> tuple[object, ...]:
    """What is said together: of two standards that weigh a rule differently, neither for both."""
    unread = finding.says if finding.set_aside else ""
    weighs = finding.severity, finding.trial
    return finding.rule, finding.table, finding.field or "", *weighs, unread


def _finding(found: list[Finding], run: Run, news: News, style: Style) -> str:
    first = found[0]
    rule = run.rules.get(first.rule)
    named = f"{first.name}: " if rule is not None and rule.written else ""
    lines = [
        style.wrap(
            f"{weight(first, run)} {first.rule} {named}{first.says}{told(news, first)}",
            indent="  ",
        )
    ]
    colour = first.severity if first.fails(run.heavy) else Severity.INFO
    for part in (first.severity, first.rule):
        lines[0] = style.mark(lines[0], part, colour)
    for one in found:
        counted = "" if one.set_aside else f"   ({out_of(one)})"
        records = "" if one.in_no_record else f"   {where(one)}{counted}"
        lines.append(style.wrap(f"  {one.path}{records}", indent="    "))
    # Of a column that is missing, another file may say more than the first: what is nearest there.
    hinted = [one for one in found if one.nearest] or [first]
    remedies = (help_for(one) for one in hinted if not _only_explained(one, run))
    for remedy in dict.fromkeys(remedies):
        if remedy:
            lines.append(style.faint(style.wrap(f"  help: {remedy}", indent="    ")))
    return "\n".join(lines) + "\n"


def _rate_tables(run: Run, style: Style) -> list[str]:
    parts = []
    for _, of_standard in groupby(run.rates, lambda rate: rate.standard):
        rates = list(of_standard)
        plain = [rate for rate in rates if rate.group is None]
        parts.append(_fields([rate for rate in plain if rate.field is not None], run, style))
        parts.append(_rules([rate for rate in plain if rate.rule is not None], run, style))
        grouped = [rate for rate in rates if tells_of_a_group(rate, run)]
        for keys, same in groupby(grouped, lambda rate: tuple(rate.group or {})):
            parts += _groups(" × ".join(keys), list(same), run, style)
    return parts


def _fields(rates: list[Rate], run: Run, style: Style) -> str:
    if not rates:
        return ""
    several = len({rate.table for rate in rates}) > 1
    rows, known = [], run.known
    for rate in rates:
        rows += _rows(_called(rate, several=several), rate, run, known)
    return _table([f"field{asked_by(rates[0], run)}", *FIELD], rows, style)


def _rows(called: str, rate: Rate, run: Run, known: Known = frozenset()) -> list[list[str]]:
    """One line for the rate of a field, and one more for each further target, and what is noted."""
    cells = [called, count(rate.due), *shares(rate)]
    targets = [
        f"{wanted(target)}  {measured(target)}{_mark(rate, target, known)}"
        for target in rate.targets
    ]
    first, *more = [*targets, *noted(rate, run)] or [""]
    return [[*cells, first], *([[""] * len(cells) + [line] for line in more])]


def _mark(rate: Rate, target: TargetResult, known: Known) -> str:
    return IN_BASELINE if rate.key(target.measure) in known else ""


def _rules(rates: list[Rate], run: Run, style: Style) -> str:
    if not rates:
        return ""
    rows = [row for rate in rates for row in _of_rule(str(rate.rule), rate, run.known)]
    return _table([f"rule{asked_by(rates[0], run)}", *RULE], rows, style)


def _of_rule(called: str, rate: Rate, known: Known = frozenset()) -> list[list[str]]:
    targets = [
        f"{wanted(target)}  {standing(target)}{_mark(rate, target, known)}"
        for target in rate.targets
    ]
    kept = share(rate.kept, rate.due, rate.targets)
    return [[called, count(rate.due), kept, count(rate.not_judged or 0), "; ".join(targets)]]


def _groups(title: str, rates: list[Rate], run: Run, style: Style) -> list[str]:
    """Field by field, so that groups can be compared, then rule by rule; beside those with a
    target, those without are left to the JSON.
    """
    several = len({rate.table for rate in rates}) > 1
    aimed = any(rate.targets for rate in rates)
    by_name: dict[str, list[Rate]] = {}
    for rate in rates:
        by_name.setdefault(_called(rate, several=several), []).append(rate)
    fields: list[list[str]] = []
    rules: list[list[str]] = []
    for called, same in by_name.items():
        if not aimed or any(rate.targets for rate in same):
            of_fields = same[0].rule is None
            rows = fields if of_fields else rules
            rows.append([called, *[""] * len(FIELD if of_fields else RULE)])
            for rate in same:
                of = f"  {group_words(rate)}"
                rows += _rows(of, rate, run) if of_fields else _of_rule(of, rate)
    head = f"by {title}{asked_by(rates[0], run)}"
    return [
        _table([head, *FIELD], fields, style) if fields else "",
        _table([head, *RULE], rules, style) if rules else "",
    ]


def _table(head: list[str], rows: list[list[str]], style: Style) -> str:
    """Rates in lines, with the words about their targets in the last column."""
    left = frozenset({0, len(head) - 1})
    return style.targets(render_table(head, rows, left=left, width=style.width))


def _called(rate: Rate, *, several: bool) -> str:
    if rate.field is None:
        return str(rate.rule)
    return f"{rate.table}.{rate.field}" if several else rate.field


def _notes(run: Run, style: Style) -> str:
    """What a reader must know to trust the figures: what was not run, not used, not there."""
    odd = [f"warning: {path}: {plain(text)}" for path, text in warned(run)]
    lines = first_of([*odd, *gathered(run.not_run)], MOST)
    lines += hardly_judged(run.kept)
    lines += comparison.lines(run)
    lines += read_as(run)
    lines += columns(run)
    lines += [f"note: {line}" for line in (*without_groups(run), *of_standards(run))]
    return "".join(style.faint(style.wrap(line, indent="  ")) + "\n" for line in lines)
