"""Small changes of a rule: each is made once, and what no example notices is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.engine.mutation import mutate
from recordcheck.model import FieldType, Parameter
from recordcheck.standard import load
from recordcheck.standard.sql.changes import variants_of

PARAMETERS = {
    "most": Parameter("most", FieldType.INTEGER, "3"),
    "end": Parameter("end", FieldType.DATE, "today"),
}
CHANGES = {
    "a < 3": ["a <= 3", "a < 4"],
    "a = b and not c": ["a = b", "NOT c", "a <> b AND NOT c", "a = b AND c"],
    "seen in ('Y', 'N')": ["seen IN ('N')", "seen IN ('Y')"],
    "days <= :most": ["days < :most", "days <= (:most + 1)"],
    "on_day > :end": ["on_day >= :end", "on_day > ADD_DAYS(:end, 1)"],
    "on_day >= '2025-11-07'": ["on_day > '2025-11-07'", "on_day >= '2025-11-08'"],
    "count(*) over (partition by a, b) = 1": [
        "COUNT(*) OVER (PARTITION BY a, b) <> 1",
        "COUNT(*) OVER (PARTITION BY b) = 1",
        "COUNT(*) OVER (PARTITION BY a) = 1",
        "COUNT(*) OVER (PARTITION BY a, b) = 2",
    ],
    "exists (select 1 from t where t.a = c.a)": [
        "EXISTS(SELECT 1 FROM t)",
        "EXISTS(SELECT 1 FROM t WHERE t.a <> c.a)",
    ],
    "matches(a, '1|2')": [],
    "a like '1%'": [],
    "a not like '1%'": ["a LIKE '1%'"],
}
STANDARD = """
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      id: {type: text}
      hours: {type: integer}
    derive:
      days: hours / 24
    rules:
      - id: VIS-501
        name: late
        says: A visit is made within two days.
        why: A test.
        severity: error
        when: hours is not null
        assert: days <= 2
        examples:
          keeps:
            - visit: [{id: "1", hours: 47}, {id: "2"}]
          breaks:
            - {id: "3", hours: 72}
"""


@pytest.mark.parametrize("text", CHANGES)
def test_each_part_of_an_expression_is_changed_once(text: str) -> None:
    assert [variant.text for variant in variants_of(text, PARAMETERS)] == CHANGES[text]


def test_what_no_example_notices_is_said_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    found = mutate(load(path))
    # of `days <= 2` to `<` and to 3, `hours / 24` to 25, and the condition turned or left out
    assert found.unproved == [
        f"{path}:20:17: VIS-501 unproved: `days <= 2` becomes `days < 2`",
        f"{path}:12:13: VIS-501 unproved: days: `24` becomes `25`",
    ]
    assert (found.changes, found.noticed) == (5, 3)
    exact = STANDARD.replace('{id: "1", hours: 47}', '{id: "1", hours: 48}')
    path.write_text(exact.replace("hours: 72", "hours: 49"), encoding="utf-8")
    found = mutate(load(path))
    assert found.unproved == []


@pytest.mark.parametrize("stands_on", ["extends: visits", "includes: [visits]"])
def test_the_rules_of_a_standard_below_are_not_changed(stands_on: str, tmp_path: Path) -> None:
    (tmp_path / "visits.yaml").write_text(STANDARD, encoding="utf-8")
    path = tmp_path / "ours.yaml"
    head = f'standard: ours\nversion: "1"\ntitle: Ours\n{stands_on}\ntables:\n  visit:\n'
    own = STANDARD[STANDARD.index("    rules:") :].replace("VIS-501", "OUR-501")
    path.write_text(head + own.replace("name: late", "name: late-here"), encoding="utf-8")
    found = mutate(load(path))
    assert found.changes == 5
    assert [line.split()[1] for line in found.unproved] == ["OUR-501", "OUR-501"]
