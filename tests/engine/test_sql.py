"""What a condition says of each record, where the engine has ways of its own to read SQL."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow
import pytest

import recordcheck
from recordcheck.standard.load import load

STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      place: {{type: text}}
      seen_on: {{type: date}}
      seen_at: {{type: datetime}}
      every: {{type: integer}}
    rules:
      - {{id: VIS-401, name: x, says: It is so., why: x, severity: error, assert: "{condition}"}}
"""
PLACES = ["home", "House 2", "", "school"]
LARGE = ["7", "99999999999", "", "-99999999999"]


def said(
    folder: Path, condition: str, columns: dict[str, list[str]], derive: str = "    rules:"
) -> tuple[tuple[int, ...], int]:
    """The records that break a condition, and how many could not be judged."""
    path = folder / "visits.yaml"
    text = STANDARD.format(condition=condition).replace("    rules:", derive)
    path.write_text(text, encoding="utf-8")
    run = recordcheck.check(pyarrow.table(columns), path, select=["VIS-401"])
    if run.findings:
        return run.findings[0].records, run.findings[0].not_judged
    return (), run.kept[0].not_judged


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("place like '%o%'", ((), 1)),
        ("place not like 'ho%'", ((1,), 1)),
        ("not place not like 'ho%'", ((2, 4), 1)),
        ("place not like '%o%' or place not like 'h%'", ((1,), 1)),
        ("matches(place, '(?s).*o.*') and matches(place, '(?s).*2.*')", ((1, 4), 1)),
        ("matches(place, '(?s).*ch.*') or matches(place, '(?s).*2.*')", ((1,), 1)),
    ],
)
def test_not_like_is_the_opposite_of_like(
    tmp_path: Path, condition: str, expected: tuple[tuple[int, ...], int]
) -> None:
    assert said(tmp_path, condition, {"place": PLACES}) == expected


def test_a_number_of_letters_below_nought_leaves_so_many_out(tmp_path: Path) -> None:
    condition = "left(place, -2) in ('ho', 'House', 'scho') and right(place, -2) = substr(place, 3)"
    assert said(tmp_path, condition, {"place": PLACES}) == ((), 1)


@pytest.mark.parametrize(
    "condition",
    [
        "add_days(seen_on, every) < '2026-03-31'",
        "add_months(seen_at, every) < '2027-03-31'",
        "add_years(seen_on, every) < '2034-03-31'",
        "left(place, every) = 'home'",
        "substr(place, 1, every) = 'home'",
    ],
)
def test_a_number_of_days_or_letters_that_is_too_large_to_hold_is_unknown(
    tmp_path: Path, condition: str
) -> None:
    columns = {"seen_on": ["2026-03-10"] * 4, "seen_at": ["2026-03-10 09:00"] * 4}
    _, unknown = said(tmp_path, condition, {"place": ["home"] * 4, "every": LARGE, **columns})
    assert unknown == 3


@pytest.mark.parametrize(
    "condition",
    [
        "add_days(seen_on, 9999999) > '2026-03-31'",
        "add_months(seen_at, 999999) > '2026-03-31'",
        "add_years(seen_on, 99999) > '2026-03-31'",
        "add_days(seen_at, -9999999) < '2026-03-31'",
    ],
)
def test_what_lies_thousands_of_years_away_can_be_held(tmp_path: Path, condition: str) -> None:
    columns = {"seen_on": ["9999-12-31", "2026-03-10"], "seen_at": ["2026-03-10 09:00"] * 2}
    assert said(tmp_path, condition, columns) == ((), 0)


FRAME = "range between unbounded preceding and current row"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("nth >= 1 and row_number() over (order by seen_on) = every", ()),
        ("nth >= 1 and first_value(every) over (order by seen_on) = 1", ()),
        ("nth >= 1 and lag(every) over (order by seen_on) is not distinct from every - 1", (1,)),
        ("nth >= 1 and sum(every) over (order by seen_on rows 1 preceding) = 2 * every - 1", ()),
        ("nth >= 1 and rank() over (order by seen_on) = 1", ()),
        ("nth >= 1 and last_value(every) over (order by seen_on) = 3", ()),
        (f"nth >= 1 and first_value(every) over (order by seen_on {FRAME}) = 1", ()),
        ("nth >= 1 and arg_max(every, seen_on) over (partition by seen_on) = 3", ()),
        ("nth >= 1 and arg_min(4 - every, seen_on) over (partition by seen_on) = 1", ()),
        ("nth >= 1 and (select arg_max(every, seen_on) from visit) = 3", ()),
    ],
)
def test_records_that_tie_stand_as_in_the_export_whatever_else_is_derived(
    tmp_path: Path, condition: str, expected: tuple[int, ...]
) -> None:
    columns = {"seen_on": ["2026-03-10"] * 3, "every": ["1", "2", "3"], "place": ["a", "b", "c"]}
    derive = "    derive: {nth: row_number() over (order by every desc)}\n    rules:"
    assert said(tmp_path, condition, columns, derive) == (expected, 0)


