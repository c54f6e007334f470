"""Writes a made-up force: linked tables for all that `police-child-protection` asks.

`python generate.py` writes the small force beside itself, the same for the same seed; `--children`
or `--records` make a larger one elsewhere, with `--to`. Nobody in it exists.

Each part is made without a fault first, and breaks no rule at all; districts and teams have habits
of their own. Then records are spoilt, each for one rule, and `planted.csv` says which: the rule,
the table, the field where the rule is implied by one, and the record's number in its file. What
breaks a rule of a view is in no file, and has no number.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import boards
import cases
import children
import conferences
import contact_faults
import contacts
import incidents
import interview_faults
import investigations
import missing
import missing_faults
import offenders
import referrals
import risk_reviews
import staff
import voice_faults
from faults import plant
from habits import spell
from part import CHILDREN, NoneLeftError, Part

HERE = Path(__file__).resolve().parent
SEED = 20260331
RECORDS = 2000  # of one part, about
# What makes the records of each group of tables, and what goes wrong with them.
GROUPS = (
    (children, children.FAULTS),
    (staff, staff.FAULTS),
    (cases, cases.FAULTS),
    (contacts, voice_faults.FAULTS + contact_faults.FAULTS),
    (missing, missing_faults.FAULTS + interview_faults.FAULTS),
    (risk_reviews, risk_reviews.FAULTS),
    (incidents, incidents.FAULTS),
    (referrals, referrals.FAULTS),
    (investigations, investigations.FAULTS),
    (conferences, conferences.FAULTS),
    (offenders, offenders.FAULTS),
    (boards, boards.FAULTS),
)
COLUMNS = {
    table: columns.split() for group, _ in GROUPS for table, columns in group.COLUMNS.items()
}
PLANTED = ("rule", "table", "field", "record")
ATTEMPTS = 9


def parts(seed: int, number: int, *, clean: bool = False) -> Iterator[Part]:
    """So many parts; the force as a whole (its teams, figures and actions) stands in the first.

    Each group of tables has a chance of its own: a change of one leaves the others as they are.
    """
    for place in range(number):
        yield _part(seed, place, clean=clean)


def _part(seed: int, place: int, *, clean: bool) -> Part:
    """A part, made by another chance where so many faults do not fit into it."""
    for again in range(ATTEMPTS):
        chance = f"{seed}, part {place}" + (f", again {again}" if again else "")
        with suppress(NoneLeftError):
            return _by_chance(chance, place, clean=clean)
    raise NoneLeftError(f"part {place} does not hold its faults by {ATTEMPTS} chances")


def _by_chance(chance: str, place: int, *, clean: bool) -> Part:
    part = Part(place)
    for group, _ in GROUPS:
        part.rng = Random(f"{chance}, {group.__name__}")
        group.make(part)
    for group, faults in () if clean else GROUPS:
        part.rng = Random(f"{chance}, {group.__name__}, spoilt")
        plant(part, faults)
    for records in part.tables.values():
        for record in records:
            spell(record)
    return part


def write(folder: Path, made: Iterator[Part]) -> None:
    """A file for each table in `tables/`, and beside it the list of what was planted."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    written: Counter[str] = Counter()
    with ExitStack() as files:
        tables = {
            table: _writer(files, folder / "tables" / f"{table}.csv", columns)
            for table, columns in COLUMNS.items()
        }
        planted = _writer(files, folder / "planted.csv", PLANTED)
        for part in made:
            numbers = {}
            for table, records in part.tables.items():
                for record in records:
                    written[table] += 1
                    numbers[id(record)] = written[table]
                    tables[table].writerow([record[column] for column in COLUMNS[table]])
            spoilt = (
                (one.rule, one.table, one.field, numbers[id(one.record)] if one.record else 0)
                for one in part.planted
            )
            planted.writerows((*what, number or "") for *what, number in sorted(spoilt))


def _writer(files: ExitStack, path: Path, columns: Sequence[str]) -> Any:
    """A file that is open until all of them are written, with its header."""
    writer = csv.writer(
        files.enter_context(path.open("w", encoding="utf-8", newline="")), lineterminator="\n"
    )
    writer.writerow(columns)
    return writer


def main() -> None:
    """What the command line asks for."""
    asked = argparse.ArgumentParser(description="Writes a made-up force.")
    asked.add_argument("--seed", type=int, default=SEED)
    size = asked.add_mutually_exclusive_group()
    size.add_argument("--children", type=int, default=CHILDREN, help="how many, or a few more")
    size.add_argument("--records", type=int, help="about how many in all tables together")
    asked.add_argument("--clean", action="store_true", help="spoil nothing")
    asked.add_argument("--to", type=Path, default=HERE, metavar="FOLDER")
    given = asked.parse_args()
    number = ceil(given.records / RECORDS if given.records else given.children / CHILDREN)
    write(given.to, parts(given.seed, max(1, number), clean=given.clean))


if __name__ == "__main__":
    main()
