"""A code that is not on its list is not one of another list that its column is often mixed with.

Judged where the code is not on the list, which is a finding already: this one says how many of them
come from a list that the code list names under `mixed_with`: an older one, or a partner's.
"""

from __future__ import annotations

from recordcheck.model import CodeList, Field, Rule, Severity, Table
from recordcheck.model.kinds import identifier
from recordcheck.rules import code_list, implied
from recordcheck.standard.find import as_typed
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import text_list

KIND = "code-of-another-list"


def rule(table: Table, field: Field) -> Rule | None:
    """For a field whose code list has others that it is mixed with."""
    codes = field.codes
    others = codes.of_others if codes is not None else ()
    if codes is None or not others:
        return None
    value = implied.column(table, field.name)
    listed = measures.listed(field, table.name)
    *most, last = (other.name for other in codes.mixed_with)
    lists = f"{', '.join(most)} or {last}" if most else last
    return implied.rule(
        KIND,
        table,
        field,
        f"Where {field.name} is not on its code list, it is not a code of {lists}.",
        f"{field.name} is not on its code list, and is a code of {lists}",
        "Codes of two lists in one column are two ways of counting: the same children stand in a"
        " group of one and in none of the other. The values are also"
        f" among those of {identifier(field.prefix, code_list.KIND)}, since none is on the list.",
        severity=Severity.INFO,
        when=implied.expression(table, f"({value} is not null and not {listed})", field.name),
        assertion=implied.expression(table, f"({value} not in ({text_list(others)}))", field.name),
        keeps=implied.one(table, {field.name: "not a code"}),
        breaks=implied.one(table, {field.name: others[0]}),
        help=f"say under [map.codes.{field.name}] which code of {codes.name} each stands for;"
        f" {_where_to_look(codes)}",
    )


def _where_to_look(codes: CodeList) -> str:
    """What shows the codes of the other lists: of ethnic groups, a map of each onto each."""
    if "ethnicity" in codes.name:
        return "`recordcheck schema show map-ethnicity` says what is lost on the way"
    return f"`recordcheck schema show {as_typed(codes.mixed_with[0])}` says what they mean there"
