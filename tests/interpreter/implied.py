"""The rules that follow from a table's key and from the keys of its fields."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import Any

from recordcheck.model import Field, FieldType, Standard, Table

from .expressions import Interpreter
from .functions import day_of
from .logic import Truth, compare
from .reach import Reached, reached
from .validity import code_of, in_use_on, known, validity_kinds
from .values import Cell, Value
from .verdicts import Verdict, verdict
from .world import Records

Judge = Callable[[Interpreter, Records], list[Verdict]]


@dataclass(frozen=True, slots=True)
class Implied:
    """One implied rule: its number after the prefix, its field, what it looks at, how it judges."""

    id: str
    field: str | None
    reaches: Reached
    judge: Judge


OF_AN_EXPORT = ("195", "196", "390", "396", "493")
"""What is asked of the cells of an export, not of what a view gives."""


def implied_rules(table: Table, standard: Standard) -> Iterator[Implied]:
    """Every rule that nobody had to write."""
    if table.key:
        key = columns_of(table, *table.key)
        yield Implied(f"{table.prefix}-191", None, key, partial(key_unique, table.key))
    for field in table.fields.values():
        for number, others, judge in of_field(field, table, standard):
            if table.view is not None and number in OF_AN_EXPORT:
                continue
            looks_at = others | {(table.name, field.name)}
            yield Implied(f"{field.prefix}-{number}", field.name, looks_at, judge)


def of_field(
    field: Field, table: Table, standard: Standard
) -> Iterator[tuple[str, Reached, Judge]]:
    """The rules of one field: number, what else it looks at, how it judges."""
    here = partial(columns_of, table)
    if field.unique:
        yield "192", here(), partial(unique, field)
    if field.refers_to is not None:
        yield (
            "193",
            frozenset({(field.refers_to[0], None), field.refers_to}),
            partial(refers, field),
        )
    identifies = field.name in table.key or field.unique or field.refers_to is not None
    if field.type is FieldType.TEXT and identifies:
        yield "195", here(), partial(not_rounded, field)
    digits = digits_asked(field)
    if digits is not None:
        yield "196", here(), partial(has_its_digits, field, digits)
    if not field.due.optional and not field.has_floor:
        yield "290", due_reach(field, table, standard), partial(filled_in, field)
    for number, judge in of_many(field):
        yield number, here(), judge
    if field.needs:
        yield "291", here(*field.needs), partial(has_needed, field)
    for number, kept in validity_kinds(field).items():
        yield number, here(), partial(is_valid, field, kept)
    for number, beside, judge in of_codes(field, table):
        yield number, here(*beside), judge
    for number, other, how in in_order(field):
        others = here() if other.startswith(":") else here(other)
        yield number, others, partial(in_time, field, other, how)
    if field.not_after is not None:
        others = here() if field.not_after.startswith(":") else here(field.not_after)
        yield "493", others, partial(not_swapped, field, field.not_after)
    if field.same_within:
        yield "492", here(*field.same_within), partial(same_within, field)


def of_codes(field: Field, table: Table) -> Iterator[tuple[str, tuple[str, ...], Judge]]:
    """The rules about how a code list stands to the years, and to other lists."""
    if field.codes is not None and field.codes.dated and table.dated is not None:
        yield "395", (table.dated,), partial(code_in_use, field, table.dated)
    theirs = codes_of_others(field)
    if theirs:
        yield "396", (), partial(not_of_another_list, field, theirs)


def of_many(field: Field) -> Iterator[tuple[str, Judge]]:
    """The rules about what many records share."""
    if field.same_length is not None:
        yield "197", partial(not_cut, field, field.same_length)
    if field.same_value is not None:
        yield "494", partial(not_one_value, field, field.same_value)


def in_order(field: Field) -> Iterator[tuple[str, str, Callable[[Any, Any], bool]]]:
    """The times that a field must not come before, or after."""
    if field.not_before is not None:
        yield "490", field.not_before, operator.ge
    if field.not_after is not None:
        yield "491", field.not_after, operator.le


def columns_of(table: Table, *names: str) -> Reached:
    """Columns of the record's own table."""
    return frozenset((table.name, name) for name in names)


def due_reach(field: Field, table: Table, standard: Standard) -> Reached:
    """What must be looked at to know whether a field is due."""
    if field.due.when is None:
        return frozenset()
    return reached(field.due.when.text, table, standard)


def due(interpreter: Interpreter, records: Records, field: Field) -> list[bool]:
    """Whether a field is due in each record; what cannot be known is not due."""
    if field.due.when is None:
        return [field.due.always] * len(records.cells)
    return [v is True for v in interpreter.column(records, field.due.when.text)]


