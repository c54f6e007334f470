"""A share of cases counts each case once, however many records it has."""

from __future__ import annotations

import pyarrow

import recordcheck

OPENED = {"case_ref": "a", "opened_at": "2026-03-02 16:00", "owner_id": "", "ended_at": ""}
BY_TEAM = [
    OPENED | {"allocation_id": "1", "allocated_at": "2026-03-02 16:00"},
    OPENED | {"allocation_id": "2", "allocated_at": "2026-03-09 16:00"},
]


def test_a_case_that_two_teams_had_and_no_officer_is_late_once() -> None:
    cases = pyarrow.Table.from_pylist(BY_TEAM)
    run = recordcheck.check(
        {"case_allocation": cases}, "case-ownership", as_at="2026-03-31", select="CAS-501"
    )
    (late,) = [one for one in run.findings if one.rule == "CAS-501"]
    assert (late.broken, late.judged, late.records) == (1, 1, (1,))
