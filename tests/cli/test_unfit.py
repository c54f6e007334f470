"""A folder that holds tables of other standards too: what stops a lint names the option that helps,
and does not name it where it would not.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from doors import CLEAN, VISITS, folder_of_visits, run

FORCE = Path(__file__).parents[2] / "examples" / "force" / "tables"
NAMED = ("--standard", "visits.yaml")
SKIPS = "--skip-unfit leaves out the files that do not fit; "
ODD = "a,b\n1,2\n"
REFERRALS = "team,made_on,reason\nNorth,2026-01-05,x\n"  # a column of visits, and no visit


@pytest.fixture
def exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    folder = Path("exports")
    folder.mkdir()
    (folder / "visits.csv").write_text(CLEAN)
    return folder


def test_a_file_without_a_column_of_the_standard_may_be_skipped(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (exports / "odd.csv").write_text(ODD)
    said = run(capfd, "lint", exports, *NAMED)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: exports/odd.csv: no column of this export is a field of visits\n"
        f"  {SKIPS}to map its columns: recordcheck init --from exports/odd.csv"
        " --standard visits.yaml\n"
    )
    skipping = run(capfd, "lint", exports, *NAMED, "--skip-unfit")
    assert (skipping.code, skipping.err) == (
        0,
        "skipped exports/odd.csv: no column of it is a field of visits\n",
    )


def test_a_file_with_a_column_or_two_of_it_may_be_skipped(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (exports / "referrals.csv").write_text(REFERRALS)
    said = run(capfd, "lint", exports, *NAMED)
    assert (said.code, said.out) == (2, "")
    first, remedy = said.err.splitlines()
    assert "files of one table (visit) must have the same columns" in first
    assert remedy == f"  {SKIPS}check them one by one, or export them with the same columns"
    skipping = run(capfd, "lint", exports, *NAMED, "--skip-unfit")
    assert (skipping.code, skipping.err) == (
        0,
        "skipped exports/referrals.csv: visits does not fit its columns: as visit it lacks"
        " visit_id, seen, visited_on\n",
    )


def test_of_several_standards_that_were_named_that_which_is_nearest_says_what_lacks(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Another standard fits the file, which nobody named."""
    interviews = "child_id,outcome,remarks\n2,held,x\n"
    (exports / "interviews.csv").write_text(interviews)
    assert run(capfd, "lint", exports / "interviews.csv", "--skip-unfit").err == ""
    named = (*NAMED, "--standard", "child-ethnicity")
    said = run(capfd, "lint", exports / "interviews.csv", *named, "--skip-unfit")
    assert said.err == (
        "skipped exports/interviews.csv: none of visits, child-ethnicity fits its columns:"
        " as contact of child-ethnicity it lacks contact_id, district, contact_at, recorded_at,"
        " recorded_by and 2 more\n"
    )


