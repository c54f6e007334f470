"""The nearest known name, for a message that ends with what was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import takewhile

_WORD_ENDS = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
A_FEW = 20  # as near as each other, as the rules of one standard are
LEAST_OF_A_NAME = 4  # letters: the beginning of a long name is not like the whole of it


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """A name without case, accents, spaces or punctuation: how column names are compared."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain.casefold() if letter.isalnum())


def one_line(text: str) -> str:
    """A name or a text with one space for whatever white space stands in it: a spreadsheet breaks
    the lines of a header, and nobody can type that.
    """
    return " ".join(text.split())


def parted(name: str) -> str:
    """A name with a space before each word of it that a capital begins: `childId` is `child Id`."""
    return _WORD_ENDS.sub(" ", name)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, if any is like it at all."""
    by_fold = {folded(other): other for other in known}
    typed = folded(name)
    found = sorted(get_close_matches(typed, by_fold, n=A_FEW), key=lambda one: _unlike(typed, one))
    if not found and len(typed) >= LEAST_OF_A_NAME:
        found = [one for one in by_fold if one.startswith(typed)]
    return by_fold[found[0]] if found else None


def _unlike(typed: str, known: str) -> tuple[float, int]:
    """How far a name is from what was typed; of two as far, the one that begins otherwise is
    farther: for VIS-401 which is no more, VIS-402 was meant, and not VIS-601.
    """
    begins = takewhile(lambda pair: pair[0] == pair[1], zip(typed, known, strict=False))
    return -SequenceMatcher(None, known, typed).ratio(), -len(list(begins))


def perhaps(name: str, known: Iterable[str]) -> str:
    """`; did you mean X?`, or nothing: for a message whose remedy lists the known names."""
    found = nearest(name, known)
    return f"; did you mean `{found}`?" if found is not None else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`; did you mean X?`, or the known names where none is near and they are few, or nothing."""
    names = list(known)
    listed = f"; known: {', '.join(names)}" if 0 < len(names) <= 8 else ""
    return perhaps(name, names) or listed


def code_meant(written: str, names: Mapping[str, str]) -> str:
    """`; write its code X` for a label or an alias, or as `did_you_mean` of the codes. `names` are
    codes, labels and aliases, each with the code that it means.
    """
    if written in names:
        return f"; write its code `{names[written]}`"
    return did_you_mean(written, dict.fromkeys(names.values()))


def rule_meant(identifier: str, known: Iterable[str], off: Mapping[str, str]) -> str:
    """`; did you mean X?` for a rule: one of the same prefix, since another is another subject. Of
    one that is switched `off`, the reason.
    """
    if identifier in off:
        return f": it is switched off ({one_line(off[identifier])})"
    prefix, hyphen, _ = identifier.partition("-")
    if not hyphen:
        same = [one for one in known if folded(one) == folded(identifier)]
        return f"; did you mean `{same[0]}`?" if same else "; a rule is named as in ETH-391"
    alike = [one for one in known if one.partition("-")[0] == prefix.upper()]
    return did_you_mean(identifier, alike) if alike else f"; no standard here has rules {prefix}-…"
