"""A first standard as an export suggests it, to be read and changed; it holds no value of a
record.
"""

from __future__ import annotations

from dataclasses import dataclass

from recordcheck.model.field import Field
from recordcheck.model.profile import ColumnProfile


@dataclass(frozen=True, slots=True)
class DraftField:
    """A field, and the column that it was drafted from: what `recorded` and `reads` count there is
    counted as `lint` does. Its values may be codes where there are `few`. A `mapped` column is
    called like another but for case and signs, so that only a mapping tells it apart.
    """

    field: Field
    column: ColumnProfile
    few: bool = False
    mapped: bool = False


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table, `source` being what its records were read from. `fits` and `nearest` are the shipped
    standards of its columns, as in a profile.
    """

    name: str
    source: str
    records: int
    key: str | None
    fields: tuple[DraftField, ...]
    fits: str | None
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A standard, and the beginning of its identifiers."""

    name: str
    prefix: str
    tables: tuple[DraftTable, ...]

    @property
    def maps(self) -> dict[str, str]:
        """The field of each column that neither a name nor an alias finds."""
        drafted = [one for table in self.tables for one in table.fields]
        return {one.column.name: one.field.name for one in drafted if one.mapped}
