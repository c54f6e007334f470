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
TEAMS = """\
  of_team:
    one_record_is: one team
    view: select team, min(others) as fewest from visit group by team
    fields:
      team: {type: text, due: always}
      fewest: {type: integer, due: always, target: {recorded: 50%}}
    rules:
      - id: VIS-402
        name: never-alone
        says: A team sees somebody alone.
        why: A child speaks more freely alone.
        severity: warning
        assert: "fewest = 0"
"""
MISSING = (
    "known.txt: error: fewer-records plan has no records, and had 2 when this baseline was written"
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
        "table visit: 1 records"
    ]
    plans.write_text("plan_id,plan_kind\n1,A\n")
    assert held(capfd, "--update-baseline").code == 0
    assert "\ntable plan: 1 records\ntable visit: 1 records\n" in Path("known.txt").read_text()


def test_a_table_that_is_new_lacks_no_column_until_it_is_noted_and_one_vanishes(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("visits.yaml").write_text(f"{VISITS}{PLANS}      note: {{type: text}}\n")
    plans.unlink()
    known(capfd)
    plans.write_text("plan_id,plan_kind\n1,A\n")
    assert held(capfd).code == 0
    assert held(capfd, "--update-baseline").code == 0
    assert "\nno column plan.note\n" in Path("known.txt").read_text()
    assert held(capfd).code == 0
    plans.write_text("plan_id,plan_kind,note\n1,A,x\n")
    assert held(capfd, "--update-baseline").code == 0
    plans.write_text("plan_id,plan_kind\n1,A\n")
    assert held(capfd).code == 1


def test_a_column_that_was_missing_is_better_when_it_is_there_and_new_when_it_vanishes_again(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plans.write_text("plan_id\n1\n")
    text = known(capfd)
    assert "\nVIS-190\n  plan.plan_kind: 1 of 1\n" in text
    assert "no column" not in text  # that is for those which need not be there
    plans.write_text("plan_id,plan_kind\n1,A\n")
    there = held(capfd)
    assert there.code == 0
    assert "better: VIS-190 plan.plan_kind: none, it was 1 of 1;" in there.out.replace("\n  ", " ")
    assert held(capfd, "--update-baseline").code == 0
    assert "\nVIS-190\n  plan.plan_kind: 0 of 1\n" in Path("known.txt").read_text()
    plans.write_text("plan_id\n1\n")
    assert held(capfd).code == 1


def test_a_field_that_another_table_lacks_and_is_known_to_is_mapped_otherwise_all_the_same(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The plans have no team, which is known; that of the visits is taken from another column."""
    Path("visits.yaml").write_text(f"{VISITS}{PLANS}      team: {{type: text, due: always}}\n")
    assert "\nVIS-190\n  plan.team: 1 of 1\n" in known(capfd)
    visits = Path("export/visit.csv")
    visits.write_text(visits.read_text().replace("team", "T"))
    said = held(capfd, "--map", "T=team", "--output-format", "concise")
    assert (said.code, said.out.splitlines()[0]) == (
        1,
        "known.txt: error: judged-otherwise judged otherwise than when this baseline was written:"
        " team mapped in another way",
    )


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
        said = held(capfd, *args, "--output-format", "concise")
        assert (said.code, said.out.splitlines()[0], said.err) == (1, MISSING, "")
        assert "judged-less" not in said.out  # of what is not there, nothing is judged
    assert Path("known.txt").read_text() == before


def test_a_table_may_be_missing_for_a_reason_until_it_is_back(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before, file = known(capfd), plans.read_text()
    plans.unlink()
    assert held(capfd, "--allow-worse", "no plans in August").code == 0
    lacking = before.replace(
        "plan: 2 records", "plan: 2 records, may be missing  # no plans in August"
    )
    assert Path("known.txt").read_text() == lacking
    assert held(capfd).code == 0
    plans.write_text(file.replace("A", "C"))
    assert held(capfd, "--output-format", "concise").code == 1  # what was known is known still
    plans.write_text(file)
    assert held(capfd, "--update-baseline").code == 0
    assert Path("known.txt").read_text() == before


def test_a_table_that_is_back_lacks_no_column_that_it_lacked_before(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("visits.yaml").write_text(f"{VISITS}{PLANS}      note: {{type: text}}\n")
    assert "\nno column plan.note\n" in known(capfd)
    file = plans.read_text()
    plans.unlink()
    assert held(capfd, "--allow-worse", "no plans in August").code == 0
    plans.write_text(file)
    assert held(capfd, "--update-baseline").code == 0


def test_of_a_table_that_is_back_all_is_asked_for_that_was_judged_before(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Thirty plans had a kind, and come back without one."""
    optional = PLANS.replace("{code: B}], due: always", "{code: B}]")
    Path("visits.yaml").write_text(VISITS + optional)
    plans.write_text("plan_id,plan_kind\n" + "".join(f"{place},A\n" for place in range(30)))
    known(capfd)
    plans.unlink()
    assert held(capfd, "--allow-worse", "the plans come next week").code == 0
    assert held(capfd).code == 0
    plans.write_text("plan_id,plan_kind\n" + "".join(f"{place},\n" for place in range(30)))
    back = held(capfd, "--output-format", "concise")
    assert (back.code, back.out.splitlines()[0]) == (
        1,
        "known.txt: error: judged-less judged of far fewer records of plan than when this baseline"
        " was written, or of none: VIS-391 plan_kind (none, it was 30)",
    )


def test_an_older_baseline_misses_the_tables_in_which_something_was_wrong(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = known(capfd)
    Path("known.txt").write_text(
        "# recordcheck baseline 1\nstandard visits 1\nVIS-391\n  plan.plan_kind: 1 of 2\n"
    )
    said = held(capfd, "--output-format", "concise")
    assert said.code == 0
    assert (
        "baseline: it does not know of 17 things judged here; `--update-baseline` adds them\n"
        in said.out
    )
    plans.rename("plan.csv")
    said = held(capfd, "--output-format", "concise")
    assert (said.code, said.out.splitlines()[0]) == (1, MISSING.replace("had 2", "had 1"))
    Path("plan.csv").rename(plans)
    assert held(capfd, "--update-baseline").code == 0
    assert Path("known.txt").read_text() == text


def test_an_older_baseline_lets_a_table_be_missing_for_its_reason(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("known.txt").write_text(
        "# recordcheck baseline 2\nstandard visits 1\n"
        "table plan: may be missing  # no plans in August\ntable visit\n"
        "VIS-391\n  plan.plan_kind: 1 of 2\n"
    )
    plans.unlink()
    assert held(capfd).code == 0


def test_a_table_that_the_standard_has_no_more_goes_for_a_reason(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    known(capfd)
    plans.unlink()
    Path("visits.yaml").write_text(VISITS.replace('version: "1"', 'version: "2"'))
    assert held(capfd, "--update-baseline").code == 1
    assert held(capfd, "--allow-worse", "version 2 asks for no plans").code == 0
    left = Path("known.txt").read_text().splitlines()
    assert [line for line in left if "plan" in line] == [
        "allowed 2026-03-31 version 2 asks for no plans"
    ]


def test_what_is_known_of_a_view_is_held_against_it_though_it_stands_in_no_export(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of two teams, one has seen a child alone; its target is half of the teams."""
    Path("visits.yaml").write_text(VISITS + PLANS + TEAMS)
    visits = Path("export/visit.csv")
    visits.write_text(HEAD + "1,North,A,Y,2026-01-05,0\n2,South,A,Y,2026-01-05,1\n")
    known(capfd)
    same = held(capfd, "--output-format", "concise")
    assert (same.code, same.out.splitlines()[0]) == (0, "baseline: in it, and left out: 2 problems")
    visits.write_text(HEAD + "1,North,A,Y,2026-01-05,2\n2,South,A,Y,2026-01-05,1\n")
    worse = held(capfd, "--output-format", "concise")
    assert (worse.code, worse.out.splitlines()[0]) == (
        1,
        "export/visit.csv: warning: VIS-402 A team sees somebody alone. (worse: it was 1 of 2)"
        " (2 records of of_team; 2 of 2)",
    )


def test_a_gate_is_not_passed_by_files_that_are_all_skipped(
    plans: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    known(capfd)
    for path in (plans, Path("export/visit.csv")):
        path.write_text("a,b\n1,2\n")
    said = held(capfd, "--skip-unfit")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[-2:] == [
        "recordcheck: known.txt: no file was checked, and a baseline needs at least one",
        "  if a gate may find no export, leave out the baseline or --skip-unfit",
    ]
