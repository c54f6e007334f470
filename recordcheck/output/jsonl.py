"""One JSON object on each line: the run, each finding and rate, what was not run, what is kept.

The objects are those of the JSON contract, with a `kind` before.
"""

from __future__ import annotations

from recordcheck.model import Run
from recordcheck.output.encode import encode_lines, findings
from recordcheck.output.machine import document

LISTS = {"rates": "rate", "not_run": "not_run", "kept": "kept"}


def render(run: Run) -> str:
    """The run, line by line."""
    whole = document(run)
    found = findings(whole.pop("findings"), "finding")
    others = [{"kind": kind, **one} for key, kind in LISTS.items() for one in whole.pop(key)]
    lines = ([{"kind": "run", **whole}], found, others)
    return "".join(text for values in lines for text in encode_lines(values))
