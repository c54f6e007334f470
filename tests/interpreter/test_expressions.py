"""SQL means in the interpreter what the design says it means."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

import recordcheck
from recordcheck.model import (
    Code,
    CodeList,
    Derive,
    Expression,
    Field,
    FieldType,
    Parameter,
    Role,
    Standard,
    Table,
)

from .expressions import Interpreter
from .reach import lacking, reached
from .values import Value
from .world import Given, World, build

RISK = CodeList(
    "risk",
    "Risk",
    (
        Code("H", "High", group="raised"),
        Code("L", "Low"),
        Code("U", "Unknown", role=Role.UNKNOWN),
    ),
)
EPISODE = Table(
    "episode",
    "TST",
    "one episode",
    {
        "id": Field("id", "TST", FieldType.TEXT),
        "n": Field("n", "TST", FieldType.INTEGER),
        "d": Field("d", "TST", FieldType.DATE),
        "at": Field("at", "TST", FieldType.DATETIME),
        "risk": Field("risk", "TST", FieldType.CODE, codes=RISK),
        "yes": Field("yes", "TST", FieldType.BOOLEAN),
    },
    derives=(
        Derive("double", Expression("n + n", ""), FieldType.INTEGER),
        Derive("quadruple", Expression("double + double", ""), FieldType.INTEGER),
        Derive(
            "talks",
            Expression("select count(*) from interview i where i.id = episode.id", ""),
            FieldType.INTEGER,
        ),
    ),
)
INTERVIEW = Table(
    "interview",
    "TST",
    "one interview",
    {
        "id": Field("id", "TST", FieldType.TEXT),
        "n": Field("n", "TST", FieldType.INTEGER),
        "by": Field("by", "TST", FieldType.TEXT),
    },
)
STANDARD = Standard(
    "test",
    "TST",
    "1",
    "A test",
    {"episode": EPISODE, "interview": INTERVIEW},
    "test.yaml",
    "",
    parameters={
        "limit": Parameter("limit", FieldType.INTEGER, "3"),
        "end": Parameter("end", FieldType.DATE, "today"),
    },
    placeholders=("n/a",),
)


def world(
    episodes: list[dict[str, str | None]],
    interviews: list[dict[str, str | None]] | None = None,
    before: list[dict[str, str | None]] | None = None,
) -> World:
    """An export of these records."""
    tables = {"episode": Given(tuple(EPISODE.fields), episodes)}
    if interviews is not None:
        tables["interview"] = Given(tuple(INTERVIEW.fields), interviews)
    previous = {} if before is None else {"episode": Given(tuple(EPISODE.fields), before)}
    return build(STANDARD, tables, {}, date(2026, 3, 31), previous)


def worth(text: str, record: dict[str, str | None] | None = None) -> Value:
    """The value of an expression for one record."""
    export = world([record or {}], [])
    return Interpreter(export).column(export.tables["episode"], text)[0]


def values(text: str, *, over: World) -> list[Value]:
    """The value of an expression for each episode."""
    return Interpreter(over).column(over.tables["episode"], text)


LOGIC: list[tuple[str, Value]] = [
    ("null and false", False),
    ("null and true", None),
    ("null or true", True),
    ("null or false", None),
    ("not null", None),
    ("null = null", None),
    ("null is null", True),
    ("1 is distinct from null", True),
    ("null is not distinct from null", True),
    ("1 in (2, null)", None),
    ("1 in (1, null)", True),
    ("1 not in (2, null)", None),
    ("2 between 1 and 2", True),
    ("2 <= 2 and 2 >= 2 and not 2 < 2 and not 2 > 2", True),
    ("1 <= 2 and not 1 >= 2 and 1 < 2 and not 1 > 2", True),
    ("null between 2 and 1", None),
    ("3 between null and 2", False),
    ("(1 = 2) is not true", True),
    ("case when null then 1 else 2 end", 2),
    ("case 3 when 3 then 'a' end", "a"),
    ("case 4 when 3 then 'a' end", None),
    ("coalesce(null, 2, 3)", 2),
    ("nullif(1, 1)", None),
    ("nullif(1, null)", 1),
    ("least(3, null, 2)", 2),
    ("greatest(null, null)", None),
]


@pytest.mark.parametrize(("text", "value"), LOGIC)
def test_logic_has_three_values(text: str, value: Value) -> None:
    assert worth(text) is value or worth(text) == value


NUMBERS_AND_TEXTS: list[tuple[str, Value]] = [
    ("7 / 2", 3.5),
    ("7 / 0", None),
    ("7 % 0", None),
    ("-7 % 2", -1),
    ("1 + null", None),
    ("2 + 3 * 4", 14),
    ("9000000000 * 9000000000 > 9000000000", True),
    ("-(2 - 5)", 3),
    ("round(2.5)", 3.0),
    ("round(-2.5)", -3.0),
    ("floor(-1.5)", -2),
    ("ceil(1.2)", 2),
    ("abs(-3)", 3),
    ("'a' || null", None),
    ("'a' || 'b'", "ab"),
    ("'abc' like 'a%'", True),
    ("'abc' like '_b_'", True),
    ("'abc' not like 'A%'", True),
    ("'a\nc' like 'a_c'", True),
    ("'a.c' like 'a_c' and not 'abc' like 'a.c'", True),
    ("left('abc', 2) || right('abc', 1)", "abc"),
    ("substr('abcd', 2, 2)", "bc"),
    ("substr('abcd', 0, 2) || substr('abcd', -3, 2) || substr('abcd', 3, -2)", "abcab"),
    ("replace('aba', 'a', 'x')", "xbx"),
    ("lower('ÀB') || upper('c')", "àbC"),
    ("length('👧é')", 2),
    ("trim('  a ')", "a"),
    ("matches('abc', 'a.c') and not matches('abcd', 'a.c')", True),
    ("matches(null, 'a')", None),
    ("without('He is 12', '[^a-z]')", "eis"),
    ("fingerprint('')", "d41d8cd98f00b204e9800998ecf8427e"),  # RFC 1321, A.5
    ("fingerprint('abc')", "900150983cd24fb0d6963f7d28e17f72"),
    ("without('aXbXX', 'X') || without('', 'X')", "ab"),
    ("without('aba', '^a')", "ba"),
    ("without('a b', 'x*') || without('ab', 'a*?')", "a bab"),
    ("without('a\vb c', '\\s')", "a\vbc"),
    ("without(null, 'a')", None),
    ("'B' < 'a'", True),
    ("cast(1 as varchar) || cast(true as text)", "1true"),
    ("cast(date '2026-03-01' as text)", "2026-03-01"),
    ("cast(true as integer)", 1),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS_AND_TEXTS)
def test_numbers_and_texts(text: str, value: Value) -> None:
    assert worth(text) == value


DAYS: dict[str, str | None] = {"d": "2/3/2026", "at": "2026-03-01 23:30"}
DAYS_AND_HOURS: list[tuple[str, Value]] = [
    ("age_years(date '2012-02-29', date '2023-02-28')", 10),
    ("age_years(date '2012-02-29', date '2023-03-01')", 11),
    ("age_years(date '2012-02-29', date '2024-02-29')", 12),
    ("age_years(date '2012-03-01', date '2012-02-01')", -1),
    ("days_between(date '2024-02-28', date '2024-03-01')", 2),
    ("days_between(at, d)", 1),
    ("hours_between(at, add_days(at, -1))", -24.0),
    ("hours_between(add_days(at, 27), add_days(at, 28))", 23.0),  # the night of 29 March
    ("hours_between(add_days(at, 237), add_days(at, 238))", 25.0),  # that of 25 October
    ("hours_between(add_days(at, 238), add_days(at, 239))", 24.0),
    ("add_months(date '2024-01-31', 1)", date(2024, 2, 29)),
    ("add_months(date '2024-03-31', -13)", date(2023, 2, 28)),
    ("add_years(date '2024-02-29', 1)", date(2025, 2, 28)),
    ("add_days(at, 1)", datetime(2026, 3, 2, 23, 30)),
    ("weekday(date '2026-03-01')", 7),
    ("working_days_between(date '2026-04-02', date '2026-04-07')", 1),  # Easter
    ("working_days_between(date '2026-04-07', date '2026-04-02')", -1),
    ("working_days_between(date '2026-03-27', date '2026-03-30')", 1),
    ("working_days_between(d, d)", 0),
    ("working_days_between(date '1989-12-28', date '1990-01-03')", 3),  # New Year's Day
    ("working_days_between(date '1969-11-07', date '1969-11-10')", 1),  # from a Friday
    ("working_days_between(date '1969-11-08', date '1969-11-14')", 5),  # from a Saturday
    ("working_days_between(date '1969-11-09', date '1969-12-14')", 25),  # between Sundays
    ("working_days_between(date '1970-01-05', date '1970-01-02')", -1),
    ("extract(year from d) * 100 + month(at)", 202603),
    ("extract(isodow from at)", 7),
    ("extract(minute from at)", 30),
    ("year(null)", None),
    ("d > at", True),
    ("d = '2026-03-02'", True),
    ("d between '2026-03-01' and '2026-03-02'", True),
    ("cast(at as date) = '2026-03-01'", True),
    ("d < :end and :end = '2026-03-31' and :limit = 3", True),
    ("d <= :today", True),
]


@pytest.mark.parametrize(("text", "value"), DAYS_AND_HOURS)
def test_days_and_hours(text: str, value: Value) -> None:
    assert worth(text, DAYS) == value


ENGINE = """
standard: told
version: "1"
title: What expressions are worth
parameters: {limit: {type: integer, default: "3"}, end: {type: date, default: today}}
tables:
  episode:
    one_record_is: one episode
    fields: {d: {type: date}, at: {type: datetime}}
    rules:
