"""What the user says of columns: whether what is mapped is a column, and to a field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from recordcheck.engine.given.inputs import Part
from recordcheck.engine.given.tables import how_to_see_fields
from recordcheck.engine.settings import Options
from recordcheck.errors import UserError
from recordcheck.model import Standard
from recordcheck.nearest import did_you_mean, one_line
from recordcheck.shell import mapping
from recordcheck.standard.known import catalogue


def fields_of(standards: Iterable[Standard]) -> dict[str, None]:
    """The names of all fields of some standards, in their order."""
    return dict.fromkeys(field.name for standard in standards for field in standard.fields)


def check_maps(parts: Sequence[Part], standards: Sequence[Standard], options: Options) -> None:
    """The mapping of a run whose standards are known. Raises UserError."""
    if parts and standards:
        the_right_way_round(parts, lambda: standards, options)
        both_are_there(parts, standards, options)
        one_for_each_field(parts, options)


def the_right_way_round(
    parts: Iterable[Part], candidates: Callable[[], Iterable[Standard]], options: Options
) -> None:
    """What is mapped from our field to their column stands the wrong way round. It is said before a
    standard is chosen, since without the mapping none may fit. Raises UserError.
    """
    columns = {one_line(column) for part in parts for column in part.columns}
    turned = {
        ours: theirs
        for ours, theirs in options.maps.items()
        if one_line(theirs) in columns and one_line(ours) not in columns
    }
    fields = fields_of(candidates()) if turned else {}
    for ours, theirs in turned.items():
        if ours in fields and theirs not in fields:
            raise UserError(
                f"`{ours}` is mapped to the column `{theirs}`: the wrong way round",
                path=options.place(ours),
                remedy=f"the name in the export comes first: {mapping(theirs, ours)}, or"
                f' {json.dumps(theirs, ensure_ascii=False)} = "{ours}" under [map]',
            )


def both_are_there(
    parts: Sequence[Part],
    standards: Sequence[Standard],
    options: Options,
    folders: Iterable[Path] = (),
) -> None:
    """A field that is mapped must be one, and what this run itself maps must be a column. Raises
    UserError.

    A configuration may serve several exports: its fields must be those of some standard, shipped or
    in the `folders`. Where a header may be a record, no column is named.
    """
    fields = fields_of(standards)
    columns = dict.fromkeys(column for part in parts for column in part.columns)
    for column, field in options.maps.items():
        typed = column in options.typed
        if field not in fields and (typed or field not in fields_of(catalogue(folders))):
            raise UserError(
                f"`{column}` cannot be mapped to `{field}`: no field of that name"
                f"{did_you_mean(field, fields)}",
                path=options.place(column),
                remedy=how_to_see_fields(standards[0]),
            )
        if typed and one_line(column) not in map(one_line, columns):
            shown = map(one_line, columns) if all(part.named for part in parts) else ()
            raise UserError(
                f"a column is mapped that the export does not have: `{column}`"
                f"{did_you_mean(column, shown)}",
                path=parts[0].label,
                remedy="map one column at a time, spelt as in the header; if it is lost, export it"
                " again",
            )


def one_for_each_field(parts: Sequence[Part], options: Options) -> None:
    """Two columns of one file that are mapped to one field: either would be judged, and the other
    passed over unseen. What this run itself maps comes before the configuration. Raises UserError.
    """
    for part in parts:
        columns = set(map(one_line, part.columns))
        found: dict[tuple[str, bool], str] = {}
        for column, field in options.maps.items():
            if one_line(column) not in columns:
                continue
            other = found.setdefault((field, column in options.typed), column)
            if one_line(other) != one_line(column):
                raise UserError(
                    f"two columns are mapped to the field {field}: `{other}` and `{column}`",
                    path=options.place(column) or part.label,
                    remedy="map only the one that holds the field, and take the other out",
                )
