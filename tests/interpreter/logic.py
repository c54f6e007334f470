"""Three-valued logic and comparison: what is true, false, or cannot be known."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from .values import Value, read_boolean, read_date, read_datetime

Truth = bool | None


def both(truths: Iterable[Truth]) -> Truth:
    """`and`: one false settles it, otherwise one unknown leaves it unknown."""
    seen = list(truths)
    if any(truth is False for truth in seen):
        return False
    return None if any(truth is None for truth in seen) else True


def either(truths: Iterable[Truth]) -> Truth:
    """`or`: one true settles it, otherwise one unknown leaves it unknown."""
    seen = list(truths)
    if any(truth is True for truth in seen):
        return True
    return None if any(truth is None for truth in seen) else False


def opposite(truth: Truth) -> Truth:
    """`not`: the unknown stays unknown."""
    return None if truth is None else not truth


def truth_of(value: Value) -> Truth:
    """A value used as a condition."""
    if value is None or isinstance(value, bool):
        return value
    raise TypeError(f"not a condition: a {type(value).__name__}")


def compare(how: Callable[[Any, Any], bool], left: Value, right: Value) -> Truth:
    """A comparison: unknown where either side is."""
    if left is None or right is None:
        return None
    return bool(how(*alike(left, right)))


def equal(left: Value, right: Value) -> Truth:
    """`=`."""
    return compare(operator.eq, left, right)


def same(left: Value, right: Value) -> bool:
    """`is not distinct from`: two unknowns are the same, one is not."""
    if left is None or right is None:
        return left is right
    return equal(left, right) is True


def one_of(value: Value, others: Iterable[Value]) -> Truth:
    """`in`: unknown where it is not found and something could not be compared."""
    return either(equal(value, other) for other in others)


def alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Two values made comparable: a text literal takes the other's type, a day is its midnight."""
    if isinstance(left, str) and not isinstance(right, str):
        return alike(from_literal(left, right), right)
    if isinstance(right, str) and not isinstance(left, str):
        return alike(left, from_literal(right, left))
    if isinstance(left, float) or isinstance(right, float):
        return real(left), real(right)
    if isinstance(left, datetime) != isinstance(right, datetime):
        return midnight(left), midnight(right)
    return left, right


def real(value: Value) -> Value:
    """A number as a real number: whole numbers beyond 15 digits lose their last ones."""
    return float(value) if isinstance(value, int | float) else value


def from_literal(text: str, other: Value) -> Value:
    """A text literal read as the type of the value that it stands beside."""
    found: Value
    if isinstance(other, bool):
        found = read_boolean(text)
    elif isinstance(other, int | float):
        found = float(text)
    else:
        found = read_datetime(text) or read_date(text)
    if found is None:
        raise TypeError(f"a text literal beside a {type(other).__name__}")
    return found


def midnight(value: Value) -> Value:
    """A date as the moment when it begins."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def nulls_last(values: Iterable[Any]) -> list[tuple[bool, Any]]:
    """A key to sort by."""
    return [(value is None, 0 if value is None else value) for value in values]
