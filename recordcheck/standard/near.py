"""Where no standard fits: those whose fields are called most like the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recordcheck.exports.alike import SURE, Pair, one_to_one, pairs, says_no_more
from recordcheck.exports.columns import find_fields
from recordcheck.model import Standard, Table
from recordcheck.plural import some

MOST = 3
FEWEST = 1.5
MOST_LACKS = 5


@dataclass(frozen=True, slots=True)
class Near:
    """The table of a standard that comes nearest to some columns: for how many of them it has a
    field, or one that is called alike; how many are `known` by their name; the fields which are
    always due that none is; and the columns that are only `alike`, those of such fields first.
    """

    standard: Standard
    table: Table
    score: float
    known: int
    lacks: tuple[str, ...]
    alike: tuple[Pair, ...]

    @property
    def rank(self) -> tuple[float, int, int]:
        """How near it is: of equals, what knows more columns by name, and then what lacks less."""
        return self.score, self.known, -len(self.lacks)

    @property
    def lacking(self) -> str:
        """The first of what it lacks: `lacks episode_id, child_id and 2 more`."""
        return f"lacks {some(self.lacks, MOST_LACKS) or 'nothing that is always due'}"


def nearest_table(columns: Sequence[str], standard: Standard, maps: Mapping[str, str]) -> Near:
    """The table of a standard that comes nearest."""
    tables = standard.exported.values()
    near = (_near(columns, standard, table, maps) for table in tables)
    return max(near, key=lambda one: one.rank)


def nearness(
    columns: Sequence[str], standard: Standard, maps: Mapping[str, str]
) -> dict[str, float]:
    """How near each table of a standard that stands in an export comes, by its name."""
    tables = standard.exported.items()
    return {called: _near(columns, standard, table, maps).score for called, table in tables}


def _near(
    columns: Sequence[str], standard: Standard, table: Table, maps: Mapping[str, str]
) -> Near:
    """A name that is only alike counts for less than one that is known."""
    found = find_fields(columns, table, maps)
    left = [column for column in columns if column not in found.values()]
    absent = [field for called, field in table.fields.items() if called not in found]
    alike = one_to_one(pairs(dict.fromkeys(left), absent))
    score = round(len(found) + sum(pair.score for pair in alike), 6)  # in any order the same
    lacks = [field for field in absent if field.due.always and not field.stands_in(found)]
    due = tuple(field.name for field in lacks)
    # Of names with nearly the same letters one may have a word more: `child_said` is no `child_id`.
    meant = [
        pair
        for pair in alike
        if pair.score < SURE or says_no_more(pair.column, table.fields[pair.field])
    ]
    meant.sort(key=lambda pair: (pair.field not in due, -pair.score))
    return Near(standard, table, score, len(found), due, tuple(meant))


def nearest_standards(
    columns: Sequence[str], standards: Iterable[Standard], maps: Mapping[str, str]
) -> list[Near]:
    """The few standards that come nearest, the best first, without bundles and without those that
    are far behind it. None where many come equally near: a district and a team stand in most of
    them, and say nothing of what the records are about.
    """
    near = [nearest_table(columns, one, maps) for one in standards if not one.includes]
    near.sort(key=lambda one: one.rank, reverse=True)
    if sum(one.score == near[0].score for one in near) > MOST:
        return []
    return [one for one in near[:MOST] if one.score >= max(FEWEST, near[0].score / 2)]


def known_columns(
    columns: Iterable[str], standards: Iterable[Standard], maps: Mapping[str, str]
) -> list[tuple[str, str, list[Standard]]]:
    """Each column that is called as a field, with the field and the standards that have it, without
    bundles; of several fields that of most standards, and then what is called shortest.
    """
    members, found = [one for one in standards if not one.includes], []
    for column in columns:
        by_field: dict[str, list[Standard]] = {}
        for one in members:
            hits = (find_fields([column], table, maps) for table in one.exported.values())
            for field in dict.fromkeys(field for hit in hits for field in hit):
                by_field.setdefault(field, []).append(one)
        if by_field:
            field = max(by_field, key=lambda called: (len(by_field[called]), -len(called)))
            found.append((column, field, by_field[field]))
    return found


def nearest_together(
    files: Sequence[Sequence[str]], standards: Iterable[Standard], maps: Mapping[str, str]
) -> Standard | None:
    """The standard, or the smallest bundle, that comes nearest to the columns of several files."""
    known = {one.name: one for one in standards}
    scores = {
        name: [nearest_table(columns, one, maps).score for columns in files]
        for name, one in known.items()
        if not one.includes
    }

    def near(one: Standard) -> list[float]:
        within = [known[name] for name in one.members if name in known]
        return scores.get(one.name) or [
            max(each) for each in zip(*(near(member) for member in within), strict=True)
        ]

    return max(
        known.values(), key=lambda one: (round(sum(near(one)), 6), -len(one.tables)), default=None
    )
