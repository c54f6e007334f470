"""A rule with one of its expressions changed: as many rules as there are changes.

A rule's expressions are its condition, what it asserts, and the derived columns that these read. A
changed derived column stands beside the one that it came from, under a name of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from recordcheck.model import Derive, Expression, Place, Rule, Standard, Table
from recordcheck.standard.sql.changes import Variant, renamed, variants_of
from recordcheck.standard.sql.check import compile_derive, compile_test
from recordcheck.standard.sql.parse import SqlError
from recordcheck.standard.sql.scope import Names


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed rule: what was changed, and where that is written."""

    rule: Rule
    says: str
    place: Place | None


def mutants_of(rule: Rule, table: Table, standard: Standard) -> tuple[Table, list[Mutant]]:
    """The changed rules of a written rule, and its table with all of them and their derived
    columns.
    """
    maker = _Maker(rule, table, Names(standard.tables, standard.parameters))
    for part, expression in (("when", rule.when), ("assertion", rule.assertion)):
        if expression is not None:
            for variant in variants_of(expression.text, standard.parameters):
                maker.of_the_rule(part, variant, expression.place)
    if rule.when is not None:
        maker.without_when(rule.when)
    for derive in table.derives_behind(rule.names):
        for variant in variants_of(derive.expression.text, standard.parameters):
            maker.of_a_derive(derive, variant)
    rules = (*table.rules, *(mutant.rule for mutant in maker.mutants))
    return replace(table, rules=rules, derives=tuple(maker.derives.values())), maker.mutants


class _Maker:
    """Makes the changed rules of one rule, numbered as they come."""

    def __init__(self, rule: Rule, table: Table, names: Names) -> None:
        self.rule = rule
        self.table = table
        self.names = names
        self.derives = {derive.name: derive for derive in table.derives}
        self.mutants: list[Mutant] = []

    def of_the_rule(self, part: str, variant: Variant, place: Place | None) -> None:
        """The rule with its condition or what it asserts changed."""
        try:
            changed = compile_test(variant.text, self.names, self.table.name, self.derives)
        except SqlError:  # such as a code of a list that stands for a day: not a change that loads
            return
        rule = self.rule
        rule = replace(rule, when=changed) if part == "when" else replace(rule, assertion=changed)
        self._add(rule, variant.says, place)

    def without_when(self, when: Expression) -> None:
        """The rule without its condition."""
        says = f"without `when: {' '.join(when.text.split())}`"
        self._add(replace(self.rule, when=None), says, when.place)

    def of_a_derive(self, derive: Derive, variant: Variant) -> None:
        """The rule with a derived column changed, and with it all that read it."""
        number = len(self.mutants) + 1
        names = {derive.name: f"{derive.name}__{number}"}
        derives = dict(self.derives)
        try:
            self._derive(derives, names[derive.name], variant.text)
            for later in self.table.derives[self.table.derives.index(derive) + 1 :]:
                text = renamed(later.expression.text, self.table.name, names)
                if text != renamed(later.expression.text, self.table.name, {}):
                    names[later.name] = f"{later.name}__{number}"
                    self._derive(derives, names[later.name], text)
            rule = replace(
                self.rule,
                when=self._renamed(self.rule.when, names, derives),
                assertion=self._renamed(self.rule.assertion, names, derives),
            )
        except SqlError:
            return
        self.derives = derives
        self._add(rule, f"{derive.name}: {variant.says}", derive.expression.place)

    def _derive(self, derives: dict[str, Derive], called: str, text: str) -> None:
        derives[called] = compile_derive(called, text, self.names, self.table.name, derives)

    def _renamed(
        self, expression: Expression | None, names: dict[str, str], derives: dict[str, Derive]
    ) -> Expression | None:
        if expression is None:
            return None
        text = renamed(expression.text, self.table.name, names)
        return compile_test(text, self.names, self.table.name, derives)

    def _add(self, rule: Rule, says: str, place: Place | None) -> None:
        called = f"{rule.id}~{len(self.mutants) + 1}"
        mutant = replace(rule, id=called, keeps=(), breaks=(), targets=())
        self.mutants.append(Mutant(mutant, says, place or rule.place))