def where_recorded(
    records: Records, field: Field, holds: Callable[[Cell, int], Truth]
) -> list[Verdict]:
    """The verdicts of a rule that does not apply to blanks."""
    cells = [records.cell(index, field.name) for index in range(len(records.cells))]
    return [
        verdict(cell.text is not None, partial(holds, cell, index))
        for index, cell in enumerate(cells)
    ]


def key_unique(key: tuple[str, ...], _: Interpreter, records: Records) -> list[Verdict]:
    """191: no part of the key is blank, and no other record has the same."""
    keys = [tuple(records.cell(index, name) for name in key) for index in range(len(records.cells))]
    counts = Counter(tuple(cell.value for cell in cells) for cells in keys)
    return [verdict(True, partial(is_only, cells, counts)) for cells in keys]


def is_only(cells: tuple[Cell, ...], counts: Counter[tuple[Value, ...]]) -> Truth:
    """Whether a key is whole and the only one of its kind."""
    if any(cell.text is None for cell in cells):
        return False
    if any(cell.value is None for cell in cells):
        return None
    return counts[tuple(cell.value for cell in cells)] == 1


def unique(field: Field, _: Interpreter, records: Records) -> list[Verdict]:
    """192: no other record has the same value."""
    counts = Counter(records.cell(index, field.name).value for index in range(len(records.cells)))
    return where_recorded(
        records, field, lambda cell, _: None if cell.value is None else counts[cell.value] == 1
    )


def refers(field: Field, interpreter: Interpreter, records: Records) -> list[Verdict]:
    """193: some record of the other table has this value; unknown where it does not read."""
    assert field.refers_to is not None
    table, column = field.refers_to
    others = interpreter.world.tables[table]
    there = {others.cell(index, column).value for index in range(len(others.cells))} - {None}
    return where_recorded(
        records, field, lambda cell, _: None if cell.value is None else cell.value in there
    )


def not_rounded(field: Field, _: Interpreter, records: Records) -> list[Verdict]:
    """195: no identifier looks like 1.23E+11."""
    form = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]{2,3}")
    return where_recorded(records, field, lambda cell, _: form.fullmatch(str(cell.value)) is None)


def digits_asked(field: Field) -> int | None:
    """How many digits a text or a code always has, if that is more than one."""
    if field.codes is not None:
        codes = [code.code for code in field.codes.codes]
        number = all(set(code) <= set("0123456789") for code in codes)
        lengths = {len(code) for code in codes} if number else set()
        padded = any(code[0] == "0" for code in codes)
        digits = max(lengths) if padded and len(lengths) == 1 else 0
    elif field.type is not FieldType.TEXT:
        digits = 0
    elif field.format is not None and not set(field.format) - set("[-]{}0123456789"):
        parts = field.format.split("[0-9]")[1:]
        digits = sum(int(part.strip("{}") or 1) for part in parts)
    else:
        low, high = field.length or (None, None)
        digits = low if low is not None and low == high else 0
    return digits if digits > 1 else None


def has_its_digits(field: Field, digits: int, _: Interpreter, records: Records) -> list[Verdict]:
    """196: no number is shorter than it always is."""
    form = re.compile(f"[0-9]{{1,{digits - 1}}}")
    return where_recorded(records, field, lambda cell, _: form.fullmatch(str(cell.value)) is None)


ENOUGH = 20


def not_cut(field: Field, most: Fraction, _: Interpreter, records: Records) -> list[Verdict]:
    """197: not too many texts are as long as the longest."""
    texts = [str(text) for text in recorded_values(field, records)]
    longest = max(map(len, texts), default=0)
    often = sum(len(text) == longest for text in texts)
    cut = longest >= 50 and often >= 5 and often > most * len(texts)
    return where_recorded(
        records, field, lambda cell, _: not (cut and len(str(cell.value)) == longest)
    )


def not_one_value(field: Field, most: Fraction, _: Interpreter, records: Records) -> list[Verdict]:
    """494: no value stands in too many records."""
    cells = [records.cell(index, field.name) for index in range(len(records.cells))]
    recorded = sum(cell.text is not None for cell in cells)
    count = Counter(cell.value for cell in cells)
    return where_recorded(
        records,
        field,
        lambda cell, _: (
            None
            if recorded < ENOUGH or cell.value is None
            else count[cell.value] <= most * recorded
        ),
    )


def recorded_values(field: Field, records: Records) -> list[Value]:
    """What is written in a field and can be read."""
    cells = (records.cell(index, field.name) for index in range(len(records.cells)))
    return [cell.value for cell in cells if cell.value is not None]


def filled_in(field: Field, interpreter: Interpreter, records: Records) -> list[Verdict]:
    """290: what is due is recorded."""
    return [
        verdict(is_due, partial(is_recorded, records, field, index))
        for index, is_due in enumerate(due(interpreter, records, field))
    ]


def is_recorded(records: Records, field: Field, index: int) -> Truth:
    """Whether something is written."""
    return records.cell(index, field.name).text is not None


