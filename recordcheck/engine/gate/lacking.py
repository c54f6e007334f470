"""What a run lacks against its baseline, as findings: every format then shows it as a problem."""

from __future__ import annotations

from recordcheck.model import Finding, Severity
from recordcheck.model.baseline import Baseline, Held
from recordcheck.model.run import LACKS
from recordcheck.plural import many, some

FEWER, LESS, OTHERWISE = LACKS
NAMED = 6
NOTED = "if that is intended, --allow-worse REASON lets it in"


def lacking(
    path: str,
    held: list[Held],
    otherwise: list[str],
    vanished: list[tuple[str, str]],
    now: Baseline,
) -> list[Finding]:
    """One for all that is judged otherwise, and for each table one where it has far fewer records,
    and one for the columns that have `vanished` and what is `held` of far fewer records or of none.
    Of a table that is not there, nothing is. `path` is the file of the baseline.
    """
    found = []
    if otherwise:
        table = min(called for _, called, _, _ in now.figures)
        says = f"judged otherwise than when this baseline was written: {', '.join(otherwise)}"
        remedy = f"judge it as it was (options, configuration, version); {NOTED}"
        found.append(_finding(OTHERWISE, table, path, len(otherwise), len(otherwise), says, remedy))
    gone = {one.figure.table for one in held if one.figure.of_a_table and one.now is None}
    less: dict[str, list[str]] = {}
    for table, field in vanished:
        less.setdefault(table, []).append(f"{field} (no column)")
    for one in held:
        if one.figure.of_a_table:
            found.append(_fewer(one, path))
        elif one.figure.table not in gone:
            less.setdefault(one.figure.table, []).append(_called(one))
    return [*found, *(_less(table, named, path) for table, named in sorted(less.items()))]


def _fewer(one: Held, path: str) -> Finding:
    were, there = _of(one)
    records = many(there, "record") if there else "no records"
    table = one.figure.table
    says = f"{table} has {records}, and had {were:,} when this baseline was written"
    return _finding(FEWER, table, path, were - there, were, says, f"give the whole export; {NOTED}")


def _less(table: str, named: list[str], path: str) -> Finding:
    says = (
        f"judged of far fewer records of {table} than when this baseline was written, or of none:"
        f" {some(named, NAMED)}"
    )
    remedy = f"see what is missing or blank, or was not asked for; {NOTED}"
    return _finding(LESS, table, path, len(named), len(named), says, remedy)


def _called(one: Held) -> str:
    """`VIS-391 seen (3, it was 900)`."""
    figure, (were, there) = one.figure, _of(one)
    measure = f"target {figure.measure}" if figure.measure else None
    words = " ".join(word for word in (figure.rule, figure.field, measure) if word)
    return f"{words} ({f'{there:,}' if there else 'none'}, it was {were:,})"


def _of(one: Held) -> tuple[int, int]:
    """Of how many records it was judged, and is."""
    return one.before.of if one.before else 0, one.now.of if one.now else 0


def _finding(
    name: str, table: str, path: str, broken: int, judged: int, says: str, remedy: str
) -> Finding:
    """It stands in the file of the baseline, which says what should be there."""
    return Finding(
        rule=name,
        name=name,
        severity=Severity.ERROR,
        table=table,
        field=None,
        path=path,
        broken=broken,
        judged=judged,
        not_judged=0,
        says=says,
        help=remedy,
    )
