"""The four things that can be said of one record and one rule."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from .logic import Truth


class Verdict(StrEnum):
    """Does not apply, kept, broken, or not judged."""

    NOT_APPLICABLE = "n/a"
    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


def verdict(applies: Truth, holds: Callable[[], Truth]) -> Verdict:
    """The verdict on one record: what need not hold is not looked at."""
    if applies is False:
        return Verdict.NOT_APPLICABLE
    if applies is None:
        return Verdict.UNKNOWN
    truth = holds()
    if truth is None:
        return Verdict.UNKNOWN
    return Verdict.KEPT if truth else Verdict.BROKEN
