"""pandera alone, on what `prepare` gives, comes to the verdicts of `check`."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from interpreter.agreement import frame
from interpreter.hostile import exports
from pandera.errors import SchemaErrors

import recordcheck
from recordcheck.model import Run, Standard
from recordcheck.rules import rules_of
from recordcheck.schema.compile import OWN_CHECKS
from recordcheck.standard import load
from recordcheck.standard.load import read_standard

CONTACTS = Path(__file__).parents[2] / "examples" / "contacts.csv"
AS_AT = "2026-03-31"
FRAMES: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda table: table,
    "polars": pl.from_arrow,
    "pandas": lambda table: table.to_pandas(),
}
EVERY_KIND = """
standard: every-kind
version: "1"
title: Every kind of rule
tables:
  child:
    one_record_is: one child
    key: [id]
    fields:
      id: {type: text, due: always}
      ref: {type: text, unique: true, format: "[A-Z]{2}[0-9]"}
      name: {type: text, length: [2, 5], due: {when: "age > 3"}}
      age: {type: integer, range: [0, 17]}
      score: {type: number, range: [null, 9.5]}
      seen: {type: boolean}
      born: {type: date, range: [2008-01-01, null], not_after: ":today"}
      held: {type: datetime, not_before: born, needs: [name]}
      sex: {type: code, codes: [F, M, {code: U, role: unknown}], same_within: [name]}
      mother: {type: text, refers_to: child.id}
    derive:
      siblings: count(*) over (partition by mother)
    rules:
      - {id: EVE-401, name: few, says: x, why: x, severity: error, when: recorded(mother),
         assert: siblings < 3}
      - {id: EVE-402, name: alike, says: x, why: x, severity: info, assert: "age < score"}
"""
RECORDS = [
    "1,AB1,Ann,4,5.5,yes,2010-01-02,2020-01-02 10:00,F,",
    "2,AB1,B,-1,10,maybe,2007-01-02,2006-01-02 10:00,X,1",
    "2,ab1,,12,n/a,no,31/02/2010,,U,1",
    ",CD2,Ann,x,2,,2030-01-01,2031-01-01 09:00,M,1",
    "5,,Longer,17,9.5,0,2015-05-05,1 May,M,9",
    " 6 ,EF3, - ,,,,,, F ,",
]


@pytest.fixture
def every_kind(tmp_path: Path) -> Standard:
    path = tmp_path / "every-kind.yaml"
    path.write_text(EVERY_KIND)
    return load(path)


def every_record() -> pa.Table:
    names = ["id", "ref", "name", "age", "score", "seen", "born", "held", "sex", "mother"]
    cells = [record.split(",") for record in RECORDS]
    return pa.table(dict(zip(names, map(list, zip(*cells, strict=True)), strict=True)))


def contacts() -> pa.Table:
    with CONTACTS.open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    return pa.table({name: [record[name] for record in records] for name in records[0]})


def by_pandera(prepared: pa.Table, standard: Standard, table: str) -> Counter[tuple[str, str]]:
    """How many records fail each check, by its column and name; pandera gives no record numbers."""
    try:
        recordcheck.to_pandera(standard, table).validate(prepared, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.to_pylist()
        return Counter((case["column"], case["check"]) for case in cases)
    return Counter()


def by_check(run: Run, standard: Standard, table: str) -> Counter[tuple[str, str]]:
    """The same of our run, under the names that pandera has for the checks."""
    schema = recordcheck.to_pandera(standard, table)
    found: Counter[tuple[str, str]] = Counter()
    for finding in run.findings:
        if finding.table != table:
            continue
        if finding.name == "missing-column":  # one finding, which every record breaks for pandera
            records = sum(one.records for one in run.tables if one.name == table)
            found[schema.name, f"{finding.rule} {finding.field}"] += records
            continue
        rules = rules_of(standard.tables[table], standard)
        rule = next(one for one in rules if (one.id, one.field) == (finding.rule, finding.field))
        if rule.kind in OWN_CHECKS and rule.field is not None:
            checks = schema.columns[rule.field].checks
            name = next(check.error for check in checks if check.name == rule.id)
            found[rule.field, name] += finding.broken
        else:
            found[schema.name, rule.column] += finding.broken
    return found


@pytest.mark.parametrize("kind", FRAMES)
def test_pandera_alone_agrees_on_every_kind_of_rule(every_kind: Standard, kind: str) -> None:
    frame = FRAMES[kind](every_record())
    run = recordcheck.check(frame, every_kind, as_at=AS_AT, max_records=None)
    prepared = recordcheck.prepare(frame, every_kind, "child", as_at=AS_AT)
    expected = by_check(run, every_kind, "child")
    assert len(expected) == 18
    assert by_pandera(prepared, every_kind, "child") == expected


def test_pandera_alone_finds_a_due_column_that_lacks_and_no_other(every_kind: Standard) -> None:
    frame = every_record().drop_columns(["name", "score"])
    run = recordcheck.check(frame, every_kind, as_at=AS_AT, max_records=None)
    prepared = recordcheck.prepare(frame, every_kind, "child", as_at=AS_AT)
    found = by_pandera(prepared, every_kind, "child")
    lacking = {name: count for (_, name), count in found.items() if name.startswith("EVE-190")}
    assert lacking == {"EVE-190 name": 6}
    assert found == by_check(run, every_kind, "child")


@pytest.mark.parametrize("kind", FRAMES)
def test_a_column_of_a_rule_is_false_in_the_records_of_the_finding(
    every_kind: Standard, kind: str
) -> None:
    frame = FRAMES[kind](every_record())
    run = recordcheck.check(frame, every_kind, as_at=AS_AT, max_records=None)
    prepared = recordcheck.prepare(frame, every_kind, "child", as_at=AS_AT)
    columns = {rule.column for rule in rules_of(every_kind.tables["child"], every_kind)}
    broken = {
        name: tuple(
            number
            for number, holds in enumerate(prepared.column(name).to_pylist(), 1)
            if holds is False
        )
        for name in prepared.column_names
        if name in columns
    }
    found = {
        (one.rule if one.field is None or one.rule in broken else f"{one.rule} {one.field}"): (
            one.records
        )
        for one in run.findings
    }
    assert {name: records for name, records in broken.items() if records} == {
        name: records for name, records in found.items() if name in broken
    }


@pytest.mark.parametrize("name", ["child-ethnicity", "cultural-heritage", "voice-of-the-child"])
def test_pandera_alone_agrees_on_the_example(name: str) -> None:
    standard = load(name)
    run = recordcheck.check(contacts(), standard, as_at=AS_AT)
    prepared = recordcheck.prepare(contacts(), standard, "contact", as_at=AS_AT)
    expected = by_check(run, standard, "contact")
    assert sum(expected.values()) > 50
    assert by_pandera(prepared, standard, "contact") == expected


@pytest.mark.parametrize("name", ["child-ethnicity", "safeguarding-training", "stop-and-search"])
@settings(deadline=None, database=None, derandomize=True, phases=[Phase.generate], max_examples=2)
@given(data=st.data())
def test_pandera_alone_agrees_on_hostile_cells_of(name: str, data: st.DataObject) -> None:
    standard = recordcheck.load(name)
    tables = {name: frame(given) for name, given in data.draw(exports(standard)).items()}
    run = recordcheck.check(tables, standard, as_at=AS_AT, max_records=None)
    for table in {one.table for one in run.findings} | {one.table for one in run.kept}:
        prepared = recordcheck.prepare(tables, standard, table, as_at=AS_AT)
        assert by_pandera(prepared, standard, table) == by_check(run, standard, table)


def test_a_frame_of_typed_columns_is_prepared_like_one_of_text(every_kind: Standard) -> None:
    typed = pd.DataFrame({"id": [1, 2], "age": [4.0, None], "seen": [True, False]})
    prepared = recordcheck.prepare(typed, every_kind, "child", as_at=AS_AT)
    assert prepared.select(["id", "age", "seen"]).to_pylist() == [
        {"id": "1", "age": 4, "seen": True},
        {"id": "2", "age": None, "seen": False},
    ]


def test_a_derived_column_that_a_record_alone_decides_is_prepared() -> None:
    standard = read_standard(
        """
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields: {asked: {type: integer}, answered: {type: integer}}
    derive: {open: asked - answered}
    rules:
      - {id: VIS-401, name: x, says: x, why: x, severity: error, assert: open >= 0}
