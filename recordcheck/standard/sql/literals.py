"""A text literal in the terms of what stands beside it: a day, a moment, or a code of the list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from sqlglot import exp

from recordcheck.model import NUMBERS, TIMES, Code, CodeList, FieldType
from recordcheck.nearest import code_meant, did_you_mean
from recordcheck.standard.sql.parse import SqlError, offset_of
from recordcheck.standard.sql.types import Worth, comparable, text_literal

Node = exp.Expression
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(_DAY.pattern + r"([ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?", re.ASCII)


def alike(one: Worth, other: Worth, node: Node) -> tuple[Worth, Worth]:
    """Two values that are compared: of one kind, and a literal as its column has it. Raises
    SqlError.
    """
    one, other = _as(one, other, node), _as(other, one, node)
    if not comparable(one.type, other.type):
        hint = _hint(one, other) or _hint(other, one)
        raise SqlError(f"compares {one.type} with {other.type}{hint}", offset_of(node))
    return one, other


def _hint(column: Worth, literal: Worth) -> str:
    """What was probably meant by a value of another type."""
    if column.type in NUMBERS and (literal.literal or "").isdigit():
        return "; write a number without quotation marks"
    if column.field is None:
        return ""
    if column.type == FieldType.BOOLEAN:
        return f"; write `{column.field.name}` or `not {column.field.name}`"
    if column.type in TIMES and literal.type in NUMBERS:
        return "; a day is written '2026-03-31'"
    return ""


def _as(literal: Worth, column: Worth, node: Node) -> Worth:
    """A text literal in the terms of what it is compared with: a day, a moment, or a code of the
    list.
    """
    if literal.literal is None:
        return literal
    value = literal.literal
    if column.type in TIMES:
        return Worth(_moment(value, column.type, _place(value, node)), column.type)
    listed(literal, column, node)
    return literal


def listed(literal: Worth, column: Worth, node: Node) -> None:
    """A text literal beside a code is one of its codes, and beside a group one of its groups.
    Raises SqlError.
    """
    value = literal.literal
    if value is None:
        return
    if column.codes is not None and value not in column.codes.accepted:
        near = code_meant(value, column.codes.names)
        raise SqlError(f"`{value}` is not a code of {column.codes.name}{near}", _place(value, node))
    if column.among is not None and value not in column.among:
        raise SqlError(
            f"`{value}` is not a group of that list{did_you_mean(value, column.among)}",
            _place(value, node),
        )


def either(given: Iterable[Worth]) -> CodeList | None:
    """The codes that a value may be which is one of these, each a code or a text that is written
    out, as `coalesce(risk, 'none')` is; None where any text may stand there.
    """
    worths = [worth for worth in given if worth.type is not None]
    lists = dict.fromkeys(worth.codes for worth in worths if worth.codes is not None)
    if not lists or any(worth.codes is None and worth.literal is None for worth in worths):
        return None
    codes = {code.code: code for one in lists for code in one.codes}
    for worth in worths:
        if worth.literal is not None:
            codes.setdefault(worth.literal, Code(worth.literal, worth.literal))
    called = " or ".join(dict.fromkeys(one.name for one in lists))
    return CodeList(called, called, tuple(codes.values()))


def _place(value: str, node: Node) -> int:
    for part in node.find_all(exp.Literal):
        if part.this == value and "start" in part.meta:
            return int(part.meta["start"])
    return offset_of(node)


def _moment(value: str, kind: FieldType | None, offset: int) -> str:
    """A day or a moment of London, in the one form that everybody reads alike."""
    form, read = (_DAY, date) if kind == FieldType.DATE else (_MOMENT, datetime)
    try:
        if form.fullmatch(value) is None:
            raise ValueError
        moment = read.fromisoformat(value)
    except ValueError:
        such = "2026-03-31" if kind == FieldType.DATE else "2026-03-31 or 2026-03-31 14:05"
        raise SqlError(f"`{value}` is not a {kind} (write {such})", offset) from None
    word = "date" if kind == FieldType.DATE else "timestamp"
    return f"{word} {text_literal(moment.isoformat())}"
