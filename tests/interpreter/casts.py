"""`cast`: a value as another type, null where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from .functions import day_of, moment_of
from .values import Value, read_boolean, read_date, read_datetime, read_integer, read_number


def to_text(value: Value) -> Value:
    """A value as it is written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def to_integer(value: Value) -> Value:
    """A whole number; a half goes to the even one."""
    if isinstance(value, str):
        return read_integer(value)
    return round(value) if isinstance(value, int | float) else None


def to_number(value: Value) -> Value:
    """A real number."""
    if isinstance(value, str):
        return read_number(value)
    return float(value) if isinstance(value, int | float) else None


def to_boolean(value: Value) -> Value:
    """True or false."""
    if isinstance(value, str):
        return read_boolean(value)
    return bool(value)


def to_date(value: Value) -> Value:
    """The day."""
    if isinstance(value, str) and read_date(value) is None and read_datetime(value) is None:
        return None
    return day_of(value)


def to_datetime(value: Value) -> Value:
    """The moment."""
    if isinstance(value, str) and read_date(value) is None and read_datetime(value) is None:
        return None
    return moment_of(value)


CASTS: dict[str, Callable[[Value], Value]] = {
    "TEXT": to_text,
    "VARCHAR": to_text,
    "INT": to_integer,
    "BIGINT": to_integer,
    "HUGEINT": to_integer,
    "DOUBLE": to_number,
    "REAL": to_number,
    "FLOAT": to_number,
    "BOOLEAN": to_boolean,
    "DATE": to_date,
    "TIMESTAMP": to_datetime,
}
