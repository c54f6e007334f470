"""How a name is typed in a shell: what a message says to type is copied as it stands."""

from __future__ import annotations

import re
import shlex

_PLAIN = re.compile(r"[\w./\\:@+=,-]+")
_OBEYED = re.compile(r'["$`!]')


def quoted(text: str) -> str:
    """As it is typed in any shell: in quotes where it has a space, or a sign of the shell's own."""
    return text if _PLAIN.fullmatch(text) else in_quotes(text)


def in_quotes(text: str) -> str:
    """In double quotes, which every shell knows; where it has a sign that is obeyed in them too, in
    single ones.
    """
    return shlex.quote(text) if _OBEYED.search(text) else f'"{text}"'


def mapping(column: str, field: str) -> str:
    """The option that maps a column to a field."""
    return f"--map {in_quotes(f'{column}={field}')}"
