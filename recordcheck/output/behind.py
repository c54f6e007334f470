"""What stands behind the SQL of a rule: the derived columns and the parameters that it reaches."""

from __future__ import annotations

from recordcheck.model import Derive, Expression, Parameter, Rule, Standard, Table


def derives_behind(rule: Rule, table: Table) -> list[Derive]:
    """The derived columns that a rule names, and those that these name, in the order of the
    table.
    """
    reached: set[str] = set()
    for derive in reversed(table.derives):  # one may use those above it alone
        names = [one.names for one in (*_written(rule), *_of(table, reached))]
        if any((table.name, derive.name) in some for some in names):
            reached.add(derive.name)
    return [derive for derive in table.derives if derive.name in reached]


def parameters_behind(rule: Rule, table: Table, standard: Standard) -> list[Parameter]:
    """The parameters that a rule reaches: itself, through derived columns, or through the view that
    its table is.
    """
    derived = [derive.expression for derive in derives_behind(rule, table)]
    every = [*_written(rule), *derived, *([table.view] if table.view is not None else [])]
    named = frozenset[str]().union(*(one.parameters for one in every))
    return [one for called, one in standard.parameters.items() if called in named]


def _written(rule: Rule) -> list[Expression]:
    return [one for one in (rule.when, rule.assertion) if one is not None]


def _of(table: Table, reached: set[str]) -> list[Expression]:
    return [derive.expression for derive in table.derives if derive.name in reached]
