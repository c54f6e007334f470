"""Comparisons of pandera's own with what the schema gives: a database turns a value of another type
into that of the column, and knows neither an order of categories nor the zone of a text.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from recordcheck.model import TIMES, FieldType
from recordcheck.schema.dtypes import ordered_apart, type_of, zoned
from recordcheck.schema.patterns import made_again

COMPARED = ("value", "min_value", "max_value", "allowed_values", "forbidden_values")
BY_ORDER = (
    "greater_than",
    "greater_than_or_equal_to",
    "less_than",
    "less_than_or_equal_to",
    "in_range",
)
COMPARES = ("equal_to", "not_equal_to", "isin", "notin", *BY_ORDER)


def as_the_engine_compares(check: Any, module: str, column: str, dtype: Any) -> Any:
    """The check of a column of that type, from a schema of this `module` of pandera, for this
    engine: another one where it has to be made again, or in words why there is none.
    """
    which = getattr(check, "registry_name", None)
    if which not in COMPARES:
        return check
    if which in BY_ORDER and ordered_apart(dtype):
        return "categories have an order of their own in pandera, and none here; isin lists them"
    kind = type_of(str(dtype)) or FieldType.TEXT
    given = [value for value in _compared(check) if value is not None]
    if zoned(dtype) and any(getattr(value, "tzinfo", None) is None for value in given):
        return (
            "it compares a moment that has a zone with what has none; give it a datetime with one"
        )
    if any(_of_another_type(value, kind, which, module) for value in given):
        return f"it compares a column of type {kind} with a value of another; give both the same"
    if which == "in_range" and ".pyarrow." not in module:
        return _between(check, column)
    return check


def _of_another_type(value: Any, kind: FieldType, which: str, module: str) -> bool:
    """Whether a value is never that of a column of the type, to the library of the schema."""
    listed = which in ("isin", "notin")
    if isinstance(value, str):  # pandas reads one as a moment, and finds none in a list
        return kind != FieldType.TEXT and (listed or kind != FieldType.DATETIME)
    if kind not in TIMES:
        return kind == FieldType.TEXT
    a_day = isinstance(value, date) and not isinstance(value, datetime)
    return (listed or ".pandas." in module) and a_day != (kind == FieldType.DATE)


def _compared(check: Any) -> list[Any]:
    given = [check.statistics[name] for name in COMPARED if name in check.statistics]
    several = [one for one in given if not isinstance(one, str) and hasattr(one, "__iter__")]
    return [one for one in given if one not in several] + [each for one in several for each in one]


def _between(check: Any, column: str) -> Any:
    """The range made again: its texts would be taken for the names of columns."""
    import narwhals.stable.v1 as narwhals

    told, value = check.statistics, narwhals.col(column)
    least, most = told["min_value"], told["max_value"]
    above = value >= least if told["include_min"] else value > least
    below = value <= most if told["include_max"] else value < most
    return made_again(check, above & below)
