"""What stands behind the SQL of a rule: the derived columns and the parameters that it reaches."""

from __future__ import annotations

from recordcheck.model import Parameter, Rule, Standard, Table


def parameters_behind(rule: Rule, table: Table, standard: Standard) -> list[Parameter]:
    """The parameters that a rule reaches: itself, through derived columns, or through the view that
    its table is.
    """
    derived = [derive.expression for derive in table.derives_behind(rule.names)]
    every = [rule.when, rule.assertion, *derived, table.view]
    named = frozenset[str]().union(*(one.parameters for one in every if one is not None))
    return [one for called, one in standard.parameters.items() if called in named]
