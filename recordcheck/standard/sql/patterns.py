"""Regular expressions of a standard: what Python reads and RE2 has, and how the engine is asked."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache

from recordcheck.model import FieldType
from recordcheck.standard.sql.types import Worth, text_literal

# What Python reads and RE2 has not, or reads in another way: looking around, back references,
# possessive repeats and atomic groups; ends, names and code points of Python alone; comments and
# flags of Python alone; classes by a name that RE2 has not; `{,n}`.
_CLASSES = "alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit"
_MISSING = (
    (
        re.compile(r"\(\?(=|!|<=|<!|P=|\(|>)|\\[1-9]|[*+?}]\+"),
        "look-around, back references and possessive repeats are not available",
    ),
    (re.compile(r"\\[ZuUN]"), r"`\Z`, `\u` and `\N` are not available; write the character itself"),
    (re.compile(r"\(\?#|\(\?[a-zA-Z-]*[aLux]"), "comments and the flags a, u, x are not available"),
    (
        re.compile(rf"\[:(?!\^?({_CLASSES}):\])\^?\w+:\]"),
        "no such class; there are [:alpha:], [:digit:], [:alnum:], [:lower:], [:upper:], [:punct:]"
        " and others",
    ),
    (re.compile(r"\{,"), "write the least number of repeats: {0,5}"),
)
MOST_REPEATS = 1000


@cache
def pattern_fault(pattern: str) -> str | None:
    """Why a regular expression cannot be used, or None: what Python reads and RE2 has."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"not a regular expression: {getattr(error, 'msg', 'too large')}"
    bare = re.sub(r"\\\\", "", pattern)
    for missing, says in _MISSING:
        if missing.search(bare):
            return says
    if any(int(most) > MOST_REPEATS for most in re.findall(r"\{(?:[0-9]*,)?([0-9]+)", bare)):
        return f"more than {MOST_REPEATS} repeats are not available"
    return None


_SLOW = "regexp_"  # so begins what the engine reads a text with, letter by letter
DOT_IS_ANY = "(?s)"
ANYWHERE = f"{DOT_IS_ANY}.*"
# Few letters, each by itself or written as an escape that we know.
_LETTERS = re.compile(r"\[((?:[^]\[\\^-]|\\[trn]){1,6})\]\+?")
_ESCAPED = {r"\t": "\t", r"\r": "\r", r"\n": "\n"}


@cache
def sought(pattern: str) -> str | None:
    """What a pattern looks for anywhere in a text, or at its end, if that is all that it asks: of
    `(?s).*word.*`, `word`. To search costs the engine a tenth of matching a long text whole.
    """
    if not pattern.startswith(ANYWHERE):
        return None
    inner = pattern.removeprefix(ANYWHERE)
    anywhere = inner.removesuffix(".*")
    bare = re.sub(r"\\.", "x", anywhere, flags=re.DOTALL)
    if bare.endswith("\\"):  # what ends it is a full stop
        anywhere, bare = inner, re.sub(r"\\.", "x", inner, flags=re.DOTALL)
    if not bare or bare[0] in "?*+{" or _has_choice(bare):
        return None
    return f"{DOT_IS_ANY}{anywhere}{'$' if anywhere == inner else ''}"


def search(text: str, pattern: str) -> Worth:
    """Whether what is `sought` stands somewhere in a text, as SQL."""
    sql = f"regexp_matches({text}, {text_literal(pattern)})"
    return Worth(sql, FieldType.BOOLEAN, search=(text, pattern))


def any_of(sides: Iterable[Worth]) -> list[str]:
    """The SQL of conditions between which stands `or`. What is looked for in one text is looked for
    at once: the engine goes through the text as long as for one of them, and stops at the first.
    """
    found: dict[str, list[str]] = {}
    others = []
    for side in sides:
        if side.search is None:
            others.append(side.sql)
        else:
            text, pattern = side.search
            found.setdefault(text, []).append(pattern.removeprefix(DOT_IS_ANY))
    return [search(text, _choice(patterns)).sql for text, patterns in found.items()] + others


def all_of(sides: Iterable[Worth]) -> list[str]:
    """The SQL of conditions between which stands `and`. A text is searched only where no other of
    them is false: the engine alone works out every one for every record. What looks at other
    records is asked once, and so not before a search.
    """
    asked = [side.sql for side in sides]
    slow = [sql for sql in asked if _SLOW in sql]
    others = [sql for sql in asked if _SLOW not in sql]
    quick = [sql for sql in others if "select " not in sql and " over (" not in sql]
    if not quick or not slow:
        return asked
    before = " and ".join(quick)
    return [*others, f"case when not ({before}) then false else ({' and '.join(slow)}) end"]


def _choice(patterns: list[str]) -> str:
    if len(patterns) == 1:
        return f"{DOT_IS_ANY}{patterns[0]}"
    return f"{DOT_IS_ANY}(?:{')|(?:'.join(patterns)})"


@cache
def letters_of(pattern: str) -> tuple[str, ...]:
    """The letters that a pattern stands for, one or several of them: of `[\\t\\n]+`, a tab and a
    line end; none where it is another. To replace each costs the engine a tenth of a search for
    all.
    """
    found = _LETTERS.fullmatch(pattern)
    parts = re.findall(r"\\.|[^\\]", found[1]) if found is not None else []
    return tuple(dict.fromkeys(_ESCAPED.get(part, part) for part in parts))


def _has_choice(bare: str) -> bool:
    """Whether there is a `|` outside of groups, in a pattern whose escapes are letters."""
    depth = 0
    for letter in re.sub(r"\[\^?\]?[^\]]*\]", "", bare):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            return True
    return False
