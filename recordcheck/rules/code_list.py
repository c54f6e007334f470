"""A code must be on its code list.

Judged where the field is recorded: a blank belongs to the completeness rules. Labels and aliases
count as their code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recordcheck.model import CodeList, Field, Rule, Table
from recordcheck.plural import some
from recordcheck.rules import implied
from recordcheck.rules.samples import sample
from recordcheck.standard.find import as_typed

if TYPE_CHECKING:
    from pandera.pyarrow import Check

KIND = "not-on-code-list"
A_FEW = 12


def rule(table: Table, field: Field) -> Rule | None:
    """For a field with a code list."""
    if field.codes is None:
        return None
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} is on the code list {field.codes.name}.",
        f"{field.name} is not on the code list {field.codes.name}",
        "A value outside the list drops out of every count by group, and nobody is told.",
        when=implied.when_recorded(table, field),
        keeps=implied.one(table, {field.name: sample(field)}),
        help=_help(field.codes, field),
        breaks=implied.one(table, {field.name: "not a code"}),
    )


def _help(codes: CodeList, field: Field) -> str:
    """Where the codes are, or which, where they stand in the field itself; and what to do about
    codes that are only written in another way.
    """
    if codes.path:
        listed = f"`recordcheck schema show {as_typed(codes)}` lists the codes; "
    else:
        listed = f"the codes: {some([one.code for one in codes.codes], A_FEW)}; "
    others = f"map other spellings (capitals count) under [map.codes.{field.name}]"
    return f"{listed}{others}; --show-values lists them"


def check(found: Rule, field: Field) -> Check:
    """Kept where the recorded code is on the list; aliases have become codes before."""
    from pandera.pyarrow import Check

    assert field.codes is not None
    return Check.isin(field.codes.accepted, name=found.id, title=found.says)
