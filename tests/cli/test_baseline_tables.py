"""A gate is not passed by an export from which a whole table is missing: nothing is wrong with what
is not there.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from doors import HEAD, VISITS, Said, run

LINT = ("lint", "export", "--standard", "visits.yaml", "--as-at", "2026-03-31")
PLANS = """\
  plan:
    one_record_is: one plan
    key: [plan_id]
    fields:
      plan_id: {type: text, due: always}
      plan_kind: {type: code, codes: [{code: A}, {code: B}], due: always}
"""
MISSING = (
    "recordcheck: known.txt: there were records of plan when this baseline was written, and there"
    " are none in this export\n"
    "  give the whole export; where it is meant so, --allow-worse REASON notes why\n"
)


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a table with one code that is off its list, beside one of another table."""
    monkeypatch.chdir(tmp_path)
    Path("visits.yaml").write_text(VISITS + PLANS)
    Path("export").mkdir()
    Path("export/visit.csv").write_text(HEAD + "1,North,A,Y,2026-01-05,0\n")
    file = Path("export/plan.csv")
    file.write_text("plan_id,plan_kind\n1,A\n2,C\n")
    return file


def known(capfd: pytest.CaptureFixture[str]) -> str:
    assert run(capfd, *LINT, "--write-baseline", "known.txt").code == 0
    return Path("known.txt").read_text()


def held(capfd: pytest.CaptureFixture[str], *args: str) -> Said:
    return run(capfd, *LINT, "--baseline", "known.txt", *args)


def test_a_baseline_names_each_table_that_has_records(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plans.write_text("plan_id,plan_kind\n")
    assert [line for line in known(capfd).splitlines() if line.startswith("table")] == [
        "table visit"
    ]
    plans.write_text("plan_id,plan_kind\n1,A\n")
    assert held(capfd, "--update-baseline").code == 0
    assert "\ntable plan\ntable visit\n" in Path("known.txt").read_text()


@pytest.mark.parametrize("faulty", [True, False])
@pytest.mark.parametrize("empty", [True, False])
def test_a_table_that_has_vanished_stops_the_gate(
    plans: Path, capfd: pytest.CaptureFixture[str], faulty: bool, empty: bool
) -> None:
    plans.write_text(f"plan_id,plan_kind\n1,A\n2,{'C' if faulty else 'B'}\n")
    before = known(capfd)
    assert held(capfd).code == 0
    if empty:
        plans.write_text("plan_id,plan_kind\n")
    else:
        plans.unlink()
    for args in ((), ("--update-baseline",), ("--fail-on", "never")):
        assert held(capfd, *args) == Said(2, "", MISSING)
    assert Path("known.txt").read_text() == before


def test_a_table_may_be_missing_for_a_reason_until_it_is_back(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, file = known(capfd), plans.read_text()
    plans.unlink()
    assert held(capfd, "--allow-worse", "no plans in August").code == 0
    lacking = before.replace("table plan\n", "table plan: may be missing  # no plans in August\n")
    assert Path("known.txt").read_text() == lacking
    assert held(capfd).code == 0
    plans.write_text(file.replace("A", "C"))
    assert held(capfd, "--output-format", "concise").code == 1  # what was known is known still
    plans.write_text(file)
    assert held(capfd, "--update-baseline").code == 0
    assert Path("known.txt").read_text() == before


def test_an_older_baseline_misses_the_tables_in_which_something_was_wrong(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = known(capfd)
    older = text.replace("baseline 2", "baseline 1")
    Path("known.txt").write_text(
        "".join(line for line in older.splitlines(True) if not line.startswith("table"))
    )
    assert held(capfd).code == 0
    plans.rename("plan.csv")
    assert held(capfd) == Said(2, "", MISSING)
    Path("plan.csv").rename(plans)
    assert held(capfd, "--update-baseline").code == 0
    assert Path("known.txt").read_text() == text


def test_a_table_that_the_standard_has_no_more_is_not_missed(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    known(capfd)
    plans.unlink()
    Path("visits.yaml").write_text(VISITS.replace('version: "1"', 'version: "2"'))
    assert held(capfd).code == 0


def test_a_gate_is_not_passed_by_files_that_are_all_skipped(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    known(capfd)
    for path in (plans, Path("export/visit.csv")):
        path.write_text("a,b\n1,2\n")
    said = held(capfd, "--skip-unfit")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[-2:] == [
        "recordcheck: known.txt: no file was checked, and a baseline holds what was found in some",
        "  a gate that may find no export leaves the baseline, or --skip-unfit, out",
    ]
