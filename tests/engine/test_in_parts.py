"""A text that stands in parts: where all of them are there, it is there."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck
from recordcheck.engine.profiling.profile import known_in, profile_paths
from recordcheck.engine.profiling.suggest import suggestions
from recordcheck.model import Run
from recordcheck.model.profile import FileProfile
from recordcheck.standard.fit import best_fit
from recordcheck.standard.load import load
from recordcheck.standard.near import nearest_table

CALLS = """\
standard: calls
version: "1"
title: Calls
tables:
  call:
    one_record_is: one call
    fields:
      ref: {type: text}
      threat: {type: text}
      harm: {type: text}
      risk: {type: text, due: always, target: {recorded: 90%}, in_parts: [threat, harm]}
    rules:
      - id: CAL-601
        name: of-some-length
        says: It has eleven characters.
        why: A word says little.
        severity: warning
        field: risk
        when: recorded(risk)
        assert: length(risk) = 11
"""
AGAIN = """
      - id: CAL-401
        name: as-before
        says: It is what it was.
        why: To see that it is read.
        severity: warning
        field: risk
        assert: exists (select * from previous.call p where p.ref = call.ref and p.risk = call.risk)
"""
PLACEHOLDER = """
      - id: CAL-602
        name: a-placeholder
        says: No placeholder stands for it.
        why: It says nothing.
        severity: warning
        field: risk
        assert: not placeholder(risk)
"""
RECORDS = {
    "ref": ["1", "2", "3", "4", "5"],
    "threat": [" a knife ", "a knife", "a knife", "", "a knife"],
    "harm": ["no", "tbc", "", "", "no"],
    "risk": ["n/a", "very likely", "", "", "very likely"],
}


def run(folder: Path, without: tuple[str, ...] = (), more: str = "") -> Run:
    """The records against the standard, without some of the columns."""
    path = folder / "calls.yaml"
    path.write_text(CALLS + more, encoding="utf-8")
    data = {name: cells for name, cells in RECORDS.items() if name not in without}
    given = {"call": pyarrow.table(data)}
    previous = given if "previous" in more else None
    return recordcheck.check(given, str(path), previous=previous, as_at="2026-03-31")


def found(one: Run) -> list[tuple[str, tuple[int, ...], int]]:
    return [(finding.rule, finding.records, finding.judged) for finding in one.findings]


def recorded(one: Run) -> tuple[int | None, int]:
    [rate] = [rate for rate in one.rates if rate.field == "risk"]
    return rate.recorded, rate.due


def test_a_text_is_recorded_as_such_or_in_all_of_its_parts(tmp_path: Path) -> None:
    """The fourth has none, and of the third one part is blank; a placeholder is no part, nor is it
    the text. Of both the text stands. The first is its parts, with a line break between them: of
    ten characters.
    """
    one = run(tmp_path)
    assert recorded(one) == (3, 5)
    assert found(one) == [("CAL-601", (1,), 3)]


def test_a_placeholder_beside_all_parts_stands_for_no_text(tmp_path: Path) -> None:
    """The first has one in the text, and both parts; the second has one in a part, and the text."""
    one = run(tmp_path, more=PLACEHOLDER)
    assert ("CAL-602", 5) in [(kept.rule, kept.judged) for kept in one.kept]


def test_an_export_that_has_the_parts_alone_lacks_nothing(tmp_path: Path) -> None:
    one = run(tmp_path, without=("risk",))
    assert recorded(one) == (2, 5)
    assert found(one) == [("CAL-601", (1, 5), 2)]
    assert one.tables[0].absent == ()


@pytest.mark.parametrize("part", ["threat", "harm"])
def test_an_export_that_has_neither_the_text_nor_all_of_its_parts_lacks_the_text(
    tmp_path: Path, part: str
) -> None:
    one = run(tmp_path, without=("risk", part))
    assert [(finding.rule, finding.field, finding.help) for finding in one.findings] == [
        (
            "CAL-190",
            "risk",
            'if a column of another name holds it: --map "Its name=risk"; or export it in parts, as'
            " threat and harm; if the system has none, a standard of yours may make it"
            " `due: optional`",
        )
    ]


@pytest.mark.parametrize(
    ("columns", "lacks"), [(["ref", "threat", "harm"], ()), (["ref", "threat"], ("risk",))]
)
def test_a_text_that_is_there_in_parts_is_nowhere_said_to_lack(
    tmp_path: Path, columns: list[str], lacks: tuple[str, ...]
) -> None:
    """Neither where a standard is looked for that fits, nor in what `init` proposes."""
    (tmp_path / "calls.yaml").write_text(CALLS, encoding="utf-8")
    standard = load(str(tmp_path / "calls.yaml"))
    assert (best_fit(columns, standard, {}) is None) == bool(lacks)
    assert nearest_table(columns, standard, {}).lacks == lacks
    export = tmp_path / "export.csv"
    record = [f"of {column}" for column in columns]
    export.write_text(f"{','.join(columns)}\n{','.join(record)}\n", encoding="utf-8")
    [file], _ = profile_paths([export], known_in((), {}), None, ())
    assert isinstance(file, FileProfile)
    absent = suggestions(file, standard).absent
    assert tuple(field.name for field in absent if field.due.always) == lacks


def test_an_export_that_has_no_parts_is_judged_by_the_text(tmp_path: Path) -> None:
    one = run(tmp_path, without=("threat",))
    assert recorded(one) == (2, 5)
    assert found(one) == []


def test_a_text_in_parts_is_one_in_the_export_before_too(tmp_path: Path) -> None:
    one = run(tmp_path, without=("risk",), more=AGAIN)
    assert [finding for finding in found(one) if finding[0] == "CAL-401"] == [
        ("CAL-401", (2, 3, 4), 5)
    ]
