"""The functions that a standard may call: literal tables of names, arguments, results and plain
SQL.

An argument is `text`, `number`, `date` (a date or datetime), `datetime`, `any`, `pattern` (an RE2
expression as a literal), `whole` (a whole number) or `places` (one that is written out); one in
brackets may be left out, and the one before `...` repeated. A result is a type, or `same` as the
first argument, or `widest` of all. `docs/language.md` says what each function gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recordcheck.model import FieldType
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import Worth, text_list

T, W, N, B = FieldType.TEXT, FieldType.INTEGER, FieldType.NUMBER, FieldType.BOOLEAN


@dataclass(frozen=True, slots=True)
class Function:
    """Arguments, result, and the plain SQL in which `{0}` is the first argument and `{type}` the
    type of the result; none where the engine has the function under the same name.
    """

    arguments: tuple[str, ...]
    result: FieldType | str
    sql: str = ""


_DAY = "cast({} as date)"
# So many digits as all the years of a calendar have days, months or years; what is more is unknown.
_AT_MOST = "try_cast({{1}} as decimal({}, 0))::integer"
_A, _B = _DAY.format("{0}"), _DAY.format("{1}")
# In London an hour is left out in March and comes twice in October, and nobody waits it.
_INSTANT = "epoch_us(cast({} as timestamp) at time zone 'Europe/London')"
_FROM, _TO = _INSTANT.format("{0}"), _INSTANT.format("{1}")
_WEEKDAYS = (
    "(5 * ((cast({0} as date) - date '1970-01-05') // 7"
    " - case when cast({0} as date) < date '1970-01-05'"
    " and (cast({0} as date) - date '1970-01-05') % 7 <> 0 then 1 else 0 end)"
    " + least(isodow({0}), 5))"
)
# How many there were until each day from this one on (`session.tell`); no parameter is called so.
HOLIDAYS = "bank holidays"
BEFORE_HOLIDAYS = date(1989, 12, 31)
_HOLIDAYS = (
    f"getvariable('{HOLIDAYS}')[greatest(1, least(len(getvariable('{HOLIDAYS}')),"
    f" cast({{0}} as date) - date '{BEFORE_HOLIDAYS}' + 1))]"
)


def _later(by: str, digits: int) -> str:
    """A day stays a day: the engine alone makes a moment of it."""
    return f"cast(({{0}} + {by}({_AT_MOST.format(digits)})) as {{type}})"


def _working(argument: str) -> str:
    return f"({_WEEKDAYS} - {_HOLIDAYS})".replace("{0}", argument)


FUNCTIONS: dict[str, Function] = {
    "lower": Function(("text",), T),
    "upper": Function(("text",), T),
    "trim": Function(("text",), T),
    "length": Function(("text",), W),
    "left": Function(("text", "whole"), T),
    "right": Function(("text", "whole"), T),
    "substr": Function(("text", "whole", "[whole]"), T),
    "replace": Function(("text", "text", "text"), T),
    "matches": Function(("text", "pattern"), B, "regexp_full_match({0}, {1})"),
    "without": Function(("text", "pattern"), T, "regexp_replace({0}, {1}, '', 'g')"),
    "fingerprint": Function(("text",), T, "md5({0})"),
    "abs": Function(("number",), "same"),
    "round": Function(("number", "[places]"), N),
    "floor": Function(("number",), N),
    "ceil": Function(("number",), N),
    "least": Function(("any", "any", "..."), "widest"),
    "greatest": Function(("any", "any", "..."), "widest"),
    "coalesce": Function(("any", "any", "..."), "widest"),
    "nullif": Function(("any", "any"), "same"),
    "year": Function(("date",), W),
    "month": Function(("date",), W),
    "weekday": Function(("date",), W, "isodow({0})"),
    "age_years": Function(
        ("date", "date"),
        W,
        "(year({1}) - year({0})"
        " - case when (month({1}), day({1})) < (month({0}), day({0})) then 1 else 0 end)",
    ),
    "days_between": Function(("date", "date"), W, f"({_B} - {_A})"),
    "hours_between": Function(("datetime", "datetime"), N, f"(({_TO} - {_FROM}) / 3600000000.0)"),
    "add_days": Function(("date", "whole"), "same", _later("to_days", 7)),
    "add_months": Function(("date", "whole"), "same", _later("to_months", 6)),
    "add_years": Function(("date", "whole"), "same", _later("to_years", 5)),
    "working_days_between": Function(
        ("date", "date"), W, f"({_working('{1}')} - {_working('{0}')})"
    ),
}

OF_A_FIELD = ("blank", "recorded", "valid", "known", "placeholder", "group_of")

AGGREGATES: dict[str, Function] = {
    "count": Function(("[any]",), W),
    "sum": Function(("number",), "same"),
    "avg": Function(("number",), N),
    "min": Function(("any",), "same"),
    "max": Function(("any",), "same"),
    "arg_min": Function(("any", "any"), "same"),
    "arg_max": Function(("any", "any"), "same"),
}

WINDOWS: dict[str, Function] = {
    "row_number": Function((), W),
    "rank": Function((), W),
    "dense_rank": Function((), W),
    "lag": Function(("any", "[whole]"), "same"),
    "lead": Function(("any", "[whole]"), "same"),
    "first_value": Function(("any",), "same"),
    "last_value": Function(("any",), "same"),
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
        return Worth(measures.column(item, source, measures.PLACEHOLDER), B)
    if called == "blank":
        return Worth(f"(not {measures.recorded(item, source)})", B)
    test = {"recorded": measures.recorded, "valid": measures.valid, "known": measures.known}[called]
    return Worth(test(item, source), B)
