"""Values as JSON text: half a million findings in less than a second.

msgspec is loaded where it is used: what prints no JSON starts without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, starmap
from operator import attrgetter
from typing import Any

from recordcheck.model import Finding

# The keys of a finding in the contract, in their order: the names of what the run has.
FINDING = (
    "rule",
    "name",
    "severity",
    "table",
    "field",
    "path",
    "broken",
    "judged",
    "not_judged",
    "records",
    "lines",
    "nearest",
    "trial",
    "says",
    "help",
)
# So many values stay in the cache of a processor: all at once take half as long again.
TOGETHER = 300


def encode(value: Any) -> str:
    """One value on one line."""
    return next(encode_lines([value]))[:-1]


def encode_lines(values: Iterable[Any]) -> Iterator[str]:
    """Texts of many lines, one for each value."""
    from msgspec.json import Encoder

    encoder, rest = Encoder(), iter(values)
    while some := list(islice(rest, TOGETHER)):
        try:
            yield encoder.encode_lines(some).decode()
        except UnicodeEncodeError:  # a path may hold bytes that are no letters
            yield "".join(map(_with_any_letter, some))


def findings(every: Iterable[Finding], kind: str | None = None) -> Iterator[Any]:
    """Findings as values to encode, with their kind before where it is given."""
    return starmap(_shape(kind), map(attrgetter(*FINDING), every))


@cache
def _shape(kind: str | None) -> Any:
    """A finding as msgspec writes it fastest: straight from memory, without a dictionary."""
    from msgspec import defstruct

    given = {} if kind is None else {"tag_field": "kind", "tag": kind}
    return defstruct("Shape", FINDING, gc=False, **given)  # type: ignore[arg-type]


def _with_any_letter(value: Any) -> str:
    """The same line by a slower encoder, which leaves it to the writer what a byte looks like."""
    from msgspec import to_builtins

    plain = to_builtins(value)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"
