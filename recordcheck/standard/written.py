"""A written rule from its part of the document: words, identifier, expressions, examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from recordcheck.model import TIMES, Example, Expression, Rule, Severity, Table
from recordcheck.model.kinds import KINDS
from recordcheck.nearest import did_you_mean
from recordcheck.standard.codes import sources
from recordcheck.standard.document import RulePart
from recordcheck.standard.read import REFUSED, REFUSED_NAME
from recordcheck.standard.sql.check import compile_test
from recordcheck.standard.sql.parse import SqlError, comment_in
from recordcheck.standard.sql.scope import PREVIOUS, Names
from recordcheck.standard.targets import kept_target
from recordcheck.standard.tree import Loc, Tree

WORDS = ("name", "says", "why", "severity")


def written_rule(
    part: RulePart,
    written: dict[str, Rule],
    prefix: str,
    table: Table,
    names: Names,
    tree: Tree,
    loc: Loc,
) -> Rule:
    """The rule, with what is wrong in it as slips. `written` are the rules before it by identifier:
    a second rule of one identifier, of another table, takes its words and its weight from the
    first, and is on trial where that is.
    """
    first = written.get(part.id) if part.id != REFUSED else None
    called = part.id if part.id != REFUSED else "this rule"
    _identifier(part, first, prefix, table, tree, loc)
    for key in ("assert",) if first is not None else (*WORDS, "assert"):
        if not tree.has((*loc, key)):
            tree.slip((*loc, "id"), f"`{key}` is missing in {called}")
    if part.name in KINDS:
        message = f"an implied rule is already called `{part.name}`; give this one another name"
        tree.slip((*loc, "name"), message)
    if part.field is not None:
        known_field(part.field, table, tree, (*loc, "field"))
    words = first or Rule(part.id, part.id, "", "", Severity.ERROR, table.name)
    trial = words.trial or part.status == "trial"
    target = kept_target(part.target, tree, (*loc, "target"), trial=trial)
    rule = Rule(
        id=part.id,
        name=part.name or words.name,
        says=part.says or words.says,
        why=part.why or words.why,
        severity=Severity(part.severity) if part.severity else words.severity,
        table=table.name,
        field=part.field,
        when=test_of(part.when, names, table, tree, (*loc, "when")),
        assertion=test_of(part.assert_, names, table, tree, (*loc, "assert")),
        targets=(target,) if target else (),
        trial=trial,
        sources=sources(part.source) or words.sources,
        keeps=_examples(part.examples.keeps, table, names, tree, (*loc, "examples", "keeps")),
        breaks=_examples(part.examples.breaks, table, names, tree, (*loc, "examples", "breaks")),
        place=tree.place((*loc, "id")),
    )
    written.setdefault(part.id, rule)
    return rule


def _identifier(
    part: RulePart, first: Rule | None, prefix: str, table: Table, tree: Tree, loc: Loc
) -> None:
    start, _, number = part.id.partition("-")
    if part.id == REFUSED:
        return
    if start != prefix and prefix != REFUSED_NAME.upper():
        tree.slip((*loc, "id"), f"`{part.id}` does not begin with this standard's prefix, {prefix}")
    elif not 1 <= int(number[0]) <= 6:
        tree.slip((*loc, "id"), f"`{part.id}`: the families are 1xx to 6xx")
    elif int(number[1:]) >= 90:
        message = f"`{part.id}`: x90 to x99 are for implied rules; take a lower number"
        tree.slip((*loc, "id"), message)
    if first is not None and first.table == table.name:
        tree.slip((*loc, "id"), f"`{part.id}` is given twice in {table.name}")
    elif first is not None and part.name not in (None, first.name):
        message = f"`{part.id}` is already `{first.name}` of {first.table}; take another number"
        tree.slip((*loc, "id"), message)


def _examples(
    items: Sequence[Mapping[str, Any]], table: Table, names: Names, tree: Tree, loc: Loc
) -> tuple[Example, ...]:
    return tuple(
        _example(item, table, names, tree, (*loc, position)) for position, item in enumerate(items)
    )


def _example(item: Mapping[str, Any], table: Table, names: Names, tree: Tree, loc: Loc) -> Example:
    """One record of the rule's table, or `many` by table."""
    many = any(isinstance(value, list) for value in item.values())
    built: dict[str, tuple[dict[str, str | None], ...]] = {}
    for called, records in (item if many else {table.name: [item]}).items():
        at = (*loc, called) if many else loc
        plain = called.removeprefix(PREVIOUS)
        if plain not in names.tables:
            near = did_you_mean(plain, names.tables)
            tree.slip(at, f"unknown table `{called}` in an example{near}", at_key=True)
        elif not isinstance(records, list):
            tree.slip(at, f"`{called}` is a table: give a list of its records", at_key=True)
        elif names.tables[plain].view is not None:
            message = f"`{plain}` is a view: give the records that it reads, not its own"
            tree.slip(at, message, at_key=many)
        else:
            for number, record in enumerate(records):
                _known_cells(record, names.tables[plain], tree, (*at, number) if many else at)
            built[called] = tuple(dict(record) for record in records)
    return Example(built, tree.place(loc))


def _known_cells(record: Mapping[str, Any], table: Table, tree: Tree, loc: Loc) -> None:
    for cell in record:
        if cell not in table.fields:
            near = did_you_mean(cell, table.fields)
            tree.slip((*loc, cell), f"`{table.name}` has no field `{cell}`{near}", at_key=True)


def test_of(
    text: str | None, names: Names, table: Table, tree: Tree, loc: Loc
) -> Expression | None:
    """A condition as an expression; null in its place where it has slips."""
    if text is None:
        return None
    nothing_swallowed(text, tree, loc)
    derived = {derive.name: derive for derive in table.derives}
    try:
        return compile_test(text, names, table.name, derived, tree.place(loc))
    except SqlError as error:
        slips_of(error, tree, loc)
        return Expression(text, "null")


def nothing_swallowed(text: str, tree: Tree, loc: Loc) -> None:
    """A slip for a comment in lines that YAML makes one of: the conditions behind it would be
    part of it.
    """
    place = comment_in(text) if tree.folded(loc) else None
    if place is not None:
        message = "YAML joins these lines, so the comment takes in those after it; write them"
        tree.slip(loc, f"{message} below a `|`", offset=place)


def slips_of(error: SqlError, tree: Tree, loc: Loc) -> None:
    """Every slip of a piece of SQL, each at its own character."""
    for found in (error, *error.more):
        tree.slip(loc, found.message, offset=found.offset)


def known_field(field: str, table: Table, tree: Tree, loc: Loc, *, dated: bool = False) -> None:
    """A slip where a field is not there, or is no date though it must be `dated`."""
    if field not in table.fields:
        tree.slip(loc, f"`{table.name}` has no field `{field}`{did_you_mean(field, table.fields)}")
    elif dated and table.fields[field].type not in TIMES:
        tree.slip(loc, f"`{field}` is {table.fields[field].type}, not a date")
