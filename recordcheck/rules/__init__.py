"""The implied rules: one module for each kind, and the literal order in which a table's rules are
made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recordcheck.model import Field, Rule, Standard, Table
from recordcheck.rules import (
    blank,
    code_in_use,
    code_list,
    code_of_another_list,
    cut_off,
    key,
    lost_zeros,
    missing_column,
    needs,
    one_value,
    order,
    refers_to,
    rounded,
    same_within,
    swapped,
    text_format,
    text_length,
    unique,
    value_range,
    wrong_type,
)

OF_A_FIELD: dict[str, Callable[[Table, Field], Rule | None]] = {
    missing_column.KIND: missing_column.rule,
    unique.KIND: unique.rule,
    refers_to.KIND: refers_to.rule,
    rounded.KIND: rounded.rule,
    lost_zeros.KIND: lost_zeros.rule,
    cut_off.KIND: cut_off.rule,
    blank.KIND: blank.rule,
    needs.KIND: needs.rule,
    wrong_type.KIND: wrong_type.rule,
    code_list.KIND: code_list.rule,
    text_format.KIND: text_format.rule,
    value_range.KIND: value_range.rule,
    text_length.KIND: text_length.rule,
    code_in_use.KIND: code_in_use.rule,
    code_of_another_list.KIND: code_of_another_list.rule,
    same_within.KIND: same_within.rule,
    one_value.KIND: one_value.rule,
}


OF_AN_EXPORT = frozenset(
    {
        missing_column.KIND,
        rounded.KIND,
        lost_zeros.KIND,
        wrong_type.KIND,
        code_of_another_list.KIND,
        swapped.KIND,
    }
)


def rules_of(table: Table, standard: Standard) -> tuple[Rule, ...]:
    """Every rule of a table, written and implied, in the order of their identifiers; without those
    switched off.
    """
    found: list[Rule | None] = [key.rule(table), *table.rules]
    for field in table.fields.values():
        found += [make(table, field) for make in OF_A_FIELD.values()]
        found += [order.too_early(table, field, standard.parameters)]
        found += [order.too_late(table, field, standard.parameters)]
        found += [swapped.rule(table, field, standard.parameters)]
    kept = [rule for rule in found if rule is not None and rule.id not in standard.off]
    if table.view is not None:  # its records come from others: none can be made up for an example
        kept = [
            rule if rule.written else replace(rule, keeps=(), breaks=())
            for rule in kept
            if rule.kind not in OF_AN_EXPORT
        ]
    return tuple(sorted(kept, key=lambda rule: rule.id))


def all_rules(standard: Standard) -> tuple[Rule, ...]:
    """Every rule of a standard, table by table."""
    return tuple(rule for table in standard.tables.values() for rule in rules_of(table, standard))
