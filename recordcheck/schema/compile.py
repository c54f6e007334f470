"""Standard → pandera: the schema that the engine runs, and that a pandera user can run alone.

Implied rules are pandera's own checks where it has them. A written rule, and whatever looks at two
columns or at other records, is a boolean column of the prepared table; its check says that this
column holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from recordcheck.errors import UserError
from recordcheck.model import Field, FieldType, Rule, Standard
from recordcheck.rules import code_list, rules_of, text_format, text_length, value_range

if TYPE_CHECKING:
    from pandera.pyarrow import Check, DataFrameSchema

OWN_CHECKS: dict[str, Callable[[Rule, Field], Check]] = {
    code_list.KIND: code_list.check,
    text_format.KIND: text_format.check,
    value_range.KIND: value_range.check,
    text_length.KIND: text_length.check,
}


def to_pandera(standard: Standard, table: str) -> DataFrameSchema:
    """The schema of a table, for what `prepare` gives: typed columns, and a boolean column for each
    other rule.
    """
    rules = rules_of(standard.tables[table], standard)
    return schema_of(standard, table, standard.tables[table].fields.values(), rules)


def schema_of(
    standard: Standard, table: str, fields: Iterable[Field], rules: Iterable[Rule]
) -> DataFrameSchema:
    """The schema of some fields and rules of a table: those that an export can be judged by.

    `fields` may be only those that some check of their own looks at: each costs a little.
    """
    check_depth()
    from pandera.pyarrow import Column, DataFrameSchema

    rules = list(rules)
    columns = {
        field.name: Column(
            _dtype(field.type),
            [OWN_CHECKS[rule.kind](rule, field) for rule in rules if _own(rule, field)],
            nullable=True,
            title=field.title,
        )
        for field in fields
    }
    checks = [
        _column_check(rule) for rule in rules if rule.kind not in OWN_CHECKS and rule.check is None
    ]
    return DataFrameSchema(
        columns, checks=checks, name=f"{standard.name} {standard.version}: {table}"
    )


def check_depth() -> None:
    """Import pandera, which reads from the environment how deep it is to validate: that changes
    nothing here, but a word that it does not know stops it. Raises UserError.
    """
    try:
        import pandera.config  # noqa: F401
    except ValueError as error:
        if "ValidationDepth" not in str(error):
            raise
        raise UserError(
            "pandera does not know the depth that PANDERA_VALIDATION_DEPTH names",
            remedy="leave it unset, or name SCHEMA_ONLY, DATA_ONLY or SCHEMA_AND_DATA",
        ) from None


def _own(rule: Rule, field: Field) -> bool:
    return rule.kind in OWN_CHECKS and rule.field == field.name


def _column_check(rule: Rule) -> Check:
    from narwhals.stable.v1 import col
    from pandera.pyarrow import Check

    return Check(lambda frame: col(rule.column), native=False, name=rule.column, title=rule.says)


def _dtype(kind: FieldType) -> object:
    import pyarrow

    types = {
        FieldType.TEXT: pyarrow.string(),
        FieldType.CODE: pyarrow.string(),
        FieldType.INTEGER: pyarrow.int64(),
        FieldType.NUMBER: pyarrow.float64(),
        FieldType.BOOLEAN: pyarrow.bool_(),
        FieldType.DATE: pyarrow.date32(),
        FieldType.DATETIME: pyarrow.timestamp("us"),
    }
    return types[kind]
