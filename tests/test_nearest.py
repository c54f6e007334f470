"""Which known name was probably meant."""

from __future__ import annotations

from recordcheck.nearest import did_you_mean, nearest


def test_of_names_that_are_as_near_the_one_that_begins_alike_is_meant() -> None:
    rules = ["VIS-402", "VIS-501", "VIS-601", "VIS-701", "VIS-801"]
    assert nearest("VIS-401", rules) == "VIS-402"


def test_the_beginning_of_a_long_name_is_enough_from_four_letters_on() -> None:
    assert nearest("self", ["self_defined_ethnicity"]) == "self_defined_ethnicity"
    assert nearest("sel", ["self_defined_ethnicity"]) is None


def test_known_names_that_are_not_near_are_listed_where_they_are_few() -> None:
    known = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    assert did_you_mean("zq", known) == f"; known: {', '.join(known)}"
    assert did_you_mean("zq", [*known, "nine"]) == did_you_mean("zq", []) == ""
