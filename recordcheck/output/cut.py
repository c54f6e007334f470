"""What platforms take at most, and the word for what is left out."""

from __future__ import annotations

from recordcheck.plural import many

# GitHub refuses a SARIF file with more than 25,000 results and keeps the 5,000 gravest; other
# platforms have no figure, and grow slow.
LISTED = 10_000


def short(text: str, most: int) -> str:
    """Text of at most so many letters, which says so where it was cut: behind a word, so that no
    name is taken for a shorter one, unless that leaves less than half.
    """
    if len(text) <= most:
        return text
    whole, _, _ = text[: most - 5].rpartition(" ")
    return f"{whole if 2 * len(whole) > most else text[: most - 6]} (cut)"


def plain(text: str) -> str:
    """Text on one line, in letters that every reader shows and no format obeys."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def how_to_see(number: int) -> str:
    """That findings are not listed, and how people get at them."""
    return (
        f"{more(number, 'finding')} Those listed are the gravest; `--select RULE` lists those of a"
        " rule, `--output-format jsonl` all."
    )


def first_of(lines: list[str], most: int) -> list[str]:
    """The first reasons or warnings, and how many more there are."""
    left = len(lines) - most
    if left <= 0:
        return lines
    said = many(left, "more reason or warning", "more reasons or warnings")
    return [*lines[:most], f"{said} not shown"]


def more(number: int, word: str) -> str:
    """`3 more findings are not listed.`"""
    verb = "is" if number == 1 else "are"
    return f"{many(number, f'more {word}')} {verb} not listed."
