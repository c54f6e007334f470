"""The made-up force: all that its generator spoilt is found, in the same records, and nothing else.

What is expected is the generator's own list; the generator runs as a program of its own, and asks
recordcheck nothing.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import recordcheck
from recordcheck.model import Run
from recordcheck.rules import all_rules

FORCE = Path(__file__).resolve().parent.parent / "examples" / "force"
STANDARD = "police-child-protection"
AS_AT = "2026-03-31"
SEEDS = (1, 90210)

# Rule, table, field of an implied rule, record number; a record of a view has none, and is counted.
Spoilt = tuple[str, str, str, int | None]


def generate(folder: Path, *options: str) -> Path:
    """A force, written into a folder by its generator."""
    command = [sys.executable, str(FORCE / "generate.py"), "--to", str(folder), *options]
    subprocess.run(command, check=True)
    return folder


def tables(folder: Path) -> dict[str, Path]:
    """The file of each table."""
    return {path.stem: path for path in sorted((folder / "tables").iterdir())}


def contents(folder: Path) -> dict[str, bytes]:
    """What stands in each of its files of records, by name."""
    return {path.name: path.read_bytes() for path in folder.rglob("*.csv")}


def check(folder: Path) -> Run:
    """The bundle over all tables in one run, with every record number."""
    return recordcheck.check(list(tables(folder).values()), STANDARD, as_at=AS_AT, max_records=None)


def planted(folder: Path) -> Counter[Spoilt]:
    """What the generator says that it spoilt."""
    with (folder / "planted.csv").open(encoding="utf-8", newline="") as file:
        return Counter(
            (one["rule"], one["table"], one["field"], int(one["record"] or 0) or None)
            for one in csv.DictReader(file)
        )


def found(run: Run) -> Counter[Spoilt]:
    """What the run found, record by record."""
    return Counter(
        (one.rule, one.table, "" if run.rules[one.rule].written else one.field or "", number)
        for one in run.findings
        for number in one.records or [None] * one.broken
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A force before anything is spoilt."""
    return generate(tmp_path_factory.mktemp("clean"), "--clean")


@pytest.fixture(scope="module")
def clean_run(clean: Path) -> Run:
    """What is found in it."""
    return check(clean)


@pytest.mark.parametrize("seed", SEEDS)
def test_all_that_was_spoilt_is_found_and_nothing_else(seed: int, tmp_path: Path) -> None:
    folder = generate(tmp_path, "--seed", str(seed))
    expected, actual = planted(folder), found(check(folder))
    assert sorted(expected - actual) == [], "planted, and not found"
    assert sorted(actual - expected) == [], "found, and not planted"


def test_parts_of_a_larger_force_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Each of the seven is made by a chance of its own, as by another seed."""
    folder = generate(tmp_path, "--children", "700")
    assert found(check(folder)) == planted(folder)


def test_before_anything_is_spoilt_the_force_breaks_no_rule_and_misses_no_target(
    clean_run: Run,
) -> None:
    assert (clean_run.findings, clean_run.verdict) == ((), "passed")


# What a reader should know though nothing is wrong: a source that somebody left out, IC5, which the
# lists place in different groups, a review of which the one before is not in the export, if a child
# was seen alone, left out where it is due, and if an adult was there, which nobody knows any more.
NOT_JUDGED = {"ETH-401", "ETH-402", "CPC-503", "VOC-203", "REF-206"}


def test_before_anything_is_spoilt_what_nobody_owes_is_nothing_that_could_not_be_judged(
    clean_run: Run,
) -> None:
    """A case without an outcome yet is none of which nobody can say whether it needs a decision,
    and of a child who was not seen nobody can say less than that it was not spoken to.
    """
    left = {kept.rule for kept in clean_run.kept if kept.not_judged}
    assert left == NOT_JUDGED


def test_the_committed_force_is_what_the_generator_writes(tmp_path: Path) -> None:
    written, committed = contents(generate(tmp_path)), contents(FORCE)
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_every_table_and_every_rule_of_the_bundle_is_there() -> None:
    """But for a column that is missing: no record breaks that, the whole export does. And but for
    the key and the codes of a view: it groups by the key, and takes known codes.
    """
    standard = recordcheck.load(STANDARD)
    asked = {
        (one.id, one.table, "" if one.written else one.field or "")
        for one in all_rules(standard)
        if one.kind != "missing-column" and (one.written or one.table in standard.exported)
    }
    assert tables(FORCE).keys() == standard.exported.keys()
    assert asked - {spoilt[:3] for spoilt in planted(FORCE)} == set()


def test_a_column_that_is_due_and_not_there_is_the_one_finding_of_its_table(
    clean: Path, tmp_path: Path
) -> None:
    """Of each table the last such column is left out; rules that need it are not run, and said."""
    standard = recordcheck.load(STANDARD)
    folder = Path(shutil.copytree(clean, tmp_path / "force"))
    expected = set()
    for table, path in tables(folder).items():
        due = [one for one in standard.tables[table].fields.values() if one.due.always]
        expected.add((f"{due[-1].prefix}-190", table, due[-1].name))
        _drop(path, due[-1].name)
    run = check(folder)
    assert {(one.rule, one.table, one.field) for one in run.findings} == expected


def _drop(path: Path, column: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, [name for name in records[0] if name != column], extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(records)


AGAIN = """
import generate
from part import NoneLeftError

made, plant = [], generate.plant
def full(part, faults):
    made.append(part)
    if len(made) == 1:
        raise NoneLeftError("none left")
    plant(part, faults)
generate.plant = full
[part] = generate.parts(1, 1)
print(part is not made[0], len(part.planted) > 100)
"""


def test_a_part_that_its_faults_do_not_fit_is_made_by_another_chance() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AGAIN], cwd=FORCE, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True True\n"


UNSURE = """
from random import Random
import staff
from part import Part

part = Part(0, Random(1))
staff.make(part)
*others, last = part.staff["recorder"]
for course in part.tables[staff.COURSE]:
    if course["staff_id"] in others and course["course"] == "other":
        course["course"] = "see form"
chosen = set()
for interview in part.tables[staff.INTERVIEW]:
    [untrained] = [fault for fault in staff.FAULTS if fault.rule == "TRA-401"]
    untrained.put(part, interview)
    chosen.add(interview["interviewer_id"])
print(chosen == {last})
"""


def test_nobody_is_untrained_whose_course_cannot_be_read() -> None:
    """It may have been the one on interviews: such a record could not be judged."""
    done = subprocess.run(
        [sys.executable, "-c", UNSURE], cwd=FORCE, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
