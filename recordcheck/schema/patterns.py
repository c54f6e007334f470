"""Regular expressions of pandera's own checks, as the engine reads them: each library that pandera
stands on has another dialect, and anchors `str_matches` in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from recordcheck.standard.sql.patterns import pattern_fault

FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
# The engine knows letters of ASCII alone by these names; pandas and polars, those of all languages.
LETTERS = {"w": r"\p{L}\p{N}_", "d": r"\p{Nd}", "s": r"\s\x0b\x1c-\x1f\x85\p{Z}"}
# To polars, an accent that is a character of its own is of a word too, and a fraction is not; to
# pandas, the other way round.
OF_POLARS = {**LETTERS, "w": r"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\x{200c}\x{200d}"}
# An escape, a whole class in brackets, or a letter.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


def as_the_engine_reads(check: Any, module: str, column: str) -> Any:
    """The check of a column, from a schema of this `module` of pandera, for this engine: another
    one where it has a regular expression, or in words why there is none.
    """
    which = getattr(check, "registry_name", None)
    pattern = check.statistics.get("pattern") if which in ("str_matches", "str_contains") else None
    if pattern is None:
        return check
    of_pandas = ".pandas." in module
    text, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    fault = pattern_fault(text)
    if fault is not None or (of_pandas and flags & re.VERBOSE):
        return f"its regular expression is not one of RE2: {fault or 'it has the flag x'}"
    if which == "str_matches":  # pandas anchors it as a whole, the others put a `^` before it
        # in a group with a number: of an empty one without, the engine makes an equation
        text = rf"\A({text})" if of_pandas else text if text.startswith("^") else f"^{text}"
    if (of_pandas and not flags & re.ASCII) or ".polars." in module:
        of_all = _of_all_languages(text, LETTERS if of_pandas else OF_POLARS)
        if of_all is None:
            return r"its regular expression has \b, or \W in brackets, which know ASCII alone here"
        text = of_all
    if of_pandas:
        text = text if flags & re.MULTILINE else _ending(text)
        text = "".join(f"(?{sign})" for flag, sign in FLAGS.items() if flags & flag) + text
    import narwhals.stable.v1 as narwhals

    return made_again(check, narwhals.col(column).str.contains(text))


def made_again(check: Any, expression: Any) -> Any:
    """The check with another expression, for this engine."""
    from pandera.pyarrow import Check

    return Check(
        lambda _: expression,
        native=False,
        name=check.name,
        error=check.error,
        title=check.title,
        description=check.description,
        ignore_na=check.ignore_na,
        raise_warning=check.raise_warning,
    )


def _of_all_languages(pattern: str, letters: Mapping[str, str]) -> str | None:
    """A pattern in which the names of letters, digits and spaces mean those of all languages; None
    where that cannot be written.
    """
    found = ""
    for part in _PARTS.findall(pattern):
        inside = part.startswith("[")
        escaped = set(re.findall(r"\\(.)", part))
        if escaped & (set("WDS") if inside else set("bB")):
            return None
        found += re.sub(r"\\(.)", partial(_escape, letters, inside=inside), part, flags=re.DOTALL)
    return found


def _ending(pattern: str) -> str:
    """A pattern in which `$` stands before a line feed at the end too, as it does in Python."""
    if re.search(r"\(\?[a-z]*m", pattern):
        return pattern
    return "".join(r"(?:\n?\z)" if part == "$" else part for part in _PARTS.findall(pattern))


def _escape(letters: Mapping[str, str], found: re.Match[str], *, inside: bool) -> str:
    named = letters.get(found[1].lower()) if found[1] in "wdsWDS" else None
    if named is None or inside:
        return named or found[0]
    return f"[{'^' if found[1].isupper() else ''}{named}]"
