"""What a name in an expression stands for: the record at hand, the rows of a select around it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from recordcheck.model import Derive, Field

from .values import BLANK, Cell, Value
from .world import Records


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a table; no record at all (`index` None) where an outer join found none.

    Only the record at hand, `own`, shows the derived columns of its table.
    """

    records: Records
    index: int | None
    own: bool = False

    def has(self, name: str) -> bool:
        """Whether a column of that name can be seen."""
        return self.field_named(name) is not None or self.derive_named(name) is not None

    def field_named(self, name: str) -> Field | None:
        """The field with this name, in any case."""
        fields = self.records.table.fields
        return next((f for f in fields.values() if f.name.lower() == name.lower()), None)

    def derive_named(self, name: str) -> Derive | None:
        """The derived column with this name, in any case."""
        derives = self.records.table.derives if self.own else ()
        return next((d for d in derives if d.name.lower() == name.lower()), None)

    def cell(self, name: str) -> Cell:
        """The cell of a field."""
        found = self.field_named(name)
        if found is None or self.index is None:
            return BLANK
        return self.records.cell(self.index, found.name)


@dataclass(slots=True)
class Selection:
    """All the records that a window function looks at, and the windows already worked out."""

    scopes: list[Scope] = field(default_factory=list)
    windows: dict[int, list[Value]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows at hand, by the name of their source. `members` are the rows of a group."""

    rows: dict[str, Row]
    outer: Scope | None = None
    selection: Selection | None = None
    position: int = 0
    members: tuple[Scope, ...] | None = None

    def find(self, name: str, source: str | None) -> Row:
        """The row whose column a name means: in the nearest source that has it."""
        for alias, row in self.rows.items():
            if (source is None or alias == source.lower()) and row.has(name):
                return row
        if self.outer is None:
            raise LookupError(f"nothing here is called {source or ''} {name}")
        return self.outer.find(name, source)


def over_records(records: Records) -> list[Scope]:
    """One scope for each record of a table; they know of each other, for window functions."""
    name = records.table.name.lower()
    rows = [Row(records, index, own=True) for index in range(len(records.cells))]
    return together([Scope({name: row}) for row in rows])


def together(scopes: list[Scope]) -> list[Scope]:
    """Scopes that know of each other, for window functions."""
    selection = Selection()
    selection.scopes = [
        replace(scope, selection=selection, position=position)
        for position, scope in enumerate(scopes)
    ]
    return selection.scopes
