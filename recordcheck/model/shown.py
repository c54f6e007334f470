"""What `--show-values` asks for: in no Run and no log, printed by the full format only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """Of a finding, or of a missed target, in one file: how many records it is about, the numbers
    of those listed with their keys, and the commonest offending codes with counts; there are so
    many `more_codes`. A finding lists its own records: `only_here` says that no other place does.
    """

    of: str
    table: str
    path: str
    count: int
    records: tuple[int, ...] = ()
    keys: tuple[tuple[int, str], ...] = ()
    codes: tuple[tuple[str, int], ...] = ()
    more_codes: int = 0
    only_here: bool = False
