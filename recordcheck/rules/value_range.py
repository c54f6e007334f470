"""A number or a date lies in its range, ends included, a moment by its day. What does not read as
its type is not judged here.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from recordcheck.model import Field, FieldType, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import outside, sample

if TYPE_CHECKING:
    from pandera.pyarrow import Check

KIND = "out-of-range"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `range`."""
    if field.range is None:
        return None
    low, high = field.range
    says = (
        f"from {low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    )
    wrong = outside(field)
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} is {says}.",
        f"{field.name} is not {says}",
        "A value that cannot be true hides the one that was meant.",
        when=implied.when_recorded(table, field),
        keeps=implied.one(table, {field.name: sample(field)}),
        breaks=implied.one(table, {field.name: wrong}) if wrong is not None else (),
    )


def check(found: Rule, field: Field) -> Check:
    """Kept where low <= value <= high."""
    from pandera.pyarrow import Check

    assert field.range is not None
    (least, most), kind = field.range, field.type
    low, high = _end(least, kind, time.min), _end(most, kind, time.max)
    if low is None:
        return Check.le(high, name=found.id, title=found.says)
    if high is None:
        return Check.ge(low, name=found.id, title=found.says)
    return Check.in_range(low, high, name=found.id, title=found.says)


def _end(end: str | None, kind: FieldType, clock: time) -> Any:
    """The value of an end: of a moment, what the clock says on that day."""
    if end is None:
        return None
    if kind == FieldType.DATE:
        return date.fromisoformat(end)
    if kind == FieldType.DATETIME:
        return datetime.combine(date.fromisoformat(end), clock)
    return int(end) if kind == FieldType.INTEGER else float(end)
