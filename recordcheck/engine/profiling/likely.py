"""What a column most likely is: its type, its field by name or by codes, how many values it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recordcheck.exports.columns import find_fields
from recordcheck.model import NUMBERS, Field, FieldType, Standard, Table
from recordcheck.model.profile import FieldFit, ListFit
from recordcheck.nearest import folded

Tables = Sequence[tuple[Standard, Table]]
# What a column may read as, in the order in which it is taken for one: a midnight is a day, and a
# whole number is a number too.
READS = (FieldType.DATE, FieldType.DATETIME, FieldType.INTEGER, FieldType.NUMBER, FieldType.BOOLEAN)
MOSTLY = 0.9
BANDS = (1, 5, 20, 100, 1_000, 10_000, 100_000)
TELLING = 5  # so few codes are on many lists: they alone tell nothing


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


def bounds(band: str) -> tuple[int, int | None]:
    """The least and the greatest number that a band stands for; None where it has no end."""
    if band.startswith("over "):
        return BANDS[-1] + 1, None
    least, _, most = band.replace(",", "").partition("-")
    return int(least), int(most or least)


def likely_type(
    recorded: int, reads: Mapping[FieldType, int], *, padded: int, codes: ListFit | None
) -> tuple[FieldType, int]:
    """The narrowest type as which nine in ten recorded cells read, and how many do.

    `padded` cells begin with a zero that a number would lose: where there are some, it is no
    number.
    """
    if codes is not None:
        return FieldType.CODE, codes.records
    for kind in READS:
        if recorded and reads[kind] >= MOSTLY * recorded and not (kind in NUMBERS and padded):
            return kind, reads[kind]
    return FieldType.TEXT, recorded


def nearest_tables(columns: Sequence[str], standards: Iterable[Standard]) -> Tables:
    """All tables of some standards, those first that have a field for most of the columns."""
    tables = [(standard, table) for standard in standards for table in standard.exported.values()]
    return sorted(
        tables, key=lambda pair: (-len(find_fields(columns, pair[1], {})), len(pair[0].exported))
    )


def fields_by_name(
    tables: Tables, maps: Mapping[str, str]
) -> dict[str, tuple[FieldFit, str | None]]:
    """Every field, and its code list, by its name and its aliases as they are compared; the first
    of those that are called the same. A column that the user maps is what it is mapped to.
    """
    found: dict[str, tuple[FieldFit, str | None]] = {}
    own: dict[str, tuple[FieldFit, str | None]] = {}
    for standard, table in tables:
        for field in table.fields.values():
            codes = field.codes.name if field.codes is not None else None
            hour = field.type is FieldType.DATETIME and not field.time_optional
            fit = FieldFit(standard.name, table.name, field.name, "name", hour)
            own.setdefault(field.name, (fit, codes))
            for spelling in (field.name, *field.aliases):
                found.setdefault(folded(spelling), (fit, codes))
    return found | {folded(theirs): own[ours] for theirs, ours in maps.items() if ours in own}


def codes_of(field: Field) -> tuple[str, ...]:
    """The codes that a field takes; none where it is not coded."""
    return field.codes.accepted if field.codes is not None else ()


def field_by_codes(
    codes: str, tables: Tables, columns: Sequence[str], maps: Mapping[str, str]
) -> FieldFit | None:
    """The one field with this code list that no column is called like, in the first table that has
    any; None where several have it, or where its codes are few: a yes or no may answer anything.
    """
    for standard, table in tables:
        having = [
            field
            for field in table.fields.values()
            if field.codes is not None and field.codes.name == codes
        ]
        if having:
            called = find_fields(columns, table, maps)
            free = [field.name for field in having if field.name not in called]
            if len(free) != 1 or len(codes_of(having[0])) <= TELLING:
                return None
            return FieldFit(standard.name, table.name, free[0], "codes")
    return None
