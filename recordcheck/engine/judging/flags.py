"""What a rate counts of a field: where it is due, and of that what is recorded, valid, known, or of
a role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recordcheck.engine.judging.prepare import HOLDS
from recordcheck.model import Field, Role, Rule
from recordcheck.rules import text_format, text_length, value_range
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import name, text_list

ASKS = {text_format.KIND: "format", value_range.KIND: "range", text_length.KIND: "length"}


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rate counts of a field: the records where it is due (`true`, or the column that says
    so) and the test is true.
    """

    field: str
    measure: str
    due: str
    test: str

    @property
    def counted(self) -> str:
        """The records that count, as SQL."""
        if self.due == "true":
            return self.test
        return self.due if self.test == "true" else f"{self.due} and ({self.test})"


def judged_by(rules: Iterable[Rule], item: Field) -> dict[str, str]:
    """What a field asks of its values and a rule judges as well, by its key in the standard."""
    return {
        ASKS[rule.kind]: name(HOLDS.format(rule.column))
        for rule in rules
        if rule.field == item.name and rule.kind in ASKS
    }


def flags_of(
    item: Field, table: str, due: str, holds: Mapping[str, str], *, there: bool
) -> list[Flag]:
    """The flags of a field that is due where `due` says so; of one that is not `there` none of what
    is due is recorded. `holds` is what a rule says of its values.
    """
    tests = {
        "recorded": measures.recorded(item, table),
        "valid": measures.valid(item, table, holds),
        "known": measures.known(item, table, holds),
    }
    for measure in roles_counted(item):
        assert item.codes is not None
        codes = item.codes.with_role(Role(measure))  # some: to ask for a role of none is a slip
        listed = f"{measures.column(item, table)} in ({text_list(codes)})"
        tests[measure] = f"coalesce({listed}, false)"
    if not there:
        tests = dict.fromkeys(tests, "false")
    return [
        Flag(item.name, measure, due, test) for measure, test in {"due": "true", **tests}.items()
    ]


def roles_counted(item: Field) -> list[str]:
    """The roles whose share a rate needs: of ceilings, and declined where it is set apart."""
    roles = [target.measure for target in item.targets if target.ceiling]
    return list(dict.fromkeys([*roles, *(["declined"] if item.declined_apart else [])]))
