"""A pandera schema that someone else wrote, as a standard of one table: columns, nullable, unique,
checks.

Built-in checks are made again for this backend from their own figures; a check that gives an
expression is taken as it is; any other is listed as not run, with the reason. Every column has a
rate.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from recordcheck.errors import UserError
from recordcheck.model import (
    NUMBERS,
    TIMES,
    Due,
    Field,
    FieldType,
    Rule,
    Severity,
    Standard,
    Table,
)
from recordcheck.model.kinds import identifier
from recordcheck.model.run import OF_PANDERA
from recordcheck.nearest import did_you_mean, one_line
from recordcheck.rules import blank, unique
from recordcheck.rules import key as key_of_a_table
from recordcheck.schema.asked import asked_of_column, asked_of_records
from recordcheck.schema.dtypes import asked_type, form_of, type_of, unread, width_of
from recordcheck.standard.sql.measures import field_of
from recordcheck.standard.sql.types import ENGINES_OWN

KIND = "foreign"
A_FAMILY = 89
A_LINE = 80


def standard_of(schema: Any, named: str) -> Standard:
    """The schema as a standard. Raises UserError where it is no pandera schema."""
    found = _built(schema, named)
    given = getattr(found, "name", None) or named.rsplit(":", maxsplit=1)[-1]
    called = re.sub(r"[^a-z0-9]+", "_", given.lower()).strip("_") or "schema"
    prefix = (re.sub(r"[^A-Z]", "", called.upper()) + "XXX")[:3]
    columns = {str(name): column for name, column in found.columns.items()}
    _named_apart(columns, named)
    by_name = {name: one for name, one in columns.items() if not getattr(one, "regex", False)}
    if not by_name:
        raise UserError(
            f"{named} has no column by its name",
            remedy="name its columns in the schema; a pattern of names is not run",
        )
    fields = {name: _field(name, column, found, prefix) for name, column in by_name.items()}
    checks = [
        (name if name in fields else None, check)
        for name, column in columns.items()
        for check in asked_of_column(name, column, found)
    ]
    checks += [(None, check) for check in asked_of_records(found)]
    rules = [
        _rule(called, prefix, field, check, place) for place, (field, check) in enumerate(checks)
    ]
    key = _unique(found, by_name, named)
    table = Table(called, prefix, "one record of the schema", fields, key=key)
    rules += [unique.together(table)] if key and not found.parsers else []
    rules += [rule for field in fields.values() if (rule := _blank_where_there(table, field))]
    return Standard(
        name=called.replace("_", "-"),
        prefix=prefix,
        version=OF_PANDERA,
        title=f"pandera schema {named}",
        tables={called: replace(table, rules=tuple(rules))},
        path=named,
        hash=f"sha256:{sha256(repr(found).encode()).hexdigest()}",
        off={identifier(prefix, key_of_a_table.KIND): "of pandera, a column says if it is blank"},
    )


def _built(schema: Any, named: str) -> Any:
    try:
        found = schema.to_schema() if hasattr(schema, "to_schema") else schema
    except Exception as error:
        raise UserError(
            f"pandera makes no schema of {named} ({type(error).__name__})",
            remedy="`to_schema()` of it, in Python, shows why",
        ) from None
    if not hasattr(found, "columns") or not hasattr(found, "checks"):
        raise UserError(
            f"{named} is not a pandera schema", remedy="give a DataFrameModel or a DataFrameSchema"
        )
    return found


def _named_apart(columns: Iterable[str], named: str) -> None:
    """Refuse names that the engine cannot hold, or cannot tell apart."""
    seen: dict[str, str] = {}
    for name in columns:
        if not name:
            raise UserError(
                f"a column of {named} has an empty name",
                remedy="name it in the schema and in the export",
            )
        if name.lower() == ENGINES_OWN or field_of(name) != name:
            raise UserError(
                f"the column `{name}` of {named} has a name of the engine's own",
                remedy="rename it in the schema and in the export, to row_id for example",
            )
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            raise UserError(
                f"the columns `{other}` and `{name}` of {named} differ in case alone",
                remedy="rename one of them in the schema and in the export",
            )


def _unique(schema: Any, columns: Collection[str], named: str) -> tuple[str, ...]:
    """The columns that together are unique."""
    together = tuple(str(name) for name in getattr(schema, "unique", None) or ())
    for name in together:
        if name not in columns:
            raise UserError(
                f"`unique` of {named} names `{name}`, which is no column of it"
                f"{did_you_mean(name, columns)}",
                remedy="give the names of its columns",
            )
    return together


def _field(name: str, column: Any, schema: Any, prefix: str) -> Field:
    """A column as a field: of one that a parser changes first, whether it is there."""
    parsed = bool(column.parsers or schema.parsers)
    filled = bool(getattr(column, "nullable", False)) or column.default is not None
    added = filled and bool(schema.add_missing_columns)
    required = bool(getattr(column, "required", True)) and not added
    asked = asked_type(column, schema)
    dtype = str(asked or "")
    of_text = parsed or unread(asked) is not None
    kind = FieldType.TEXT if of_text else type_of(dtype) or FieldType.TEXT
    item = Field(name, prefix, kind, title=getattr(column, "title", None), due=Due(always=required))
    return replace(
        item,
        unique=bool(getattr(column, "unique", False)) and not parsed,
        blank_allowed=filled or parsed,
        range=width_of(dtype) if kind in NUMBERS else None,
        # pandas has one type for a day and for a moment
        time_optional=kind == FieldType.DATETIME and dtype.lower().startswith("datetime64"),
        dates=form_of(asked) if kind in TIMES else None,
        as_it_stands=True,
    )


def _blank_where_there(table: Table, field: Field) -> Rule | None:
    """A column that may lack may not be blank where it is there, unless it is nullable."""
    due = replace(field, due=Due(always=True))
    return blank.rule(table, due) if field.due.optional else None


def _rule(table: str, prefix: str, field: str | None, check: Any, place: int) -> Rule:
    name = check.name or getattr(check, "error", None) or "check"
    number = f"{prefix}-{3 + place // A_FAMILY}{place % A_FAMILY + 1:02}"
    where = f"{field}: " if field is not None else ""
    # what warns in pandera stops nothing there
    warns = getattr(check, "raise_warning", False)
    return Rule(
        id=number,
        name=re.sub(r"[^a-z0-9]+", "-", str(name).lower()).strip("-") or "check",
        says=getattr(check, "title", None) or f"{where}{_words_of(check) or name}",
        why=getattr(check, "description", None) or "The schema asks for it.",
        severity=Severity.INFO if warns else Severity.ERROR,
        table=table,
        field=field,
        kind=KIND,
        check=check,
    )


def _words_of(check: Any) -> str:
    """What pandera says of a check that fails, `ge(0)` or the words of its author; nothing where it
    lists more than a line has room for.
    """
    words = one_line(str(getattr(check, "error", None) or ""))
    return words if len(words) <= A_LINE else ""
