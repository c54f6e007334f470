"""The same records give the same run: from CSV or Parquet, in one file or ten, in any order."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import recordcheck
from recordcheck.model import Run, Standard
from recordcheck.standard import load

STANDARD = """
standard: contacts
version: "1"
title: Contacts
tables:
  contact:
    one_record_is: one contact
    key: [id]
    group_by: [team]
    fields:
      id: {type: text, due: always}
      child: {type: text, due: always}
      team: {type: text, due: always}
      held: {type: datetime, due: always, not_after: ":today"}
      written: {type: datetime, not_before: held, due: {when: "recorded(held)"}}
      ethnicity:
        type: code
        codes:
          - {code: A1, label: Indian, aliases: [IND], group: Asian}
          - {code: W1, label: British, group: White}
          - {code: NS, label: Not stated, role: not_stated}
        due: always
        target: {recorded: 90%, known: 60%, not_stated: at most 5%}
        same_within: [child]
      visits: {type: integer, range: [0, 9]}
      ref: {type: text, unique: true, format: "[A-Z][0-9]"}
      voice: {type: text, length: [5, null], due: {when: "visits > 0"}, target: {recorded: 80%}}
    derive:
      earlier: count(*) over (partition by child)
    rules:
      - {id: CON-501, name: late, says: x, why: x, severity: warning,
         assert: "hours_between(held, written) <= 24", target: 75%}
      - {id: CON-601, name: copied, says: x, why: x, severity: error, when: recorded(voice),
         assert: "not exists (select 1 from contact c where c.voice = contact.voice
           and c.child <> contact.child)"}
      - {id: CON-401, name: often, says: x, why: x, severity: info, assert: earlier < 3}
