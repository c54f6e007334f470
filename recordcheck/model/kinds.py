"""The kinds of implied rules: the fixed number of each, for all fields of all standards."""

from __future__ import annotations

KINDS: dict[str, int] = {
    "missing-column": 190,
    "key-not-unique": 191,
    "not-unique": 192,
    "refers-to-nothing": 193,
    "unreadable-record": 194,
    "rounded-by-spreadsheet": 195,
    "lost-zeros": 196,
    "cut-off": 197,
    "blank": 290,
    "needed-field-blank": 291,
    "wrong-type": 390,
    "not-on-code-list": 391,
    "wrong-format": 392,
    "out-of-range": 393,
    "wrong-length": 394,
    "code-not-in-use": 395,
    "code-of-another-list": 396,
    "too-early": 490,
    "too-late": 491,
    "differs-within": 492,
    "day-and-month-swapped": 493,
    "one-value-for-most": 494,
}


def identifier(prefix: str, kind: str) -> str:
    """The identifier of an implied rule: the prefix of the standard that defines the field, and the
    number.
    """
    return f"{prefix}-{KINDS[kind]}"
