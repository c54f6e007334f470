"""A first `recordcheck.toml`: the standard and the mapping, and in comments what is not sure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from recordcheck.model import Field


def render(
    standard: str | None,
    *,
    source: str | None = None,
    reading: Mapping[str, str | list[str]] | None = None,
    sure: Iterable[tuple[str, str]] = (),
    unsure: Iterable[tuple[str, str | None, str]] = (),
    lacking: Iterable[str] = (),
    coded: Iterable[tuple[str | None, Field]] = (),
) -> str:
    """The text of the file. `reading` says how the export is read, by key. `sure` are columns with
    their fields; `unsure` ones may have one, and a reason; `lacking` are due fields without a
    column; `coded` are columns whose values may not be the codes of their field, or a field alone
    as an example.
    """
    written = f" from the columns of {text(source)}" if source else ""
    lines = [
        f"# What recordcheck does in this folder and below, by `recordcheck init`{written}.",
        "# A key is the option of the same name (`recordcheck lint --help`); beside these there is",
        "# `schemas`, folders with standards of your own.",
        f"standard = {text(standard)}" if standard else '# standard = "child-protection"',
        *(f"{key} = {_value(value)}" for key, value in (reading or {}).items()),
        '# by = ["district"]',
        '# fail-on = "error"',
        "",
        "# The columns that are called otherwise than the fields: theirs = ours.",
        "[map]",
        *(f"{text(column)} = {text(field)}" for column, field in sure),
        *(
            f"# {text(column)} = {text(field)}  # perhaps: {why}"
            if field
            else f"# {text(column)}: no field found; if it is one, map it by hand"
            for column, field, why in unsure
        ),
        *(f"# no column was found for the field {field}, which is due" for field in lacking),
        "",
        "# Codes that are written otherwise, for each field: theirs = ours.",
        *(line for column, field in coded for line in _codes(column, field)),
    ]
    return "\n".join(lines) + "\n"


def _codes(column: str | None, field: Field) -> Iterator[str]:
    if field.codes is None:
        return
    listed = field.codes.name
    if column is not None:
        yield f"# Not every value of {text(column)} was found on the code list {listed};"
        yield "# `recordcheck lint` with `--show-values` shows which are not."
    if field.codes.path is not None:
        yield f"# `recordcheck schema show {listed}` lists the codes."
    yield f"# [map.codes.{field.name}]"
    yield f'# "theirs" = {text(field.codes.codes[0].code)}'


def _value(value: str | list[str]) -> str:
    return text(value) if isinstance(value, str) else f"[{', '.join(map(text, value))}]"


def text(value: str) -> str:
    """A TOML basic string on one line, whatever a column is called; JSON leaves DEL as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
