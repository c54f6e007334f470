"""Which tables are judged, and which of them together: those that a rule or a view links.

What is stored of a batch is dropped before the next is read, so that it does not add up over tables
that have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Mapping

from recordcheck.engine.judging.plan import Plan

TOGETHER = 1_000_000  # records: side by side small tables are planned faster


def batches(plans: Mapping[str, Plan], records: Mapping[str, int]) -> list[list[str]]:
    """The tables in batches, each in the order of the plans. Of a view no `records` are known."""
    found: list[set[str]] = []
    left = 0
    for linked in _linked(plans):
        more = sum(records.get(called, 0) for called in linked)
        if found and more <= left:
            found[-1] |= linked
        else:
            found.append(set(linked))
            left = TOGETHER
        left -= more
    return [[called for called in plans if called in batch] for batch in found]


def reached(plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """The tables that a rule is asked of, and those that are read for it."""
    left = [called for called, plan in plans.items() if plan.reading or plan.whole]
    found: set[str] = set()
    while left:
        called = left.pop()
        if called in plans and called not in found:
            found.add(called)
            left += [table for table, _ in plans[called].needed]
    return {called: plan for called, plan in plans.items() if called in found}


def _linked(plans: Mapping[str, Plan]) -> list[set[str]]:
    """The tables that are linked, directly or by way of others."""
    groups: list[set[str]] = []
    for called, plan in plans.items():
        linked = {called, *(table for table, _ in plan.needed if table in plans)}
        apart = [group for group in groups if not group & linked]
        groups = [*apart, linked.union(*(group for group in groups if group & linked))]
    order = list(plans)
    return sorted(groups, key=lambda group: min(map(order.index, group)))
