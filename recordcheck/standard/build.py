"""From a document to a checked standard: tables, then derived columns, then when fields are due,
then rules.

Whatever is wrong becomes a slip in the tree; the caller raises them all together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from recordcheck.model import (
    TIMES,
    Derive,
    Due,
    Expression,
    Field,
    FieldType,
    Parameter,
    Role,
    Rule,
    Standard,
    Table,
)
from recordcheck.nearest import did_you_mean, folded, nearest
from recordcheck.standard.bounds import DAY
from recordcheck.standard.document import FieldPart, StandardDocument, TablePart
from recordcheck.standard.extend import changes_a_rule
from recordcheck.standard.fields import build_field
from recordcheck.standard.sql.check import compile_derive
from recordcheck.standard.sql.parse import SqlError
from recordcheck.standard.sql.scope import Names
from recordcheck.standard.sql.types import ENGINES_OWN, comparable
from recordcheck.standard.targets import NEEDS_DUE, role_is_there, roles_are_there
from recordcheck.standard.tree import Loc, Tree
from recordcheck.standard.views import build_view
from recordcheck.standard.written import (
    known_field,
    nothing_swallowed,
    slips_of,
    test_of,
    written_rule,
)

KEPT = frozenset({"title", "one_record_is"})


def build_tables(
    document: StandardDocument,
    prefix: str,
    parameters: Mapping[str, Parameter],
    base: Mapping[str, Table],
    extended: Standard | None,
    tree: Tree,
) -> dict[str, Table]:
    """The document's own tables, checked beside those that it includes: what is there of a table is
    in it, but for the rules. Of the standard that it extends, it may give rules again that it
    changes.
    """
    tables: dict[str, Table] = {}
    for called, part in document.tables.items():
        tables[called] = _table(called, part, prefix, base, tree)
    names = Names({**base, **tables}, parameters)
    above = list(base)
    for called, part in document.tables.items():
        tables[called] = build_view(tables[called], part, names, above, tree)
        above = list(dict.fromkeys([*above, called]))
        _relations(tables[called], part, names, tree, ("tables", called))
        tables[called] = _derived(tables[called], part, names, tree)
    written: dict[str, Rule] = {rule.id: rule for table in base.values() for rule in table.rules}
    for called, part in document.tables.items():
        tables[called] = _due(tables[called], part, names, tree)
        rules = [
            written_rule(
                rule,
                written,
                prefix,
                tables[called],
                names,
                tree,
                ("tables", called, "rules", position),
            )
            for position, rule in enumerate(part.rules)
            if not changes_a_rule(rule, prefix, extended)
        ]
        tables[called] = replace(tables[called], rules=tuple(rules))
    return tables


def _table(
    called: str, part: TablePart, prefix: str, others: Mapping[str, Table], tree: Tree
) -> Table:
    loc: Loc = ("tables", called)
    base = others.get(called)
    if part.one_record_is is None and base is None:
        message = "`one_record_is` is missing: say what one record stands for"
        near = nearest(called, others)
        meant = f"; did you mean the table `{near}`?" if near else ""
        tree.slip(loc, message + meant, at_key=True)
    for key in sorted(part.model_fields_set & KEPT) if base is not None else ():
        message = f"`{called}` is already a table, and its `{key}` cannot change; take the key out"
        tree.slip((*loc, key), message, at_key=True)
    view = Expression(part.view, "") if part.view else None
    start = base or Table(called, prefix, part.one_record_is or "one record", {}, part.title, view)
    fields = dict(start.fields)
    derived = {derive.name for derive in start.derives}
    for name, field in part.fields.items():
        _not_the_engines(name, (*loc, "fields", name), tree)
        if name in derived:
            tree.slip(
                (*loc, "fields", name),
                f"`{name}` is already a derived column of {called}",
                at_key=True,
            )
        fields[name] = build_field(name, field, prefix, tree, (*loc, "fields", name), start.fields)
    if not fields:
        tree.slip(loc, "a table needs `fields`", at_key=True)
    return replace(
        start,
        fields=fields,
        key=tuple(part.key) or start.key,
        group_by=tuple(dict.fromkeys((*start.group_by, *part.group_by))),
        dated=part.dated or start.dated,
        rules=(),
    )


def _relations(table: Table, part: TablePart, names: Names, tree: Tree, loc: Loc) -> None:
    """Every name that a table or a field points to must be there."""
    for key, given in (("key", part.key), ("group_by", part.group_by)):
        tree.named_once((*loc, key), given)
        for position, field in enumerate(given):
            known_field(field, table, tree, (*loc, key, position))
    if part.dated is not None:
        known_field(part.dated, table, tree, (*loc, "dated"), dated=True)
    for name, written in part.fields.items():
        here = (*loc, "fields", name)
        for key in ("same_within", "needs", "in_parts"):
            tree.named_once((*here, key), getattr(written, key))
            for position, other in enumerate(getattr(written, key)):
                _another(name, other, table, tree, (*here, key, position))
        _parts(name, written.in_parts, table, tree, (*here, "in_parts"))
        for key in ("not_before", "not_after"):
            _other_end(name, getattr(written, key), table, names, tree, (*here, key))
        if written.refers_to is not None:
            _refers(written.refers_to, name, table, names, tree, (*here, "refers_to"))
        if not tree.has((*here, "type")):
            continue  # of what type it is, or which field was meant, is not known
        refused = written.due is None and tree.has((*here, "due"))
        if (
            written.target is not None
            and not refused
            and (written.due is None or not (written.due.always or written.due.when))
        ):
            tree.slip((*here, "target"), NEEDS_DUE, at_key=True)
        _asked_of_codes(table.fields[name], written, table, tree, here)


def _asked_of_codes(field: Field, written: FieldPart, table: Table, tree: Tree, here: Loc) -> None:
    """What is asked of roles and days must be asked of some code: it would hold of every record."""
    codes = field.codes
    roles_are_there(field, field.targets, tree, (*here, "target"))
    if field.declined_apart and codes is not None:
        role_is_there(field, Role.DECLINED, tree, (*here, "declined"))
    in_place = isinstance(written.codes, list)
    if in_place and codes is not None and codes.dated and table.dated is None:
        message = "codes with `from` or `until` need `dated` in the table: the field with its day"
        tree.slip((*here, "codes"), message, at_key=True)


def _another(
    field: str, other: str, table: Table, tree: Tree, loc: Loc, *, dated: bool = False
) -> None:
    """A field cannot be held against itself."""
    if other == field:
        tree.slip(loc, f"`{field}` is this field itself; name another")
    else:
        known_field(other, table, tree, loc, dated=dated)


def _other_end(
    field: str, text: str | None, table: Table, names: Names, tree: Tree, loc: Loc
) -> None:
    if text is None or text == ":today":
        return
    known = [*names.parameters, "today"]
    if not text.startswith(":"):
        if text in known and text not in table.fields:
            tree.slip(loc, f'a parameter is written with a colon, in quotation marks: ":{text}"')
        elif DAY.fullmatch(text):
            tree.slip(loc, f"`{text}` is a day: give it in `range`, or as a parameter's default")
        else:
            _another(field, text, table, tree, loc, dated=True)
    elif (parameter := names.parameters.get(text[1:])) is None:
        tree.slip(loc, f"unknown parameter `{text}`{did_you_mean(text[1:], known)}")
    elif parameter.type not in TIMES:
        tree.slip(loc, f"the parameter `{text}` is {parameter.type}, not a date")


def _parts(name: str, parts: Iterable[str], table: Table, tree: Tree, loc: Loc) -> None:
    """Each part is a text as it stands in the export: one that stands in parts itself is not."""
    for position, other in enumerate(parts):
        part = table.fields.get(other)
        if part is not None and part.type != FieldType.TEXT:
            tree.slip((*loc, position), f"`{other}` is no text")
        elif part is not None and part.in_parts and other != name:
            tree.slip((*loc, position), f"`{other}` stands in parts itself; name its parts")


def _refers(text: str, name: str, own: Table, names: Names, tree: Tree, loc: Loc) -> None:
    table, _, called = text.partition(".")
    if table not in names.tables:
        tree.slip(loc, f"unknown table `{table}`{did_you_mean(table, names.tables)}")
    elif table == own.name:
        _another(name, called, own, tree, loc)
    else:
        known_field(called, names.tables[table], tree, loc)
    mine = own.fields[name]
    field = names.tables[table].fields.get(called) if table in names.tables else None
    if field is not None and not comparable(mine.type, field.type):
        message = f"`{text}` is {field.type}, and `{name}` {mine.type}; give both the same type"
        tree.slip(loc, message)


def no_shared_alias(table: Table, part: TablePart, tree: Tree, loc: Loc) -> None:
    """A slip for an alias that the document gives, and that is another field's name or alias."""
    owner = {folded(name): name for name in table.fields}
    given = {(name, alias) for name, field in part.fields.items() for alias in field.aliases}
    for name, built in table.fields.items():
        for alias in built.aliases:
            if (name, alias) not in given:
                owner.setdefault(folded(alias), name)
    for name, field in part.fields.items():
        for position, alias in enumerate(field.aliases):
            other = owner.setdefault(folded(alias), name)
            if other != name:
                message = f"`{alias}` already stands for the field `{other}`"
                tree.slip((*loc, "fields", name, "aliases", position), message)


