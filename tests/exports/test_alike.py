"""Names of columns are read word by word; what a column holds speaks for a field or against it."""

from __future__ import annotations

import pytest

from recordcheck.exports.alike import LEAST, SURE, one_to_one, pairs
from recordcheck.model import FieldType
from recordcheck.standard.load import load

MAPPED = [
    ("missing-children", "episode", "Misper No", None, "episode_id", True),
    ("missing-children", "episode", "Date last seen", None, "last_seen_at", True),
    ("missing-children", "episode", "Reported", FieldType.DATETIME, "reported_at", True),
    ("missing-children", "episode", "Risk grade", FieldType.TEXT, "risk", True),
    ("missing-children", "episode", "Risk graded on", FieldType.DATE, "risk_assessed_at", True),
    ("missing-children", "episode", "In care?", FieldType.BOOLEAN, "looked_after", True),
    ("missing-children", "episode", "Area", FieldType.TEXT, "district", False),
    ("child-ethnicity", "contact", "Input date", FieldType.DATE, "recorded_at", True),
    ("child-ethnicity", "contact", "Officer", FieldType.TEXT, "recorded_by", False),
    ("child-ethnicity", "contact", "Self defined ethncity", None, "self_defined_ethnicity", True),
    ("cultural-heritage", "contact", "Main language", FieldType.TEXT, "first_language", True),
]


@pytest.mark.parametrize(("standard", "table", "column", "kind", "field", "sure"), MAPPED)
def test_a_name_is_read_word_by_word(
    standard: str, table: str, column: str, kind: FieldType | None, field: str, sure: bool
) -> None:
    fields = load(standard).tables[table].fields.values()
    (best,) = one_to_one(pairs({column: kind}, fields))
    assert (best.field, best.score >= SURE) == (field, sure)


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("Risk reason", FieldType.DATE),
        ("Notes", None),
        ("Child", FieldType.DATE),
    ],
)
def test_what_a_column_holds_speaks_against_a_field(column: str, kind: FieldType | None) -> None:
    fields = load("missing-children").tables["episode"].fields.values()
    found = [(pair.field, pair.score) for pair in pairs({column: kind}, fields)]
    assert not any(
        score >= LEAST and field in ("risk_reason", "child_id") for field, score in found
    )
