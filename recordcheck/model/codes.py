"""A code list: codes with labels, aliases, roles, groups, and the dates between which each is
valid.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from recordcheck.model.source import Source


class Role(StrEnum):
    """What a code says about the answer: the last four are different ways of not knowing, never
    merged.
    """

    STATED = "stated"
    OTHER = "other"
    NOT_STATED = "not_stated"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_OBTAINED = "not_obtained"


KNOWN_ROLES = frozenset({Role.STATED, Role.OTHER})


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `valid_from` and `valid_until` are the first and last day of its use."""

    code: str
    label: str
    role: Role = Role.STATED
    group: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A named list of codes. `path` is None for a list given in the field that uses it;
    `mixed_with` are other lists whose codes are often found in its columns.
    """

    name: str
    title: str
    codes: tuple[Code, ...]
    sources: tuple[Source, ...] = ()
    licence: str | None = None
    note: str | None = None
    path: str | None = field(default=None, compare=False)
    mixed_with: tuple[CodeList, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """The codes, in the order of the list."""
        return tuple(code.code for code in self.codes)

    @property
    def spellings(self) -> dict[str, str]:
        """Every label or alias that is not itself a code, with the code that replaces it."""
        codes = set(self.accepted)
        pairs = ((name, code.code) for code in self.codes for name in (code.label, *code.aliases))
        return {name: code for name, code in pairs if name not in codes}

    @property
    def names(self) -> dict[str, str]:
        """Every code, label and alias, with the code that it means."""
        return {**{code: code for code in self.accepted}, **self.spellings}

    def in_any_case(self, words: Container[str]) -> dict[str, str]:
        """Of these words in small letters, those that are a code, a label or an alias in some case,
        with the code that each means; not those that could mean several.
        """
        meant: dict[str, set[str]] = {}
        for name, code in self.names.items():
            if name.lower() in words:
                meant.setdefault(name.lower(), set()).add(code)
        return {word: next(iter(codes)) for word, codes in meant.items() if len(codes) == 1}

    @property
    def of_others(self) -> tuple[str, ...]:
        """The codes of the lists that it is mixed with, without what it reads as its own."""
        own = self.names
        theirs = dict.fromkeys(code for other in self.mixed_with for code in other.accepted)
        return tuple(code for code in theirs if code not in own)

    @property
    def known(self) -> tuple[str, ...]:
        """The codes whose role is an answer: `stated` or `other`."""
        return tuple(code.code for code in self.codes if code.role in KNOWN_ROLES)

    def with_role(self, role: Role) -> tuple[str, ...]:
        """The codes of one role."""
        return tuple(code.code for code in self.codes if code.role == role)

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The group above the codes, with its codes, in the order of the list."""
        found: dict[str, tuple[str, ...]] = {}
        for code in self.codes:
            if code.group is not None:
                found[code.group] = (*found.get(code.group, ()), code.code)
        return found

    @property
    def dated(self) -> bool:
        """Whether any code has a first or a last day."""
        return any(code.valid_from or code.valid_until for code in self.codes)
