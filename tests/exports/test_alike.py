"""Names of columns are read word by word; what a column holds speaks for a field or against it."""

from __future__ import annotations

from difflib import SequenceMatcher
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordcheck.exports import alike
from recordcheck.exports.alike import LEAST, SURE, Pair, one_to_one, pairs, says_no_more, words
from recordcheck.exports.columns import match_columns
from recordcheck.model import Field, FieldType
from recordcheck.standard.load import load

MAPPED = [
    ("missing-children", "episode", "Misper No", None, "episode_id", True),
    ("missing-children", "episode", "Date last seen", None, "last_seen_at", True),
    ("missing-children", "episode", "Reported", FieldType.DATETIME, "reported_at", True),
    # What a column holds says that it is a day.
    ("missing-children", "episode", "Found", FieldType.DATETIME, "returned_at", True),
    ("missing-children", "episode", "Risk grade", FieldType.TEXT, "risk", True),
    ("missing-children", "episode", "Risk graded on", FieldType.DATE, "risk_assessed_at", True),
    ("missing-children", "episode", "In care?", FieldType.BOOLEAN, "looked_after", True),
    ("missing-children", "episode", "Reported Dt/Tm", None, "reported_at", True),
    ("child-protection-conference", "conference", "Conf Ref", None, "conference_id", True),
    ("child-protection-conference", "conference", "Conf Type", None, "conference_type", True),
    ("cultural-heritage", "contact", "Interpreter Reqd", None, "interpreter_needed", True),
    ("missing-children", "episode", "Area", FieldType.TEXT, "district", False),
    ("child-ethnicity", "contact", "Input date", FieldType.DATE, "recorded_at", True),
    ("child-ethnicity", "contact", "Officer", FieldType.TEXT, "recorded_by", False),
    ("child-ethnicity", "contact", "Ethnicity", None, "self_defined_ethnicity", False),
    ("child-ethnicity", "contact", "Self defined ethncity", None, "self_defined_ethnicity", True),
    (
        "cultural-heritage",
        "contact",
        "Interpreter needed (Yes/No)",
        None,
        "interpreter_needed",
        True,
    ),
    ("cultural-heritage", "contact", "Main language", FieldType.TEXT, "first_language", True),
]


@pytest.mark.parametrize(("standard", "table", "column", "kind", "field", "sure"), MAPPED)
def test_a_name_is_read_word_by_word(
    standard: str, table: str, column: str, kind: FieldType | None, field: str, sure: bool
) -> None:
    fields = load(standard).tables[table].fields.values()
    (best,) = one_to_one(pairs({column: kind}, fields))
    assert (best.field, best.score >= SURE) == (field, sure)


def test_what_names_a_thing_is_no_answer_about_it() -> None:
    """One alias of the field has all other words of the reference too, and more of them."""
    fields = load("missing-children").tables["return_interview"].fields.values()
    columns = dict.fromkeys(("Return Home Interview ID", "RHI Offered", "RHI Accepted"))
    found = {pair.column: pair.field for pair in one_to_one(pairs(columns, fields))}
    assert found == {"RHI Offered": "offered", "RHI Accepted": "accepted"}


def test_a_code_that_is_called_a_reference_is_an_answer_of_that_name() -> None:
    field = load("stop-and-search").tables["search"].fields["outcome_object_id"]
    assert [pair.field for pair in pairs({"Outcome object ref": None}, [field])] == [field.name]


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


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Risk assessed by", None),
        ("Risk assessed reason", None),
        ("Officer risk assessed", None),
        ("Risk assessed", "risk_assessed_at"),
        ("Date risk assessed by officer", "risk_assessed_at"),
    ],
)
def test_a_name_that_says_who_or_why_is_no_day_where_its_values_are_not_known(
    column: str, field: str | None
) -> None:
    fields = load("missing-children").tables["episode"].fields
    found = pairs({column: None}, [fields["risk_assessed_at"]])
    assert [pair.field for pair in found] == ([field] if field else [])


def test_a_day_that_is_called_by_who_or_why_is_hinted_by_its_own_words() -> None:
    found = pairs({"Return by": None}, [Field("returned_by", "ANY", FieldType.DATE)])
    assert [pair.field for pair in found] == ["returned_by"]


@pytest.mark.parametrize("column", ["Ref", "Number", "Record type", "Code"])
def test_a_word_for_a_kind_of_thing_says_nothing_of_which(column: str) -> None:
    fields = [
        field
        for standard in ("missing-children", "case-ownership")
        for table in load(standard).exported.values()
        for field in table.fields.values()
    ]
    assert pairs({column: FieldType.TEXT}, fields) == []


@pytest.mark.parametrize(
    ("column", "field", "said"),
    [
        ("Ethnicity", "self_defined_ethnicity", True),
        ("Self defined ethncity", "self_defined_ethnicity", True),
        ("Rsk grade", "risk", True),
        ("Suspect self defined ethnicity", "self_defined_ethnicity", False),
        ("Prevention interview by", "prevention_interview_at", False),
        ("Child ref", "child_id", True),
        ("Child", "child_id", False),
        ("Misper No", "episode_id", True),
    ],
)
def test_a_name_that_says_more_than_a_field_is_anothers(
    column: str, field: str, said: bool
) -> None:
    fields = load("missing-children").tables["episode"].fields
    assert bool(says_no_more(column, fields[field])) == said


LETTERS = st.text("abcde", min_size=1, max_size=12)


