"""An extension: a force adds fields, raises targets, maps its own names and codes, and says what it
switches off.

Every difference is a Change; what asks for less than the extended standard is marked weaker, and is
shown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from recordcheck.model import (
    FLOORS,
    TIMES,
    Change,
    Due,
    Field,
    Parameter,
    Rule,
    Severity,
    Standard,
    Table,
    Target,
)
from recordcheck.model.standard import WEIGHT
from recordcheck.nearest import did_you_mean
from recordcheck.standard.codes import sources
from recordcheck.standard.document import FieldPart, RulePart, StandardDocument, TablePart
from recordcheck.standard.fields import form_of_dates
from recordcheck.standard.mapped import changes_of_spellings, with_spellings
from recordcheck.standard.merge import identifiers, rule_of_table, switched_off
from recordcheck.standard.read import REFUSED
from recordcheck.standard.targets import (
    NEEDS_DUE,
    changed_targets,
    kept_target,
    roles_are_there,
    targets,
)
from recordcheck.standard.tree import Loc, Tree
from recordcheck.standard.views import no_column_of_an_export

MAY_CHANGE = ("title", "aliases", "map", "dates", "target", "due", "source")


def split(document: StandardDocument, base: Standard) -> tuple[StandardDocument, StandardDocument]:
    """The parts of an extension that change what is there, and those that are new. The rules of
    both stand in both: each has its place among the others (`changes_a_rule` tells them apart).
    """
    changed: dict[str, TablePart] = {}
    new: dict[str, TablePart] = {}
    for name, part in document.tables.items():
        known = base.tables[name].fields if name in base.tables else {}
        mine = {field: item for field, item in part.fields.items() if field in known}
        rest = {field: item for field, item in part.fields.items() if field not in known}
        changed[name] = part.model_copy(update={"fields": mine})
        new[name] = part.model_copy(update={"fields": rest})
    changes = document.model_copy(update={"tables": changed})
    return changes, document.model_copy(update={"tables": new})


def changes_a_rule(part: RulePart, prefix: str, base: Standard | None) -> bool:
    """Whether a rule of an extension is meant as a change of one that is there."""
    if base is None or part.id == REFUSED:
        return False
    written = {rule.id for table in base.tables.values() for rule in table.rules}
    start = part.id.partition("-")[0]
    theirs = start != prefix and start in {field.prefix for field in base.fields}
    return part.id in written or (theirs and part.assert_ is None)


def apply_changes(
    document: StandardDocument, base: Standard, prefix: str, tree: Tree
) -> tuple[dict[str, Table], list[Change]]:
    """The tables of the extended standard with the changes applied, and what they are."""
    tables = dict(base.tables)
    changes: list[Change] = []
    for name, part in document.tables.items():
        _rules_are_there(name, part, prefix, base, tree)
        if name not in tables:
            continue
        if tables[name].view is not None:
            no_column_of_an_export(tables[name], part, tree)
        fields = dict(tables[name].fields)
        for called, field in part.fields.items():
            loc = ("tables", name, "fields", called)
            if (codes := fields[called].codes) is not None:
                of_field = f"{name}.{called}"
                changes += changes_of_spellings(of_field, codes, field.map, base.placeholders)
            fields[called] = _field(fields[called], field, f"{name}.{called}", changes, tree, loc)
        rules = tuple(_rule(rule, part.rules, changes, tree, base) for rule in tables[name].rules)
        changes += _of_table(tables[name], part)
        tables[name] = replace(
            tables[name],
            fields=fields,
            rules=rules,
            key=tuple(part.key) or tables[name].key,
            dated=part.dated or tables[name].dated,
        )
    return tables, changes


def _rules_are_there(name: str, part: TablePart, prefix: str, base: Standard, tree: Tree) -> None:
    """A rule that is changed is there, in that table, and is changed once."""
    written = {(rule.id, table.name) for table in base.tables.values() for rule in table.rules}
    changed: set[str] = set()
    for position, rule in enumerate(part.rules):
        if not changes_a_rule(rule, prefix, base):
            continue
        tables = [table for called, table in written if called == rule.id]
        message = None
        if rule.id in changed:
            message = f"`{rule.id}` is given twice in {name}"
        elif not tables and rule.id in identifiers(base):
            message = f"`{rule.id}` is implied, and cannot change; leave it, or list it under `off`"
        elif not tables:
            near = did_you_mean(rule.id, sorted({called for called, _ in written}))
            message = f"there is no rule `{rule.id}`{near}"
        elif name not in tables:
            message = f"`{rule.id}` is a rule of {' and '.join(sorted(tables))}; change it there"
        if message is not None:
            tree.slip(("tables", name, "rules", position, "id"), message)
        changed.add(rule.id)


def _of_table(table: Table, part: TablePart) -> list[Change]:
    """What an extension says anew of a table: its key, groups, the field that dates a record."""
    changes = []
    if part.key and tuple(part.key) != table.key:
        says = f"{table.name}: the key is {', '.join(part.key)}"
        before = f" instead of {', '.join(table.key)}" if table.key else ""
        changes.append(Change(says + before, weaker=bool(table.key)))
    groups = [column for column in part.group_by if column not in table.group_by]
    if groups:
        changes.append(Change(f"{table.name}: --by takes {', '.join(groups)} too"))
    if part.dated is not None and part.dated != table.dated:
        before = f" instead of {table.dated}" if table.dated else ""
        changes.append(Change(f"{table.name}: a record is dated by {part.dated}{before}"))
    return changes


def of_parameters(below: Mapping[str, Parameter], now: Mapping[str, Parameter]) -> list[Change]:
    """The parameters to which an extension gives another default. A number alone does not tell
    whether it asks for less.
    """
    return [
        Change(f"the parameter {name} is {now[name].default} instead of {before.default}")
        for name, before in below.items()
        if now[name].default != before.default
    ]


def of_placeholders(below: Collection[str], now: Collection[str]) -> list[Change]:
    """Other words for a blank: what is a blank no more counts as recorded."""
    more, fewer = len(set(now) - set(below)), len(set(below) - set(now))
    says = f"words that count as blank: {more} added, {fewer} removed"
    return [Change(says, weaker=fewer > 0)] if more or fewer else []


def switch_off(
    document: StandardDocument, identifiers: set[str], tree: Tree
) -> tuple[dict[str, str], list[Change]]:
    """The rules that are switched off, each with its reason."""
    off: dict[str, str] = {}
    changes = []
    for position, part in enumerate(document.off):
        if part.rule == REFUSED:
            continue
        if part.rule not in identifiers:
            near = did_you_mean(part.rule, sorted(identifiers))
            tree.slip(("off", position, "rule"), f"there is no rule `{part.rule}`{near}")
        elif part.rule in off:
            message = f"`{part.rule}` is switched off twice; keep one of them"
            tree.slip(("off", position, "rule"), message)
        off[part.rule] = part.reason
        changes.append(switched_off(part.rule, part.reason))
    return off, changes


def _field(
    field: Field, part: FieldPart, called: str, changes: list[Change], tree: Tree, loc: Loc
) -> Field:
    for key in sorted(part.model_fields_set - set(MAY_CHANGE)):
        may = ", ".join(MAY_CHANGE)
        tree.slip(
            (*loc, key), f"an extension cannot change `{key}`; it may change {may}", at_key=True
        )
    was_due = not field.due.optional
    field = _read_otherwise(field, part, called, changes, tree, loc)
    field = _due_otherwise(field, part, called, changes, tree, loc)
    asked = targets(part.target, tree, (*loc, "target"))
    if asked and field.due.optional:
        tree.slip((*loc, "target"), NEEDS_DUE, at_key=True)
    roles_are_there(field, asked, tree, (*loc, "target"))
    had_floor = field.has_floor
    for target in asked:
        field = replace(field, targets=changed_targets(field.targets, target, called, changes))
    if not had_floor and field.has_floor and was_due and not any(map(_asks_for_all, asked)):
        says = f"{called}: a blank no longer breaks a rule, and only lowers the rate"
        changes.append(Change(says, weaker=True))
    return field


def _read_otherwise(
    field: Field, part: FieldPart, called: str, changes: list[Change], tree: Tree, loc: Loc
) -> Field:
    """The field with what else is said of it and what else it is read from: names, spellings of
    its codes, a form of dates.
    """
    if part.title and part.title != field.title:
        field = replace(field, title=part.title)
        changes.append(Change(f"{called} has another title"))
    field = replace(field, sources=(*field.sources, *sources(part.source)))
    if part.aliases:
        field = replace(field, aliases=(*field.aliases, *part.aliases))
        changes.append(Change(f"{called} is also read from {', '.join(part.aliases)}"))
    if part.map and field.codes is not None:
        field = replace(field, codes=with_spellings(field.codes, part.map, tree, (*loc, "map")))
    elif part.map:
        tree.slip((*loc, "map"), f"`{field.name}` has no code list to map to", at_key=True)
    if part.dates and field.type in TIMES:
        field = replace(field, dates=form_of_dates(part, field.type, tree, loc))
        changes.append(Change(f"{called} reads dates in the form {part.dates} alone"))
    elif part.dates:
        message = f"`dates` does not go with type {field.type}"
        tree.slip((*loc, "dates"), message, at_key=True)
    return field


def _due_otherwise(
    field: Field, part: FieldPart, called: str, changes: list[Change], tree: Tree, loc: Loc
) -> Field:
    """The field that is always due, or optional: then it has no target, since nothing is due of
    which a share could be asked.
    """
    if part.due is None:
        return field
    if part.due.when is not None:
        tree.slip(
            (*loc, "due"), "`due` in an extension can only be `always` or `optional`", at_key=True
        )
        return field
    due = Due(always=part.due.always is not None)
    if due != field.due:
        says = f"{called} is {'optional' if due.optional else 'always due'}"
        changes.append(Change(says, weaker=due.optional))
    return replace(field, due=due, targets=() if due.optional else field.targets)


def _asks_for_all(target: Target) -> bool:
    """Whether every blank misses a target, and fails the run with it."""
    return target.measure in FLOORS and target.share == 1 and not target.trial


def _rule(
    rule: Rule, parts: list[RulePart], changes: list[Change], tree: Tree, base: Standard
) -> Rule:
    part = next((item for item in parts if item.id == rule.id), None)
    if part is None:
        return rule
    loc: Loc = ("tables", rule.table, "rules", parts.index(part))
    called = rule_of_table(rule, base)
    given = {key.rstrip("_") for key in part.model_fields_set}  # `assert_`: Python keeps `assert`
    if kept := sorted(given - {"id", "severity", "target", "status"}):
        listed = ", ".join(f"`{key}`" for key in kept)
        message = (
            f"an extension cannot change {listed} of {rule.id}; it may change severity, target,"
            " status; to ask for something else, add a rule with another number"
        )
        tree.slip((*loc, kept[0]), message, at_key=True)
    if part.severity is not None and part.severity != rule.severity:
        severity = Severity(part.severity)
        weaker = WEIGHT[severity] < WEIGHT[rule.severity]
        changes.append(Change(f"{called} is {severity} instead of {rule.severity}", weaker=weaker))
        rule = replace(rule, severity=severity)
    on_trial = rule.trial or part.status == "trial"
    target = kept_target(part.target, tree, (*loc, "target"), trial=on_trial)
    if target is not None:
        rule = replace(rule, targets=changed_targets(rule.targets, target, called, changes))
    if part.status == "trial" and not rule.trial:
        changes.append(Change(f"{called} is on trial", weaker=True))
        tried = tuple(replace(target, trial=True) for target in rule.targets)
        rule = replace(rule, trial=True, targets=tried)
    return rule
