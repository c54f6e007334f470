"""A page of Markdown, for a comment, a job's summary or a board: the rates against their targets,
what was found, and what a reader must know to trust the figures.

It fits into the smallest of these, a comment; a table that is cut says what it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recordcheck.model import Finding, Run
from recordcheck.output import finding_rows, rate_rows
from recordcheck.output.about import about
from recordcheck.output.caveats import caveats
from recordcheck.output.cut import more, short
from recordcheck.output.issues import Level, findings_by_level
from recordcheck.output.marks import Cells, bold, table, text
from recordcheck.output.sentences import incomplete, places, summary

LARGEST = 60_000  # bytes of tables and lines; a comment of GitHub holds 65,536 letters in all
LONGEST = 500
SHARES = (
    "A field is *due* in the records where it must be written. Of these, *recorded* are not blank,"
    ' *valid* are on the code list or of the right form, and *known* are an answer, not "not'
    ' stated" or "unknown". A dash stands where nothing was due.'
)
APART = "Where some who declined are *set apart*, *known* is the share of the others."
CEILING = "A share that is to be *at most* so much is of what is due, too."
OF_READ = "The rates are of the records that could be read."
FOUND = (
    "What is *info* or *on trial* fails no run. A record could not be judged where something that"
    " the rule needs is blank or does not read. Only what is written in records is judged: more may"
    " have been done than was written down."
)
GROUPS = (
    "Each group has its share, and the number of records that it is of; *other values* are in fewer"
    " than 5 records of the table each."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its title and a note: `number` lines, each of which is one of something."""

    title: str
    head: Cells
    lines: Iterable[Cells]
    number: int
    one: str
    note: str = ""


def render(run: Run) -> str:
    """The verdict, what the run was of, its tables, and what was not run, judged or read.

    A table has half of the room that is left, and the last all, so that no long one takes it all.
    """
    found = findings_by_level(run)
    said = text(short(summary(run), LONGEST))
    head = [f"### recordcheck: {run.verdict}", said, _list(about(run, _rules_of(found)))]
    told = caveats(run)
    tail = ["#### Beside the figures", _list(told)] if told else []
    room = LARGEST - len("".join([*head, *tail]).encode())
    tables = []
    sections = _sections(run, found)
    for one in sections:
        lines, shown = table(one.head, one.lines, room if one is sections[-1] else room // 2)
        room -= len(lines.encode())
        left = one.number - shown
        cut = f"{more(left, one.one)} `--output-format json` has all." if left else ""
        tables += [f"#### {one.title}", one.note, lines, cut]
    return "\n\n".join(part for part in [*head, *tables, *tail] if part) + "\n"


def _rules_of(found: finding_rows.Found) -> dict[Level, int]:
    """How many rules are broken: records set aside, and what lacks against a baseline, are none."""
    return {
        level: places([one for one in of_level if not one.incomplete])
        for level, of_level in found.items()
    }


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {text(line)}" for line in lines)


def _sections(run: Run, found: finding_rows.Found) -> list[Section]:
    """Those that have lines."""
    broken = finding_rows.together(found, run)
    every = [
        _fields(run),
        _rules(run),
        Section(
            "What was found",
            finding_rows.HEAD,
            finding_rows.lines(broken, run),
            len(broken),
            "broken rule",
            " ".join([FOUND, *_explained(broken, run)]),
        ),
        *_groups(run),
    ]
    return [one for one in every if one.number]


def _fields(run: Run) -> Section:
    rates = rate_rows.over_all(one for one in run.rates if one.field is not None)
    lines = rate_rows.of_fields(rates, run)
    said = [bold(incomplete(run)), OF_READ] if run.set_aside else []
    said += [SHARES]
    said += [APART] if any(one.declined for one in rates) else []
    said += [CEILING] if any(target.ceiling for one in rates for target in one.targets) else []
    return Section("What is recorded", rate_rows.FIELD, lines, len(rates), "field", " ".join(said))


def _explained(broken: list[list[Finding]], run: Run) -> list[str]:
    """Where it stands why a rule asks what it asks, and who says so; a page has no room for it."""
    rules = (run.rules.get(same[0].rule) for same in broken)
    command = next((rule.explained for rule in rules if rule and rule.explained), None)
    why = f"`{command}` says why that rule is asked, and who asks it; likewise for other rules."
    return [text(short(why, LONGEST))] if command else []


def _rules(run: Run) -> Section:
    rates = rate_rows.over_all(one for one in run.rates if one.rule is not None)
    lines = rate_rows.of_rules(rates, run)
    return Section("Rules with a target", rate_rows.RULE, lines, len(rates), "rule")


def _groups(run: Run) -> Iterator[Section]:
    for by, same in rate_rows.groupings(run).items():
        title = f"By {text(short(by, LONGEST))}"
        lines = rate_rows.of_groups(same)
        yield Section(title, rate_rows.GROUP, lines, len(same), "line", GROUPS)