""",
        "visits.yaml",
    )
    visits = pa.table({"asked": ["3", "1"], "answered": ["1", "2"]})
    assert recordcheck.prepare(visits, standard, "visit").to_pylist() == [
        {
            "asked": 3,
            "answered": 1,
            "open": 2,
            "VIS-401": True,
            "VIS-390 asked": True,
            "VIS-390 answered": True,
        },
        {
            "asked": 1,
            "answered": 2,
            "open": -1,
            "VIS-401": False,
            "VIS-390 asked": True,
            "VIS-390 answered": True,
        },
    ]


def test_records_are_prepared_in_their_order_with_what_looks_at_others() -> None:
    """Good Friday is on 3 April 2026: from the 2nd to the 8th there are two working days."""
    standard = read_standard(
        """
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      team: {type: text}
      said: {type: text, same_length: at most 50%}
      on_day: {type: date}
    derive: {before: lag(on_day) over (partition by team order by on_day)}
    rules:
      - id: VIS-501
        name: x
        says: x
        why: x
        severity: error
        assert: working_days_between(before, on_day) <= 2
      - {id: VIS-601, name: y, says: y, why: y, severity: error, assert: not placeholder(said)}
""",
        "visits.yaml",
    )
    days = ["2026-04-08", "2026-04-07", "2026-04-02", "2026-04-02", "2026-04-01", "2026-04-09"]
    visits = pa.table({"team": list("ABABAB"), "said": ["a" * 50] * 5 + ["n/a"], "on_day": days})
    prepared = recordcheck.prepare(visits, standard, "visit").to_pydict()
    assert [str(day) for day in prepared["on_day"]] == days
    assert prepared["VIS-501"] == [True, True, True, None, None, True]
    assert prepared["VIS-197 said"] == [False] * 5 + [None]
    assert prepared["VIS-601"] == [True] * 5 + [False]
