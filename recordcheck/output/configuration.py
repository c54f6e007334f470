"""A first `recordcheck.toml`: the standard and the mapping, and in comments what is not sure."""

from __future__ import annotations

import json
from collections.abc import Iterable


def render(
    standard: str | None, sure: Iterable[tuple[str, str]], unsure: Iterable[str], source: str | None
) -> str:
    """The text of the file. `sure` are columns with their fields; `unsure` lines for comments."""
    written = f" from the columns of {source}" if source else ""
    lines = [
        f"# What recordcheck does in this folder and below, by `recordcheck init`{written}.",
        "# `recordcheck lint --help` says what each key means: it is the option of the same name.",
        f"standard = {_text(standard)}" if standard else '# standard = "child-protection"',
        '# by = ["district"]',
        '# fail-on = "error"',
        "",
        "# The columns that are called otherwise than the fields: theirs = ours.",
        "[map]",
        *(f"{_text(column)} = {_text(field)}" for column, field in sure),
        *(f"# {line}" for line in unsure),
        "",
        "# Codes that are written otherwise, for each field: theirs = ours.",
        "# [map.codes.sex]",
        '# "1" = "M"',
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A TOML basic string; JSON writes the same but for DEL, which no column is called."""
    return json.dumps(text, ensure_ascii=False)
