"""A record that is right breaks no rule, and the fault beside it is still found."""

from __future__ import annotations

import pyarrow
import pytest

import recordcheck


def broken(standard: str, table: str, rule: str, *records: dict[str, str]) -> int:
    """How many of the records the rule accuses."""
    frames = {table: pyarrow.Table.from_pylist(list(records))}
    run = recordcheck.check(frames, standard, as_at="2026-03-31", select=rule)
    return sum(one.broken for one in run.findings if one.table == table)


@pytest.mark.parametrize(("child", "accused"), [("8", 0), ("7", 2), ("", 1)])
def test_siblings_may_stand_under_the_reference_of_one_notification(
    child: str, accused: int
) -> None:
    first, second = ({"notification_ref": "1", "child_id": one} for one in ("7", child))
    assert broken("child-referral", "notification", "REF-191", first, second) == accused


@pytest.mark.parametrize(("children", "accused"), [("0", 0), ("1", 0), ("-1", 1)])
def test_an_unborn_child_may_be_the_only_one_of_the_household(children: str, accused: int) -> None:
    record = {"notification_ref": "1", "child_id": "7", "children_in_household": children}
    assert broken("child-referral", "notification", "REF-393", record) == accused
