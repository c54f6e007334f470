"""The second stage as several: what shares a derived column is judged together, all else apart.

Each query carries the columns of all its windows through all of them; in one query a million
records took as much memory as everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recordcheck.engine.judging.plan import Plan, Stage

Names = Iterable[tuple[str, str]]


def several_stages(plan: Plan) -> list[Stage]:
    """The stages that together are the second one of a plan, each with the derived columns that it
    needs.
    """
    found: list[tuple[set[str], Stage]] = []
    for names, one in _pieces(plan):
        reached = _reached(plan, names)
        alike = [other for other in found if other[0] & reached or not (other[0] or reached)]
        found = [other for other in found if other not in alike]
        joined = Stage(
            rules=[rule for _, stage in alike for rule in stage.rules] + one.rules,
            flags=[flag for _, stage in alike for flag in stage.flags] + one.flags,
            whens=[rule for _, stage in alike for rule in stage.whens] + one.whens,
        )
        found.append((reached.union(*(derives for derives, _ in alike)), joined))
    for derives, stage in found:
        stage.derives = [derive for derive in plan.whole.derives if derive.name in derives]
    return [stage for _, stage in found]


def _pieces(plan: Plan) -> Iterator[tuple[Names, Stage]]:
    """Each rule, and all flags of each field, with the columns that they name."""
    for rule in plan.whole.rules:
        whens = [rule] if rule in plan.whole.whens else []
        yield rule.names, Stage(rules=[rule], whens=whens)
    for field in dict.fromkeys(flag.field for flag in plan.whole.flags):
        due = plan.table.fields[field].due.when
        flags = [flag for flag in plan.whole.flags if flag.field == field]
        yield due.names if due is not None else (), Stage(flags=flags)


def _reached(plan: Plan, names: Names) -> set[str]:
    """The derived columns of the second stage that are named, or that those name."""
    late = {derive.name for derive in plan.whole.derives}
    return late & {derive.name for derive in plan.table.derives_behind(names)}