"""
CELLS: dict[str, list[str]] = {
    "id": ["1", "2", "3", "4", "5", " 6 ", "", "-"],
    "child": ["a", "b", "c", "\u00a0a", "n/a", ""],
    "team": ["North", "South", "South ", "", "Öst"],
    "held": ["2026-03-01 10:00", "01/03/2026 10:00", "2026-03-02T09:00Z", "soon", ""],
    "written": ["2026-03-01 11:00", "2026-03-09 11:00", "2026-02-01 11:00", "x", ""],
    "ethnicity": ["A1", "Indian", "IND", "W1", "British", "NS", "ZZ", "tbc", ""],
    "visits": ["0", "1", "9", "10", "1.5", " 2", ""],
    "ref": ["A1", "A2", "b1", "A1 ", ""],
    "voice": ["I like my school", "I like my school ", "no", 'He said "go",\nand left', "N/A", ""],
}
Records = list[dict[str, str]]
Findings = dict[tuple[str, str | None], tuple[int, int, int, tuple[int, ...]]]
SETTINGS = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
some_records = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}),
    min_size=1,
    max_size=25,
)


@cache
def standard() -> Standard:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.yaml"
        path.write_text(STANDARD)
        return load(path)


def checked(data: Any) -> Run:
    return recordcheck.check(data, standard(), as_at="2026-03-31", by=["team"], max_records=None)


def write_csv(path: Path, records: Records, names: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
    return path


def write_parquet(path: Path, records: Records, names: list[str]) -> Path:
    pq.write_table(pa.table({name: [one[name] for one in records] for name in names}), path)
    return path


def found(run: Run, number: Callable[[str, int], int]) -> Findings:
    """The findings over all files, with record numbers of the whole."""
    together: Findings = {}
    for one in run.findings:
        key = (one.rule, one.field)
        broken, judged, unknown, records = together.get(key, (0, 0, 0, ()))
        here = tuple(number(one.path, record) for record in one.records)
        together[key] = (
            broken + one.broken,
            judged + one.judged,
            unknown + one.not_judged,
            tuple(sorted(records + here)),
        )
    return together


def broken_of(findings: Findings) -> dict[tuple[str, str | None], tuple[int, ...]]:
    """The records alone: a file of which no record breaks a rule has no finding to count."""
    return {key: records for key, (*_, records) in findings.items()}


def measured(run: Run) -> list[Any]:
    return sorted(((rate.table, str(rate.group), str(rate.field)), rate) for rate in run.rates)


def as_it_is(_: str, record: int) -> int:
    return record


def test_the_records_break_what_they_should() -> None:
    """Else nothing is shown: of many random records every rule breaks."""
    chance = random.Random(7)
    records = [{name: chance.choice(cells) for name, cells in CELLS.items()} for _ in range(300)]
    with TemporaryDirectory() as folder:
        run = checked(write_csv(Path(folder) / "all.csv", records, list(CELLS)))
    assert {one.rule for one in run.findings} == {
        *("CON-191", "CON-192", "CON-290", "CON-390", "CON-391", "CON-392", "CON-393", "CON-394"),
        *("CON-490", "CON-492", "CON-401", "CON-501", "CON-601"),
    }


@SETTINGS
@given(some_records)
def test_csv_and_parquet_give_the_same_run(records: Records) -> None:
    with TemporaryDirectory() as folder:
        one = checked(write_csv(Path(folder) / "all.csv", records, list(CELLS)))
        other = checked(write_parquet(Path(folder) / "all.parquet", records, list(CELLS)))
    assert found(one, as_it_is) == found(other, as_it_is)
    assert measured(one) == measured(other)
    assert one.problem_records == other.problem_records


@SETTINGS
@given(some_records, st.data())
def test_one_file_and_several_give_the_same_run(records: Records, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(records)), max_size=9)))
    starts, ends = [0, *cuts], [*cuts, len(records)]
    with TemporaryDirectory() as folder:
        whole = checked(write_csv(Path(folder) / "all.csv", records, list(CELLS)))
        before: dict[str, int] = {}
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if start < end:
                names = data.draw(st.permutations(list(CELLS)))
                write = data.draw(st.sampled_from([write_csv, write_parquet]))
                ending = "csv" if write is write_csv else "parquet"
                path = Path(folder) / f"part-{number}.{ending}"
                before[str(write(path, records[start:end], names))] = start
        parts = checked(list(before))
    pieces = found(parts, lambda path, record: before[path] + record)
    assert broken_of(pieces) == broken_of(found(whole, as_it_is))
    assert measured(parts) == measured(whole)
    assert parts.problem_records == whole.problem_records


@SETTINGS
@given(some_records, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_only_their_numbers(
    records: Records, chance: random.Random
) -> None:
    places = list(range(len(records)))
    chance.shuffle(places)
    with TemporaryDirectory() as folder:
        one = checked(write_csv(Path(folder) / "one.csv", records, list(CELLS)))
        moved = [records[place] for place in places]
        other = checked(write_csv(Path(folder) / "other.csv", moved, list(CELLS)))
    assert found(other, lambda _, record: places[record - 1] + 1) == found(one, as_it_is)
    assert measured(other) == measured(one)
    assert other.problem_records == one.problem_records


def test_a_piece_that_is_given_twice_is_read_twice(tmp_path: Path) -> None:
    """In Python two frames are two frames: every key is then there twice."""
    frame = pa.table({name: [cells[0], cells[1]] for name, cells in CELLS.items()})
    run = checked({"contact": [frame, frame]})
    broken = Counter({one.rule: one.broken for one in run.findings if one.rule == "CON-191"})
    assert sum(table.records for table in run.tables) == 4
    assert broken


def test_a_run_that_is_made_again_is_the_same_in_every_part(tmp_path: Path) -> None:
    """Nothing of it is of the moment or of the machine: its outputs are functions of it alone."""
    (tmp_path / "contacts.yaml").write_text(STANDARD)
    (tmp_path / "march.csv").write_text("id,child,team\n1,7,North\n2,8,\n")

    def run() -> dict[str, str]:
        found = recordcheck.check(tmp_path / "march.csv", tmp_path / "contacts.yaml")
        return {part.name: repr(getattr(found, part.name)) for part in fields(found)}

    assert run() == run()
