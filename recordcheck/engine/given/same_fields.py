"""The files of one table have the same fields, or are refused; what else only some of them have is
said of the files that are unlike the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recordcheck.engine.given.inputs import Part
from recordcheck.errors import UserError
from recordcheck.exports.columns import Matched
from recordcheck.nearest import folded
from recordcheck.plural import many, some

MOST = 10  # columns that a warning names


def refuse_other_fields(called: str, parts: Sequence[Part], matched: Sequence[Matched]) -> None:
    """Files that differ in a field cannot be judged together. Raises UserError."""
    for part, one in zip(parts[1:], matched[1:], strict=True):
        lacks = ", ".join(sorted(set(matched[0].fields) - set(one.fields)))
        more = ", ".join(sorted(set(one.fields) - set(matched[0].fields)))
        difference = [f"lacks {lacks}"] * bool(lacks) + [f"has also {more}"] * bool(more)
        if difference:
            raise UserError(
                f"files of one table ({called}) must have the same columns:"
                f" compared with {parts[0].label} it {' and '.join(difference)}",
                path=part.label,
                remedy="check them one by one, or export them with the same columns",
            )


def say_other_columns(parts: Sequence[Part], matched: Sequence[Matched]) -> tuple[Part, ...]:
    """The parts, each with a warning about the columns that most of the others lack, and about
    those that it lacks itself. Where a header may be a record, no column is named.
    """
    spelt = [{folded(one.name) or one.name: one.name for one in each.unused} for each in matched]
    holders = Counter(column for columns in spelt for column in columns)
    every = {column: name for columns in reversed(spelt) for column, name in columns.items()}
    usual = {column: name for column, name in every.items() if 2 * holders[column] > len(parts)}
    named = all(part.named for part in parts)
    warned = []
    for part, columns in zip(parts, spelt, strict=True):
        more = [name for column, name in columns.items() if column not in usual]
        lacks = [name for column, name in usual.items() if column not in columns]
        said = [
            *_said("It has", more, "lack", named=named),
            *_said("It lacks", lacks, "have", named=named),
        ]
        warned.append(replace(part, warnings=(*part.warnings, *said)))
    return tuple(warned)


def _said(what: str, names: Sequence[str], others: str, *, named: bool) -> Iterator[str]:
    if names:
        shown = f": {some(names, MOST)}" if named else ""
        beside = f"that other files of this table {others}, and that no field uses"
        yield f"{what} {many(len(names), 'column')} {beside}{shown}."
