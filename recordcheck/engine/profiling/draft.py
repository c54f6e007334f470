"""A first standard for an export that none fits: each column becomes a field, of the type and with
the code list that a profile finds. It is tried on the export before it is written, so that what it
says is what `lint` will count.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from recordcheck.engine.check import check_parts
from recordcheck.engine.given.inputs import Part, open_data, refuse_unnamed
from recordcheck.engine.given.sheets import named_sheets
from recordcheck.engine.profiling.forms import type_of
from recordcheck.engine.profiling.likely import MOSTLY, bounds
from recordcheck.engine.profiling.profile import Known, known_in, profile_whole
from recordcheck.engine.settings import Options
from recordcheck.model import Due, Field, FieldType, Rate, Run, Standard, Table
from recordcheck.model.draft import Draft, DraftField, DraftTable
from recordcheck.model.profile import ColumnProfile, Counted, FileProfile
from recordcheck.nearest import folded
from recordcheck.plural import some
from recordcheck.rules import unique
from recordcheck.standard.codes import load_codes
from recordcheck.standard.find import find_codes
from recordcheck.standard.new_names import one_more, prefix_of, slug, snake

Group = Sequence[tuple[Part, FileProfile]]
IDENTIFIERS = (FieldType.TEXT, FieldType.INTEGER)
LONGEST = 60  # no identifier has more characters
FEW = 20  # so many values may be those of a code list
MOST_TRIED = 20  # columns of which it is asked whether they are a key


def draft(export: Path, stem: str, *, encoding: str | None, sheets: Sequence[str]) -> Draft:
    """The first standard for a file or the files of a folder, called by the `stem` of its own file:
    a table for each group of files that have the same columns. Raises UserError.
    """
    known = known_in((), {})
    parts = named_sheets(open_data(export, encoding=encoding), sheets)
    for part in parts:
        sheets_help = "; or say which sheets to read: --sheet" if part.sheet is not None else ""
        refuse_unnamed(part, f"rename in it what looks like data{sheets_help}")
    groups: dict[tuple[str, ...], list[tuple[Part, FileProfile]]] = {}
    for part, file in zip(parts, profile_whole(parts, known), strict=True):
        alike = tuple(sorted(map(folded, part.columns)))
        groups.setdefault(alike, []).append((part, file))
    called = slug(stem)
    start, tables = prefix_of(called), list[DraftTable]()
    for group in groups.values():
        wanted = _called(group) if len(groups) > 1 else snake(called, "record")
        name = one_more(wanted, {folded(one.name) for one in tables})
        tables.append(_table(group, start, name))
    first = Draft(called, start, tuple(tables))
    run = check_parts(parts, [_standard(first, known)], Options(maps=first.maps, max_records=0))
    return replace(first, tables=tuple(_as_counted(table, run) for table in tables))


def _called(group: Group) -> str:
    """A name from those of the files or sheets, without what numbers them."""
    stems = [max(re.split(r"\d+", part.sheet or part.stem), key=len) for part, _ in group]
    alike = os.path.commonprefix(stems) or stems[0]  # noqa: RUF071 - letters, not folders
    return snake(alike, "record")


def _table(group: Group, start: str, called: str) -> DraftTable:
    """A table before it is tried: its fields are due, and those that may be the key unique."""
    fields = list(_fields(group, start))
    left = MOST_TRIED
    for at, one in enumerate(fields):
        if left and _may_be_key(one, group):
            length = (None, LONGEST) if one.field.type is FieldType.TEXT else None
            fields[at] = replace(one, field=replace(one.field, unique=True, length=length))
            left -= 1
    return DraftTable(
        called,
        some([Path(part.label).name for part, _ in group], 1),
        0,
        None,
        tuple(fields),
        group[0][1].fits,
        group[0][1].nearest,
    )


def _fields(group: Group, start: str) -> Iterator[DraftField]:
    columns = group[0][1].columns
    others = {folded(column.name) for column in columns}
    taken: set[str] = set()
    for place, first in enumerate(columns, 1):
        own = folded(first.name)
        mapped = own in taken
        called = one_more(snake(first.name, f"column_{place}"), taken | (others - {own}))
        taken |= {own, folded(called)}
        column = _together([_same(first, file) for _, file in group])
        aliases = (first.name,) if called != first.name and not mapped else ()
        yield DraftField(_field(called, column, start, aliases), column, mapped=mapped)


def _same(column: ColumnProfile, file: FileProfile) -> ColumnProfile:
    """The column of another file that is called like it: exactly, or as names are compared."""
    alike = [one for one in file.columns if folded(one.name) == folded(column.name)]
    return next((one for one in alike if one.name == column.name), alike[0])


def _together(columns: Sequence[ColumnProfile]) -> ColumnProfile:
    """One column of several files: it is what it is in the file where most of it is recorded, and
    what is counted in it is counted in all.
    """
    most = max(columns, key=lambda one: one.recorded)
    widest = max((one.distinct for one in columns), key=lambda band: bounds(band)[0])
    suspected, order = _sum(one.suspected for one in columns), _sum(one.order for one in columns)
    return replace(most, distinct=widest, suspected=suspected, order=order)


def _sum(several: Iterable[Counted]) -> Counted:
    every = Counter[str]()
    for one in several:
        every.update(dict(one))
    return tuple(every.most_common())


def _field(called: str, column: ColumnProfile, start: str, aliases: tuple[str, ...]) -> Field:
    path = find_codes(column.codes.name, ()) if column.codes is not None else None
    form = column.dates[0] if column.dates is not None else None
    return Field(
        called,
        start,
        type_of(form) if form is not None else column.type,
        codes=load_codes(path)[0] if path is not None else None,
        aliases=aliases,
        due=Due(always=True),
        dates=form,
    )


def _may_be_key(one: DraftField, group: Group) -> bool:
    """Whether a profile leaves it open that a column is always recorded, and never the same."""
    if one.field.type not in IDENTIFIERS:
        return False
    for _, file in group:
        column = _same(one.column, file)
        most = bounds(column.distinct)[1]
        if column.recorded < file.records or (most is not None and most < MOSTLY * file.records):
            return False
    return True


def _standard(first: Draft, known: Known) -> Standard:
    """What `lint` would load, to be tried."""
    tables = {
        table.name: Table(
            table.name,
            first.prefix,
            "one record",
            {one.field.name: one.field for one in table.fields},
        )
        for table in first.tables
    }
    return Standard(
        first.name, first.prefix, "1", "", tables, "", "", placeholders=known.placeholders
    )


def _as_counted(table: DraftTable, run: Run) -> DraftTable:
    """A table with what the trial counted."""
    rates = {one.field: one for one in run.rates if one.table == table.name}
    again = {
        one.field for one in run.findings if (one.table, one.name) == (table.name, unique.KIND)
    }
    tried = [(one, rates[one.field.name]) for one in table.fields]
    keys = [
        one.field.name
        for one, rate in tried
        if one.field.unique and one.field.name not in again and 0 < rate.due == rate.valid
    ]
    key = next(iter(keys), None)
    return replace(
        table,
        records=tried[0][1].due,
        key=key,
        fields=tuple(_settled(one, rate, key) for one, rate in tried),
    )


def _settled(one: DraftField, rate: Rate, key: str | None) -> DraftField:
    """A field as it is written: due where it was always recorded; a text where too little of it
    reads as anything else, and where it is the key, whose zeros and letters may come yet.
    """
    recorded, valid = rate.recorded or 0, rate.valid or 0
    field = replace(one.field, due=Due(always=0 < rate.due == recorded))
    if field.name == key or valid < MOSTLY * recorded:
        field = replace(field, type=FieldType.TEXT, codes=None, dates=None)
    most = bounds(one.column.distinct)[1]
    # Each file may have other values, such as references: only those that one repeats are few.
    few = most is not None and 1 < most <= FEW and one.column.recorded >= 2 * most
    reads = recorded if field.type is FieldType.TEXT else valid
    return replace(
        one,
        field=field,
        column=replace(one.column, recorded=recorded, reads=reads),
        few=few and field.type in IDENTIFIERS,
    )
