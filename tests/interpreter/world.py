"""The export as the interpreter holds it: cleaned tables, last period's, and the parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from recordcheck.model import FieldType, Parameter, Standard, Table

from .values import BLANK, Cell, Value, clean, read_date, read_integer, read_number


class NotInterpretedError(Exception):
    """SQL that the interpreter does not know: a test fails on it, and agrees to nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """One table as read from a file: the fields that have a column, and the text of the cells."""

    columns: tuple[str, ...]
    records: Sequence[Mapping[str, str | None]]


@dataclass(slots=True)
class Records:
    """One table cleaned and typed. `derived` is filled as derived columns are worked out."""

    table: Table
    columns: frozenset[str]
    cells: list[dict[str, Cell]]
    previous: bool = False
    derived: dict[str, list[Value]] = field(default_factory=dict)

    def cell(self, index: int, name: str) -> Cell:
        """One cell, blank where the export has no such column."""
        return self.cells[index].get(name, BLANK)


@dataclass(frozen=True, slots=True)
class World:
    """Everything that an expression can see."""

    standard: Standard
    tables: dict[str, Records]
    previous: dict[str, Records]
    parameters: dict[str, Value]
    as_at: date
    without: dict[str, frozenset[tuple[str, str | None]]] = field(default_factory=dict)


def build(
    standard: Standard,
    tables: Mapping[str, Given],
    parameters: Mapping[str, str],
    as_at: date,
    previous: Mapping[str, Given],
) -> World:
    """The world of one export."""
    return World(
        standard,
        {name: records(standard, name, given) for name, given in tables.items()},
        {name: records(standard, name, given, previous=True) for name, given in previous.items()},
        all_parameters(standard, parameters, as_at),
        as_at,
    )


def records(standard: Standard, name: str, given: Given, *, previous: bool = False) -> Records:
    """One table, cleaned."""
    table = standard.tables[name]
    fields = [table.fields[column] for column in given.columns]
    cells = [
        {f.name: clean(record.get(f.name), f, standard.placeholders) for f in fields}
        for record in given.records
    ]
    columns = {*given.columns}
    for one in table.fields.values():
        if one.in_parts and columns >= {*one.in_parts}:
            columns.add(one.name)
            for cell in cells:
                parts = [cell[part] for part in one.in_parts]
                cell[one.name] = whole(cell.get(one.name, BLANK), parts)
    return Records(table, frozenset(columns), cells, previous)


def whole(text: Cell, parts: list[Cell]) -> Cell:
    """A text, or where it is blank and none of its parts is, these below each other."""
    there = [part.text for part in parts if part.text is not None]
    if text.text is not None or len(there) < len(parts):
        return text
    joined = "\n".join(there)
    return Cell(joined, joined)


def all_parameters(standard: Standard, given: Mapping[str, str], as_at: date) -> dict[str, Value]:
    """Every parameter with its value, and the day of the run as `today`."""
    found: dict[str, Value] = {"today": as_at}
    for name, parameter in standard.parameters.items():
        found[name.lower()] = parameter_value(parameter, given.get(name), as_at)
    return found


def parameter_value(parameter: Parameter, given: str | None, as_at: date) -> Value:
    """A parameter as it was set, or by default."""
    text = parameter.default if given is None else given
    if parameter.type is FieldType.DATE:
        return as_at if text == "today" else read_date(text)
    if parameter.type is FieldType.INTEGER:
        return read_integer(text)
    if parameter.type is FieldType.NUMBER:
        return read_number(text)
    return text