def test_a_file_that_no_known_standard_fits_may_be_skipped(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (exports / "odd.csv").write_text(ODD)
    Path("recordcheck.toml").write_text('schemas = ["std"]\n')
    Path("std").mkdir()
    Path("std/visits.yaml").write_text(VISITS)
    said = run(capfd, "lint", exports)
    first, remedy = said.err.splitlines()
    assert (said.code, first) == (
        2,
        "recordcheck: exports/odd.csv: no standard fits the 2 columns of this export; none of"
        " them is called as a field",
    )
    assert remedy.startswith(f"  {SKIPS}`recordcheck schema list` shows the standards")
    assert run(capfd, "lint", exports, "--skip-unfit").code == 0


@pytest.mark.parametrize(
    "others",
    [
        {"visits.csv": ODD},
        {"more.csv": CLEAN.replace(",others", ",and_others"), "odd.csv": ODD},
        {"more.csv": CLEAN.replace(",others", ",and_others")},
    ],
    ids=["nothing would be left", "what is left differs too", "every file fits"],
)
def test_it_is_not_named_where_it_would_not_help(
    exports: Path, others: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    for name, text in others.items():
        (exports / name).write_text(text)
    said = run(capfd, "lint", exports, *NAMED)
    assert (said.code, len(said.err.splitlines())) == (2, 2)
    assert "--skip-unfit" not in said.err


def test_files_that_no_standard_fits_together_need_one_that_is_named_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    Path("recordcheck.toml").write_text('schemas = ["std"]\n')
    Path("std").mkdir()
    Path("std/visits.yaml").write_text(VISITS)
    Path("both").mkdir()
    Path("both/a.csv").write_text(CLEAN)
    Path("both/b.csv").write_text(
        "pers_person_id,pers_ethnicity,pers_dob,pers_sex\n1,A1,2010-01-01,F\n"
    )
    said = run(capfd, "lint", "both")
    assert (said.code, said.err) == (
        2,
        "recordcheck: both/a.csv: no standard fits the columns of all 2 files together\n"
        "  check them one by one, or name one with --standard: with --skip-unfit too, `lint` leaves"
        " out what it does not fit\n",
    )
    assert run(capfd, "lint", "both", "--standard", "visits", "--skip-unfit").code == 0


CONFERENCES = (
    "Conf Ref;Child ID;Conf Type;Area;Date Invite Recd;Conf Date;Police Attended;Outcome\n"
    "1;2;ICPC;North;2026-01-05;2026-01-12;1;No plan\n"
)


def test_a_child_and_an_outcome_alone_choose_no_standard(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """They are half of what is due of a return interview, and stand in many exports."""
    (exports / "conferences.csv").write_text(CONFERENCES)
    said = run(capfd, "lint", "exports/conferences.csv")
    assert (said.code, said.out) == (2, "")
    first, remedy = said.err.splitlines()
    assert "no standard fits the 8 columns of this export" in first
    assert "; if one record of it is one interview" in first
    assert first.endswith(": --standard missing-children")
    assert remedy == (
        "  to map its columns: recordcheck init --from exports/conferences.csv"
        " --standard child-protection-conference; or, where a column is that field, `lint` with"
        ' --standard child-protection-conference --map "Conf Ref=conference_id"'
        ' --map "Conf Type=conference_type" --map "Area=district" and 1 more; to begin a standard'
        " of your own: recordcheck init"
        " --from exports/conferences.csv --write-standard conferences.yaml"
    )
    skipped = run(capfd, "lint", "exports/conferences.csv", "--skip-unfit")
    assert skipped.code == 0
    assert (
        "skipped exports/conferences.csv: no standard fits its columns" in skipped.out + skipped.err
    )


def test_a_standard_that_is_named_takes_them_where_nothing_may_be_left_out(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Among files that may be others, their name has to say that they are interviews."""
    (exports / "conferences.csv").write_text(CONFERENCES)
    (exports / "return_interview 2026-01.csv").write_text(CONFERENCES)
    named = ("--standard", "missing-children", "--output-format", "concise")
    said = run(capfd, "lint", "exports/conferences.csv", *named)
    assert (said.code, said.err) == (1, "")
    assert "1 record of exports/conferences.csv against missing-children" in said.out
    said = run(capfd, "lint", "exports", *named, "--skip-unfit")
    assert said.code == 1
    assert "skipped exports/conferences.csv: missing-children does not fit its columns" in said.err
    assert "1 record of exports/return_interview 2026-01.csv against missing-children" in said.out


def test_of_a_folder_for_many_standards_one_takes_its_own_tables(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The conferences of the force fit two tables of the bundle half, and equally well."""
    options = ("--standard", "child-protection", "--skip-unfit", "--output-format", "json")
    said = run(capfd, "lint", FORCE, *options, "--as-at", "2026-03-31", "--no-targets")
    read = {table["name"]: Path(table["path"]).stem for table in json.loads(said.out)["tables"]}
    assert len(read) == 11
    assert all(called == file for called, file in read.items())
    assert said.err.count("skipped ") == 14


def test_most_of_the_columns_choose_a_standard(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (exports / "few.csv").write_text("child_id,outcome,remarks\n2,held,x\n")
    said = run(capfd, "lint", "exports/few.csv", "--output-format", "concise")
    assert "against missing-children" in said.out


CONTACTS = (
    "contact_id,child_id,district,contact_at,recorded_at,recorded_by,child_present,child_seen\n"
    "1,C1,North,2026-01-05 10:00,2026-01-05 11:00,P1,Y,Y\n"
)
EPISODES = (
    "episode_id,child_id,district,last_seen_at,reported_at,risk,looked_after\n"
    "1,C1,North,2026-01-01 10:00,2026-01-01 11:00,high,Y\n"
)


def test_of_standards_with_other_tables_it_is_said_how_to_have_all(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("a.csv").write_text(CONTACTS)
    Path("b.csv").write_text(EPISODES)
    named = ("--standard", "missing-children", "--standard", "voice-of-the-child")
    said = run(capfd, "lint", "a.csv", "b.csv", *named)
    assert said.code == 2
    assert said.err.splitlines()[1] == (
        "  each standard that is named is held against every file: name child-protection, which has"
        " the tables of all; or give each a run of its own, with --skip-unfit"
    )
    assert "2 records of a.csv and 1 more against child-protection" in run(
        capfd, "lint", "a.csv", "b.csv", "--standard", "child-protection"
    ).out.replace("\n", " ")
    for name, path in zip(named[1::2], ("b.csv", "a.csv"), strict=True):
        alone = run(capfd, "lint", "a.csv", "b.csv", "--standard", name, "--skip-unfit")
        assert f"1 record of {path} against {name}" in alone.out.replace("\n", " ")


def test_a_bundle_that_lacks_one_of_the_standards_is_not_named(
    exports: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("a.csv").write_text(CONTACTS)
    named = ("--standard", "visits.yaml", "--standard", "voice-of-the-child")
    said = run(capfd, "lint", "a.csv", exports / "visits.csv", *named)
    assert said.err.splitlines()[1] == (
        "  each standard that is named is held against every file: write a bundle that `includes`"
        " them, and name that; or give each a run of its own, with --skip-unfit"
    )
