"""What is said of a key of several fields: they are one together, and none of them may be blank."""

from __future__ import annotations

import pytest

from recordcheck.rules import rules_of
from recordcheck.rules.implied import together
from recordcheck.standard.load import load


@pytest.mark.parametrize(
    ("fields", "words"),
    [(("a",), "a"), (("a", "b"), "a and b together"), (("a", "b", "c"), "a, b and c together")],
)
def test_fields_of_one_key_are_said_together(fields: tuple[str, ...], words: str) -> None:
    assert together(fields) == words


@pytest.mark.parametrize(
    ("standard", "table", "fault"),
    [
        ("child-identity", "person", "child_id is blank, or the same in several records"),
        (
            "child-identity",
            "system_record",
            "system and local_ref together are the same in several records, or one of them is"
            " blank",
        ),
    ],
)
def test_a_key_that_is_not_unique_is_said_of_all_its_fields(
    standard: str, table: str, fault: str
) -> None:
    shipped = load(standard)
    rules = rules_of(shipped.tables[table], shipped)
    key = next(one for one in rules if one.name == "key-not-unique")
    assert key.fault == fault
