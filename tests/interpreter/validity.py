"""What a recorded cell must keep to be valid, and what else follows from a cell alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from recordcheck.model import Code, Field, FieldType, Role

from .functions import day_of, matches
from .logic import Truth, both, compare
from .values import Cell, Value, read, read_date

TYPED = {
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.BOOLEAN,
    FieldType.DATE,
    FieldType.DATETIME,
}
KNOWN_ROLES = {Role.STATED, Role.OTHER}


def reads_as_type(cell: Cell, field: Field) -> Truth:
    """390: it reads as the type of its field."""
    return cell.value is not None


def on_code_list(cell: Cell, field: Field) -> Truth:
    """391: its code is on the list."""
    return code_of(cell, field) is not None


def has_format(cell: Cell, field: Field) -> Truth:
    """392: the whole text has the form asked for."""
    return matches(cell.text or "", field.format or "")


def in_range(cell: Cell, field: Field) -> Truth:
    """393: it is between two values, both of them allowed."""
    low, high = field.range or (None, None)
    return both(
        [
            low is None or compare(lambda a, b: a >= b, *bounded(cell.value, low, field)),
            high is None or compare(lambda a, b: a <= b, *bounded(cell.value, high, field)),
        ]
    )


def bounded(value: Value, bound: str, field: Field) -> tuple[Value, Value]:
    """A value and the bound of its range: of a day or a moment a day, in whatever form the field
    has its own.
    """
    if isinstance(value, date):
        return day_of(value), read_date(bound)
    return value, read(bound, field)


def has_length(cell: Cell, field: Field) -> Truth:
    """394: it has so many characters."""
    low, high = field.length or (None, None)
    length = len(cell.text or "")
    return (low is None or length >= low) and (high is None or length <= high)


Kind = Callable[[Cell, Field], Truth]


def validity_kinds(field: Field) -> dict[str, Kind]:
    """The number of each rule of validity that the keys of a field imply."""
    kinds: dict[str, Kind] = {}
    if field.type in TYPED:
        kinds["390"] = reads_as_type
    if field.codes is not None:
        kinds["391"] = on_code_list
    if field.format is not None:
        kinds["392"] = has_format
    if field.range is not None:
        kinds["393"] = in_range
    if field.length is not None:
        kinds["394"] = has_length
    return kinds


def valid(cell: Cell, field: Field) -> bool:
    """Recorded, and every rule of validity kept."""
    if cell.text is None:
        return False
    return all(kept(cell, field) is True for kept in validity_kinds(field).values())


def known(cell: Cell, field: Field) -> bool:
    """Valid, and an answer: not one of the four ways of not knowing."""
    if not valid(cell, field):
        return False
    code = code_of(cell, field)
    return code is None or code.role in KNOWN_ROLES


def code_of(cell: Cell, field: Field) -> Code | None:
    """The code that a cell holds, if it is on the list."""
    codes = field.codes.codes if field.codes is not None else ()
    return next((code for code in codes if code.code == cell.text), None)


def in_use(code: Code, day: date) -> bool:
    """Whether a code may be used on a day."""
    after_start = code.valid_from is None or code.valid_from <= day
    return after_start and (code.valid_until is None or day <= code.valid_until)


def in_use_on(cell: Cell, field: Field, at: Value) -> Truth:
    """395: the code may be used on the day of the record."""
    code = code_of(cell, field)
    return None if at is None or code is None else in_use(code, day_of(at))
