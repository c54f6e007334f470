"""Codes as an export writes them count as the codes of the standard, by the user's word."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

import recordcheck
from recordcheck.errors import UserError
from recordcheck.model import Standard
from recordcheck.standard import load
from recordcheck.standard.recode import check_recodes, recoded

STANDARD = """
standard: sexes
version: "1"
title: Sexes
tables:
  child:
    one_record_is: one child
    fields:
      sex:
        type: code
        codes: [{code: M, label: Male}, {code: F, label: Female, aliases: [Girl]}]
        due: always
      team: {type: text, due: always}
"""


@pytest.fixture
def standard(tmp_path: Path) -> Standard:
    (tmp_path / "sexes.yaml").write_text(STANDARD)
    return load(tmp_path / "sexes.yaml")


def broken(standard: Standard, *cells: str) -> dict[str, tuple[int, ...]]:
    frame = pa.table({"sex": list(cells), "team": ["A"] * len(cells)})
    run = recordcheck.check(frame, standard)
    return {one.rule: one.records for one in run.findings}


def test_a_mapped_code_counts_as_its_code(standard: Standard) -> None:
    ours = recoded(standard, {"sex": {"1": "M", "2": "F"}})
    assert broken(standard, "M", "1", "2", "3") == {"SEX-391": (2, 3, 4)}
    assert broken(ours, "M", "1", "2", "3") == {"SEX-391": (4,)}


def test_a_spelling_moves_to_the_code_that_the_user_gives_it(standard: Standard) -> None:
    ours = recoded(standard, {"sex": {"Girl": "M", "Male": "F"}})
    codes = ours.tables["child"].fields["sex"].codes
    assert codes is not None
    assert codes.spellings == {"Girl": "M", "Female": "F", "Male": "F"}


WRONG = {
    "a code that the list has not": (
        {"sex": {"1": "X"}},
        "`map.codes.sex`: `X` is not on the code list sex; known: M, F",
    ),
    "a code of the list itself": (
        {"sex": {"M": "F"}},
        "`map.codes.sex`: `M` is itself a code of sex",
    ),
    "a blank": (
        {"sex": {"": "M"}},
        "`map.codes.sex`: a blank stands for no code",
    ),
    "a spelling that no cell has": (
        {"sex": {"1 ": "M"}},
        "`map.codes.sex`: `1 ` begins or ends with white space, and a cell is read without it",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_mapping_is_refused(standard: Standard, case: str) -> None:
    recodes, message = WRONG[case]
    with pytest.raises(UserError) as caught:
        recoded(standard, recodes)
    assert caught.value.message == message
    assert caught.value.remedy


def test_a_spelling_that_should_count_as_blank_is_told_where_such_words_stand(
    standard: Standard,
) -> None:
    with pytest.raises(UserError) as caught:
        recoded(standard, {"sex": {"Not asked": ""}})
    assert caught.value.remedy == (
        "leave it unmapped; a word that counts as blank stands in the list of `placeholders` of a"
        " standard"
    )


@pytest.mark.parametrize("field", ["sexx", "team"])
def test_a_field_without_a_code_list_is_refused(standard: Standard, field: str) -> None:
    with pytest.raises(UserError) as caught:
        check_recodes([standard], {field: {"1": "M"}}, "recordcheck.toml")
    assert caught.value.message.startswith(f"`map.codes.{field}`: no field of that name has")
