"""What a pandera schema asks of a column and of records: its checks, and whatever is not looked at
here, each with the reason. That is listed as not run: it neither passes nor accuses anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from recordcheck.schema.comparisons import as_the_engine_compares
from recordcheck.schema.dtypes import asked_type, of_records, type_of, unread
from recordcheck.schema.patterns import as_the_engine_reads

PARSED = "a parser changes it first in pandera, and no parser is run here"


@dataclass(frozen=True, slots=True)
class Unasked:
    """Something that a schema asks, by its name in pandera, and why it is not run."""

    name: str
    reason: str


def asked_of_column(name: str, column: Any, schema: Any) -> list[Any]:
    """The checks of a column, and what else its type asks for."""
    if getattr(column, "regex", False):
        return [Unasked("regex", f"`{name}` is a pattern of names, and no pattern is run here")]
    if column.parsers or schema.parsers:
        return [Unasked("parser", PARSED), *_unasked(column.checks)]
    module = type(schema).__module__
    dtype = asked_type(column, schema)
    checks = [_read(check, module, name, dtype) for check in column.checks]
    categories = getattr(dtype, "categories", None)
    if categories is not None and len(categories):
        from pandera.pyarrow import Check

        checks.append(Check.isin([str(one) for one in categories]))
    if dtype is not None and type_of(str(dtype)) is None:
        checks.append(Unasked("type", f"the type {dtype} is read as text here"))
    option = unread(dtype)
    if option is not None:
        checks.append(Unasked("type", f"its dates are read by `{option}` in pandas, and not here"))
    return checks


def asked_of_records(schema: Any) -> list[Any]:
    """The checks of whole records, and what a schema asks of all its columns."""
    found: list[Any] = _unasked(schema.checks) if schema.parsers else list(schema.checks)
    if schema.parsers and schema.unique:
        found.append(Unasked("unique", PARSED))
    if of_records(schema.dtype):
        found.append(Unasked("type", "a pydantic model reads each record in pandera, and not here"))
    if schema.strict is True:
        found.append(Unasked("strict", "columns beyond the schema are named, and are no finding"))
    if schema.ordered:
        found.append(Unasked("ordered", "the order of columns is not looked at"))
    if getattr(schema, "drop_invalid_rows", False):
        found.append(Unasked("drop_invalid_rows", "what pandera drops is a finding here"))
    if schema.index is not None:
        found.append(Unasked("index", "an export has columns alone, and no index"))
    return found


def _read(check: Any, module: str, name: str, dtype: Any) -> Any:
    which = getattr(check, "registry_name", None)
    if ".pandas." in module and which in ("not_equal_to", "notin") and not check.ignore_na:
        check = copy(check)  # to pandas, a blank is another value than any
        check.ignore_na = True
    found = as_the_engine_reads(check, module, name)
    if found is check:
        found = as_the_engine_compares(check, module, name, dtype)
    return Unasked(str(check.name), found) if isinstance(found, str) else found


def _unasked(checks: Iterable[Any]) -> list[Any]:
    return [Unasked(str(check.name), PARSED) for check in checks]
