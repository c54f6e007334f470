"""What is said of each file that was read: its columns, and those that are due and not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from recordcheck.engine.given.inputs import sha256_of
from recordcheck.engine.given.tables import TableInput
from recordcheck.engine.judging.findings import finding
from recordcheck.exports.columns import spare
from recordcheck.model import Column, Finding, Rule, TableRead
from recordcheck.nearest import one_line

Taken = Mapping[str, set[str]]
"""Of each file, the columns that are a field of one of the standards."""


def columns_taken(tables: Iterable[TableInput]) -> Taken:
    """The columns that are a field of one of several standards, whose tables these are."""
    found: dict[str, set[str]] = {}
    for given in tables:
        for part, matched in zip(given.parts, given.matched, strict=True):
            found.setdefault(part.label, set()).update(matched.fields.values())
    return found


def table_read(
    given: TableInput, number: int, records: int, taken: Taken, *, hashed: bool
) -> TableRead:
    """One file of a table, by its number."""
    part = given.parts[number]
    matched = spare(given.matched[number], taken[part.label])
    absent = matched.absent
    return TableRead(
        given.table,
        part.label,
        records,
        unused=matched.unused if part.named else (),
        absent=absent if part.named else tuple(Column(column.name) for column in absent),
        warnings=part.warnings,
        set_aside=len(part.set_aside),
        sha256=sha256_of(part) if hashed else None,
    )


def missing_columns(
    given: TableInput, asked: Iterable[Rule], taken: Taken, maps: Mapping[str, str]
) -> list[Finding]:
    """One finding for each column that is due and not there, in each file with the column of that
    file that may have been meant; where a configuration maps one to it, that this is not there.
    """
    of_columns = [rule for rule in asked if rule.of_a_column]
    found = []
    for part, matched in zip(given.parts, given.matched, strict=True):
        absent = spare(matched, taken[part.label]).absent
        nearest = {one.name: one.nearest if part.named else None for one in absent}
        for rule in of_columns:
            if rule.field in nearest:
                one = finding(rule, part.label, 1, 1, 0, ())
                remedy = _mapped_and_not_there(rule.field, maps) or one.help
                found.append(replace(one, nearest=nearest[rule.field], help=remedy))
    return found


def _mapped_and_not_there(field: str, maps: Mapping[str, str]) -> str | None:
    """What to do where the user has mapped a column to the field; None where nothing is mapped."""
    theirs = [f"`{one_line(column)}`" for column, ours in maps.items() if ours == field]
    if not theirs:
        return None
    return f"not in this file: {' and '.join(theirs)}, mapped to it; export it, or mend the mapping"
