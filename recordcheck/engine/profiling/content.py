"""What a column holds, held against a field that its name is like: a name alone proves nothing."""

from __future__ import annotations

from recordcheck.engine.profiling.likely import bounds
from recordcheck.model import CodeList, Field, FieldType, Table
from recordcheck.model.profile import ColumnProfile

SPELT = 2  # ways in which one code may be written; with more values it is something else
FLAG = 5  # so many values at most are an answer of a list, and no text or number of a thing


def on_list(column: ColumnProfile, field: Field) -> int:
    """How many of a column's values are on the code list of a field, where they are nearly all."""
    called = field.codes.name if field.codes is not None else None
    return sum(fit.records for fit in column.lists if fit.name == called)


def speaks_against(column: ColumnProfile, field: Field, table: Table) -> str | None:
    """Why what a column holds is hardly that field, in words that hold no value; None where it may
    be.
    """
    least, most = bounds(column.distinct)
    if not column.recorded:
        return "nothing is recorded in it"
    if field.codes is not None:
        return None if on_list(column, field) else _no_codes(column, field.codes, least)
    if table.key == (field.name,) and most is not None and most < column.recorded:
        return "its values repeat, and no two records have the same key"
    answers = column.type is FieldType.BOOLEAN or column.codes is not None
    if field.type is FieldType.TEXT and answers and most is not None and most <= FLAG:
        return "it holds a few answers"
    if field.type is FieldType.BOOLEAN and least > FLAG:
        return "it holds more than yes and no"
    return None


def _no_codes(column: ColumnProfile, codes: CodeList, least: int) -> str | None:
    if column.codes is not None:
        return f"its values are on the code list {column.codes.name}"
    if least > SPELT * len(codes.codes):
        return f"it has many more values than the code list {codes.name}"
    return None