"""
# What is a slip: a null that is written out and nothing is compared with, a range turned round.
SLIPS = {"null = null", "1 in (2, null)", "1 in (1, null)", "1 not in (2, null)"} | {
    "null between 2 and 1",
    "3 between null and 2",
}


def test_the_engine_gives_the_same_values(tmp_path: Path) -> None:
    every = [case for case in (*LOGIC, *NUMBERS_AND_TEXTS, *DAYS_AND_HOURS) if case[0] not in SLIPS]
    cases = {
        f"TOL-{401 + place % 80 + place // 80 * 100}": case for place, case in enumerate(every)
    }
    rules = [
        f"      - {{id: {rule}, name: {rule.lower()}, says: It is so., why: A case.,"
        f" severity: error, assert: {json.dumps(is_worth(*case), ensure_ascii=False)}}}\n"
        for rule, case in cases.items()
    ]
    standard, export = tmp_path / "told.yaml", tmp_path / "episodes.csv"
    standard.write_text(ENGINE + "".join(rules), encoding="utf-8")
    export.write_text("d,at\n2/3/2026,2026-03-01 23:30\n", encoding="utf-8")

    run = recordcheck.check(export, standard, as_at=date(2026, 3, 31))

    kept = {one.rule for one in run.kept if one.judged == 1}
    assert [case for rule, case in cases.items() if rule not in kept] == []


def is_worth(text: str, value: Value) -> str:
    """A condition that holds where the expression has the value."""
    if value is None:
        return f"({text}) is null"
    if isinstance(value, bool):
        return f"({text}) is {str(value).lower()}"
    return f"({text}) = '{value}'" if isinstance(value, (str, date)) else f"({text}) = {value}"


@pytest.mark.parametrize(
    ("risk", "said"),
    [
        (None, (True, False, False, False, False, None)),
        (" N/A ", (True, False, False, False, True, None)),
        ("x", (False, True, False, False, False, None)),
        ("Unknown", (False, True, True, False, False, None)),
        ("L", (False, True, True, True, False, None)),
        ("High", (False, True, True, True, False, "raised")),
    ],
)
def test_functions_of_a_field_are_never_null_but_its_group(
    risk: str | None, said: tuple[Value, ...]
) -> None:
    asked = ("blank", "recorded", "valid", "known", "placeholder", "group_of")
    assert tuple(worth(f"{name}(risk)", {"risk": risk}) for name in asked) == said


def test_a_value_that_does_not_read_as_its_type_is_recorded_and_null() -> None:
    assert worth("n is null and recorded(n) and not valid(n)", {"n": "seven"}) is True


def test_a_derived_column_may_use_the_ones_above_it() -> None:
    assert worth("quadruple", {"n": "3"}) == 12


def test_names_may_have_any_case() -> None:
    assert worth("Episode.N + QUADRUPLE", {"n": "1"}) == 5


EPISODES: list[dict[str, str | None]] = [
    {"id": "a", "n": "1", "d": "2026-01-01"},
    {"id": "a", "n": "3", "d": "2026-02-01"},
    {"id": "b", "n": None, "d": "2026-01-15"},
    {"id": None, "n": "2", "d": None},
]
INTERVIEWS: list[dict[str, str | None]] = [
    {"id": "a", "n": "5", "by": "x"},
    {"id": "a", "n": None, "by": "y"},
    {"id": "c", "n": "7", "by": "x"},
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("talks", [2, 2, 0, 0]),
        ("exists (select 1 from interview i where i.id = episode.id)", [True, True, False, False]),
        (
            "exists (select * from interview where interview.n > episode.n)",
            [True, True, False, True],
        ),
        ("id in (select i.id from interview i)", [True, True, False, None]),
        ("n in (select i.n from interview i)", [None, None, None, None]),
        ("(select sum(n) from interview)", [12, 12, 12, 12]),
        ("(select avg(n) from interview where id = episode.id)", [5, 5, None, None]),
        ("(select max(i.n) - min(i.n) from interview i)", [2, 2, 2, 2]),
        ("(select count(n) from interview i where i.id = episode.id)", [1, 1, 0, 0]),
        ("(select count(distinct i.by) from interview i)", [2, 2, 2, 2]),
        ("(select arg_max(i.id, i.n) from interview i)", ["c", "c", "c", "c"]),
        ("(select count(*) from episode e where e.id = episode.id)", [2, 2, 1, 0]),
        (
            "(select count(*) from episode e join interview i on i.id = e.id"
            " where e.n = episode.n)",
            [2, 2, 0, 0],
        ),
        (
            "(select count(*) from episode e left join interview i on i.id = e.id)",
            [6, 6, 6, 6],
        ),
        (
            "(select count(*) from episode e left join interview i on i.id = e.id"
            " where blank(i.by) and not recorded(i.by))",
            [2, 2, 2, 2],
        ),
        ("(select count(*) from episode e cross join interview i)", [12, 12, 12, 12]),
        (
            "exists (select i.by from interview i group by i.by having count(*) > 1"
            " and min(i.n) > episode.n)",
            [True, True, False, True],
        ),
        (
            "exists (select 1 from interview i where i.id = episode.id and exists"
            " (select 1 from interview j where j.id <> i.id and j.by = i.by and episode.n > 1))",
            [False, True, False, False],
        ),
    ],
)
def test_selects_look_at_other_records(text: str, expected: list[Value]) -> None:
    assert values(text, over=world(EPISODES, INTERVIEWS)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count(*) over ()", [4, 4, 4, 4]),
        ("count(n) over (partition by id)", [2, 2, 0, 1]),
        ("sum(n) over (partition by id order by d)", [1, 4, None, 2]),
        ("sum(n) over (order by d)", [1, 4, 1, 6]),
        ("min(n) over (order by d rows between 1 preceding and 1 following)", [1, 2, 1, 2]),
        ("lag(n) over (order by d)", [None, None, 1, 3]),
        ("lag(n, 2) over (order by d)", [None, 1, None, None]),
        ("lead(id) over (partition by id order by d desc)", [None, "a", None, None]),
        ("row_number() over (order by n)", [1, 3, 4, 2]),
        ("row_number() over (order by n desc)", [3, 1, 4, 2]),
        ("row_number() over (order by n nulls first)", [2, 4, 1, 3]),
        ("rank() over (order by id)", [1, 1, 3, 4]),
        ("dense_rank() over (order by id)", [1, 1, 2, 3]),
        ("first_value(n) over (partition by id order by d desc)", [3, 3, None, 2]),
        ("last_value(n) over (partition by id order by d)", [1, 3, None, 2]),
        (
            "last_value(n) over (partition by id order by d"
            " rows between unbounded preceding and unbounded following)",
            [3, 3, None, 2],
        ),
        ("n = max(double) over (partition by id) / 2", [False, True, None, True]),
    ],
)
def test_windows_look_at_the_records_that_stand_together(text: str, expected: list[Value]) -> None:
    assert values(text, over=world(EPISODES, INTERVIEWS)) == expected


def test_last_period_is_a_table_too() -> None:
    export = world(EPISODES, before=[{"id": "a", "n": "9"}])
    expected = [9, 9, None, None]
    assert (
        values("(select max(p.n) from previous.episode p where p.id = episode.id)", over=export)
        == expected
    )


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("n > 1", {("episode", "n")}),
        ("quadruple > 1", {("episode", "n")}),
        ("talks > 1", {("interview", None), ("interview", "id"), ("episode", "id")}),
        ("exists (select 1 from interview)", {("interview", None)}),
        (
            "exists (select 1 from interview where by = 'x' and yes)",
            {("interview", None), ("interview", "by"), ("episode", "yes")},
        ),
        (
            "exists (select 1 from previous.episode p where p.d = d)",
            {("previous.episode", None), ("previous.episode", "d")},
        ),
        (
            "lag(n) over (partition by id order by d) > :limit",
            {("episode", "n"), ("episode", "d"), ("episode", "id")},
        ),
    ],
)
def test_what_an_expression_reaches(text: str, reaches: set[tuple[str, str | None]]) -> None:
    assert reached(text, EPISODE, STANDARD) == reaches


def test_a_table_and_a_column_may_lack() -> None:
    export = build(STANDARD, {"episode": Given(("id",), [{"id": "a"}])}, {}, date(2026, 3, 31), {})
    assert lacking(export, reached("talks > n", EPISODE, STANDARD)) == {
        ("interview", None),
        ("episode", "n"),
    }
