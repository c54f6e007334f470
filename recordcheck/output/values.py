"""Keys and offending codes, where the user asked for them on this run. Printed by the full format
only.
"""

from __future__ import annotations

from collections.abc import Iterable

from recordcheck.model.shown import Shown
from recordcheck.output.figures import count
from recordcheck.output.sentences import printable


def render(shown: Iterable[Shown]) -> str:
    """A line with the keys, and one with the codes, for each finding that has some."""
    lines = []
    for one in shown:
        if one.keys or one.codes:
            lines.append(
                f"{one.finding.rule} {one.finding.field or ''}".rstrip() + f"   {one.finding.path}"
            )
        if one.keys:
            lines.append(
                "  keys   " + ", ".join(f"{number}: {printable(key)}" for number, key in one.keys)
            )
        if one.codes:
            lines.append(
                "  values "
                + ", ".join(
                    f"{printable(code) or '(blank)'} ({count(number)})"
                    for code, number in one.codes
                )
            )
    if not lines:
        return ""
    head = "Values, shown because --show-values was given; do not pass them on."
    return "\n" + "\n".join([head, *lines]) + "\n"
