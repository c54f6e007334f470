"""The functions that a standard may use on values: each is null where an argument is null."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import md5
from typing import Any

import holidays

from .logic import midnight
from .values import LONDON, Value, lower, read_date, read_datetime, upper


def day_of(value: Value) -> date:
    """The calendar day of a date, a datetime or a date literal."""
    if isinstance(value, str):
        value = read_datetime(value) or read_date(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise TypeError("not a date")


def moment_of(value: Value) -> datetime:
    """The moment of a datetime, or the midnight at which a date begins."""
    if isinstance(value, str):
        value = read_datetime(value) or read_date(value)
    moment = midnight(value)
    if isinstance(moment, datetime):
        return moment
    raise TypeError("not a date")


def age_years(birth: Value, at: Value) -> Value:
    """Completed years on a day; born on 29 February, the birthday is otherwise 1 March."""
    born, day = day_of(birth), day_of(at)
    before_birthday = (day.month, day.day) < (born.month, born.day)
    return day.year - born.year - before_birthday


def days_between(start: Value, end: Value) -> Value:
    """Whole calendar days from one day to another."""
    return (day_of(end) - day_of(start)).days


def hours_between(start: Value, end: Value) -> Value:
    """Hours that pass in London from one moment to another, as a real number.

    The hour that comes twice in October is the second; one that March leaves out is the next.
    """
    first, second = moment_of(start), moment_of(end)
    return (second - first - ahead_of_utc(second) + ahead_of_utc(first)) / timedelta(hours=1)


def ahead_of_utc(local: datetime) -> timedelta:
    """How much London's clock is ahead of UTC when it shows `local`."""
    known = [local.replace(tzinfo=LONDON, fold=fold).utcoffset() for fold in (0, 1)]
    return min(one for one in known if one is not None)


def add_days(value: Value, days: int) -> Value:
    """So many days later; null outside the calendar."""
    try:
        return from_date_or_literal(value) + timedelta(days=days)
    except OverflowError:
        return None


def add_months(value: Value, months: int) -> Value:
    """So many months later, on the last day of a shorter month; null outside the calendar."""
    start = from_date_or_literal(value)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return start.replace(year=year, month=month + 1, day=min(start.day, last))


def add_years(value: Value, years: int) -> Value:
    """So many years later, on 28 February where there is no 29th."""
    return add_months(value, 12 * years)


def from_date_or_literal(value: Value) -> date:
    """A date or a datetime as it is; a literal read as one."""
    if isinstance(value, str):
        value = read_datetime(value) or read_date(value)
    if isinstance(value, date):
        return value
    raise TypeError("not a date")


def weekday(value: Value) -> Value:
    """1 for Monday to 7 for Sunday."""
    return day_of(value).isoweekday()


@cache
def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday of England and Wales."""
    return day.isoweekday() <= 5 and day not in bank_holidays()


@cache
def bank_holidays() -> holidays.HolidayBase:
    """The bank holidays of England and Wales, worked out year by year as they are asked for."""
    return holidays.country_holidays("GB", subdiv="ENG")


def working_days_between(start: Value, end: Value) -> Value:
    """The working days after the first day, up to and with the last; negative the other way."""
    first, last = day_of(start), day_of(end)
    if last < first:
        return -working_days_after(last, first)
    return working_days_after(first, last)


def working_days_after(first: date, last: date) -> int:
    """How many days d, first < d <= last, are working days."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def matches(text: str, expression: str) -> bool:
    """Whether the whole text matches a regular expression; \\w, \\d and \\b know ASCII only.

    To RE2 a vertical tab is no \\s, so it stands here as a control character that is none to us.
    """
    return re.fullmatch(expression, text.replace("\v", "\1"), re.ASCII) is not None


def without(text: str, expression: str) -> str:
    """The text without each part of this form, from left to right; see `matches` for its classes.

    Where nothing at all has the form, the next character stays, and the search goes on after it.
    """
    form, kept, place, end = re.compile(expression, re.ASCII), "", 0, -1
    text = text.replace("\v", "\ue000")
    while place <= len(text) and (found := form.search(text, place)):
        kept += text[place : found.start()]
        place = found.end()
        if found.start() == place == end:
            kept += text[place : place + 1]
            place += 1
        else:
            end = place
    return (kept + text[place:]).replace("\ue000", "\v")


def is_like(text: str, pattern: str) -> bool:
    """`like`: % stands for any text, _ for one character, and nothing escapes them."""
    parts = {"%": ".*", "_": "."}
    expression = "".join(parts.get(c, re.escape(c)) for c in pattern)
    return re.fullmatch(expression, text, re.DOTALL) is not None


def substring(text: str, start: int, length: int | None = None) -> Value:
    """So many characters from the one with this number; the first is 1, and below 0 it counts from
    the end. Of a number below 0 it is those before.
    """
    begin = len(text) + start if start < 0 else start - 1
    if length is None:
        return text[max(begin, 0) :]
    begin, end = sorted((begin, begin + length))
    return text[max(begin, 0) : max(end, 0)]


def right(text: str, count: int) -> Value:
    """The last characters; all but the first where the count is negative."""
    return text[max(len(text) - count, 0) :] if count >= 0 else text[-count:]


def rounded(number: float, places: int = 0) -> Value:
    """The nearest number with so many places; a half goes away from nothing."""
    scale = 10**places
    return math.copysign(math.floor(abs(number) * scale + 0.5) / scale, number)


OURS: dict[str, Callable[..., Any]] = {
    "age_years": age_years,
    "days_between": days_between,
    "hours_between": hours_between,
    "add_days": add_days,
    "add_months": add_months,
    "add_years": add_years,
    "working_days_between": working_days_between,
    "weekday": weekday,
    "matches": matches,
    "without": without,
    "fingerprint": lambda text: md5(text.encode(), usedforsecurity=False).hexdigest(),
    "lower": lower,
    "upper": upper,
    "trim": lambda text: text.strip(" "),
    "length": len,
    "left": lambda text, count: text[:count],
    "right": right,
    "substring": substring,
    "replace": str.replace,
    "abs": abs,
    "round": rounded,
    "floor": math.floor,
    "ceil": math.ceil,
}

PARTS: dict[str, Callable[[datetime], int]] = {
    "year": lambda moment: moment.year,
    "month": lambda moment: moment.month,
    "day": lambda moment: moment.day,
    "hour": lambda moment: moment.hour,
    "minute": lambda moment: moment.minute,
    "isodow": lambda moment: moment.isoweekday(),
}


def extract(part: str, value: Value) -> Value:
    """One part of a date or a datetime, such as its year."""
    return PARTS[part](moment_of(value))
