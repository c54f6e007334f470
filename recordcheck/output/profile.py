"""What is in the files, for people and as JSON: one object for each file, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from recordcheck.model.profile import (
    DAY_FIRST,
    EITHER,
    MONTH_FIRST,
    ColumnProfile,
    Counted,
    FieldFit,
    FileProfile,
    FileRefused,
)
from recordcheck.model.types import FieldType
from recordcheck.nearest import one_line
from recordcheck.output.cut import plain
from recordcheck.output.figures import share
from recordcheck.output.style import Style
from recordcheck.output.table import render_rows
from recordcheck.plural import count, many

# Of so few dates none may be above the 12th by chance.
FEWEST_DATES = 10
READS = "[map.dates], or `dates` in a standard of yours, reads"
Profiled = Iterable[FileProfile | FileRefused]


def as_json(files: Profiled) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(document(one), ensure_ascii=False) + "\n" for one in files)


def document(one: FileProfile | FileRefused) -> dict[str, Any]:
    """A file as plain values."""
    if isinstance(one, FileRefused):
        return {
            "path": one.path,
            "error": {"line": one.line, "message": one.message, "remedy": one.remedy},
        }
    return {
        "path": one.path,
        "form": one.form,
        "records": one.records,
        "fits": one.fits,
        "nearest": one.nearest,
        "remedy": one.remedy,
        "columns": [_column(column) for column in one.columns],
        "warnings": list(one.warnings),
    }


def _column(one: ColumnProfile) -> dict[str, Any]:
    codes, field = one.codes, one.field
    return {
        "name": one.name,
        "recorded": one.recorded,
        "distinct": one.distinct,
        "type": str(one.type),
        "reads": one.reads,
        "spaced": one.spaced,
        "placeholders": dict(one.placeholders),
        "suspected": dict(one.suspected),
        "codes": {"list": codes.name, "records": codes.records} if codes else None,
        "field": {
            "standard": field.standard,
            "table": field.table,
            "field": field.field,
            "by": field.by,
        }
        if field
        else None,
        "shapes": dict(one.shapes),
        "order": dict(one.order),
        "dates": {"form": one.dates[0], "records": one.dates[1]} if one.dates else None,
    }


def as_text(files: Profiled, remedy: str | None, *, style: Style) -> str:
    """For each file a line and a table of its columns; and what to do where no standard fits, as
    `lint` says it.
    """
    said = [_file(one, style) for one in files]
    if remedy:
        said.append(style.faint(f"help: {remedy}") + "\n")  # a command is not broken
    return "\n".join(said)


def _file(one: FileProfile | FileRefused, style: Style) -> str:
    if isinstance(one, FileRefused):
        path = plain(one.path)  # one that is refused for its name comes here with that name
        where = f"{path}:{one.line}" if one.line else path
        lines = [f"{where}: {one.message}", *([f"  {one.remedy}"] if one.remedy else [])]
        return "".join(style.wrap(line, indent="  ") + "\n" for line in lines)
    fits = f"; fits {one.fits}" if one.fits else "; no standard fits"
    fits += f"; nearest: {one.nearest}" if one.nearest else ""
    head = f"{one.path}: {one.form}, {many(one.records, 'record')}, "
    head += f"{many(len(one.columns), 'column')}{fits}"
    rows = [
        [
            plain(one_line(column.name)),
            share(column.recorded, one.records),
            column.distinct,
            str(column.type) if column.recorded else "–",
        ]
        for column in one.columns
    ]
    heads = ["column", "recorded", "distinct", "type"]
    head_line, *described = render_rows(heads, rows, left=frozenset({0}), width=style.width)
    lines = [head_line]
    for line, column in zip(described, one.columns, strict=True):
        lines.append(line)
        lines += [style.wrap(f"      {remark}", indent="        ") for remark in _remarks(column)]
    table = "".join(f"{line}\n" for line in lines)
    warnings = [f"warning: {text}" for text in one.warnings]
    said = "".join(style.faint(style.wrap(text, indent="  ")) + "\n" for text in warnings)
    return f"{style.wrap(head, indent='  ')}\n{table}{said}"


def _remarks(column: ColumnProfile) -> list[str]:
    found = []
    if column.field is not None:
        found.append(fit(column.field))
        if column.field.hour and column.recorded and column.type is FieldType.DATE:
            found.append("that field needs the hour: these are days alone, or midnight")
    if column.codes is not None:
        listed = share(column.codes.records, column.recorded)
        found.append(f"{listed} on the code list {column.codes.name}")
    elif unread := column.recorded - column.reads:
        found.append(f"{count(unread)} {'does' if unread == 1 else 'do'} not read as {column.type}")
    if column.spaced:
        has = "has" if column.spaced == 1 else "have"
        found.append(f"{count(column.spaced)} {has} white space around, which other readers keep")
    if column.placeholders:
        found.append(f"placeholders {_words(column.placeholders)}")
    if column.suspected:
        found.append(f"recorded, and perhaps placeholders: {_words(column.suspected)}")
    shapes = [f"{shape} {share(number, column.recorded)}" for shape, number in column.shapes]
    if shapes:
        found.append(f"shapes {', '.join(shapes)}")
    if said := order(column):
        found.append(said)
    if column.dates is not None:
        form, read = column.dates
        written = f"{share(read, column.recorded)} written as {form}"
        found.append(f"{written}, which {READS}")
    return found


def fit(field: FieldFit) -> str:
    """Which field of a standard a column is, or may be."""
    by = "is" if field.by == "name" else "may be"
    return f"{by} {field.table}.{field.field} of {field.standard}"


def _words(counted: Counted) -> str:
    return ", ".join(f"{text!r} {count(number)}" for text, number in counted)


def order(column: ColumnProfile) -> str | None:
    """What to know of dates with slashes before their days are trusted: they are read with the day
    first.
    """
    found = dict(column.order)
    days, months, either = (found.get(first, 0) for first in (DAY_FIRST, MONTH_FIRST, EITHER))
    if days and months:
        return f"day first in {many(days, 'date')}, month first in {count(months)}: both forms"
    if months:
        also = f"; {count(either)} more would be read with the day first" if either else ""
        return f"month first in {many(months, 'date')}{also}: {READS} it"
    if not days and either >= FEWEST_DATES:
        return "no day above 12: nothing tells whether day or month is first"
    return None
