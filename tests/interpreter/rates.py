"""How much of what is due is recorded, valid and known: overall, and by group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field as attribute

from recordcheck.model import Field, Role

from .casts import to_text
from .expressions import Interpreter
from .implied import due
from .validity import code_of, known, valid
from .world import Records

Group = tuple[str | None, ...]


@dataclass(slots=True)
class Counts:
    """Of the records where a field is due: how many have it, and with a code of which role."""

    records: int = 0
    due: int = 0
    recorded: int = 0
    valid: int = 0
    known: int = 0
    declined: int | None = None
    roles: Counter[Role] = attribute(default_factory=Counter)


def rate(
    interpreter: Interpreter, records: Records, field: Field, by: tuple[str, ...] = ()
) -> dict[Group, Counts]:
    """The counts of one field for each group; the one group is () where nothing is grouped by."""
    groups: dict[Group, Counts] = {} if by else {(): empty(field)}
    for index, is_due in enumerate(due(interpreter, records, field)):
        counts = groups.setdefault(group_of(records, index, by), empty(field))
        counts.records += 1
        if is_due:
            count(counts, records, index, field)
    return groups


def empty(field: Field) -> Counts:
    """Nothing counted yet."""
    return Counts(declined=0 if field.declined_apart else None)


def group_of(records: Records, index: int, by: tuple[str, ...]) -> Group:
    """The values of a record that it is grouped by, as texts."""
    values = [records.cell(index, name).value for name in by]
    return tuple(None if value is None else str(to_text(value)) for value in values)


def count(counts: Counts, records: Records, index: int, field: Field) -> None:
    """Count one record where the field is due."""
    cell = records.cell(index, field.name)
    code = code_of(cell, field) if valid(cell, field) else None
    counts.due += 1
    counts.recorded += cell.text is not None
    counts.valid += valid(cell, field)
    counts.known += known(cell, field)
    if code is not None:
        counts.roles[code.role] += 1
        if counts.declined is not None and code.role is Role.DECLINED:
            counts.declined += 1
