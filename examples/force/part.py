"""A part of the force: its records, by table; which of them are spoilt, and for which rule.

A force of any size is many parts of one size. A part knows nothing of the others: its references
begin with its number, and its texts are counted on from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

Record = dict[str, str]  # what begins with `_` is a note of the generator, and is never written
Where = Callable[[Record], object]

FIRST_DAY = datetime(2026, 1, 5)
LAST_DAY = datetime(2026, 3, 31)
CHILDREN = 200
TEAMS = {
    "Central": ("Response 1", "Response 2", "Child abuse investigation"),
    "Moors": ("Response 3", "Neighbourhood", "Child abuse investigation"),
    "Riverside": ("Response 4", "Missing from home", "Child abuse investigation"),
    "Coast": ("Response 5", "Neighbourhood", "Exploitation"),
}
TEAMS_OF_A_DISTRICT = 4  # that cases are given to
# Where more children live, and where more goes wrong; the first response to a call errs most.
CHILDREN_OF = {"Central": 40, "Moors": 15, "Riverside": 25, "Coast": 20}
FAULTS_OF = {"Central": 2.0, "Moors": 0.5, "Riverside": 1.0, "Coast": 4.0}


class NoneLeftError(LookupError):
    """A part has no record left that a fault fits."""


@dataclass(frozen=True)
class Planted:
    """A record that breaks a rule; the field is named where the rule is implied by one.

    A record of a view is of no file: it stands in no table of the part, and is only counted.
    """

    rule: str
    table: str
    field: str
    record: Record


@dataclass
class Part:
    """One part: the same seed and number make the same records."""

    number: int
    rng: Random = field(default_factory=Random)
    tables: dict[str, list[Record]] = field(default_factory=dict)
    children: list[Record] = field(default_factory=list)
    staff: dict[str, list[str]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def ref(self, letter: str, number: int) -> str:
        """A reference that no other part has."""
        return f"{letter}{self.number:04}{number:04}"

    def count(self, number: int) -> int:
        """A number for a text, which no other part has."""
        return self.number * 400 + number

    def moment(self, first: int = 0, last: int = 85) -> str:
        """A time on one of the days of the quarter, more often in the afternoon."""
        hour = self.rng.choice((8, 9, 10, 11, 13, 14, 15, 15, 16, 16, 17, 17, 18, 18, 19, 20))
        day = FIRST_DAY + timedelta(days=self.rng.randrange(first, last))
        return f"{day + timedelta(hours=hour, minutes=self.rng.randrange(60)):%Y-%m-%d %H:%M}"

    def day(self, first: int, last: int) -> str:
        """A day, counted from the first of the quarter."""
        return f"{FIRST_DAY + timedelta(days=self.rng.randrange(first, last)):%Y-%m-%d}"

    def later(self, moment: str, least: float, most: float) -> str:
        """So many hours later."""
        return shift(moment, hours=self.rng.uniform(least, most))

    def team(self, district: str) -> str:
        """One of the teams of a district."""
        return self.rng.choice(TEAMS[district])

    def dealt(self, number: int, **shares: int) -> list[str]:
        """So many words by their shares of a hundred, exactly, in an order of chance."""
        words = [word for word, share in shares.items() for _ in range(round(number * share / 100))]
        words = (words + [words[-1]] * number)[:number]
        self.rng.shuffle(words)
        return words

    def note(self, rule: str, table: str, record: Record, field: str = "") -> None:
        """This record breaks this rule; nothing else is done to it."""
        self.taken.add(id(record))
        self.planted.append(Planted(rule, table, field, record))

    def take(self, *records: Record) -> None:
        """Nothing else is done to these."""
        self.taken.update(id(record) for record in records)

    def pick(self, table: str, where: Where, rule: str = "") -> Record:
        """A record that nothing was done to, more often of a district where more goes wrong."""
        records = self.tables[table]
        free = [one for one in records if id(one) not in self.taken and where(one)]
        if not free:
            raise NoneLeftError(f"part {self.number} has no {table} left for {rule or table}")
        weights = [FAULTS_OF.get(one.get("district", ""), 1.0) for one in free]
        [record] = self.rng.choices(free, weights)
        self.take(record)
        return record


def shift(moment: str, *, days: float = 0, hours: float = 0) -> str:
    """A day or a moment moved, in the form that it has."""
    moved = datetime.fromisoformat(moment) + timedelta(days=days, hours=hours)
    return f"{moved:%Y-%m-%d %H:%M}"[: len(moment)]


def hours_from(first: str, second: str) -> float:
    """How many hours the second is after the first."""
    return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds() / 3600
