"""The rates of each group, where other records decide what is due and what is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest

import recordcheck
from recordcheck.errors import UserError
from recordcheck.model import Rate, Run
from recordcheck.model.run import Verdict
from recordcheck.output import concise, full, markdown

STANDARD = """
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    group_by: [district]
    fields:
      child: {type: text}
      district: {type: text, due: always, target: {recorded: 50%}}
      note: {type: text}
    derive:
      visits: count(*) over (partition by child)
"""
DUE = STANDARD.replace(
    "note: {type: text}",
    'note: {type: text, due: {when: "visits > 1"}, target: {recorded: 75%}}',
)
RULE = f"""{STANDARD}
    rules:
      - {{id: VIS-401, name: often, says: x, why: x, severity: info, assert: "visits < 3",
         target: 50%}}
"""
# Ann is seen three times, Bob and Cal twice each; everybody else once.
DISTRICTS: dict[str | None, list[tuple[str, str]]] = {
    "North": [("Ann", "seen"), ("Ann", ""), ("Bob", "seen"), ("n1", "seen"), ("n2", "")],
    "East": [("Ann", ""), ("Bob", ""), ("Cal", "seen"), ("Cal", "seen"), ("e1", ""), ("e2", "")],
    None: [("p1", ""), ("p2", ""), ("p3", ""), ("p4", ""), ("p5", "")],
    "West": [("w1", ""), ("w2", ""), ("w3", ""), ("w4", "")],
    "other values": [("o1", ""), ("o2", ""), ("o3", ""), ("o4", ""), ("o5", "")],
}


def checked(tmp_path: Path, standard: str) -> Run:
    path = tmp_path / "visits.yaml"
    path.write_text(standard, encoding="utf-8")
    records = [(child, place, note) for place, some in DISTRICTS.items() for child, note in some]
    columns = zip(*records, strict=True)
    frame = pyarrow.table(dict(zip(("child", "district", "note"), columns, strict=True)))
    return recordcheck.check(frame, path, by="district")


def by_district(run: Run, of: str) -> dict[str | None, tuple[int, int | None, bool | None]]:
    """What is due in each district, how much of it is recorded or kept, and whether the target is
    met.
    """
    return {
        one.group["district"]: (one.due, done(one), one.targets[0].met)
        for one in run.rates
        if one.group and of in (one.field, one.rule)
    }


def done(rate: Rate) -> int | None:
    return rate.kept if rate.rule else rate.recorded


def test_a_field_is_due_in_a_group_where_other_records_say_so(tmp_path: Path) -> None:
    assert by_district(checked(tmp_path, DUE), "note") == {
        "North": (3, 2, False),
        "East": (4, 2, False),
        None: (0, 0, None),
        "other values": (0, 0, None),
    }


def test_a_rule_over_other_records_has_a_rate_for_each_group(tmp_path: Path) -> None:
    assert by_district(checked(tmp_path, RULE), "VIS-401") == {
        "North": (5, 3, True),
        "East": (6, 5, True),
        None: (5, 5, True),
        "other values": (9, 9, True),
    }


@pytest.mark.parametrize("standard", [STANDARD, DUE, RULE])
def test_what_a_record_says_alone_is_counted_whatever_else_is_asked(
    tmp_path: Path, standard: str
) -> None:
    found = by_district(checked(tmp_path, standard), "district")
    assert found == {
        "North": (5, 5, True),
        "East": (6, 6, True),
        None: (5, 0, False),
        "other values": (9, 9, True),
    }
    # in their order, what has none after them, and last the small ones with what is called as they
    assert list(found) == ["East", "North", None, "other values"]


def test_a_target_that_one_group_misses_and_all_together_meet_fails_no_run(tmp_path: Path) -> None:
    """Of 25 records five have no district: 80% where 50% is asked, and of those five none."""
    assert checked(tmp_path, STANDARD).verdict == Verdict.PASSED


OF_TWO_TABLES = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    group_by: [team, area]
    fields:
      team: {type: text, due: always, aliases: [Police team]}
      area: {type: text}
  person:
    one_record_is: one person
    group_by: [unit]
    fields:
      person_id: {type: text, due: always}
      unit: {type: text}
      team: {type: text}
"""


def test_a_table_is_grouped_by_its_own_columns_alone_that_are_there_and_once(
    tmp_path: Path,
) -> None:
    """Of a person the team names one, and the standard does not let it be shown."""
    path = tmp_path / "visits.yaml"
    path.write_text(OF_TWO_TABLES, encoding="utf-8")
    visits = pyarrow.table({"team": ["North"] * 5})
    people = pyarrow.table({"person_id": list("abcde"), "team": ["Ann"] * 5})
    run = recordcheck.check(
        {"visit": visits, "person": people}, path, by=["team", "team,area", "team"]
    )
    groups = [(rate.table, rate.field, rate.group) for rate in run.rates if rate.group is not None]
    assert groups == [("visit", "team", {"team": "North"})]


@pytest.mark.parametrize("render", [full.render, concise.render, markdown.render])
def test_it_is_said_by_which_columns_there_are_no_rates(
    render: Callable[[Run], str], tmp_path: Path
) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(OF_TWO_TABLES, encoding="utf-8")
    visits = pyarrow.table({"team": ["North"] * 5})
    run = recordcheck.check({"visit": visits}, path, by=["team", "team,area", "unit"])
    said = " ".join(render(run).split())
    assert re.findall(r"no rates by .*?=\w+\"", said) == [
        "no rates by team,area: no file with a rate has the column area; if a column of another"
        ' name holds it: --map "Its name=area"',
        "no rates by unit: no file with a rate has the column unit; if a column of another name"
        ' holds it: --map "Its name=unit"',
    ]


TAKES = "by takes: area, team, unit"


@pytest.mark.parametrize(
    ("by", "message", "remedy"),
    [
        # no record has both: no rates, and no word of it, would look as if none were missed
        (
            "team,unit",
            "cannot group by `team` and `unit` together: no table names all of them in `group_by`",
            "group by each on its own",
        ),
        ("Squad", "cannot group by `Squad`: it is `team` here", TAKES),
        ("police team", "cannot group by `police team`: it is `team` here", TAKES),
        ("person_id", "cannot group by `person_id`", TAKES),
    ],
)
def test_what_makes_no_group_is_refused(tmp_path: Path, by: str, message: str, remedy: str) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(OF_TWO_TABLES, encoding="utf-8")
    visits = pyarrow.table({"Squad": ["North"] * 5})
    with pytest.raises(UserError) as refused:
        recordcheck.check({"visit": visits}, path, by=["team", by], map={"Squad": "team"})
    assert (refused.value.message, refused.value.remedy) == (message, remedy)


def test_a_standard_without_groups_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        checked(tmp_path, STANDARD.replace("    group_by: [district]\n", ""))
    assert refused.value.remedy == (
        "by takes: none, this standard names no `group_by`; a table of one of yours may:"
        " `group_by: [district]`"
    )
