"""Which column of a file may be which field of a standard, for whoever writes the mapping."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from recordcheck.engine.profiling.content import on_list, speaks_against
from recordcheck.engine.profiling.forms import type_of
from recordcheck.engine.profiling.likely import TELLING, codes_of
from recordcheck.exports.alike import LEAST, SURE, Pair, one_to_one, pairs, says_no_more
from recordcheck.exports.columns import find_fields
from recordcheck.model import TIMES, Field, FieldType, Standard, Table
from recordcheck.model.profile import ColumnProfile, FileProfile
from recordcheck.model.suggestion import Dated, Suggestion, Suggestions
from recordcheck.standard.dates import fault_of_form
from recordcheck.standard.fit import best_fit
from recordcheck.standard.near import nearest_table

ON_LIST = 0.5  # what speaks for a field whose code list holds the values, beside the names
LISTED = 0.8  # and where the names say nothing: it has to be decided
BY_HAND = "if it is one, map it by hand"


def suggestions(file: FileProfile, standard: Standard) -> Suggestions:
    """What can be said of a file's columns, held against the table that they come nearest to."""
    names = [column.name for column in file.columns]
    fit = best_fit(names, standard, {})
    table = standard.tables[fit.table] if fit else nearest_table(names, standard, {}).table
    matched = find_fields(names, table, {})
    left = [column for column in file.columns if column.name not in matched.values()]
    lacking = [field for called, field in table.fields.items() if called not in matched]
    found = _pairs(left, lacking, table)
    best = {pair.column: pair for pair in one_to_one(found)}
    columns = tuple(_suggestion(column, best.get(column.name), found, table) for column in left)
    columns = tuple(_of_other_table(one, table, standard) for one in columns)
    taken = {pair.field for pair in best.values()}
    columns = _of_other_lists(columns, left, [one for one in lacking if one.name not in taken])
    taken |= {one.field for one in columns if one.field}
    by_field = matched | {one.field: one.column for one in columns if one.field}
    absent = (field for field in lacking if field.name not in taken)
    return Suggestions(
        table.name,
        bool(matched) or any(one.sure for one in columns),
        columns,
        tuple(field for field in absent if not field.stands_in(by_field)),
        tuple(_uncoded(file, table, by_field)),
        tuple(_dated(file, table, by_field, {one.column for one in columns if not one.sure})),
    )


def sure_of(found: Iterable[Suggestions]) -> dict[str, str]:
    """The field of each column of which it is sure. A mapping holds for every file: a column that
    is one field in a table and another in the next is left to the user.
    """
    fields: dict[str, set[str]] = {}
    for one in (each for several in found for each in several.columns):
        if one.sure and one.field:
            fields.setdefault(one.column, set()).add(one.field)
    return {column: min(of) for column, of in fields.items() if len(of) == 1}


def forms_to_give(found: Iterable[Dated]) -> list[Dated]:
    """Each form that has to be given, once for a field: a form counts in every file."""
    every = list(found)
    forms: dict[str, set[str]] = {}
    for one in every:
        forms.setdefault(one.field, set()).add(one.form)
    unsure = {one.field for one in every if not one.sure or len(forms[one.field]) > 1}
    given = (replace(one, sure=one.field not in unsure) for one in every if one.form)
    return list({(one.field, one.form): one for one in given}.values())


def left_of(
    files: Sequence[FileProfile], found: Iterable[Suggestions], sure: Collection[str]
) -> Iterator[tuple[list[str], Suggestions]]:
    """What is left of each file but for the columns that are `sure`, once of all that leave the
    same, as the files of several months do. What lacks in one is not said of the next of the same
    table, and a column that is mapped for one is mapped for all.
    """
    alike: dict[Suggestions, list[str]] = {}
    for file, one in zip(files, found, strict=True):
        columns = tuple(each for each in one.columns if each.column not in sure)
        leaves = Suggestions(one.table, one.known, columns, one.absent)
        alike.setdefault(leaves, []).append(file.path)
    said: set[tuple[str, str]] = set()
    for one, paths in alike.items():
        absent = tuple(field for field in one.absent if (one.table, field.name) not in said)
        yield paths, replace(one, absent=absent)
        if one.known:
            said |= {(one.table, field.name) for field in one.absent}


def _pairs(left: list[ColumnProfile], lacking: list[Field], table: Table) -> list[Pair]:
    """By their names and types, and by what is on a field's code list. What content speaks against
    is said only where the names are nearly the same.
    """
    kinds = {column.name: _kind(column) if column.recorded else None for column in left}
    named = {(pair.column, pair.field): pair.score for pair in pairs(kinds, lacking)}
    listed = [(column, field) for column in left for field in lacking if _listed(column, field)]
    found = []
    for column, field in product(left, lacking):
        score = named.get((column.name, field.name), 0.0)
        if (column, field) in listed:
            alone = sum(one is column or other is field for one, other in listed) == 1
            score = _with_codes(score, column, field, alone=alone)
        elif score < SURE and speaks_against(column, field, table):
            continue
        if score:
            found.append(Pair(column.name, field.name, score))
    return found


