"""What a reader must know to trust a list: what was not asked, not run, not judged, not read."""

from __future__ import annotations

from collections.abc import Iterator

from recordcheck.model import Run
from recordcheck.output import comparison
from recordcheck.output.cut import first_of, short
from recordcheck.output.files_read import warned
from recordcheck.output.not_run import gathered, hardly_judged
from recordcheck.plural import many
from recordcheck.shell import mapping

MOST = 6
LONGEST = 500


def caveats(run: Run) -> list[str]:
    """How the run stands against a baseline, by which columns there are no rates, and where a
    standard asks for less; then the reasons why rules were not run, those that could hardly judge,
    and the warnings about files: the first of them, and how many more. Those that are alike when
    they are cut are said once.
    """
    odd = [f"{path}: {text}" for path, text in warned(run)]
    every = first_of([*gathered(run.not_run), *hardly_judged(run.kept), *odd], MOST)
    lines = (*comparison.lines(run), *without_groups(run), *of_standards(run), *every)
    return list(dict.fromkeys(short(line, LONGEST) for line in lines))


def without_groups(run: Run) -> Iterator[str]:
    """By which columns there are no rates: silence would look as if no group missed a target."""
    shown = {tuple(rate.group) for rate in run.rates if rate.group is not None}
    absent = {column.name for table in run.tables for column in table.absent}
    for columns in run.options.get("by", ()):
        if run.rates and tuple(columns) not in shown:
            lacks = next((one for one in columns if one in absent), columns[0])
            yield (
                f"no rates by {','.join(columns)}: no file with a rate has the column {lacks}; if"
                f" a column of another name holds it: {mapping('Its name', lacks)}"
            )


def of_standards(run: Run) -> Iterator[str]:
    """Where a standard asks for less than what it extends, or its figures for less than it asks."""
    for standard in run.standards:
        if standard.of_pandera and run.rates:
            yield (
                "`valid` and `known` count what has the type of its column; what else the schema"
                " asks of it is among the findings"
            )
        if standard.weaker:
            yield (
                f"{standard.name} asks in {many(len(standard.weaker), 'place')} for less than what"
                f" it extends; `recordcheck schema show {standard.typed}` lists them"
            )