@pytest.mark.parametrize(
    "condition",
    [
        "(select arg_max(place, every) from visit) = 'b'",
        "(select arg_min(place, seen_on) from visit) = 'b'",
        "(select count(every) from visit) = 3",
        "(select count(*) from visit) = 4",
        "(select avg(every) from visit) = 3",
    ],
)
def test_over_several_records_what_is_blank_is_passed_over(tmp_path: Path, condition: str) -> None:
    columns = {
        "place": ["a", "b", "", "d"],
        "every": ["1", "2", "6", ""],
        "seen_on": ["", "2026-01-02", "2026-01-01", "2026-01-04"],
    }
    assert said(tmp_path, condition, columns) == ((), 0)


@pytest.mark.parametrize(
    "condition",
    [
        "year(null) is null",
        "(:today >= seen_on) or (:today is null)",
        "extract(month from null) is null",
        "hours_between(null, seen_at) is null",
        "add_days(case when every > 0 then null end, 1) is null",
        "((select max(every) from visit)) = every",
        "add_days(seen_on, every * 7) = '2026-03-17'",
        "add_days(seen_on, every / 2) = seen_on and add_days(seen_on, -every / 2) < seen_on",
        "add_days(seen_on, case when every > 0 then 1.5 else 1 end) = '2026-03-11'",
        "left('home', every * 2) = 'ho'",
        "every in ((select every from visit))",
        "'2026-03-10' between seen_on and seen_at",
        "every between 1 and 1",
        "not (every = 1 and every = 2 or every = 3)",
        "(every = 2 or every = 1) and every = 1 or every = 2",
        "'2026-03-10 09:00' in (seen_at)",
        "count(*) over (order by seen_on range between 7 preceding and current row) = 1",
    ],
)
def test_what_is_no_slip_runs(tmp_path: Path, condition: str) -> None:
    columns = {"seen_on": ["2026-03-10"], "seen_at": ["2026-03-10 09:00"], "every": ["1"]}
    assert said(tmp_path, condition, columns) == ((), 0)


@pytest.mark.parametrize(
    "field",
    [
        "type: text, format: '[a-z]+'",
        "type: text, length: [3, 9]",
        "type: integer, range: [1, 9]",
        "type: datetime, range: [2026-01-01, null]",
        "type: code, codes: [A, {code: NK, role: unknown}]",
        "type: code, codes: [{code: NK, role: unknown}]",  # of which no code is an answer
    ],
)
def test_whether_a_field_is_known_is_never_unknown(tmp_path: Path, field: str) -> None:
    columns = {"cell": ["", "n/a", "NK"]}
    text = f"      cell: {{{field}}}\n    rules:"
    assert said(tmp_path, "not known(cell)", columns, text) == ((), 0)
    assert said(tmp_path, "valid(cell) or not valid(cell)", columns, text) == ((), 0)


def test_a_placeholder_in_the_export_of_the_period_before_is_told(tmp_path: Path) -> None:
    condition = "not exists (select * from previous.visit p where placeholder(p.place))"
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD.format(condition=condition), encoding="utf-8")
    for place, broken in (("n/a", [(1,)]), ("", []), ("home", [])):
        before = pyarrow.table({"place": [place, "school"]})
        now = pyarrow.table({"place": ["home"]})
        run = recordcheck.check(now, path, select="VIS-401", previous=before)
        assert [one.records for one in run.findings] == broken


def test_a_number_of_a_frame_is_compared_with_that_of_the_period_before(tmp_path: Path) -> None:
    condition = "exists (select 1 from previous.visit p where p.visits <= visit.visits)"
    path = tmp_path / "visits.yaml"
    path.write_text(
        STANDARD.format(condition=condition).replace(
            "    rules:", "      visits: {type: integer}\n    rules:"
        ),
        encoding="utf-8",
    )
    now = pyarrow.table({"visits": ["3", "2", "4"]})
    before = pyarrow.table({"visits": ["3", "many", None]})
    run = recordcheck.check(now, path, select="VIS-401", previous=before)
    assert [one.records for one in run.findings] == [(2,)]
    assert run.tables[0].warnings == (
        "in the export of the period before visits does not read in 1 record, so nothing can be"
        " compared with it there; it is read in the form that it has in this one",
    )


OF_CHILDREN = """\
standard: children
version: "1"
title: Children of visits
tables:
  visit:
    one_record_is: one visit
    fields:
      child: {type: text}
      team: {type: text}
  child_seen:
    one_record_is: one child
    view: select child, min(team) as team from visit group by child
    fields:
      team: {type: text}
      child: {type: text}
    derive:
      before: lag(child) over (partition by team order by team)
    rules:
      - {id: CHI-401, name: x, says: It is so., why: x, severity: error, assert: before < child}
"""


