"""What still has time is no fault, and its time runs out on days without work too."""

from __future__ import annotations

import pyarrow
import pytest

import recordcheck

ABUSE = {
    "notification_ref": "1",
    "domestic_abuse": "Y",
    "incident_at": "2026-03-26 18:00",  # a Thursday
    "school_notified_at": "",
    "no_school_reason": "",
}
UNDECIDED = {"referral_ref": "1", "received_on": "2026-03-26", "decided_on": ""}


@pytest.mark.parametrize(
    ("rule", "tables"),
    [
        ("REF-201", {"notification": ABUSE}),
        ("REF-290", {"referral": UNDECIDED}),
        ("REF-504", {"referral": UNDECIDED}),
    ],
)
@pytest.mark.parametrize(
    ("as_at", "broken"),
    [
        ("2026-03-26", 0),
        ("2026-03-27", 0),  # the next working day is not over
        ("2026-03-28", 1),  # the Saturday after it
        ("2026-03-30", 1),
    ],
)
def test_the_next_working_day_is_over_on_the_day_after_it(
    rule: str, tables: dict[str, dict[str, str]], as_at: str, broken: int
) -> None:
    frames = {name: pyarrow.Table.from_pylist([record]) for name, record in tables.items()}
    run = recordcheck.check(frames, "child-referral", as_at=as_at, select=rule)
    assert sum(one.broken for one in run.findings) == broken
