"""Targets held against rates: whether they are met, and by how many records they are missed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import count as counting

from recordcheck.model import Role, Target

from .rates import Counts
from .verdicts import Verdict

Held = tuple[str, int, int, bool | None, int]
"""The measure, how many have it, out of how many, whether the target is met, and how many short."""


def held(target: Target, measured: int, of: int) -> Held:
    """A target against a share of records; neither met nor missed where there are none."""
    if of <= 0:
        return target.measure, measured, of, None, 0
    step = -1 if target.ceiling else 1
    short = next(n for n in counting() if reaches(target, Fraction(measured + step * n, of)))
    return target.measure, measured, of, short == 0, short


def reaches(target: Target, share: Fraction) -> bool:
    """Whether a share is on the right side of a target, or on it."""
    return share <= target.share if target.ceiling else share >= target.share


def held_for_field(target: Target, counts: Counts) -> Held:
    """A target of a field. A ceiling says nothing where nothing is recorded."""
    if target.ceiling and not counts.recorded:
        return held(target, 0, 0)
    measured = {
        "recorded": counts.recorded,
        "valid": counts.valid,
        "known": counts.known,
        **{role.value: counts.roles[role] for role in Role},
    }
    apart = (counts.declined or 0) if target.measure == "known" else 0
    return held(target, measured[target.measure], counts.due - apart)


def held_for_rule(target: Target, verdicts: Sequence[Verdict]) -> Held:
    """A target of a rule: of what was judged, the share that keeps it."""
    kept = verdicts.count(Verdict.KEPT)
    return held(target, kept, kept + verdicts.count(Verdict.BROKEN))
