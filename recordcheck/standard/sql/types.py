"""What a piece of SQL is worth: its type, and for a code the list that its literals must be on. And
how names and texts are written in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recordcheck.model import NUMBERS, TEXTS, TIMES, CodeList, Field, FieldType

# By this name the engine knows the place of a record: no column may take it.
ENGINES_OWN = "rowid"
# The column by which a rule over the whole export knows the place of a record.
RECORD = '"number of the record"'
# What an expression reaches of a table whose records it counts, whether or not it names a column.
RECORDS = "*"

SQL_TYPES = {
    FieldType.TEXT: "varchar",
    FieldType.CODE: "varchar",
    FieldType.INTEGER: "bigint",
    FieldType.NUMBER: "double",
    FieldType.BOOLEAN: "boolean",
    FieldType.DATE: "date",
    FieldType.DATETIME: "timestamp",
}


@dataclass(frozen=True, slots=True)
class Worth:
    """SQL in DuckDB's spelling and its type (None for a bare null).

    `codes` is the list of a code field and `among` the texts that a group may be; `field` is set
    where the SQL is just a field; `literal` where it is a text literal; `search` is the SQL of a
    text and the pattern that is looked for in it, where that is all.
    """

    sql: str
    type: FieldType | None
    codes: CodeList | None = None
    among: tuple[str, ...] | None = None
    field: Field | None = None
    source: str | None = None
    literal: str | None = None
    search: tuple[str, str] | None = None


def comparable(one: FieldType | None, other: FieldType | None) -> bool:
    """Whether two types may be compared, or stand in one column."""
    if one is None or other is None or one == other:
        return True
    return any({one, other} <= kind for kind in (NUMBERS, TEXTS, TIMES))


def wider(one: FieldType | None, other: FieldType | None) -> FieldType | None:
    """The type that holds values of both."""
    if one is None or other is None or one == other:
        return one or other
    if {one, other} <= NUMBERS:
        return FieldType.NUMBER
    return FieldType.DATETIME if {one, other} <= TIMES else FieldType.TEXT


def text_literal(value: str) -> str:
    """A text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def name(value: str) -> str:
    """A name as a quoted SQL identifier."""
    return '"' + value.replace('"', '""') + '"'


def text_list(values: Iterable[str]) -> str:
    """Texts as the inside of an SQL list."""
    return ", ".join(text_literal(value) for value in values)