def test_records_of_a_view_that_tie_stand_in_the_order_of_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "children.yaml"
    path.write_text(OF_CHILDREN, encoding="utf-8")
    children = [f"C{number * 37 % 100:02}" for number in range(100)]
    run = recordcheck.check(pyarrow.table({"child": children, "team": ["A"] * 100}), path)
    assert [(one.rule, one.judged, one.not_judged) for one in run.kept] == [("CHI-401", 99, 1)]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("visit v", "row_number() over (partition by v.team order by v.seen_on)"),
        ("visit v", "1 + coalesce(lag(v.nth) over (partition by v.team order by v.seen_on), 0)"),
        ("named v", "row_number() over (partition by v.team order by v.seen_on)"),
        ("named v group by v.team, v.nth", "row_number() over (partition by v.team order by '')"),
    ],
)
def test_records_that_tie_in_a_window_of_a_select_stand_as_in_the_export(
    tmp_path: Path, source: str, place: str
) -> None:
    """Those of a view in the order of its fields, groups in that of what they are grouped by."""
    text = f"""
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields: {{nth: {{type: integer}}, team: {{type: text}}, seen_on: {{type: date}}}}
  named:
    one_record_is: one visit
    view: select team, nth, seen_on from visit where recorded(team)
    fields: {{team: {{type: text}}, nth: {{type: integer}}, seen_on: {{type: date}}}}
  placed:
    one_record_is: one visit in its place
    view: {json.dumps(f"select v.team, v.nth, {place} as place from {source}")}
    fields: {{team: {{type: text}}, nth: {{type: integer}}, place: {{type: integer}}}}
    rules:
      - {{id: VIS-401, name: x, says: It is so., why: x, severity: error, assert: nth = place}}
"""
    path = tmp_path / "visits.yaml"
    path.write_text(text, encoding="utf-8")
    visits = {
        "nth": [str(1 + number // 7) for number in range(700)],
        "team": [f"T{number % 7}" for number in range(700)],
        "seen_on": ["2026-03-10"] * 700,
    }
    run = recordcheck.check({"visit": pyarrow.table(visits)}, path)
    assert [(one.rule, one.judged) for one in run.kept if one.rule == "VIS-401"] == [
        ("VIS-401", 700)
    ]


def test_records_stand_as_in_the_export_where_a_window_of_a_view_orders_by_nothing(
    tmp_path: Path,
) -> None:
    """The engine leaves the order of many records now and then, so what it is asked is looked at: a
    window that names no column is one over records all the same.
    """
    path = tmp_path / "visits.yaml"
    path.write_text(
        """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields: {ref: {type: text}}
  placed:
    one_record_is: one visit in its place
    view: select row_number() over (order by 1) as place, ref from visit
    fields: {place: {type: integer}, ref: {type: text}}
""",
        encoding="utf-8",
    )
    view = load(path).tables["placed"].view
    assert view is not None
    assert view.sql == (
        'select (row_number() over (order by 1 asc nulls last, "visit"."rowid")) as "place",'
        ' "visit"."ref" as "ref" from "visit" as "visit"'
    )


def test_an_empty_text_that_a_view_gives_is_held_against_one(tmp_path: Path) -> None:
    """In an export it would be a blank, and a slip to ask for."""
    path = tmp_path / "children.yaml"
    select = "select child, without(team, '[A-Z]+') as team from visit"
    text = OF_CHILDREN.replace("select child, min(team) as team from visit group by child", select)
    path.write_text(text.replace("before < child", "team = ''"), encoding="utf-8")
    run = recordcheck.check(pyarrow.table({"child": ["C1", "C2"], "team": ["A", "A1"]}), path)
    assert [(one.rule, one.broken, one.judged) for one in run.findings] == [("CHI-401", 1, 2)]


@pytest.mark.parametrize("other", ["visit", "v"])
def test_what_a_join_does_not_find_is_blank_by_whatever_name_its_table_is_read(
    tmp_path: Path, other: str
) -> None:
    """Of two children one was never visited, and so nobody wrote how often."""
    never = (
        f"select count(*) from child left join visit as {other} on {other}.place = child.home"
        f" where blank({other}.every)"
    )
    path = tmp_path / "visits.yaml"
    child = "  child: {one_record_is: one child, fields: {home: {type: text}}}\n"
    text = STANDARD.format(condition=f"0 = ({never})").replace("tables:\n", f"tables:\n{child}")
    path.write_text(text, encoding="utf-8")
    export = {
        "child": pyarrow.table({"home": ["north", "south"]}),
        "visit": pyarrow.table({"place": ["north"], "every": ["3"]}),
    }
    run = recordcheck.check(export, path, select=["VIS-401"])
    assert [(one.broken, one.records) for one in run.findings] == [(1, (1,))]


def test_a_derived_column_of_one_record_stands_behind_a_select_over_all(tmp_path: Path) -> None:
    derive = "    derive: {next: every + 1}\n    rules:"
    condition = "(select max(every) from visit) = 3 and next > 2"
    assert said(tmp_path, condition, {"every": ["1", "2", "3"]}, derive) == ((1,), 0)


def test_a_product_of_whole_numbers_may_be_larger_than_each_can_be(tmp_path: Path) -> None:
    assert said(tmp_path, "every * every > 9", {"every": LARGE}) == ((), 1)
