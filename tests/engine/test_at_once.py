"""Tables are worked on at once, and the run is the one that they give one by one."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, get_ident

import duckdb
import pytest

import recordcheck
from recordcheck.engine import at_once
from recordcheck.errors import UserError
from recordcheck.model import Run

FORCE = Path(__file__).parents[2] / "examples" / "force" / "tables"


def force() -> Run:
    return recordcheck.check(FORCE, "police-child-protection", as_at="2026-03-31", by=["district"])


def test_a_force_is_the_same_table_by_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_once, "MOST", 4)
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    several = force()
    monkeypatch.setattr(at_once, "MOST", 1)
    assert force() == several


def test_work_is_done_at_once_and_given_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits until the other has begun."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = Barrier(2, timeout=20)
    told: list[duckdb.DuckDBPyConnection] = []

    def work(con: duckdb.DuckDBPyConnection, item: int) -> tuple[int, int]:
        both.wait()
        row = con.execute(f"select {item} + 1").fetchone()
        return get_ident(), row[0] if row else 0

    with duckdb.connect() as con:
        found = at_once.at_once(con, told.append, work, [1, 2])
        assert con not in told
    assert [result for _, result in found] == [2, 3]
    assert len({thread for thread, _ in found}) == 2
    assert len(told) == 1


def test_the_first_table_that_fails_is_said(tmp_path: Path) -> None:
    """However the threads run: of two faulty files the one that comes first."""
    faulty = ("contact.csv", "incident.csv")
    for file in sorted(FORCE.glob("*.csv")):
        end = b"one,field,too,few\n" if file.name in faulty else b""
        (tmp_path / file.name).write_bytes(file.read_bytes() + end)
    said = set()
    for _ in range(3):
        with pytest.raises(UserError) as caught:
            recordcheck.check(tmp_path, "police-child-protection")
        said.add((caught.value.message, caught.value.path))
    assert len(said) == 1
    assert next(iter(said))[1] == str(tmp_path / "contact.csv")