@given(LETTERS, LETTERS, st.integers(0, 12))
def test_a_slip_of_the_pen_is_found_however_it_is_made(ours: str, other: str, cut: int) -> None:
    for theirs in (ours[:cut] + other[:1] + ours[cut:], ours[:cut] + ours[cut + 1 :], other):
        ratio = SequenceMatcher(None, ours, theirs).ratio()
        found = [pair.score for pair in pairs({theirs: None}, [Field(ours, "ANY", FieldType.TEXT)])]
        assert theirs == "" or ratio < SURE or found == [pytest.approx(max(ratio, *found))]


def test_a_word_for_a_kind_of_thing_weighs_half() -> None:
    """Of 2.5 words and 3.5 words, 2.5 are common to both."""
    field = Field("return_home_interview_on", "ANY", FieldType.DATE)
    (found,) = pairs({"Return interview date": None}, [field])
    assert found.score == pytest.approx(2 * 2.5 / (2.5 + 3.5))


def test_two_words_of_the_same_letters_are_no_slip() -> None:
    assert pairs({"Trail": None}, [Field("trial", "ANY", FieldType.TEXT)]) == []


def test_letters_are_compared_only_where_they_may_be_alike() -> None:
    """Letter by letter, 5,000 columns took half a minute."""
    columns = {f"column_{number}": None for number in range(500)}
    fields = load("child-protection").tables["contact"].fields.values()
    with patch.object(alike, "SequenceMatcher", wraps=SequenceMatcher) as compared:
        pairs(columns, fields)
    assert compared.call_count < len(columns)


@pytest.mark.parametrize(
    ("column", "kind", "field", "type_", "found"),
    [
        # Days that do not read are a text: the name alone says what they are.
        ("Interview on", FieldType.TEXT, "interview_at", FieldType.DATE, True),
        ("Interview", FieldType.TEXT, "interview_at", FieldType.DATE, False),
        ("Interview on time", FieldType.BOOLEAN, "interview_at", FieldType.DATE, False),
        ("Interview on", None, "interview", FieldType.TEXT, False),
        ("Interview on", None, "interview_day", FieldType.TEXT, True),
        ("Age", FieldType.TEXT, "age", FieldType.INTEGER, False),
        ("Age", FieldType.INTEGER, "age", FieldType.INTEGER, True),
        ("Age", FieldType.INTEGER, "age", FieldType.TEXT, True),
        ("Number of visits", FieldType.INTEGER, "visits", FieldType.INTEGER, True),
    ],
)
def test_a_column_is_a_field_of_the_type_that_it_holds(
    column: str, kind: FieldType | None, field: str, type_: FieldType, found: bool
) -> None:
    assert bool(pairs({column: kind}, [Field(field, "ANY", type_)])) == found


SAME_WORDS = [
    ("Looked after", "In care"),
    ("LAC", "Looked After"),
    ("CLA", "looked_after"),
    ("Missing person", "MisPer"),
    ("Born", "Birth"),
    ("DOB", "Date of birth"),
    ("Domestic violence", "domestic_abuse"),
    ("Not known", "Unknown"),
    ("Main lang", "First language"),
    ("Intvw recd", "Interview received"),
    ("Reqd", "required"),
    ("Offence indicator", "Flag of the crime"),
    ("Was a child spoken to? Y/N", "child spoke to"),
    ("childID", "Child number"),
    ("LACReview", "lac review"),
]


@pytest.mark.parametrize(("one", "other"), SAME_WORDS)
def test_what_people_of_the_field_call_alike_is_alike(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_a_short_name_inside_another_word_is_not_that() -> None:
    """`lac` and `cla` stand for a looked after child, but not in a place or a claim."""
    assert words("Place of claim") == {"place", "claim"}


@pytest.mark.parametrize(
    ("column", "field"),
    [
        *((f"{one} ID", "child_id") for one in ("Person", "Client", "LCS", "Mosaic")),
        *((one, "district") for one in ("Area", "Division", "Locality")),
        *((one, "recorded_by") for one in ("Officer", "Worker")),
        ("Visit ID", "contact_id"),
    ],
)
def test_what_a_word_often_means_is_asked_and_never_sure(column: str, field: str) -> None:
    (found,) = pairs({column: None}, [Field(field, "ANY", FieldType.TEXT)])
    assert LEAST <= found.score < SURE


def test_no_column_is_two_fields_and_no_field_two_columns() -> None:
    found = [Pair("Ref", "x", 0.7), Pair("No", "x", 0.9), Pair("No", "y", 0.8)]
    assert one_to_one([*found, Pair("Ref", "y", 0.6)]) == [
        Pair("No", "x", 0.9),
        Pair("Ref", "y", 0.6),
    ]


MATCHED = [
    # Two columns that are called like one field: the other one is said to be that.
    ("child_date_of_birth,DOB", {"DOB": "child_date_of_birth"}, {}),
    ("child_id,child_id_1", {"child_id_1": "child_id"}, {}),
    # What is called most like a field that has a column is no other field.
    ("self_defined_ethnicity,Ethnicity", {"Ethnicity": None}, {"ethnicity_source": None}),
    (
        "Ethnicity (officer),Ethnicity",
        {"Ethnicity": "self_defined_ethnicity"},
        {"self_defined_ethnicity": "Ethnicity", "ethnicity_source": None},
    ),
]


@pytest.mark.parametrize(("columns", "unused", "absent"), MATCHED)
def test_a_column_is_near_the_field_that_it_is_called_most_like(
    columns: str, unused: dict[str, str | None], absent: dict[str, str | None]
) -> None:
    table = load("child-ethnicity").tables["contact"]
    matched = match_columns(columns.split(","), table, {}, "export.csv")
    nearest = {one.name: one.nearest for one in matched.absent}
    assert {one.name: one.nearest for one in matched.unused} == unused
    assert {called: nearest[called] for called in absent} == absent
