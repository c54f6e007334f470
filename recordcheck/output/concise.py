"""One line for each finding, each missed target and each reason why rules could not be run.

Nobody reads more than some thousands: of more, the gravest are listed, and it is said how many are
not.
"""

from __future__ import annotations

from recordcheck.model import Finding, Run
from recordcheck.nearest import one_line
from recordcheck.output import comparison
from recordcheck.output.caveats import of_standards, without_groups
from recordcheck.output.cut import first_of, how_to_see, plain
from recordcheck.output.files_read import warned
from recordcheck.output.issues import gravest, light
from recordcheck.output.not_run import each_reason, hardly_judged
from recordcheck.output.sentences import (
    called,
    extent,
    missed,
    stands,
    summary,
)

MOST = 10_000


def render(run: Run) -> str:
    """The run, to grep in."""
    lines = []
    shown, left = gravest(run, MOST)
    news = comparison.fresh(run)
    for one in shown:
        how_many = extent(one) or _nearest(one)
        records = f" ({how_many})" if how_many else ""
        beside = light(one, run) + comparison.told(news, one)
        lines.append(f"{one.path}: {one.severity}: {one.rule} {one.says}{beside}{records}")
    lines += [how_to_see(left)] if left else []
    lines += [f"{called(rate, run)}: {stands(rate, target, run)}" for rate, target in missed(run)]
    lines += first_of(each_reason(run.not_run), MOST)
    lines += hardly_judged(run.kept)
    lines += comparison.lines(run)
    lines += [f"note: {line}" for line in (*without_groups(run), *of_standards(run))]
    odd = [f"{path}: warning: {plain(text)}" for path, text in warned(run)]
    lines += first_of(odd, MOST)
    return "".join(f"{line}\n" for line in [*lines, summary(run)])


def _nearest(one: Finding) -> str:
    """Of a column that is missing, the one that may be meant."""
    return f"nearest: {plain(one_line(one.nearest))}" if one.nearest else ""
