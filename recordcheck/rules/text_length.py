"""A text is as long as the standard asks, in characters, ends included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recordcheck.model import Field, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample, stretched

if TYPE_CHECKING:
    from pandera.pyarrow import Check

KIND = "wrong-length"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `length`."""
    if field.length is None:
        return None
    low, high = field.length
    says, wrong = _words(low, high), (low or 0) - 1 if high is None else high + 1
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} has {says}.",
        f"{field.name} has not {says}",
        "Too short a text says nothing about the child;"
        " one cut off at the same place has lost its end.",
        when=implied.when_recorded(table, field),
        keeps=implied.one(table, {field.name: sample(field)}) if field.codes is None else (),
        breaks=implied.one(table, {field.name: stretched(wrong)}) if wrong > 0 else (),
    )


def _words(low: int | None, high: int | None) -> str:
    letters = "character" if (low if high is None else high) == 1 else "characters"
    if high is None:
        return f"at least {low} {letters}"
    if low == high:
        return f"exactly {high} {letters}"
    return f"{low} to {high} {letters}" if low else f"at most {high} {letters}"


def check(found: Rule, field: Field) -> Check:
    """Kept where the number of characters is in the range."""
    from pandera.pyarrow import Check

    assert field.length is not None
    return Check.str_length(*field.length, name=found.id, title=found.says)
