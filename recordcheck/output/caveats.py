"""What a reader must know to trust a list: what was not run, not read, and not listed."""

from __future__ import annotations

from collections.abc import Iterator

from recordcheck.model import Run
from recordcheck.output import comparison
from recordcheck.output.cut import short
from recordcheck.output.figures import count, many
from recordcheck.output.sentences import reasons

MOST = 5
RULES = 6
LONGEST = 500


def caveats(run: Run, most: int = MOST) -> list[str]:
    """How the run stands against a baseline; then the reasons why rules were not run and the
    warnings about files: the first of them, and how many more.
    """
    every = [*_not_run(run), *_warnings(run)]
    shown = [short(line, LONGEST) for line in (*comparison.lines(run), *every[:most])]
    left = len(every) - most
    if left > 0:
        shown.append(
            f"{many(left, 'more reason or warning', 'more reasons or warnings')} not shown"
        )
    return shown


def _not_run(run: Run) -> Iterator[str]:
    for reason, rules in reasons(run.not_run).items():
        left = len(rules) - RULES
        listed = ", ".join(rules[:RULES]) + (f" and {count(left)} more" if left > 0 else "")
        yield f"not run: {listed}: {reason}"


def _warnings(run: Run) -> Iterator[str]:
    for table in run.tables:
        for text in table.warnings:
            yield f"{table.path}: {text}"
