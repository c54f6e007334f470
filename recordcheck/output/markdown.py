"""A small page of Markdown, for a comment or a job's summary: it fits into the smallest of both."""

from __future__ import annotations

import re

from recordcheck.model import Run
from recordcheck.output.caveats import caveats
from recordcheck.output.cut import more, plain, short
from recordcheck.output.issues import Issue, listed
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
        parts.append(head + "\n".join(map(_row, shown)))
    if left:
        parts.append(more(left, "finding"))
    parts.append("\n".join(f"- {_text(line)}" for line in caveats(run)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(one: Issue) -> str:
    cells = zip((one.level, one.rule, one.says, one.path), WIDTHS, strict=True)
    return f"| {' | '.join(_text(short(cell, most)) for cell, most in cells)} |"


def _text(given: str) -> str:
    """Text that says only itself: no mark, no link, no mention of a person."""
    return MARKS.sub(r"\\\1", plain(given)).replace("@", "@\u200b")
