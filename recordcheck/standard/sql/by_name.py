"""The words of SQL as a parser reads them that knows no function but cast and extract.

The parser is told so by its tokens: a class of our own, derived from it, would not work where
sqlglot is compiled (its extra `c`, which other tools install).
"""

from __future__ import annotations

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.tokenizer_core import Token, TokenType

_PARSER = DuckDB.Parser
_FUNCTIONS = {*_PARSER.FUNCTIONS, *_PARSER.FUNCTION_PARSERS} - {"CAST", "EXTRACT"}
_WITHOUT_BRACKETS = {*_PARSER.NO_PAREN_FUNCTION_PARSERS} - {"CASE"}
_MARK = "\ue000"  # before a word: the parser knows none that begins so
_VALUES = {
    TokenType.VAR,
    TokenType.IDENTIFIER,
    TokenType.NUMBER,
    TokenType.STRING,
    TokenType.R_PAREN,
    TokenType.R_BRACKET,
}


def calls_by_name(tokens: list[Token]) -> list[Token]:
    """The tokens for the parser: a word that it would take for a function has a mark before it."""
    beside = zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
    return [_token(before, token, after) for before, token, after in beside]


def name_again(tree: exp.Expression) -> None:
    """Take the marks off in what the parser made of the tokens."""
    for node in tree.walk():
        for part, name in node.args.items():
            if isinstance(name, str) and not isinstance(node, exp.Literal):
                node.args[part] = name.removeprefix(_MARK)


def _token(before: Token | None, token: Token, after: Token | None) -> Token:
    kind = token.token_type
    text = f"{_MARK}{token.text}" if _is_known(token, after) else token.text
    if kind in (TokenType.COLON, TokenType.PARAMETER):
        kind = _sign(before, token, after)
    elif kind in _PARSER.NO_PAREN_FUNCTIONS:  # such as `current_date`
        kind = TokenType.VAR
    place = (token.line, token.col, token.start, token.end)
    return Token(kind, text, *place, token.comments)


def _sign(before: Token | None, token: Token, after: Token | None) -> TokenType:
    """A colon begins a parameter and nothing else (DuckDB has `name: value`), and `@` nothing: what
    they are then has no meaning to the parser.
    """
    follows = before is not None and before.token_type in _VALUES
    names = after is not None and after.token_type in _PARSER.ID_VAR_TOKENS
    begins = token.token_type == TokenType.COLON and names and not follows
    return TokenType.PARAMETER if begins else TokenType.BACKSLASH


def _is_known(token: Token, after: Token | None) -> bool:
    """Whether the parser would take a word for a function of its own."""
    kind, word = token.token_type, token.text.upper()
    if word in _WITHOUT_BRACKETS:
        return kind not in _PARSER.INVALID_FUNC_NAME_TOKENS
    called = after is not None and after.token_type == TokenType.L_PAREN
    return called and word in _FUNCTIONS and kind in _PARSER.FUNC_TOKENS
