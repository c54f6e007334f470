"""From verdicts to findings: sums over the verdict table, first record numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recordcheck.engine.judge import Judged, Place
from recordcheck.model import Finding, Rule, Severity
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def file_records(con: DuckDBPyConnection, judged: Judged) -> list[tuple[int, int]]:
    """For each file of the table, how many records stand before it and how many it has."""
    found = dict(
        con.execute(f'select "file", count(*) from {name(judged.table)} group by 1').fetchall()
    )
    counts = [int(found.get(number, 0)) for number in range(len(judged.given.parts))]
    return [(sum(counts[:number]), count) for number, count in enumerate(counts)]


def findings(
    con: DuckDBPyConnection, judged: Judged, most: int | None, files: list[tuple[int, int]]
) -> tuple[list[Finding], dict[str, list[tuple[int, int, int]]]]:
    """The rules that some records break, and the verdicts of every rule; both file by file."""
    found: list[Finding] = []
    verdicts: dict[str, list[tuple[int, int, int]]] = {column: [] for column in judged.verdicts}
    for table in dict.fromkeys(place.table for place in judged.verdicts.values()):
        rules = [
            judged.rules[column]
            for column, place in judged.verdicts.items()
            if place.table == table
        ]
        for file, counts in _verdict_counts(con, judged, table, rules).items():
            for rule, (kept, broken, unknown) in zip(rules, counts, strict=True):
                verdicts[rule.column].append((kept, broken, unknown))
                if broken:
                    place, part = judged.verdicts[rule.column], judged.given.parts[file]
                    records = (
                        _first(con, place, table, file, most, files[file][0])
                        if judged.plan.table.view is None  # whose records have no number in a file
                        else ()
                    )
                    records = numbered(records, [fault.record for fault in part.set_aside])
                    found.append(finding(rule, part.label, broken, kept + broken, unknown, records))
    return found, verdicts


def _verdict_counts(
    con: DuckDBPyConnection, judged: Judged, table: str, rules: list[Rule]
) -> dict[int, list[tuple[int, int, int]]]:
    sums = [
        f"sum(({judged.verdicts[rule.column].verdict} = {verdict})::int)"
        for rule in rules
        for verdict in (1, 2, 3)
    ]
    rows = con.execute(
        f'select "file", {", ".join(sums)} from {name(table)} group by 1 order by 1'
    ).fetchall()
    return {
        row[0]: [
            (int(a), int(b), int(c))
            for a, b, c in zip(row[1::3], row[2::3], row[3::3], strict=True)
        ]
        for row in rows
    }


def _first(
    con: DuckDBPyConnection, place: Place, table: str, file: int, most: int | None, before: int
) -> tuple[int, ...]:
    """The first record numbers of a broken rule in a file, from 1 after its header."""
    whole = table.startswith("whole ")
    record = "record" if whole else "rowid"
    order = "order by 1" if whole else ""
    limit = f"limit {most}" if most is not None else ""
    rows = con.execute(
        f"select {record} from {name(table)}"
        f' where {place.verdict} = 2 and "file" = {file} {order} {limit}'
    ).fetchall()
    return tuple(sorted(row[0] - before + 1 for row in rows))


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
    selects = []
    for table in dict.fromkeys(place.table for place in judged.verdicts.values()):
        masks: dict[str, int] = {}
        for column, place in judged.verdicts.items():
            rule = judged.rules[column]
            if place.table == table and rule.severity != Severity.INFO and not rule.trial:
                masks[place.word] = masks.get(place.word, 0) | 1 << place.bit
        tests = [f"(({word} >> 1) & ~{word} & {mask}) <> 0" for word, mask in masks.items()]
        record = "record" if table.startswith("whole ") else "rowid"
        if tests:
            selects.append(
                f"select {record} as record from {name(table)} where {' or '.join(tests)}"
            )
    if not selects:
        return 0
    row = con.execute(f"select count(*) from ({' union '.join(selects)})").fetchone()
    return int(row[0]) if row is not None else 0
