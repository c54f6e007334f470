"""A run with a finding for each of many rules in each of many tables: what platforms cut."""

from __future__ import annotations

from datetime import date

from recordcheck.model import Finding, Run, Severity, TableRead
from recordcheck.model.run import Verdict


def wide_run(rules: int, tables: int) -> Run:
    """Each rule is broken in each table, by 14 records of which ten are listed."""
    severities = list(Severity)
    findings = tuple(
        Finding(
            rule=f"WID-{rule:04}",
            name=f"rule-{rule}",
            severity=severities[rule % 3],
            table=f"table_{table:03}",
            field=f"field_{rule % 50}",
            path=f"exports/table_{table:03}.csv",
            broken=14,
            judged=1_842,
            not_judged=19,
            records=tuple(range(rule + 2, rule + 2_002, 200)),
            says=f"field_{rule % 50} is not on the code list of rule {rule}",
        )
        for rule in range(rules)
        for table in range(tables)
    )
    read = tuple(
        TableRead(f"table_{table:03}", f"exports/table_{table:03}.csv", 2_000)
        for table in range(tables)
    )
    return Run(
        standards=(),
        tables=read,
        findings=findings,
        rates=(),
        not_run=(),
        as_at=date(2026, 3, 31),
        parameters={},
        versions={"recordcheck": "0.1.0"},
        problem_records=2_000,
        judged=1,
        verdict=Verdict.FAILED,
    )
