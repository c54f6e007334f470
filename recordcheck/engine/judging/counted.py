"""What is counted of a table's records, slice by slice: of each file and each group, which records
break a rule first, and how many break any.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recordcheck.engine.given.tables import FILE
from recordcheck.engine.judging.pack import BROKEN, Packed
from recordcheck.engine.judging.slices import SLICE
from recordcheck.engine.judging.tally import Group, Tally, tally
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOGETHER = 50  # questions in one query: the engine takes longer to plan many than to answer them
Grouping = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be counted of a slice: what is packed in it, over which groups, how many first
    records of a broken rule.

    `record` is the column that says the place of a record, in one of so many `files`. While an
    export is `read`, records come in order, so that none is looked for once there are enough; and
    all are counted that break a rule which weighs.
    """

    packed: Packed
    by: tuple[Grouping, ...]
    most: int | None
    record: str
    files: int
    read: bool


@dataclass(slots=True)
class Counted:
    """The counts so far. `first` are the places, from 0 over all files, of the first records of a
    file that break a rule, by the rule's column and the number of the file.
    """

    files: dict[int, Tally] = field(default_factory=dict)
    groups: dict[Grouping, dict[Group, Tally]] = field(default_factory=dict)
    first: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    problems: int = 0

    def add(self, con: DuckDBPyConnection, wanted: Wanted) -> None:
        """Count one more slice."""
        packed = wanted.packed
        if wanted.read:
            problems = f"select count(*) from {SLICE} where {packed.breaks_any}"
            [(number,)] = con.execute(problems).fetchall()
            self.problems += int(number)
        files = [FILE] if wanted.files > 1 else []  # one group costs as much as many
        for file, counted in tally(con, packed, packed.rules, files).items():
            number = int(file[0]) if file else 0
            self.files[number] = self.files.get(number, Tally()) + counted
            self._find_first(con, wanted, number, counted)
        targeted = [column for column, rule in packed.rules.items() if rule.targets]
        for grouping in wanted.by:
            known = self.groups.setdefault(grouping, {})
            columns = [f"{name(column)}::varchar" for column in grouping]
            for group, counted in tally(con, packed, targeted, columns).items():
                known[group] = known.get(group, Tally()) + counted

    def _find_first(
        self, con: DuckDBPyConnection, wanted: Wanted, file: int, counted: Tally
    ) -> None:
        broken = [
            column
            for column, place in wanted.packed.verdicts.items()
            if counted.verdicts(place)[1] and not self._enough(column, file, wanted)
        ]
        order = "" if wanted.read else f" order by {wanted.record}"
        limit = "" if wanted.most is None else f" limit {wanted.most}"
        for start in range(0, len(broken), TOGETHER):
            some = broken[start : start + TOGETHER]
            selects = [
                f"(select {number}, {wanted.record} from {SLICE}"
                f" where {wanted.packed.verdicts[column].verdict} = {BROKEN} and {FILE} = {file}"
                f"{order}{limit})"
                for number, column in enumerate(some)
            ]
            found: dict[str, list[int]] = {column: [] for column in some}
            for number, place in con.execute(" union all ".join(selects)).fetchall():
                found[some[number]].append(int(place))
            for column, places in found.items():
                known = self.first.get((column, file), [])
                self.first[column, file] = sorted([*known, *places])[: wanted.most]

    def _enough(self, column: str, file: int, wanted: Wanted) -> bool:
        known = self.first.get((column, file), ())
        return wanted.read and wanted.most is not None and len(known) >= wanted.most

    def __or__(self, later: Counted) -> Counted:
        """Of both, where the other is of a later stage of the same records."""
        none = Tally()
        return Counted(
            {file: one | later.files.get(file, none) for file, one in self.files.items()},
            {
                grouping: {
                    group: one | later.groups.get(grouping, {}).get(group, none)
                    for group, one in groups.items()
                }
                for grouping, groups in self.groups.items()
            },
            self.first | later.first,
            self.problems + later.problems,
        )
