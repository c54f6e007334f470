"""Markdown: text that says only itself, and tables that end where there is no more room."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recordcheck.output.cut import plain

# What Markdown obeys; of an address, the letter without which GitHub makes no link of it.
MARKS = re.compile(r"[\\`*_\[\]<>#|~&$]|(?<=www)\.|:(?=//)")
Cells = tuple[str, ...]


def text(given: str) -> str:
    """Text that says only itself: no mark, no link, no mention of a person."""
    return MARKS.sub(r"\\\g<0>", plain(given)).replace("@", "@\u200b")


def bold(marked: str) -> str:
    """What must not be overlooked; it is Markdown already."""
    return f"**{marked}**"


def table(head: Cells, rows: Iterable[Cells], room: int) -> tuple[str, int]:
    """A table of cells that are Markdown already, with as many lines as have room in so many bytes,
    and how many those are. A column whose head ends in a colon holds numbers.
    """
    rule = ("--:" if one.endswith(":") else "---" for one in head)
    lines = [_line(tuple(one.rstrip(":") for one in head)), f"|{'|'.join(rule)}|"]
    room -= sum(map(len, lines)) + len(lines)
    for row in rows:
        line = _line(row)
        room -= len(line.encode()) + 1
        if room < 0:
            break
        lines.append(line)
    return "\n".join(lines), len(lines) - 2


def _line(cells: Cells) -> str:
    return f"| {' | '.join(cells)} |"
