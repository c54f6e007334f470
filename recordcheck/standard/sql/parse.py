"""SQL text to a syntax tree that keeps, for each name and literal, where it stands in the text.

No function is known to the parser but cast and extract: the rest stay calls by name, which the
allow-list judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeVar

from sqlglot import ErrorLevel, exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import Token, TokenType

from recordcheck.standard.sql.by_name import calls_by_name, name_again
from recordcheck.standard.sql.elsewhere import here

MAX_LENGTH = 20_000
_DIALECT = DuckDB()


class SqlError(Exception):
    """What is wrong in a piece of SQL, and at which of its characters."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.more: list[SqlError] = []


def parse(text: str) -> exp.Expression:
    """The one expression or select that a text holds. Raises SqlError."""
    if len(text) > MAX_LENGTH:
        raise SqlError(f"longer than {MAX_LENGTH:,} characters")
    try:
        tokens = _DIALECT.tokenize(text)
        _no_typographic_sign(text, tokens)
        found = _DIALECT.parser().parse(calls_by_name(tokens), text)
    except ParseError as error:
        if (asked := _of_another_language(tokens)) is not None:
            says = f"not SQL: `if ... then`{here('if')}"
            raise SqlError(says, asked) from None
        open_case = _open_case(tokens)
        if open_case is not None:
            raise SqlError("not SQL: this `case` has no `end`", open_case) from None
        raise _parse_error(text, error) from None
    except TokenError:
        raise SqlError("a quotation mark or a comment is opened and not closed") from None
    except RecursionError:
        raise SqlError("nested too deeply") from None
    statements = [tree for tree in found if tree is not None]
    if not statements:
        raise SqlError("nothing is written here")
    if len(found) > 1:
        ends = [token.start for token in tokens if token.text == ";" and text[token.start] == ";"]
        raise SqlError("a second statement; write one expression", min(ends, default=0))
    tree = statements[0]
    assert isinstance(tree, exp.Expression)
    name_again(tree)
    _place_parameters(tree, tokens)
    return tree


def comment_in(text: str) -> int | None:
    """Where a comment to the end of its line begins in a text; None without one."""
    try:
        tokens = _DIALECT.tokenize(text)
    except TokenError:
        return None
    ends = [0, *(token.end + 1 for token in tokens)]
    starts = [*(token.start for token in tokens), len(text)]
    between = (text.find("--", end, start) for end, start in zip(ends, starts, strict=True))
    return next((place for place in between if place >= 0), None)


def _place_parameters(tree: exp.Expression, tokens: list[Token]) -> None:
    """The parser keeps no place of `:name`: it is where the name first stands behind a colon."""
    pairs = [pair for pair in pairwise(tokens) if pair[0].text == ":"]
    places = {name.text: colon.start for colon, name in reversed(pairs)}
    for node in tree.find_all(exp.Placeholder):
        node.meta["start"] = places.get(node.name, 0)


def _no_typographic_sign(text: str, tokens: list[Token]) -> None:
    """What a word processor makes of a sign is a letter to the parser, even of a name beside it.
    Raises SqlError.
    """
    for token in tokens:
        if token.token_type == TokenType.VAR:
            for offset in range(token.start, token.end + 1):
                if ours := here(text[offset]):
                    raise SqlError(f"not SQL: `{text[offset]}`{ours}", offset)


def _of_another_language(tokens: list[Token]) -> int | None:
    """Where an `if` begins that a `then` follows; None where there is none."""
    written = (token for token in tokens if token.token_type != TokenType.STRING)
    words = [(token.text.lower(), token.start) for token in written]
    start = next((start for word, start in words if word == "if"), None)
    followed = start is not None and any(word == "then" and at > start for word, at in words)
    return start if followed else None


def _open_case(tokens: list[Token]) -> int | None:
    """Where the last `case` begins that no `end` closes; None where each is closed."""
    opened = []
    for token in tokens:
        if token.token_type == TokenType.CASE:
            opened.append(token.start)
        elif token.token_type == TokenType.END and opened:
            opened.pop()
    return opened[-1] if opened else None


def _parse_error(text: str, error: ParseError) -> SqlError:
    detail = error.errors[0] if error.errors else {}
    line, column = detail.get("line") or 1, detail.get("col") or 1
    token = detail.get("highlight") or ""
    start = sum(len(part) + 1 for part in text.split("\n")[: line - 1])
    offset = max(0, start + column - len(token))
    described = str(detail.get("description", "")).split(" for <class")[0]
    reason = "this is not complete" if "Required keyword" in described else "this was not expected"
    if described.startswith("Expecting"):
        reason = described[0].lower() + described[1:]
    return SqlError(f"not SQL: {reason}{f' near `{token}`' if token else ''}", offset)


Item = TypeVar("Item")
Result = TypeVar("Result")


def each(judge: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Judge every item, so that all that is wrong is found. Raises the first SqlError with the
    others in it.
    """
    results: list[Result] = []
    errors: list[SqlError] = []
    for item in items:
        try:
            results.append(judge(item))
        except SqlError as error:
            errors += [error, *error.more]
    if errors:
        errors[0].more = errors[1:]
        raise errors[0]
    return results


def short(node: exp.Expression) -> str:
    """A piece of SQL for a message: its beginning, if it is long."""
    text = node.sql("duckdb", unsupported_level=ErrorLevel.IGNORE, normalize_functions=False)
    return text if len(text) <= 40 else text[:37] + "..."


def offset_of(node: exp.Expression) -> int:
    """Where a node begins in the text: the first character of its parts that has a place."""
    starts = [part.meta["start"] for part in node.walk() if "start" in part.meta]
    return min(starts, default=0)
