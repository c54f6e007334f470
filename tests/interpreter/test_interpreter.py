"""Every kind of rule and every rate, on records small enough to judge by eye."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from recordcheck.model import (
    Code,
    CodeList,
    Due,
    Expression,
    Field,
    FieldType,
    Parameter,
    Role,
    Rule,
    Severity,
    Standard,
    Table,
    Target,
)

from . import Counts, Given, Judgement, Verdict, judge
from .targets import held, held_for_field

AS_AT = date(2026, 3, 31)
SHORT = {
    "-": Verdict.NOT_APPLICABLE,
    "k": Verdict.KEPT,
    "b": Verdict.BROKEN,
    "?": Verdict.UNKNOWN,
}
RISK = CodeList(
    "risk",
    "Risk",
    (
        Code("H", "High"),
        Code("O", "Another", role=Role.OTHER),
        Code("U", "Unknown", role=Role.UNKNOWN, valid_until=date(2024, 3, 31)),
        Code("D", "Declined", role=Role.DECLINED, valid_from=date(2024, 4, 1)),
    ),
)


def text(name: str) -> Field:
    """A field of text."""
    return Field(name, "TST", FieldType.TEXT)


def day(name: str) -> Field:
    """A field of dates."""
    return Field(name, "TST", FieldType.DATE)


def risk(name: str = "risk") -> Field:
    """A field with the code list of risks."""
    return Field(name, "TST", FieldType.CODE, codes=RISK)


def standard(*fields: Field, key: tuple[str, ...] = (), dated: str | None = None) -> Standard:
    """A standard of one table."""
    table = Table(
        "child", "TST", "one child", {field.name: field for field in fields}, key=key, dated=dated
    )
    return Standard(
        "test", "TST", "1", "A test", {"child": table}, "t.yaml", "", placeholders=("-",)
    )


def given(columns: str, *records: tuple[str | None, ...]) -> dict[str, Given]:
    """Records of the one table, cell by cell."""
    names = tuple(columns.split())
    return {"child": Given(names, [dict(zip(names, r, strict=True)) for r in records])}


def said(judgement: Judgement, rule: str) -> str:
    """The verdicts of a rule as letters: - does not apply, k kept, b broken, ? not judged."""
    letters = {verdict: letter for letter, verdict in SHORT.items()}
    found = [v for (_, called, _), v in judgement.verdicts.items() if called == rule]
    assert len(found) == 1
    return "".join(letters[verdict] for verdict in found[0])


def test_a_key_is_whole_and_not_repeated() -> None:
    number = Field("n", "TST", FieldType.INTEGER)
    judgement = judge(
        standard(text("id"), number, key=("id", "n")),
        given("id n", ("a", "1"), ("a", "2"), (" a", "+01"), (None, "3"), ("b", "-"), ("b", "x")),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-191") == "bkbbb?"


def test_every_record_of_a_repeated_value_is_not_unique() -> None:
    judgement = judge(
        standard(replace(day("d"), unique=True)),
        given("d", ("2026-01-01",), ("1/1/2026",), ("2026-01-02",), ("",), ("",), ("x",)),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-192") == "bbk--?"


def test_a_reference_is_found_in_the_other_table() -> None:
    parent = replace(text("parent"), refers_to=("child", "id"))
    judgement = judge(
        standard(text("id"), parent),
        given("id parent", ("a", "b"), ("b", "a "), (None, "c"), ("d", None)),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-193") == "kkb-"


def test_a_blank_counts_only_where_the_field_is_due() -> None:
    due_field = replace(text("why"), due=Due(when=Expression("n > 1", "")))
    judgement = judge(
        standard(due_field, Field("n", "TST", FieldType.INTEGER)),
        given("why n", ("-", "2"), ("x", "2"), ("", "1"), ("", None)),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-290") == "bk--"


def test_a_target_answers_for_blanks_instead() -> None:
    floor = replace(
        text("why"), due=Due(always=True), targets=(Target("recorded", Fraction(1, 2)),)
    )
    ceiling = replace(
        risk(), due=Due(always=True), targets=(Target("unknown", Fraction(1, 2), ceiling=True),)
    )
    judgement = judge(standard(floor, ceiling), given("why risk", (None, None)), as_at=AS_AT)
    rules = {(rule, field) for _, rule, field in judgement.verdicts}
    assert rules == {("TST-290", "risk"), ("TST-391", "risk")}


def test_a_recorded_field_needs_others() -> None:
    judgement = judge(
        standard(replace(text("a"), needs=("b", "c")), text("b"), text("c")),
        given("a b c", ("x", "x", "x"), ("x", "x", "-"), (None, None, None)),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-291") == "kb-"


def test_a_value_reads_as_its_type_and_is_in_its_range() -> None:
    age = Field("age", "TST", FieldType.INTEGER, range=("0", "17"))
    judgement = judge(
        standard(age), given("age", ("0",), ("17",), ("18",), ("x",), ("",)), as_at=AS_AT
    )
    assert said(judgement, "TST-390") == "kkkb-"
    assert said(judgement, "TST-393") == "kkb?-"


def test_a_code_is_on_its_list() -> None:
    judgement = judge(
        standard(risk()), given("risk", ("H",), ("High",), ("high",), ("-",)), as_at=AS_AT
    )
    assert said(judgement, "TST-391") == "kkb-"


def test_text_has_its_form_and_length() -> None:
    judgement = judge(
        standard(replace(text("ref"), format="[A-Z]+", length=(2, 3))),
        given("ref", (" AB ",), ("A",), ("ABCD",), ("AB\n",), ("AB1",), (None,)),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-392") == "kkkkb-"
    assert said(judgement, "TST-394") == "kbbkk-"


def test_a_code_is_in_use_on_the_day_of_the_record() -> None:
    judgement = judge(
        standard(risk(), day("on"), dated="on"),
        given(
            "risk on",
            ("U", "2024-03-31"),
            ("U", "2024-04-01"),
            ("D", "31/3/2024"),
            ("H", "1900-01-01"),
            ("H", None),
            ("x", "2024-04-01"),
            (None, "2024-04-01"),
        ),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-395") == "kbbk?--"


def test_times_come_in_order_and_by_the_day_where_one_has_no_hour() -> None:
    end = Field("end", "TST", FieldType.DATETIME, not_before="start", not_after=":limit")
    made = standard(day("start"), end)
    made.parameters["limit"] = Parameter("limit", FieldType.DATE, "today")
    judgement = judge(
        made,
        given(
            "start end",
            ("2026-03-31", "2026-03-31 00:00"),
            ("2026-03-31", "2026-03-30 23:59"),
            ("2026-03-31", "2026-03-31 23:59"),
            ("2026-03-31", "2026-04-01 00:00"),
            ("", "2026-03-31 10:00"),
            ("2026-03-31", "x"),
            ("2026-03-31", ""),
        ),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-490") == "kbkk-?-"
    assert said(judgement, "TST-491") == "kkkbk?-"


def test_records_of_one_key_have_one_known_answer() -> None:
    judgement = judge(
        standard(text("id"), replace(risk(), same_within=("id",))),
        given(
            "id risk",
            ("a", "H"),
            ("a", "High"),
            ("b", "H"),
            ("b", "U"),
            ("c", "H"),
            ("c", "O"),
            ("c", "U"),
            (None, "H"),
            ("", "O"),
            ("d", "x"),
        ),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-492") == "kkk-bb----"


def written(when: str | None, assertion: str) -> Rule:
    """A rule that somebody wrote."""
    return Rule(
        "TST-401",
        "a-rule",
        "Says.",
        "Why.",
        Severity.ERROR,
        "child",
        when=None if when is None else Expression(when, ""),
        assertion=Expression(assertion, ""),
    )


def with_rule(made: Standard, rule: Rule) -> Standard:
    """The same standard with one rule more."""
    made.tables["child"] = replace(made.tables["child"], rules=(rule,))
    return made


def test_what_cannot_be_known_is_not_judged() -> None:
    made = standard(Field("a", "TST", FieldType.INTEGER), Field("b", "TST", FieldType.INTEGER))
    judgement = judge(
        with_rule(made, written("a > 0", "b > a")),
        given("a b", ("1", "2"), ("1", "1"), ("1", None), ("0", None), (None, "1")),
        as_at=AS_AT,
    )
    assert said(judgement, "TST-401") == "kb?-?"


def test_a_rule_that_reaches_what_the_export_lacks_is_not_run() -> None:
    made = with_rule(standard(text("a"), text("b")), written("a = 'x'", "b = 'y'"))
    judgement = judge(made, given("a", ("x",)), as_at=AS_AT)
    assert judgement.not_run == {("child", "TST-401", None): {("child", "b")}}
    assert judgement.verdicts == {}


def test_a_rule_that_is_switched_off_is_not_judged() -> None:
    made = with_rule(standard(risk()), written(None, "false"))
    made.off.update({"TST-401": "not yet", "TST-391": "not yet"})
    assert judge(made, given("risk", ("x",)), as_at=AS_AT).verdicts == {}


def test_a_rate_counts_recorded_valid_and_known_where_due() -> None:
    field = replace(risk(), due=Due(when=Expression("team <> 'z'", "")), declined_apart=True)
    records = [
        ("a", "H"),
        ("a", "O"),
        ("a", "U"),
        ("b", "D"),
        ("b", "x"),
        ("b", "-"),
        ("z", "H"),
        (None, "H"),
    ]
    made = standard(text("team"), field)
    made.tables["child"] = replace(made.tables["child"], group_by=("team",))
    counts = judge(made, given("team risk", *records), as_at=AS_AT).rates["child", "risk"][()]
    assert (counts.due, counts.recorded, counts.valid, counts.known) == (6, 5, 4, 2)
    assert counts.declined == 1
    assert counts.roles == {Role.STATED: 1, Role.OTHER: 1, Role.UNKNOWN: 1, Role.DECLINED: 1}
    groups = judge(made, given("team risk", *records), as_at=AS_AT, by=("team",)).rates
    found = {group: counts.due for group, counts in groups["child", "risk"].items()}
    assert found == {("a",): 3, ("b",): 3, ("z",): 0, (None,): 0}


def test_a_column_that_is_due_and_missing_is_said_once() -> None:
    made = standard(replace(text("a"), due=Due(always=True)), text("b"), text("c"))
    judgement = judge(made, given("c", ("x",), ("y",)), as_at=AS_AT)
    assert judgement.missing == {("child", "TST-190", "a")}
    assert set(judgement.not_run) == {("child", "TST-290", "a")}


def test_a_target_is_met_missed_or_neither() -> None:
    floor = Target("known", Fraction(95, 100))
    ceiling = Target("declined", Fraction(1, 10), ceiling=True)
    counts = Counts(records=30, due=21, recorded=21, valid=21, known=18, declined=1)
    assert held_for_field(floor, counts) == ("known", 18, 20, False, 1)
    assert held(floor, 19, 20) == ("known", 19, 20, True, 0)
    assert held(floor, 0, 0) == ("known", 0, 0, None, 0)
    assert held(ceiling, 4, 20) == ("declined", 4, 20, False, 2)
    assert held(ceiling, 2, 20) == ("declined", 2, 20, True, 0)
