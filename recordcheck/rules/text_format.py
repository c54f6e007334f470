"""A text has the form that the standard gives: an RE2 expression that the whole value matches."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING

from recordcheck.model import Field, Rule, Table
from recordcheck.rules import implied

if TYPE_CHECKING:
    from pandera.pyarrow import Check

KIND = "wrong-format"
OTHER = "~ not of that form ~"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with `format`."""
    if field.format is None:
        return None
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} has the form {field.format}.",
        f"{field.name} has not the form {field.format}",
        "A reference in another form does not join to the record that it names.",
        when=implied.when_recorded(table, field),
        breaks=() if _has(field.format) else implied.one(table, {field.name: OTHER}),
    )


@cache
def _has(form: str) -> bool:
    """Whether the text that is to break the rule has a wide form, such as that of any five letters:
    it is no example then.
    """
    with _classes_by_name():
        return re.fullmatch(form, OTHER) is not None


def _classes_by_name() -> warnings.catch_warnings[None]:
    """Python warns that a class such as [:alpha:] may mean more to it one day: it is RE2's here."""
    return warnings.catch_warnings(action="ignore", category=FutureWarning)


def check(found: Rule, field: Field) -> Check:
    """Kept where the whole value matches (pandera anchors the start only)."""
    from pandera.pyarrow import Check

    with _classes_by_name():
        return Check.str_matches(f"(?:{field.format})$", name=found.id, title=found.says)
