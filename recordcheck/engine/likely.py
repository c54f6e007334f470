"""What a column most likely is: its type, its code list, its field, how many values it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recordcheck.exports.columns import match_columns
from recordcheck.model import FieldType, Standard, Table
from recordcheck.model.profile import FieldFit, ListFit
from recordcheck.nearest import folded

Tables = Sequence[tuple[Standard, Table]]
MOSTLY = 0.9
BANDS = (1, 5, 20, 100, 1_000, 10_000, 100_000)
FEWEST_CODES = 2


def band(distinct: int) -> str:
    """A number of distinct values as a band, so that no single value can be told from it."""
    if distinct <= 1:
        return str(distinct)
    least = 2
    for most in BANDS[1:]:
        if distinct <= most:
            return f"{least:,}-{most:,}"
        least = most + 1
    return f"over {BANDS[-1]:,}"


def likely_type(
    recorded: int, reads: Mapping[FieldType, int], *, padded: int, codes: ListFit | None
) -> tuple[FieldType, int]:
    """The narrowest type as which nine in ten recorded cells read, and how many do.

    `padded` cells begin with a zero that a number would lose: where there are some, it is no
    number.
    """
    if codes is not None:
        return FieldType.CODE, codes.records
    for kind in (
        FieldType.DATE,
        FieldType.DATETIME,
        FieldType.INTEGER,
        FieldType.NUMBER,
        FieldType.BOOLEAN,
    ):
        number = kind in (FieldType.INTEGER, FieldType.NUMBER)
        if recorded and reads[kind] >= MOSTLY * recorded and not (number and padded):
            return kind, reads[kind]
    return FieldType.TEXT, recorded


def best_list(
    texts: Mapping[str, int], spelt: Mapping[str, frozenset[str]], own: str | None
) -> ListFit | None:
    """The code list that holds most of the cells, at least nine in ten; the shorter of equals.

    `spelt` has every spelling of each list. A list must have two of them there, and not numbers
    alone, which prove nothing; `own`, the list of the field that the column is by its name, need
    only fit.
    """
    cells = sum(texts.values())
    fits: dict[str, int] = {}
    for called, spellings in spelt.items():
        there = {text: count for text, count in texts.items() if text in spellings}
        telling = len(there) >= FEWEST_CODES and not all(text.isdigit() for text in there)
        if there and (telling or called == own) and sum(there.values()) >= MOSTLY * cells:
            fits[called] = sum(there.values())
    if not fits:
        return None
    best = own if own in fits else max(fits, key=lambda called: (fits[called], -len(spelt[called])))
    return ListFit(best, fits[best])


def nearest_tables(columns: Sequence[str], standards: Iterable[Standard]) -> Tables:
    """All tables of some standards, those first that have a field for most of the columns."""
    tables = [(standard, table) for standard in standards for table in standard.exported.values()]
    return sorted(
        tables,
        key=lambda pair: (
            -len(match_columns(columns, pair[1], {}, strict=False).fields),
            len(pair[0].exported),
        ),
    )


def field_by_name(column: str, tables: Tables) -> tuple[FieldFit, str | None] | None:
    """The field that a column is by its name or an alias, and the code list of that field."""
    for standard, table in tables:
        for field in table.fields.values():
            if folded(column) in {folded(spelling) for spelling in (field.name, *field.aliases)}:
                codes = field.codes.name if field.codes is not None else None
                return FieldFit(standard.name, table.name, field.name, "name"), codes
    return None


def field_by_codes(codes: str, tables: Tables) -> FieldFit | None:
    """A field that has this code list."""
    for standard, table in tables:
        for field in table.fields.values():
            if field.codes is not None and field.codes.name == codes:
                return FieldFit(standard.name, table.name, field.name, "codes")
    return None
