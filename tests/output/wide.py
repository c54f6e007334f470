"""A run with a finding for each of many rules in each of many tables: what is cut, and what takes
time.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from recordcheck.model import Column, Finding, Kept, NotRun, Rate, Run, Severity, TableRead
from recordcheck.model import TargetResult as Held
from recordcheck.model.run import Verdict

FIELDS = 50
TEAMS = ("North",)
RECORDS = 2_000


def wide_run(rules: int, tables: int) -> Run:
    """Each rule is broken in each table, by 14 records of which ten are listed; as many rules as
    are broken in one table are kept in another, and were not run.

    Each table has fields with two targets, of which one in three misses the first, over all
    records and by team.
    """
    return Run(
        standards=(),
        tables=tuple(_table(table) for table in range(tables)),
        findings=tuple(_finding(rule, table) for rule in range(rules) for table in range(tables)),
        rates=tuple(
            _rate(table, field, {"team": team} if by_team else None)
            for by_team in (False, True)
            for table in range(tables)
            for field in range(FIELDS)
            for team in (TEAMS if by_team else TEAMS[:1])
        ),
        not_run=tuple(
            NotRun(
                f"NOT-{rule:04}", "lost", None, f"the export has no column {lacks}", "lost", lacks
            )
            for rule in range(rules)
            for lacks in [f"column_{rule % 60}"]
        ),
        as_at=date(2026, 3, 31),
        parameters={},
        versions={"recordcheck": "0.1.0"},
        problem_records=2_000,
        judged=1,
        verdict=Verdict.FAILED,
        kept=tuple(
            Kept(f"KEP-{rule:04}", f"kept-{rule}", "table_000", None, RECORDS, 0)
            for rule in range(rules)
        ),
    )


def _finding(rule: int, table: int) -> Finding:
    return Finding(
        rule=f"WID-{rule:04}",
        name=f"rule-{rule}",
        severity=SEVERITIES[rule % 3],
        table=f"table_{table:03}",
        field=f"field_{rule % FIELDS}",
        path=f"exports/table_{table:03}.csv",
        broken=14,
        judged=1_842,
        not_judged=19,
        records=tuple(range(rule + 2, rule + 2_002, 200)),
        says=f"field_{rule % FIELDS} is not on the code list of rule {rule}",
    )


def _table(table: int) -> TableRead:
    return TableRead(
        f"table_{table:03}",
        f"exports/table_{table:03}.csv",
        RECORDS,
        unused=tuple(Column(f"column_{number}") for number in range(FIELDS)),
    )


def _rate(table: int, field: int, group: dict[str, str | None] | None) -> Rate:
    known = RECORDS - (field % 3) * 99
    short = max(1_900 - known, 0)
    targets = (
        Held("known", Fraction(95, 100), False, known, RECORDS, short == 0, short),
        Held("other", Fraction(5, 100), True, 20, known, True, 0),
    )
    called = f"table_{table:03}", f"field_{field}"
    return Rate(*called, None, group, RECORDS, RECORDS, known, known, targets=targets)


SEVERITIES = list(Severity)
