"""A first `recordcheck.toml`: the standard and the mapping, and in comments what is not sure."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from textwrap import wrap

from recordcheck.model import CodeList, Field
from recordcheck.model.suggestion import Dated, Suggestions
from recordcheck.plural import some

MOST_FILES = 3  # of those that leave the same


def render(
    standard: str | None,
    *,
    typed: Callable[[CodeList], str],
    shown: str | None = None,
    source: str | None = None,
    reading: Mapping[str, str | list[str] | None] | None = None,
    sure: Iterable[tuple[str, str]] = (),
    left: Iterable[tuple[list[str], Suggestions]] = (),
    coded: Iterable[tuple[str | None, Field]] = (),
    dated: Iterable[Dated] = (),
) -> str:
    """The text of the file. `typed` gives what names a code list on the command line, and `shown`
    is what names the standard there; `reading` says how the export is read, by key, as far as that
    was said. `sure` are columns with their fields, `left` is what is not, by the files that leave
    the same; `coded` are columns whose values may not be the codes of their field, or a field alone
    as an example; `dated` are those whose form of dates is known.
    """
    sure = list(sure)
    written = f" from the columns of {text(source)}" if source else ""
    lines = [
        f"# What recordcheck does in this folder and below, by `recordcheck init`{written}.",
        "# A key is the option of the same name (`recordcheck lint --help`); beside these there is",
        "# `schemas`, folders with standards of your own.",
        f"standard = {text(standard)}" if standard else '# standard = "child-protection"',
        *(f"{key} = {_value(value)}" for key, value in (reading or {}).items() if value),
        '# by = ["district"]',
        '# fail-on = "error"',
        "",
        "# The columns that are called otherwise than the fields: theirs = ours.",
        "[map]",
        *(f"{text(column)} = {text(field)}" for column, field in sure),
        *_left(list(left), shown),
        *_codes(list(coded), typed),
        *_dates(list(dated), {column for column, _ in sure}),
    ]
    return "\n".join(lines) + "\n"


def _left(left: list[tuple[list[str], Suggestions]], shown: str | None) -> Iterator[str]:
    """Of several files each is named, since tables may have fields of one name."""
    several = len(left) > 1
    for files, one in left:
        called = some([text(file) for file in files], MOST_FILES)
        if several and not one.known:
            yield f"# {called}: no column of it is a field; --skip-unfit leaves it out"
            continue
        if several:
            yield f"# {called}, as {one.table}:"
        for each in one.columns:
            if each.field:
                yield f"# {text(each.column)} = {text(each.field)}  # perhaps: {each.why}"
            else:
                yield f"# {text(each.column)}: no field found; {each.why}"
        due = [field for field in one.absent if not field.due.optional]
        for field in due:
            lacks = f"# no column was found for the field {field.name}, which is due"
            yield f"{lacks}: {field.title}" if field.title else lacks
        if others := [field.name for field in one.absent if field.due.optional]:
            said = "nor" if due else "no column was found"
            listed = f"{said} for those that are not due: {', '.join(others)}"
            yield from wrap(listed, 98, initial_indent="# ", subsequent_indent="#   ")
    if any(one.absent for _, one in left):
        yield f"# `recordcheck schema show {shown}` lists the fields."


def _codes(
    coded: list[tuple[str | None, Field]], typed: Callable[[CodeList], str]
) -> Iterator[str]:
    """What is mapped of each field, once for all columns that may be it: a TOML file has a table
    once.
    """
    lists = {field.name: field.codes for _, field in coded if field.codes is not None}
    if lists:
        yield ""
        yield "# Codes that are written otherwise, for each field: theirs = ours."
    for called, codes in lists.items():
        for column in dict.fromkeys(column for column, field in coded if field.name == called):
            if column is None:
                continue
            of = text(column)
            if codes.path is not None:
                yield f"# Not every value of {of} was found on the code list {codes.name};"
            else:
                yield f"# Whether each value of {of} is a code was not looked at;"
            yield "# `recordcheck lint` with `--show-values` shows which are not."
        if codes.path is not None:
            yield f"# `recordcheck schema show {typed(codes)}` lists the codes."
        else:
            said = f"The codes: {', '.join(one.code for one in codes.codes)}."
            yield from wrap(said, 98, initial_indent="# ", subsequent_indent="#   ")
        yield f"# [map.codes.{called}]"
        yield f'# "theirs" = {text(codes.codes[0].code)}'


def _dates(dated: list[Dated], mapped: Collection[str]) -> Iterator[str]:
    """The forms of dates. Where a column called `dates` is mapped, a table of that name cannot
    stand beside it.
    """
    if not dated:
        return
    clash = "dates" in mapped
    yield ""
    yield "# Dates that are written otherwise, for each field: ours = the form, as strptime has it."
    if clash:
        yield '# With these, the column "dates" is to be mapped by --map, and not above.'
    given = any(one.sure for one in dated) and not clash
    yield "[map.dates]" if given else "# [map.dates]"
    for one in dated:
        line = f"{one.field} = {text(one.form)}"
        if not one.sure:
            line += f"  # perhaps: {text(one.column)} is written so"
        yield line if one.sure and not clash else f"# {line}"


def _value(value: str | list[str]) -> str:
    return text(value) if isinstance(value, str) else f"[{', '.join(map(text, value))}]"


def text(value: str) -> str:
    """A TOML basic string on one line, whatever a column is called; JSON leaves DEL as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
