"""A column is read for whatever names it, though nothing else does: each standard here has one
thing that names `place`.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck
from recordcheck.model import Run

STANDARD = """
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    group_by: [place]
    fields:
      child: {type: text}
      place: {type: text}
"""
# Of five visits at home three have a note; Ann is seen at home twice, and once at school.
VISITS = pyarrow.table(
    {
        "child": ["Ann", "Ann", "Bob", "Cal", "Dee", "Ann", "Eve"],
        "place": ["home", "home", "home", "home", "home", "school", "school"],
        "note": ["seen", "seen", "seen", "", "", "", ""],
    }
)


def checked(folder: Path, standard: str, by: str | None = None) -> Run:
    path = folder / "visits.yaml"
    path.write_text(standard, encoding="utf-8")
    return recordcheck.check({"visit": VISITS}, path, by=by)


@pytest.mark.parametrize(
    ("condition", "derive"),
    [("place = 'home'", ""), ("at_home", "    derive: {at_home: place = 'home'}")],
)
def test_by_a_condition_of_what_is_due(tmp_path: Path, condition: str, derive: str) -> None:
    note = f'      note: {{type: text, due: {{when: "{condition}"}}, target: {{recorded: 60%}}}}\n'
    [rate] = checked(tmp_path, STANDARD + note + derive).rates
    assert (rate.due, rate.recorded) == (5, 3)


def test_by_a_condition_of_a_rule_over_other_records(tmp_path: Path) -> None:
    rule = """
    derive: {visits: count(*) over (partition by child)}
    rules:
      - {id: VIS-401, name: often, says: x, why: x, severity: error,
         when: place = 'home', assert: visits < 3}
"""
    [found] = checked(tmp_path, STANDARD + rule).findings
    assert (found.broken, found.judged, found.records) == (2, 5, (1, 2))


def test_by_a_group(tmp_path: Path) -> None:
    note = "      note: {type: text, due: always}"
    rates = checked(tmp_path, STANDARD + note, by="place").rates
    assert [(one.group, one.due, one.recorded) for one in rates] == [
        (None, 7, 3),
        ({"place": "home"}, 5, 3),
        ({"place": "other values"}, 2, 0),
    ]


def test_by_a_view(tmp_path: Path) -> None:
    view = """
  in_one_place:
    one_record_is: all visits in one place
    view: select v.place as place, count(*) as visits from visit v group by v.place
    fields:
      place: {type: text}
      visits: {type: integer, range: [3, null]}
"""
    [found] = checked(tmp_path, STANDARD + view).findings
    assert (found.broken, found.judged, found.records) == (1, 2, ())
