"""From a document to a checked standard: tables, then derived columns, then when fields are due,
then rules.

Whatever is wrong becomes a slip in the tree; the caller raises them all together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from recordcheck.model import (
    Derive,
    Due,
    Example,
    Expression,
    Field,
    FieldType,
    Parameter,
    Place,
    Rule,
    Severity,
    Table,
)
from recordcheck.nearest import did_you_mean, folded
from recordcheck.standard.codes import sources
from recordcheck.standard.document import RulePart, StandardDocument, TablePart
from recordcheck.standard.fields import TIMES, build_field, share
from recordcheck.standard.sql.check import compile_derive, compile_test
from recordcheck.standard.sql.parse import SqlError
from recordcheck.standard.sql.scope import Names
from recordcheck.standard.tree import Path as Loc
from recordcheck.standard.tree import Tree

WORDS = ("name", "says", "why", "severity")


def build_tables(
    document: StandardDocument,
    prefix: str,
    parameters: Mapping[str, Parameter],
    base: Mapping[str, Table],
    tree: Tree,
) -> tuple[dict[str, Table], list[str]]:
    """The document's own tables, checked beside those that it includes, and the texts of their code
    lists.
    """
    texts: list[str] = []
    tables: dict[str, Table] = {}
    for called, part in document.tables.items():
        tables[called] = _table(called, part, prefix, base.get(called), tree, texts)
    names = Names({**base, **tables}, parameters)
    for called, part in document.tables.items():
        _relations(tables[called], part, names, tree, ("tables", called))
        tables[called] = _derived(tables[called], part, names, tree)
    written: dict[str, Rule] = {}
    for called, part in document.tables.items():
        tables[called] = _due(tables[called], part, names, tree)
        rules = [
            _rule(
                rule,
                written,
                prefix,
                tables[called],
                names,
                tree,
                ("tables", called, "rules", position),
            )
            for position, rule in enumerate(part.rules)
        ]
        tables[called] = replace(tables[called], rules=tuple(rules))
    return tables, texts


def _table(
    called: str, part: TablePart, prefix: str, base: Table | None, tree: Tree, texts: list[str]
) -> Table:
    loc: Loc = ("tables", called)
    if part.one_record_is is None and base is None:
        tree.slip(loc, "`one_record_is` is missing: say what one record stands for", at_key=True)
    fields: dict[str, Field] = dict(base.fields) if base is not None else {}
    for name, field in part.fields.items():
        fields[name], more = build_field(name, field, prefix, tree, (*loc, "fields", name))
        texts += more
    if not fields:
        tree.slip(loc, "a table needs `fields`", at_key=True)
    return Table(
        name=called,
        prefix=prefix,
        one_record_is=part.one_record_is or (base.one_record_is if base else "one record"),
        fields=fields,
        title=part.title,
        key=tuple(part.key),
        group_by=tuple(part.group_by),
        dated=part.dated,
        derives=base.derives if base else (),
    )


def _relations(table: Table, part: TablePart, names: Names, tree: Tree, loc: Loc) -> None:
    """Every name that a table or a field points to must be there."""
    for key, given in (("key", part.key), ("group_by", part.group_by)):
        for position, field in enumerate(given):
            _known(field, table, tree, (*loc, key, position))
    if part.dated is not None:
        _known(part.dated, table, tree, (*loc, "dated"), kinds=TIMES)
    _no_shared_alias(table, part, tree, loc)
    for name, written in part.fields.items():
        here = (*loc, "fields", name)
        for key in ("same_within", "needs"):
            for position, other in enumerate(getattr(written, key)):
                _another(name, other, table, tree, (*here, key, position))
        for key in ("not_before", "not_after"):
            _other_end(name, getattr(written, key), table, names, tree, (*here, key))
        if written.refers_to is not None:
            _refers(written.refers_to, names, tree, (*here, "refers_to"))
        if written.target is not None and (
            written.due is None or not (written.due.always or written.due.when)
        ):
            tree.slip(
                (*here, "target"), "a target needs to know when the field is `due`", at_key=True
            )
        codes = table.fields[name].codes
        roles = {code.role for code in codes.codes} if codes is not None else set()
        for target in table.fields[name].targets:
            if (
                target.ceiling
                and target.measure not in roles
                and target.measure not in ("recorded", "valid", "known")
            ):
                message = f"no code of this field has the role {target.measure}"
                tree.slip((*here, "target", target.measure), message, at_key=True)


def _known(
    field: str, table: Table, tree: Tree, loc: Loc, kinds: tuple[FieldType, ...] = tuple(FieldType)
) -> None:
    if field not in table.fields:
        tree.slip(loc, f"`{table.name}` has no field `{field}`{did_you_mean(field, table.fields)}")
    elif table.fields[field].type not in kinds:
        tree.slip(loc, f"`{field}` is {table.fields[field].type}, not a date")


def _another(
    field: str,
    other: str,
    table: Table,
    tree: Tree,
    loc: Loc,
    kinds: tuple[FieldType, ...] = tuple(FieldType),
) -> None:
    """A field cannot be held against itself."""
    if other == field:
        tree.slip(loc, f"`{field}` cannot be held against itself; name another field")
    else:
        _known(other, table, tree, loc, kinds)


def _other_end(
    field: str, text: str | None, table: Table, names: Names, tree: Tree, loc: Loc
) -> None:
    if text is None:
        return
    if not text.startswith(":"):
        _another(field, text, table, tree, loc, TIMES)
    elif text != ":today":
        parameter = names.parameters.get(text[1:])
        if parameter is None:
            near = did_you_mean(text[1:], [*names.parameters, "today"])
            tree.slip(loc, f"unknown parameter `{text}`{near}")
        elif parameter.type not in TIMES:
            tree.slip(loc, f"the parameter `{text}` is {parameter.type}, not a date")


def _refers(text: str, names: Names, tree: Tree, loc: Loc) -> None:
    table, _, field = text.partition(".")
    if table not in names.tables:
        tree.slip(loc, f"unknown table `{table}`{did_you_mean(table, names.tables)}")
    else:
        _known(field, names.tables[table], tree, loc)


def _no_shared_alias(table: Table, part: TablePart, tree: Tree, loc: Loc) -> None:
    owner = {folded(name): name for name in table.fields}
    for name, field in part.fields.items():
        for position, alias in enumerate(field.aliases):
            other = owner.setdefault(folded(alias), name)
            if other != name:
                message = f"`{alias}` already stands for the field `{other}`"
                tree.slip((*loc, "fields", name, "aliases", position), message)


def _derived(table: Table, part: TablePart, names: Names, tree: Tree) -> Table:
    derived: dict[str, Derive] = {derive.name: derive for derive in table.derives}
    for name, text in part.derive.items():
        loc = ("tables", table.name, "derive", name)
        if name in table.fields or name in derived:
            tree.slip(loc, f"`{name}` is already a column of {table.name}", at_key=True)
            continue
        try:
            derived[name] = compile_derive(
                name, text, names, table.name, derived, Place(tree.path, *tree.place(loc))
            )
        except SqlError as error:
            _slips(error, tree, loc)
            derived[name] = Derive(name, Expression(text, "null"), None)
    return replace(table, derives=tuple(derived.values()))


def _due(table: Table, part: TablePart, names: Names, tree: Tree) -> Table:
    fields = dict(table.fields)
    for name, field in part.fields.items():
        if field.due is not None and field.due.when is not None:
            when = _test(
                field.due.when,
                names,
                table,
                tree,
                ("tables", table.name, "fields", name, "due", "when"),
            )
            fields[name] = replace(fields[name], due=Due(when=when))
    return replace(table, fields=fields)


def _test(text: str | None, names: Names, table: Table, tree: Tree, loc: Loc) -> Expression | None:
    if text is None:
        return None
    derived = {derive.name: derive for derive in table.derives}
    try:
        return compile_test(text, names, table.name, derived, Place(tree.path, *tree.place(loc)))
    except SqlError as error:
        _slips(error, tree, loc)
        return Expression(text, "null")


def _slips(error: SqlError, tree: Tree, loc: Loc) -> None:
    for found in (error, *error.more):
        tree.slip(loc, found.message, offset=found.offset)


def _rule(
    part: RulePart,
    written: dict[str, Rule],
    prefix: str,
    table: Table,
    names: Names,
    tree: Tree,
    loc: Loc,
) -> Rule:
    first = written.get(part.id)
    _identifier(part, first, prefix, table, tree, loc)
    if first is None:
        for key in WORDS:
            if getattr(part, key) is None and not tree.has((*loc, key)):
                tree.slip((*loc, "id"), f"`{key}` is missing in {part.id}")
    if part.assert_ is None and not tree.has((*loc, "assert")):
        tree.slip((*loc, "id"), f"`assert` is missing in {part.id}")
    if part.field is not None:
        _known(part.field, table, tree, (*loc, "field"))
    target = share(part.target, "kept", trial=part.status == "trial") if part.target else None
    rule = Rule(
        id=part.id,
        name=part.name or (first.name if first else part.id.lower()),
        says=part.says or (first.says if first else ""),
        why=part.why or (first.why if first else ""),
        severity=Severity(part.severity)
        if part.severity
        else first.severity
        if first
        else Severity.ERROR,
        table=table.name,
        field=part.field,
        when=_test(part.when, names, table, tree, (*loc, "when")),
        assertion=_test(part.assert_, names, table, tree, (*loc, "assert")),
        targets=(target,) if target else (),
        trial=part.status == "trial",
        sources=sources(part.source) or (first.sources if first else ()),
        keeps=_examples(part.examples.keeps, table, names, tree, (*loc, "examples", "keeps")),
        breaks=_examples(part.examples.breaks, table, names, tree, (*loc, "examples", "breaks")),
        place=Place(tree.path, *tree.place((*loc, "id"))),
    )
    written.setdefault(part.id, rule)
    return rule


def _identifier(
    part: RulePart, first: Rule | None, prefix: str, table: Table, tree: Tree, loc: Loc
) -> None:
    start, _, number = part.id.partition("-")
    if part.id == "XXX-000":  # its identifier was already refused
        return
    if start != prefix:
        tree.slip((*loc, "id"), f"`{part.id}` does not begin with this standard's prefix, {prefix}")
    elif not 1 <= int(number[0]) <= 6:
        tree.slip((*loc, "id"), f"`{part.id}`: the families are 1xx to 6xx")
    elif int(number[1:]) >= 90:
        tree.slip((*loc, "id"), f"`{part.id}`: x90 to x99 are kept for implied rules")
    if first is not None and first.table == table.name:
        tree.slip((*loc, "id"), f"`{part.id}` is given twice in {table.name}")


def _examples(
    items: Sequence[Mapping[str, Any]], table: Table, names: Names, tree: Tree, loc: Loc
) -> tuple[Example, ...]:
    found = []
    for position, item in enumerate(items):
        here = (*loc, position)
        many = any(isinstance(value, list) for value in item.values())
        tables = item if many else {table.name: [item]}
        built: dict[str, tuple[dict[str, str | None], ...]] = {}
        for called, records in tables.items():
            at = (*here, called) if many else here
            plain = called.removeprefix("previous.")
            if plain not in names.tables or not isinstance(records, list):
                near = did_you_mean(plain, names.tables)
                tree.slip(at, f"unknown table `{called}` in an example{near}", at_key=True)
                continue
            for number, record in enumerate(records):
                for cell in record:
                    if cell not in names.tables[plain].fields:
                        near = did_you_mean(cell, names.tables[plain].fields)
                        where = (*at, number, cell) if many else (*at, cell)
                        tree.slip(where, f"`{plain}` has no field `{cell}`{near}", at_key=True)
            built[called] = tuple(dict(record) for record in records)
        found.append(Example(built, Place(tree.path, *tree.place(here))))
    return tuple(found)
