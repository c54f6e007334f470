"""A first `recordcheck.toml`: the standard and the mapping, and in comments what is not sure."""

from __future__ import annotations

import json
from collections.abc import Iterable


def render(
    standard: str | None,
    sure: Iterable[tuple[str, str]],
    unsure: Iterable[tuple[str, str | None, str]],
    lacking: Iterable[str],
    source: str | None,
) -> str:
    """The text of the file. `sure` are columns with their fields; `unsure` ones may have one, and a
    reason; `lacking` are due fields without a column.
    """
    written = f" from the columns of {text(source)}" if source else ""
    lines = [
        f"# What recordcheck does in this folder and below, by `recordcheck init`{written}.",
        "# `recordcheck lint --help` says what each key means: it is the option of the same name.",
        f"standard = {text(standard)}" if standard else '# standard = "child-protection"',
        '# by = ["district"]',
        '# fail-on = "error"',
        "",
        "# The columns that are called otherwise than the fields: theirs = ours.",
        "[map]",
        *(f"{text(column)} = {text(field)}" for column, field in sure),
        *(
            f"# {text(column)} = {text(field)}  # perhaps: {why}"
            if field
            else f"# {text(column)} is no field of {standard}"
            for column, field, why in unsure
        ),
        *(f"# no column was found for the field {field}, which is due" for field in lacking),
        "",
        "# Codes that are written otherwise, for each field: theirs = ours.",
        "# [map.codes.sex]",
        '# "1" = "M"',
    ]
    return "\n".join(lines) + "\n"


def text(value: str) -> str:
    """A TOML basic string on one line, whatever a column is called; JSON leaves DEL as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
