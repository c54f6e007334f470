"""What a reader must know to trust a list: what was not run, not read, and not listed."""

from __future__ import annotations

from collections.abc import Iterator

from recordcheck.model import Run
from recordcheck.output import comparison
from recordcheck.output.cut import short
from recordcheck.output.figures import many
from recordcheck.output.sentences import unrun

MOST = 5
LONGEST = 500


def caveats(run: Run, most: int = MOST) -> list[str]:
    """How the run stands against a baseline; then the reasons why rules were not run and the
    warnings about files: the first of them, and how many more.
    """
    every = [*unrun(run.not_run), *_warnings(run)]
    shown = [short(line, LONGEST) for line in (*comparison.lines(run), *every[:most])]
    left = len(every) - most
    if left > 0:
        shown.append(
            f"{many(left, 'more reason or warning', 'more reasons or warnings')} not shown"
        )
    return shown


def _warnings(run: Run) -> Iterator[str]:
    for table in run.tables:
        for text in table.warnings:
            yield f"{table.path}: {text}"