def has_needed(field: Field, _: Interpreter, records: Records) -> list[Verdict]:
    """291: the fields that this one needs are recorded too."""
    return where_recorded(
        records,
        field,
        lambda _, index: all(records.cell(index, name).text is not None for name in field.needs),
    )


def is_valid(
    field: Field, kept: Callable[[Cell, Field], Truth], _: Interpreter, records: Records
) -> list[Verdict]:
    """390 to 394: what is recorded is valid in one respect."""
    return where_recorded(records, field, lambda cell, _: kept(cell, field))


def code_in_use(field: Field, dated: str, _: Interpreter, records: Records) -> list[Verdict]:
    """395: the code was in use on the day of the record."""
    return [
        verdict(
            code_of(records.cell(index, field.name), field) is not None,
            partial(
                in_use_on, records.cell(index, field.name), field, records.cell(index, dated).value
            ),
        )
        for index in range(len(records.cells))
    ]


def codes_of_others(field: Field) -> set[str]:
    """The codes of lists that the field's list is mixed with; what it reads as its own is none."""
    if field.codes is None:
        return set()
    own = {text for code in field.codes.codes for text in (code.code, code.label, *code.aliases)}
    return {code.code for other in field.codes.mixed_with for code in other.codes} - own


def not_of_another_list(
    field: Field, theirs: set[str], _: Interpreter, records: Records
) -> list[Verdict]:
    """396: what is not on the list is not on another one."""
    cells = [records.cell(index, field.name) for index in range(len(records.cells))]
    off_list = [cell.text is not None and code_of(cell, field) is None for cell in cells]
    return [
        verdict(off, partial(is_not_among, cell, theirs))
        for cell, off in zip(cells, off_list, strict=True)
    ]


def is_not_among(cell: Cell, codes: set[str]) -> Truth:
    """Whether a cell holds none of these codes."""
    return cell.text not in codes


def in_time(
    field: Field,
    other: str,
    how: Callable[[Any, Any], bool],
    interpreter: Interpreter,
    records: Records,
) -> list[Verdict]:
    """490 and 491: not before, or not after, another time of the record or of the run."""
    others = interpreter.column(records, other)
    judged = where_recorded(
        records, field, lambda cell, index: compare(how, *by_day(cell.value, others[index]))
    )
    if other.startswith(":"):
        return judged
    blank = [records.cell(index, other).text is None for index in range(len(judged))]
    return [
        Verdict.NOT_APPLICABLE if none else one for none, one in zip(blank, judged, strict=True)
    ]


def by_day(one: Value, other: Value) -> tuple[Value, Value]:
    """Two times; by the day where only one of them has an hour, and else by the minute."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one.replace(second=0, microsecond=0), other.replace(second=0, microsecond=0)
    times = [value for value in (one, other) if isinstance(value, date)]
    if len(times) == 2 and len({isinstance(value, datetime) for value in times}) == 2:
        return day_of(one), day_of(other)
    return one, other


def not_swapped(
    field: Field, other: str, interpreter: Interpreter, records: Records
) -> list[Verdict]:
    """493: what is too late would be so too with day and month the other way round."""
    others = interpreter.column(records, other)
    found = []
    for index, limit in enumerate(others):
        value, end = by_day(records.cell(index, field.name).value, limit)
        late = compare(operator.gt, value, end) is True
        found.append(verdict(late, partial(is_late_swapped, value, end)))
    return found


def is_late_swapped(value: Value, end: Value) -> Truth:
    """Whether a date is late the other way round too, or has no other way."""
    assert isinstance(value, date)
    if value.day > 12:
        return True
    return compare(operator.gt, value.replace(month=value.day, day=value.month), end)


def same_within(field: Field, _: Interpreter, records: Records) -> list[Verdict]:
    """492: among the records of one key, the known values are one."""
    rows = range(len(records.cells))
    keys = {index: key_of(records, index, field.same_within) for index in rows}
    answers = {
        index: records.cell(index, field.name).value
        for index in rows
        if known(records.cell(index, field.name), field) and keys[index] is not None
    }
    return [verdict(index in answers, partial(agrees, index, keys, answers)) for index in rows]


def key_of(records: Records, index: int, names: tuple[str, ...]) -> tuple[Value, ...] | None:
    """The key that a record shares with others; None where a part is blank."""
    cells = [records.cell(index, name) for name in names]
    if any(cell.text is None for cell in cells):
        return None
    return tuple(cell.value for cell in cells)


def agrees(
    index: int, keys: dict[int, tuple[Value, ...] | None], answers: dict[int, Value]
) -> Truth:
    """Whether no other record of the same key has another answer."""
    key = keys[index]
    if key is None or None in key:
        return None
    return all(keys[o] != key or answer == answers[index] for o, answer in answers.items())
