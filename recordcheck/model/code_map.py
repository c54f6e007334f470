"""From the codes of one list to those of another, and what is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass

from recordcheck.model.source import Source

SAME = "none"
NO_EQUIVALENT = "no equivalent"


@dataclass(frozen=True, slots=True)
class Pair:
    """One list to another. `codes` gives for each code of the first the possible codes of the
    second, each with what is lost; nothing where the second has none.
    """

    from_list: str
    to_list: str
    codes: dict[str, dict[str, str]]

    def counts(self) -> dict[str, int]:
        """How many codes of the first list lose what."""
        found: dict[str, int] = {}
        for targets in self.codes.values():
            for loss in dict.fromkeys(targets.values() or (NO_EQUIVALENT,)):
                found[loss] = found.get(loss, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class CodeMap:
    """Pairs of code lists about one thing; `losses` says in words what each loss means."""

    name: str
    title: str
    sources: tuple[Source, ...]
    licence: str
    note: str
    losses: dict[str, str]
    pairs: tuple[Pair, ...]
