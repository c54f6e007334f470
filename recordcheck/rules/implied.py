"""How a kind of implied rule says what it is: its words, when it applies, what must hold, its
examples.
"""

from __future__ import annotations

from dataclasses import replace

from recordcheck.model import TEXTS, Example, Expression, Field, Lookup, Rule, Severity, Table
from recordcheck.model.kinds import identifier
from recordcheck.standard.sql import measures
from recordcheck.standard.sql.types import name

Cells = dict[str, str | None]


def rule(
    kind: str,
    table: Table,
    field: Field | None,
    says: str,
    fault: str,
    why: str,
    *,
    severity: Severity = Severity.ERROR,
    when: Expression | None = None,
    assertion: Expression | None = None,
    keeps: tuple[Example, ...] = (),
    breaks: tuple[Example, ...] = (),
    help: str | None = None,  # noqa: A002 - the word of the output
) -> Rule:
    """An implied rule of one field (of the key, where `field` is None: it stands at its first)."""
    place = (field or table.fields[table.key[0]]).place
    return Rule(
        id=identifier(field.prefix if field is not None else table.prefix, kind),
        name=kind,
        says=says,
        why=why,
        severity=severity,
        table=table.name,
        field=field.name if field is not None else None,
        kind=kind,
        when=when,
        assertion=assertion,
        sources=field.sources if field is not None else (),
        keeps=keeps,
        breaks=breaks,
        fault=fault,
        help=help,
        place=place,
    )


def expression(table: Table, sql: str, *columns: str, whole_export: bool = False) -> Expression:
    """SQL over columns of the record's own table."""
    return Expression(sql, sql, frozenset((table.name, column) for column in columns), whole_export)


def looking_up(table: Table, sql: str, lookup: Lookup, *columns: str) -> Expression:
    """SQL over columns, and over values that are looked up, as `not_found` does."""
    return replace(expression(table, sql, *columns, whole_export=True), lookup=lookup)


def when_recorded(table: Table, field: Field) -> Expression:
    """Applies to the records where something is written in the field."""
    return expression(table, recorded(table, field.name), field.name)


def recorded(table: Table, *fields: str) -> str:
    """Whether something is written in each of some fields, as SQL."""
    return " and ".join(measures.recorded(table.fields[one], table.name) for one in fields)


def column(table: Table, called: str) -> str:
    """A column of the record's own table, as SQL."""
    return f"{name(table.name)}.{name(called)}"


def together(fields: tuple[str, ...]) -> str:
    """Fields that are one key, in a sentence: `a`, `a and b together`."""
    if len(fields) < 2:
        return "".join(fields)
    return f"{', '.join(fields[:-1])} and {fields[-1]} together"


def one(table: Table, *records: Cells) -> tuple[Example, ...]:
    """One example of records of the rule's own table."""
    return (Example({table.name: tuple(records)}),)


def not_found(table: Table, lookup: Lookup) -> str:
    """That what is recorded of the record's keys is not among those of a lookup: unknown where a
    part of it does not read as its type.
    """
    typed = [key for key in lookup.keys if table.fields[key].type not in TEXTS]
    if not typed:
        return f"(not {_found(table, lookup)})"
    read = " and ".join(f"{column(table, key)} is not null" for key in typed)
    return f"(case when {read} then not {_found(table, lookup)} end)"


def _found(table: Table, lookup: Lookup) -> str:
    same = " and ".join(f"_found.{name(key)} = {column(table, key)}" for key in lookup.keys)
    return f"(exists (select 1 from {name(lookup.name)} as _found where {same}))"


def repeated(table: Table, columns: tuple[str, ...]) -> Lookup:
    """The values that stand in several records."""
    called = " ".join(map(name, columns))  # of a pandera schema, a name may have spaces
    return Lookup(f"repeated {called} of {table.name}", columns, "count(*) > 1")
