"""Where a fact, a rule or a target comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A publication, or `local convention` for what nobody has published."""

    title: str
    publisher: str | None = None
    year: str | None = None
    url: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        parts = (self.title, self.publisher, self.year)
        return ", ".join(part for part in parts if part)
