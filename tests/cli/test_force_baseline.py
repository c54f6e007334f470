"""A gate with a baseline over the made-up force: only what is new or worse stops it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from doors import run

FORCE = Path(__file__).resolve().parents[2] / "examples" / "force"
LINT = ("lint", "tables", "--standard", "police-child-protection", "--as-at", "2026-03-31")


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """The records of each table, with its header first, and a folder that holds them."""
    monkeypatch.chdir(tmp_path)
    Path("tables").mkdir()
    found = {}
    for path in sorted((FORCE / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.reader(file))
    write(found)
    return found


def write(tables: dict[str, list[list[str]]]) -> None:
    for name, rows in tables.items():
        with Path("tables", f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def held(capfd: pytest.CaptureFixture[str]) -> tuple[int, dict[str, set[str]]]:
    """The exit code, and what stands how against the baseline."""
    said = run(capfd, *LINT, "--baseline", "known.txt", "--output-format", "json")
    found: dict[str, set[str]] = {}
    for one in json.loads(said.out)["baseline"]["held"]:
        called = f"{one['rule']} {one['table']}.{one['field']}"
        found.setdefault(one["standing"], set()).add(called)
    return said.code, found


def test_the_gate_stops_at_one_more_breach_and_at_nothing_that_was_known(
    tables: dict[str, list[list[str]]], capfd: pytest.CaptureFixture[str]
) -> None:
    """Unchanged in another order; then one code off its list; then that one and another mended."""
    assert run(capfd, *LINT, "--write-baseline", "known.txt").code == 0
    write({name: [rows[0], *reversed(rows[1:])] for name, rows in tables.items()})
    code, found = held(capfd)
    assert (code, set(found)) == (0, {"known"})
    assert len(found["known"]) > 300

    head = tables["episode"][0]
    risk = head.index("risk")
    with (FORCE / "planted.csv").open(encoding="utf-8") as file:
        planted = list(csv.DictReader(file))
    spoilt = {int(one["record"]) for one in planted if one["table"] == "episode"}
    sound = next(place for place in range(1, 200) if place not in spoilt)
    was = tables["episode"][sound][risk]
    tables["episode"][sound][risk] = "severe"
    write(tables)
    code, found = held(capfd)
    # Of a level that is on no list nobody can tell when the risk should be judged again (MIS-507).
    assert (code, found["worse"]) == (1, {"MIS-391 episode.risk", "MIS-507 episode.risk"})
    assert set(found) == {"known", "worse"}

    tables["episode"][sound][risk] = was
    broken = next(one for one in planted if (one["rule"], one["field"]) == ("MIS-391", "risk"))
    tables["episode"][int(broken["record"])][risk] = "low"
    write(tables)
    code, found = held(capfd)
    assert code == 0
    assert "MIS-391 episode.risk" in found.get("better", set()) | found.get("gone", set())
    assert "new" not in found
    assert "worse" not in found
