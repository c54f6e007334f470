"""A pandera schema that someone else wrote, as a standard of one table: columns, nullable, unique,
checks.

Built-in checks are made again for this backend from their own figures; a check that gives an
expression is taken as it is; any other is listed as not run, with the reason. Every column has a
rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from recordcheck.errors import UserError
from recordcheck.model import Due, Field, FieldType, Rule, Severity, Standard, Table
from recordcheck.standard.sql.types import ENGINES_OWN

KIND = "foreign"
A_FAMILY = 89


def standard_of(schema: Any, named: str) -> Standard:
    """The schema as a standard. Raises UserError where it is no pandera schema."""
    found = schema.to_schema() if hasattr(schema, "to_schema") else schema
    if not hasattr(found, "columns") or not hasattr(found, "checks"):
        raise UserError(
            f"{named} is not a pandera schema", remedy="give a DataFrameModel or a DataFrameSchema"
        )
    given = getattr(found, "name", None) or named.rsplit(":", maxsplit=1)[-1]
    called = re.sub(r"[^a-z0-9]+", "_", given.lower()).strip("_")
    prefix = (re.sub(r"[^A-Z]", "", called.upper()) + "XXX")[:3]
    fields: dict[str, Field] = {}
    rules: list[Rule] = []
    for name, column in found.columns.items():
        if str(name).lower() == ENGINES_OWN:
            raise UserError(
                f"the column `{name}` of {named} has a name of the engine's own",
                remedy="rename it in the schema and in the export, to row_id for example",
            )
        item = _field(str(name), column, prefix)
        fields[item.name] = item
        rules += _rules(called, prefix, item.name, column.checks, len(rules))
    rules += _rules(called, prefix, None, found.checks, len(rules))
    key = tuple(str(name) for name in getattr(found, "unique", None) or ())
    table = Table(called, prefix, "one record of the schema", fields, key=key, rules=tuple(rules))
    return Standard(
        name=called.replace("_", "-"),
        prefix=prefix,
        version="schema",
        title=f"pandera schema {named}",
        tables={called: table},
        path=named,
        hash=f"sha256:{sha256(repr(found).encode()).hexdigest()}",
    )


def _field(name: str, column: Any, prefix: str) -> Field:
    kind = _type(str(column.dtype or ""))
    # pandas has one type for a day and for a moment
    either = str(column.dtype or "").lower().startswith("datetime64")
    nullable = bool(getattr(column, "nullable", False))
    required = bool(getattr(column, "required", True))
    item = Field(name, prefix, kind, title=getattr(column, "title", None), due=Due(always=required))
    return replace(
        item,
        unique=bool(getattr(column, "unique", False)),
        blank_allowed=nullable,
        time_optional=either,
    )


def _type(dtype: str) -> FieldType:
    text = dtype.lower()
    for word, kind in (
        ("bool", FieldType.BOOLEAN),
        ("datetime", FieldType.DATETIME),
        ("timestamp", FieldType.DATETIME),
        ("date", FieldType.DATE),
        ("int", FieldType.INTEGER),
        ("float", FieldType.NUMBER),
        ("double", FieldType.NUMBER),
        ("decimal", FieldType.NUMBER),
    ):
        if word in text:
            return kind
    return FieldType.TEXT


def _rules(
    table: str, prefix: str, field: str | None, checks: Iterable[Any], before: int
) -> list[Rule]:
    return [
        _rule(table, prefix, field, check, before + place) for place, check in enumerate(checks)
    ]


def _rule(table: str, prefix: str, field: str | None, check: Any, place: int) -> Rule:
    name = check.name or getattr(check, "error", None) or "check"
    identifier = f"{prefix}-{3 + place // A_FAMILY}{place % A_FAMILY + 1:02}"
    where = f"{field}: " if field is not None else ""
    return Rule(
        id=identifier,
        name=re.sub(r"[^a-z0-9]+", "-", str(name).lower()).strip("-") or "check",
        says=getattr(check, "title", None) or f"{where}{name}",
        why=getattr(check, "description", None) or "The schema asks for it.",
        severity=Severity.ERROR,
        table=table,
        field=field,
        kind=KIND,
        check=check,
    )


def expression_of(check: Any, frame: Any, field: str | None) -> Any:
    """What a check is as an expression over the frame; None where it is anything else.

    A check may be any Python: whatever it raises or returns that is no expression means that it
    cannot be run here.
    """
    import narwhals.stable.v1 as narwhals

    try:
        output = check(frame, field).check_output
    except Exception:
        return None
    return output if isinstance(output, narwhals.Expr) else None
