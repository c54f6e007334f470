"""What `--show-values` asks for: in no Run and no log, printed by the full format only."""

from __future__ import annotations

from dataclasses import dataclass

from recordcheck.model.run import Finding


@dataclass(frozen=True, slots=True)
class Shown:
    """The keys of a finding's listed records, and its commonest offending codes with counts; there
    are so many `more_codes`.
    """

    finding: Finding
    keys: tuple[tuple[int, str], ...]
    codes: tuple[tuple[str, int], ...]
    more_codes: int = 0
