"""One line for each finding, each missed target and each reason why rules could not be run."""

from __future__ import annotations

from recordcheck.model import Rate, Run
from recordcheck.output import comparison
from recordcheck.output.sentences import (
    called,
    extent,
    incomplete,
    summary,
    target_key,
    target_line,
    unrun,
)


def render(run: Run) -> str:
    """The run, to grep in."""
    lines = []
    known = run.known
    for one in (one for one in run.findings if one.key not in known):
        how_many = extent(one)
        records = f" ({how_many})" if how_many else ""
        weight = (" (on trial)" if one.trial else "") + comparison.news(run, one)
        lines.append(f"{one.path}: {one.severity}: {one.rule} {one.says}{weight}{records}")
    lines += [line for rate in run.rates if rate.group is None for line in _targets(rate, run)]
    lines += unrun(run.not_run)
    lines += comparison.lines(run)
    lines += [f"{table.path}: warning: {text}" for table in run.tables for text in table.warnings]
    return "".join(f"{line}\n" for line in [*lines, summary(run)])


def _targets(rate: Rate, run: Run) -> list[str]:
    return [
        f"{called(rate)}: {target_line(target)}{incomplete(run)}"
        for target in rate.targets
        if target.met is False and target_key(rate, target) not in run.known
    ]
