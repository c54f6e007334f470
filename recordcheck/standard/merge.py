"""A bundle: tables of the same name become one table, and fields of the same name must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields as attributes
from dataclasses import replace

from recordcheck.model import Change, Derive, Due, Field, Parameter, Rule, Standard, Table
from recordcheck.model.kinds import KINDS

OWN = ("prefix", "place", "sources", "title")
FROM = " from a standard before it; make both the same"


def merge_tables(
    standards: Iterable[tuple[str, Mapping[str, Table]]],
) -> tuple[dict[str, Table], list[str]]:
    """The tables of several standards, by the names of these, as one set, and a sentence for each
    disagreement.
    """
    merged: dict[str, Table] = {}
    wrong: list[str] = []
    for called, tables in standards:
        for name, table in tables.items():
            merged[name] = _join(merged[name], table, called, wrong) if name in merged else table
    return merged, wrong


def merge_parameters(standards: list[Standard]) -> tuple[dict[str, Parameter], list[str]]:
    """The parameters of several standards, and a sentence for each that two define differently."""
    merged: dict[str, Parameter] = {}
    wrong: list[str] = []
    for standard in standards:
        for name, parameter in standard.parameters.items():
            known = merged.setdefault(name, parameter)
            if (known.type, known.default) != (parameter.type, parameter.default):
                wrong.append(f"{standard.name} defines the parameter `{name}` differently{FROM}")
    return merged, wrong


def _join(one: Table, other: Table, origin: str, wrong: list[str]) -> Table:
    if one.key and other.key and one.key != other.key:
        wrong.append(f"{origin} gives `{other.name}` a different key{FROM}")
    if one.dated and other.dated and one.dated != other.dated:
        wrong.append(f"{origin} dates the records of `{other.name}` by a different field{FROM}")
    if _select(one) != _select(other):
        wrong.append(f"{origin} gives `{other.name}` a different `view`{FROM}")
    return replace(
        one,
        fields=_fields(one, other, origin, wrong),
        key=one.key or other.key,
        group_by=tuple(dict.fromkeys((*one.group_by, *other.group_by))),
        dated=one.dated or other.dated,
        derives=_derives(one, other, origin, wrong),
        rules=_rules(one, other, origin, wrong),
    )


def _select(table: Table) -> str | None:
    return table.view.sql if table.view is not None else None


def _fields(one: Table, other: Table, origin: str, wrong: list[str]) -> dict[str, Field]:
    joined = dict(one.fields)
    for name, field in other.fields.items():
        known = joined.setdefault(name, field)
        differing = [
            item.name
            for item in attributes(Field)
            if item.name not in OWN and _said(known, item.name) != _said(field, item.name)
        ]
        if differing:
            keys = ", ".join(differing)
            wrong.append(f"{origin} defines {other.name}.{name} differently ({keys}){FROM}")
    return joined


def _said(field: Field, key: str) -> object:
    """What a field says under a key, wherever it is written."""
    value = getattr(field, key)
    return (value.always, value.when and value.when.sql) if isinstance(value, Due) else value


def _rules(one: Table, other: Table, origin: str, wrong: list[str]) -> tuple[Rule, ...]:
    """The rules of both; one that comes by two ways is there once, and asks the same by both."""
    joined = {(rule.id, rule.name): rule for rule in one.rules}
    for rule in other.rules:
        known = _asked(joined.setdefault((rule.id, rule.name), rule))
        differing = [key for key, value in _asked(rule).items() if known[key] != value]
        if differing:
            keys = ", ".join(differing)
            wrong.append(f"{origin} asks {rule.id} of {rule.table} differently ({keys}){FROM}")
    return tuple(joined.values())


def _asked(rule: Rule) -> dict[str, object]:
    """What a rule asks, and how much it weighs."""
    return {
        "when": rule.when and rule.when.sql,
        "assert": rule.assertion and rule.assertion.sql,
        "severity": rule.severity,
        "target": rule.targets,
        "status": rule.trial,
    }


def _derives(one: Table, other: Table, origin: str, wrong: list[str]) -> tuple[Derive, ...]:
    joined: dict[str, Derive] = {derive.name: derive for derive in one.derives}
    for derive in other.derives:
        known = joined.setdefault(derive.name, derive)
        if known.expression.sql != derive.expression.sql:
            wrong.append(f"{origin} derives {other.name}.{derive.name} differently{FROM}")
    return tuple(joined.values())


def merge_placeholders(standards: list[Standard]) -> tuple[tuple[str, ...] | None, list[str]]:
    """What is blank in several standards, None where there are none, and a sentence for each that
    disagrees.
    """
    first = next((standard.placeholders for standard in standards), None)
    wrong = [
        f"{standard.name} has another list of placeholders; name one for all in `placeholders`"
        for standard in standards
        if standard.placeholders != first
    ]
    return first, wrong


def clashing_identifiers(tables: Mapping[str, Table]) -> list[str]:
    """Identifiers that a bundle would give to two different rules."""
    seen: dict[str, str] = {}
    wrong = []
    for table in tables.values():
        for rule in table.rules:
            if seen.setdefault(rule.id, rule.name) != rule.name:
                wrong.append(
                    f"{rule.id} is `{seen[rule.id]}` in one standard and `{rule.name}` in another"
                )
    return wrong


def clashing_columns(tables: Mapping[str, Table]) -> list[str]:
    """Names that a bundle would give to a field and to a derived column: a rule would be judged by
    the other.
    """
    return [
        f"{table.name}.{derive.name} is a field in one standard and derived in another"
        for table in tables.values()
        for derive in table.derives
        if derive.name in table.fields
    ]


def merge_off(standards: list[Standard]) -> dict[str, str]:
    """The rules that are switched off, each with its reason: those that no standard beside asks
    for.
    """
    return {
        rule: reason
        for standard in standards
        for rule, reason in standard.off.items()
        if all(rule in other.off or rule not in identifiers(other) for other in standards)
    }


def merge_changes(standards: list[Standard], off: Mapping[str, str]) -> list[Change]:
    """Where the standards differ from those that they extend. A rule that one switches off, and
    another asks for, is asked.
    """
    asked = {
        switched_off(rule, reason)
        for standard in standards
        for rule, reason in standard.off.items()
        if rule not in off
    }
    return [one for standard in standards for one in standard.changes if one not in asked]


def switched_off(rule: str, reason: str) -> Change:
    """That an extension does not ask for a rule."""
    return Change(f"{rule} is switched off", weaker=True, reason=reason)


def rule_of_table(rule: Rule, standard: Standard) -> str:
    """A rule that an extension changes, with its table where it is asked of several: of the others
    it stays as it was.
    """
    same = [one for table in standard.tables.values() for one in table.rules if one.id == rule.id]
    return f"{rule.id} in {rule.table}" if len(same) > 1 else rule.id


def identifiers(standard: Standard) -> set[str]:
    """Every identifier that a rule of the standard may have, written or implied."""
    written = {rule.id for table in standard.tables.values() for rule in table.rules}
    prefixes = {field.prefix for field in standard.fields}
    return written | {f"{prefix}-{number}" for prefix in prefixes for number in KINDS.values()}
