"""The code that a cell means: as it stands, by its label or an alias, or beside its own words
(`W1 - White British`); the mark of its place in a list (`a) WBRI`) goes before. SQL for DuckDB;
`profiling/listed.py` says the same of a few texts and every list.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from recordcheck.model import CodeList
from recordcheck.standard.sql.types import name, text_list, text_literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Behind a mark stand words only: `1. 5` and `10: 30` are numbers.
MARKED = r"(?s)^([A-Za-z]|[0-9]{1,2})(?:\) ?|[.:] | - )([A-Za-z].*)$"
BESIDE = (r"(?s)^([A-Za-z0-9]+)(?: - |[:.)-] ?| )(.+)$", r"(?s)^(.+) \(([A-Za-z0-9]+)\)$")


def set_codes(con: DuckDBPyConnection, lists: Iterable[CodeList]) -> None:
    """Tell a connection every name of each code of these lists, and the code that it means."""
    for variables, meant in {_variables(one): one.names for one in lists}.items():
        for called, texts in zip(variables, (list(meant), list(meant.values())), strict=True):
            con.execute(f"set variable {name(called)} = $1::varchar[]", [texts])


def code_of(codes: CodeList, cell: str) -> str:
    """The code that a cell holds exactly, as code, label or alias; null for anything else."""
    names, meant = (f"getvariable({text_literal(one)})" for one in _variables(codes))
    return f"{meant}[list_position({names}, {cell})]"


def unmarked(codes: CodeList, text: str) -> str:
    """A stripped text without the mark of its place in a list, where neither it nor the mark means
    a code itself.
    """
    mark = code_of(codes, _part(text, MARKED, 1))
    marked = f"regexp_matches({text}, {text_literal(MARKED)})"
    own = f"{code_of(codes, text)} is null and {mark} is null"
    return f"case when {marked} and {own} then {_part(text, MARKED, 2)} else {text} end"


def code_meant(codes: CodeList, text: str, placeholders: tuple[str, ...]) -> str:
    """The code that a stripped text means, also where it stands beside its own words. Placeholders
    are told in any case, so what the list calls `Unknown` is its code as `unknown` too.
    """
    ways = [code_of(codes, text)]
    if words := codes.in_any_case(placeholders):
        lower = f"lower({text})"
        code = f"[{text_list(words.values())}][list_position([{text_list(words)}], {lower})]"
        ways.append(f"case when strlen({lower}) = strlen({text}) then {code} end")
    beside = []
    for pattern in BESIDE:
        one, other = (code_of(codes, _part(text, pattern, group)) for group in (1, 2))
        beside.append(f"when {one} = {other} then {one}")
    ways.append(f"case when contains({text}, ' ') then case {' '.join(beside)} end end")
    return f"coalesce({', '.join(ways)})"


def _part(text: str, pattern: str, group: int) -> str:
    return f"regexp_extract({text}, {text_literal(pattern)}, {group})"


def _variables(codes: CodeList) -> tuple[str, str]:
    """What a connection knows a list by: its names of codes, and the code that each means. Lists
    that say the same have the same.
    """
    digest = sha256(repr(codes.names).encode()).hexdigest()[:16]
    return f"names {digest}", f"codes {digest}"