def _not_the_engines(name: str, loc: Loc, tree: Tree) -> None:
    if name == ENGINES_OWN:
        message = f"the engine keeps the name `{name}`; call it row_id, with `{name}` as alias"
        tree.slip(loc, message, at_key=True)


def _derived(table: Table, part: TablePart, names: Names, tree: Tree) -> Table:
    derived: dict[str, Derive] = {derive.name: derive for derive in table.derives}
    for name, text in part.derive.items():
        loc = ("tables", table.name, "derive", name)
        _not_the_engines(name, loc, tree)
        if name in table.fields or name in derived:
            tree.slip(loc, f"`{name}` is already a column of {table.name}", at_key=True)
            continue
        nothing_swallowed(text, tree, loc)
        try:
            derived[name] = compile_derive(
                name, text, names, table.name, derived, tree.place(loc), below=part.derive
            )
        except SqlError as error:
            slips_of(error, tree, loc)
            derived[name] = Derive(name, Expression(text, "null"), None)
    return replace(table, derives=tuple(derived.values()))


def _due(table: Table, part: TablePart, names: Names, tree: Tree) -> Table:
    fields = dict(table.fields)
    for name, field in part.fields.items():
        if field.due is not None and field.due.when is not None:
            when = test_of(
                field.due.when,
                names,
                table,
                tree,
                ("tables", table.name, "fields", name, "due", "when"),
            )
            fields[name] = replace(fields[name], due=Due(when=when))
    return replace(table, fields=fields)
