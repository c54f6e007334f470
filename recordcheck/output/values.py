"""Keys and offending codes, where the user asked for them on this run. Printed by the full format
only.
"""

from __future__ import annotations

from collections.abc import Iterable

from recordcheck.model.shown import Shown
from recordcheck.output.sentences import printable
from recordcheck.plural import count

MORE = "; --max-records lists more"


def render(shown: Iterable[Shown]) -> str:
    """A line with the keys, and one with the codes, for each finding and missed target that has
    some; and which tables have no key.
    """
    lines = []
    without: dict[str, None] = {}
    for one in shown:
        if not one.keys:
            without[one.table] = None
        if one.keys or one.codes or one.only_here:
            lines.append(f"{one.of}   {one.path}")
        if one.keys:
            keys = [f"{number}: {printable(key)}" for number, key in one.keys]
            lines.append(f"  keys   {_listed(keys, one.count - len(keys), MORE)}")
        elif one.only_here:
            records = [str(number) for number in one.records]
            lines.append(f"  records {_listed(records, one.count - len(records), MORE)}")
        if one.codes:
            codes = [f"{printable(code) or '(blank)'} ({count(n)})" for code, n in one.codes]
            lines.append(f"  values {_listed(codes, one.more_codes)}")
    lines += [
        f"No keys of {table}: the standard gives it no `key` that is in this export; its records"
        " are known by their numbers."
        for table in without
    ]
    if not lines:
        return ""
    head = "Values, shown because --show-values was given; do not pass them on."
    return "\n" + "\n".join([head, *lines]) + "\n"


def _listed(shown: list[str], more: int, how: str = "") -> str:
    """What is shown, and how many are not: a list that ends unsaid is taken for all."""
    return ", ".join(shown) + (f" and {count(more)} more{how}" if more > 0 else "")
