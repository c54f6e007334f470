"""What the examples of a standard show, and which small changes of its rules they notice."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Proof:
    """What the examples of one standard showed; `without` are the rules that lack some."""

    standard: str
    rules: int = 0
    examples: int = 0
    without: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Mutation:
    """The changes of one standard's written rules: how many, and those that no example notices."""

    standard: str
    changes: int = 0
    unproved: list[str] = field(default_factory=list)

    @property
    def noticed(self) -> int:
        """The changes that an example notices."""
        return self.changes - len(self.unproved)
