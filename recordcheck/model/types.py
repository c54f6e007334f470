"""The types of a field, and which of them are alike."""

from __future__ import annotations

from enum import StrEnum


class FieldType(StrEnum):
    """What a recorded value must read as."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


NUMBERS = frozenset({FieldType.INTEGER, FieldType.NUMBER})
TEXTS = frozenset({FieldType.TEXT, FieldType.CODE})
TIMES = frozenset({FieldType.DATE, FieldType.DATETIME})
