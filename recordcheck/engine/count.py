"""From verdicts to findings: sums over the verdict table, first record numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recordcheck.engine.judge import PROBLEM, Judged, Place, breaks_any
from recordcheck.engine.tally import Tally
from recordcheck.model import Finding, Rule
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOGETHER = 50  # questions in one query: the engine takes longer to plan many than to answer them


def findings(
    con: DuckDBPyConnection, judged: Judged, files: list[Tally], most: int | None
) -> tuple[list[Finding], dict[str, list[tuple[int, int, int]]]]:
    """The rules that some records break, and the verdicts of every rule; both file by file."""
    verdicts = {
        column: [file.verdicts(place) for file in files]
        for column, place in judged.verdicts.items()
    }
    broken = [
        (column, number)
        for column, counts in verdicts.items()
        for number, (_, broke, _) in enumerate(counts)
        if broke
    ]
    records = _first_records(con, judged, broken, files, most)
    found = []
    for column, number in broken:
        part, (kept, broke, unknown) = judged.given.parts[number], verdicts[column][number]
        listed = numbered(records[column, number], [fault.record for fault in part.set_aside])
        rule = judged.rules[column]
        found.append(finding(rule, part.label, broke, kept + broke, unknown, listed))
    return found, verdicts


def _first_records(
    con: DuckDBPyConnection,
    judged: Judged,
    broken: list[tuple[str, int]],
    files: list[Tally],
    most: int | None,
) -> dict[tuple[str, int], tuple[int, ...]]:
    """The first record numbers of each broken rule in a file, from 1 after its header; none of a
    view, whose records have no number in a file.
    """
    found: dict[tuple[str, int], list[int]] = {key: [] for key in broken}
    if judged.plan.table.view is None:
        for start in range(0, len(broken), TOGETHER):
            some = broken[start : start + TOGETHER]
            selects = [
                _first(judged.verdicts[column], place, number, most)
                for place, (column, number) in enumerate(some)
            ]
            for place, record in con.execute(" union all ".join(selects)).fetchall():
                found[some[place]].append(int(record))
    before = [sum(file.records for file in files[:number]) for number in range(len(files))]
    return {
        (column, number): tuple(sorted(record - before[number] + 1 for record in records))
        for (column, number), records in found.items()
    }


def _first(place: Place, key: int, file: int, most: int | None) -> str:
    whole = place.table.startswith("whole ")
    record = "record" if whole else "rowid"
    order = " order by record" if whole else ""
    limit = f" limit {most}" if most is not None else ""
    return (
        f"(select {key}, {record} as record from {name(place.table)}"
        f' where {place.verdict} = 2 and "file" = {file}{order}{limit})'
    )


def numbered(records: tuple[int, ...], left_out: list[int]) -> tuple[int, ...]:
    """Record numbers as they are in the file, where some records of it were left out."""
    if not left_out:
        return records
    found = []
    for number in records:
        place = number
        for gone in left_out:
            place += gone <= place
        found.append(place)
    return tuple(found)


def finding(
    rule: Rule, path: str, broken: int, judged: int, unknown: int, records: tuple[int, ...]
) -> Finding:
    """A finding in the words of its rule."""
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=rule.severity,
        table=rule.table,
        field=rule.field,
        path=path,
        broken=broken,
        judged=judged,
        not_judged=unknown,
        records=records,
        says=rule.fault or rule.says,
        help=rule.help,
        trial=rule.trial,
    )


def problem_records(con: DuckDBPyConnection, judged: Judged) -> int:
    """How many records break at least one rule of severity warning or error, not on trial."""
    tables = dict.fromkeys(place.table for place in judged.verdicts.values())
    if not tables:
        return 0
    table = list(tables)[-1]
    tests = [*([PROBLEM] if table != judged.table else []), breaks_any(judged, table)]
    row = con.execute(f"select count(*) from {name(table)} where {' or '.join(tests)}").fetchone()
    return int(row[0]) if row is not None else 0
