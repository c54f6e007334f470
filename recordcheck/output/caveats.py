"""What a reader must know to trust a list: what was not run, not judged, not read, not listed."""

from __future__ import annotations

from collections.abc import Iterator

from recordcheck.model import Run
from recordcheck.output import comparison
from recordcheck.output.cut import first_of, short
from recordcheck.output.not_run import gathered, hardly_judged

MOST = 6
LONGEST = 500


def caveats(run: Run) -> list[str]:
    """How the run stands against a baseline; then the reasons why rules were not run, those that
    could hardly judge, and the warnings about files: the first of them, and how many more.
    """
    every = first_of([*gathered(run.not_run), *hardly_judged(run.kept), *_warnings(run)], MOST)
    return [short(line, LONGEST) for line in (*comparison.lines(run), *every)]


def _warnings(run: Run) -> Iterator[str]:
    for table in run.tables:
        for text in table.warnings:
            yield f"{table.path}: {text}"
