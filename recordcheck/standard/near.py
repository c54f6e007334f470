"""Where no standard fits: those whose fields are called most like the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recordcheck.exports.alike import one_to_one, pairs
from recordcheck.exports.columns import find_fields
from recordcheck.model import Standard, Table

MOST = 3
FEWEST = 1.5


@dataclass(frozen=True, slots=True)
class Near:
    """The table of a standard that comes nearest to some columns, and for how many of them it has a
    field, or one that is called alike.
    """

    standard: Standard
    table: Table
    score: float

    def lacks(self, columns: Sequence[str], maps: Mapping[str, str]) -> list[str]:
        """The fields which are always due that no column is by its name."""
        found = find_fields(columns, self.table, maps)
        due = [field.name for field in self.table.fields.values() if field.due.always]
        return [called for called in due if called not in found]


def likeness(columns: Sequence[str], table: Table, maps: Mapping[str, str]) -> float:
    """For how many columns a table has a field; a name that is only alike counts for less."""
    found = find_fields(columns, table, maps)
    left = [column for column in columns if column not in found.values()]
    lacking = [field for called, field in table.fields.items() if called not in found]
    alike = one_to_one(pairs(dict.fromkeys(left), lacking))
    return len(found) + sum(pair.score for pair in alike)


def nearest_table(columns: Sequence[str], standard: Standard, maps: Mapping[str, str]) -> Near:
    """The table of a standard that comes nearest; the first of equals."""
    tables = standard.exported.values()
    scored = [(likeness(columns, table, maps), table) for table in tables]
    score, table = max(scored, key=lambda pair: pair[0])
    return Near(standard, table, score)


def nearest_standards(
    columns: Sequence[str], standards: Iterable[Standard], maps: Mapping[str, str]
) -> list[Near]:
    """The few standards that come nearest, the best first, without bundles and without those that
    are far behind it.
    """
    near = [nearest_table(columns, one, maps) for one in standards if not one.includes]
    near.sort(key=lambda one: -one.score)
    return [one for one in near[:MOST] if one.score >= max(FEWEST, near[0].score / 2)]
