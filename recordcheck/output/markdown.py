"""A small page of Markdown, for a comment or a job's summary: it fits into the smallest of both."""

from __future__ import annotations

import re

from recordcheck.model import Run
from recordcheck.output.caveats import caveats
from recordcheck.output.cut import plain, short
from recordcheck.output.issues import Issue, listed, not_listed
from recordcheck.output.sentences import summary

MOST = 20
WIDTHS = (10, 100, 300, 100)  # of the cells, in letters
LONGEST = 500
MARKS = re.compile(r"([\\`*_\[\]<>#|~&$])")


def render(run: Run) -> str:
    """The verdict, the gravest issues as a table, and what a reader must know beside it."""
    shown, left = listed(run, MOST)
    parts = [f"### recordcheck: {run.verdict}", _text(short(summary(run), LONGEST))]
    if shown:
        head = "| | rule | what | file |\n|---|---|---|---|\n"
        parts.append(head + "\n".join(_row(one, run) for one in shown))
    if left:
        parts.append(not_listed(run, shown, left))
    parts.append("\n".join(f"- {_text(line)}" for line in caveats(run)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(one: Issue, run: Run) -> str:
    cells = zip((one.level, one.rule, one.says, _files(one, run)), WIDTHS, strict=True)
    return f"| {' | '.join(_text(short(cell, most)) for cell, most in cells)} |"


def _files(one: Issue, run: Run) -> str:
    """The file of an issue; of what is counted over all files of a table, how many there are."""
    others = len({each.path for each in run.tables if each.name == one.whole}) - 1
    return f"{short(one.path, WIDTHS[3] - 20)} and {others:,} more" if others > 0 else one.path


def _text(given: str) -> str:
    """Text that says only itself: no mark, no link, no mention of a person."""
    return MARKS.sub(r"\\\1", plain(given)).replace("@", "@\u200b")
