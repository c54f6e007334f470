"""The functions that a standard may call: literal tables of names, arguments, results and plain
SQL.

An argument is `text`, `number`, `date` (a date or datetime), `datetime`, `boolean`, `any`, `field`
or `code` (a field of the standard), `pattern` (an RE2 expression as a literal) or `whole` (a whole
number); one in brackets may be left out. A result is a type, or `same` as the first argument, or
`widest` of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recordcheck.model import FieldType
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import Worth, name, text_list

T, W, N, B = FieldType.TEXT, FieldType.INTEGER, FieldType.NUMBER, FieldType.BOOLEAN


@dataclass(frozen=True, slots=True)
class Function:
    """Arguments, result, and the plain SQL in which `{0}` is the first argument."""

    arguments: tuple[str, ...]
    result: FieldType | str
    sql: str
    says: str


_DAY = "cast({} as date)"
_A, _B = _DAY.format("{0}"), _DAY.format("{1}")
_WEEKDAYS = (
    "(5 * ((cast({0} as date) - date '1970-01-05') // 7"
    " - case when cast({0} as date) < date '1970-01-05'"
    " and (cast({0} as date) - date '1970-01-05') % 7 <> 0 then 1 else 0 end)"
    " + least(isodow({0}), 5))"
)
# How many there were until each day from this one on (`session.set_bank_holidays`).
BEFORE_HOLIDAYS = date(1989, 12, 31)
_HOLIDAYS = (
    "getvariable('bank_holidays')[greatest(1, least(len(getvariable('bank_holidays')),"
    f" cast({{0}} as date) - date '{BEFORE_HOLIDAYS}' + 1))]"
)


def _working(argument: str) -> str:
    return f"({_WEEKDAYS} - {_HOLIDAYS})".replace("{0}", argument)


FUNCTIONS: dict[str, Function] = {
    "lower": Function(("text",), T, "lower({0})", "in small letters"),
    "upper": Function(("text",), T, "upper({0})", "in capital letters"),
    "trim": Function(("text",), T, "trim({0})", "without spaces at both ends"),
    "length": Function(("text",), W, "length({0})", "how many characters"),
    "left": Function(("text", "whole"), T, "left({0}, {1})", "the first characters"),
    "right": Function(("text", "whole"), T, "right({0}, {1})", "the last characters"),
    "substr": Function(
        ("text", "whole", "[whole]"), T, "substr({args})", "from a position, so many characters"
    ),
    "replace": Function(("text", "text", "text"), T, "replace({0}, {1}, {2})", "text for text"),
    "matches": Function(
        ("text", "pattern"), B, "regexp_full_match({0}, {1})", "the whole text has this form (RE2)"
    ),
    "without": Function(
        ("text", "pattern"),
        T,
        "regexp_replace({0}, {1}, '', 'g')",
        "the text without whatever has this form (RE2)",
    ),
    "fingerprint": Function(
        ("text",), T, "md5({0})", "a short text that no two texts share, to compare long ones by"
    ),
    "abs": Function(("number",), "same", "abs({0})", "without sign"),
    "round": Function(("number", "[whole]"), N, "round({args})", "rounded"),
    "floor": Function(("number",), N, "floor({0})", "the whole number below"),
    "ceil": Function(("number",), N, "ceil({0})", "the whole number above"),
    "least": Function(
        ("any", "any", "..."), "widest", "least({args})", "the smallest recorded value"
    ),
    "greatest": Function(
        ("any", "any", "..."), "widest", "greatest({args})", "the largest recorded value"
    ),
    "coalesce": Function(
        ("any", "any", "..."), "widest", "coalesce({args})", "the first that is recorded"
    ),
    "nullif": Function(("any", "any"), "same", "nullif({0}, {1})", "null where both are equal"),
    "year": Function(("date",), W, "year({0})", "the year"),
    "month": Function(("date",), W, "month({0})", "the month, 1 to 12"),
    "weekday": Function(("date",), W, "isodow({0})", "the day of the week, 1 is Monday"),
    "age_years": Function(
        ("date", "date"),
        W,
        "(year({1}) - year({0})"
        " - case when (month({1}), day({1})) < (month({0}), day({0})) then 1 else 0 end)",
        "completed years from a birth to a day",
    ),
    "days_between": Function(
        ("date", "date"), W, f"({_B} - {_A})", "whole days from the first to the second"
    ),
    "hours_between": Function(
        ("datetime", "datetime"),
        N,
        "((epoch_us({1}) - epoch_us({0})) / 3600000000.0)",
        "hours on the clock from the first to the second",
    ),
    "add_days": Function(
        ("date", "whole"), "same", "({0} + to_days({1}::integer))", "so many days later"
    ),
    "add_months": Function(
        ("date", "whole"), "same", "({0} + to_months({1}::integer))", "so many months later"
    ),
    "add_years": Function(
        ("date", "whole"), "same", "({0} + to_years({1}::integer))", "so many years later"
    ),
    "working_days_between": Function(
        ("date", "date"),
        W,
        f"({_working('{1}')} - {_working('{0}')})",
        "working days after the first, up to the second; bank holidays left out",
    ),
}

OF_A_FIELD: dict[str, str] = {
    "blank": "nothing is written in the field, or a placeholder",
    "recorded": "something is written in the field",
    "valid": "what is written has the type, form and code that the field asks for",
    "known": "it is valid and an answer: its role is stated or other",
    "placeholder": "what is written is a placeholder",
    "group_of": "the group above the field's code",
}

AGGREGATES: dict[str, Function] = {
    "count": Function(("[any]",), W, "count({args})", "how many"),
    "sum": Function(("number",), "same", "sum({0})", "the sum"),
    "avg": Function(("number",), N, "avg({0})", "the mean"),
    "min": Function(("any",), "same", "min({0})", "the smallest"),
    "max": Function(("any",), "same", "max({0})", "the largest"),
    "arg_min": Function(
        ("any", "any"), "same", "arg_min({0}, {1})", "the first where the second is smallest"
    ),
    "arg_max": Function(
        ("any", "any"), "same", "arg_max({0}, {1})", "the first where the second is largest"
    ),
}

WINDOWS: dict[str, Function] = {
    "row_number": Function((), W, "row_number()", "the place in the order"),
    "rank": Function((), W, "rank()", "the place in the order, equals share it"),
    "dense_rank": Function((), W, "dense_rank()", "the same without gaps"),
    "lag": Function(("any", "[whole]"), "same", "lag({args})", "the value of the record before"),
    "lead": Function(("any", "[whole]"), "same", "lead({args})", "the value of the record after"),
    "first_value": Function(("any",), "same", "first_value({0})", "the value of the first record"),
    "last_value": Function(("any",), "same", "last_value({0})", "the value of the last record"),
}

KNOWN = (*FUNCTIONS, *OF_A_FIELD, *AGGREGATES, *WINDOWS)


def of_a_field(called: str, argument: Worth) -> Worth:
    """One of the functions that ask about a field rather than about a value."""
    item, source = argument.field, argument.source
    assert item is not None
    if called == "group_of":
        assert item.codes is not None
        groups = item.codes.groups
        group_of = {code: group for group, codes in groups.items() for code in codes}
        place = f"list_position([{text_list(group_of)}], {argument.sql})"
        return Worth(f"([{text_list(group_of.values())}][{place}])", T, among=tuple(groups))
    if called == "placeholder":
        flag = measures.PLACEHOLDER.format(item.name)
        return Worth(f"{name(source)}.{name(flag)}" if source else name(flag), B)
    if called == "blank":
        return Worth(f"(not {measures.recorded(item, source)})", B)
    test = {"recorded": measures.recorded, "valid": measures.valid, "known": measures.known}[called]
    return Worth(test(item, source), B)