def _kind(column: ColumnProfile) -> FieldType:
    return type_of(column.dates[0]) if column.dates is not None else column.type


def _with_codes(score: float, column: ColumnProfile, field: Field, *, alone: bool) -> float:
    """How alike they are where the values are on the field's code list. Few codes, such as yes and
    no, answer anything: then the names alone count.
    """
    if len(codes_of(field)) <= TELLING:
        return score
    if score or says_no_more(column.name, field):
        return max(score, LEAST) + ON_LIST
    return LISTED if alone else 0.0


def _listed(column: ColumnProfile, field: Field) -> bool:
    """Whether a column's values tell that they are of the code list of a field."""
    return column.codes is not None and on_list(column, field) > 0


def _suggestion(
    column: ColumnProfile, best: Pair | None, found: list[Pair], table: Table
) -> Suggestion:
    if best is None:
        form = column.dates and column.dates[0]
        dates = f"; its dates are written as {form}, for [map.dates]" if form else ""
        return Suggestion(column.name, None, BY_HAND + dates)
    rivals = [
        pair
        for pair in found
        if (pair.column == best.column) != (pair.field == best.field) and pair.score >= best.score
    ]
    field = table.fields[best.field]
    why = "the names are alike"
    if field.codes is not None and _listed(column, field):
        why = f"its values are on the code list {field.codes.name}"
    against = speaks_against(column, field, table)
    sure = best.score >= SURE and not rivals and says_no_more(column.name, field)
    if against:
        why += f", but {against}"
    return Suggestion(column.name, best.field, why, sure=sure and not against)


def _of_other_table(one: Suggestion, table: Table, standard: Standard) -> Suggestion:
    """With the field of another table that a column without any is called like: an export may hold
    two tables side by side, and is read as one.
    """
    others = [standard.tables[called] for called in standard.exported if called != table.name]
    hits = ((other, find_fields([one.column], other, {})) for other in others)
    hit = next(((other.name, *found) for other, found in hits if found), None)
    if one.field or hit is None:
        return one
    of = f"{hit[1]} of {hit[0]} is called so, and that table takes a file of its own"
    return replace(one, why=one.why.replace(BY_HAND, of))


def _of_other_lists(
    columns: tuple[Suggestion, ...], left: list[ColumnProfile], lacking: list[Field]
) -> tuple[Suggestion, ...]:
    """With the one field that a column without any may be by codes which the field's list is often
    mixed with: a council's ethnicities are on the list of its own inspectors. Never sure.
    """
    mixed = [
        (column, field, called)
        for column in left
        for field in lacking
        if (called := _mixed_in(column, field))
    ]
    found = {}
    for column, field, called in mixed:
        if sum(one is column or other is field for one, other, _ in mixed) == 1:
            why = f"its values are on {called}, which is often found there: map its codes"
            found[column.name] = field.name, why
    return tuple(
        Suggestion(one.column, *found[one.column])
        if one.field is None and one.column in found
        else one
        for one in columns
    )


def _mixed_in(column: ColumnProfile, field: Field) -> str | None:
    """The list that a column keeps to, of those that the field's list is mixed with."""
    others = [other.name for other in field.codes.mixed_with] if field.codes is not None else ()
    called = column.codes.name if column.codes is not None else None
    return called if called in others else None


def _uncoded(
    file: FileProfile, table: Table, by_field: Mapping[str, str]
) -> Iterator[tuple[str, Field]]:
    """The columns of coded fields of which not every value was found on the code list."""
    columns = {column.name: column for column in file.columns}
    for called, of in by_field.items():
        field, column = table.fields[called], columns[of]
        if codes_of(field) and on_list(column, field) < column.recorded:
            yield column.name, field


def _dated(
    file: FileProfile, table: Table, by_field: Mapping[str, str], unsure: Collection[str]
) -> Iterator[Dated]:
    """The columns of dates in which something is recorded, in the order of the table."""
    columns = {column.name: column for column in file.columns}
    for field in table.fields.values():
        of = by_field.get(field.name)
        if of is None or field.type not in TIMES or not columns[of].recorded:
            continue
        form, _ = columns[of].dates or ("", 0)
        if form == field.dates or (form and fault_of_form(form, field.type)):
            form = ""
        yield Dated(of, field.name, form, of not in unsure)
