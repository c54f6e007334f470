"""One export against several standards: each is asked by name, and what both find is said once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from doors import HEAD, VISITS, folder_of_visits, run

import recordcheck
from recordcheck.output import FORMATS

DAY = ("--as-at", "2026-03-31")
BOTH = ("--standard", "visits.yaml", "--standard", "again.yaml")
RECORDS = "".join(f"{number},North,A,Y,2026-01-05,0\n" for number in range(1, 5))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four records of five say whether the child was seen: one standard asks for 90%, one for 95%,
    and has a field that the export lacks.
    """
    monkeypatch.chdir(tmp_path)
    higher = VISITS.replace("standard: visits", "standard: again\nprefix: AGA").replace(
        "VIS-", "AGA-"
    )
    higher = higher.replace("90%", "95%").replace(
        "      others:", "      ward: {type: text}\n      others:"
    )
    (tmp_path / "again.yaml").write_text(higher)
    (tmp_path / "five.csv").write_text(f"{HEAD}{RECORDS}5,North,A,,2026-01-05,0\n")
    return folder_of_visits(tmp_path)


IN_TABLES = ("full", "json", "jsonl", "markdown")


@pytest.mark.parametrize("name", [one for one in FORMATS if one not in IN_TABLES])
def test_the_targets_of_two_standards_for_one_field_are_both_said(
    name: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "five.csv", *DAY, *BOTH, "--output-format", name).out
    said = said.replace("%25", "%")
    assert said.count("visit.seen (visits 1): target recorded 90%") == 1
    assert said.count("visit.seen (again 1): target recorded 95%") == 1
    assert said.count("80.0% of 5, MISSED by 1 record") == 2
    assert "2 targets missed" in said or name == "gitlab"


def test_markdown_has_a_line_for_the_field_of_each_standard(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "five.csv", *DAY, *BOTH, "--output-format", "markdown").out
    rates = "5 | 80.0% | 80.0% | 80.0%"
    assert said.count(f"| seen (visits 1) | {rates} | recorded 90%: **MISSED by 1 record** |") == 1
    assert said.count(f"| seen (again 1) | {rates} | recorded 95%: **MISSED by 1 record** |") == 1


def test_full_has_a_table_of_each_standard(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = run(
        capfd, "lint", "five.csv", *DAY, *BOTH, "--by", "team",
        "--select", "VIS-4*", "--select", "AGA-4*",
    )  # fmt: skip
    assert (
        said.out
        == """\
  field (visits 1)  due  recorded   valid   known  target
  visit_id            5    100.0%  100.0%  100.0%
  team                5    100.0%  100.0%  100.0%
  seen                5     80.0%   80.0%   80.0%  recorded 90%  MISSED by 1 record
  visited_on          5    100.0%  100.0%  100.0%

  by team (visits 1)  due  recorded  valid  known  target
  seen
    North               5     80.0%  80.0%  80.0%  recorded 90%  MISSED by 1 record

  field (again 1)  due  recorded   valid   known  target
  visit_id           5    100.0%  100.0%  100.0%
  team               5    100.0%  100.0%  100.0%
  seen               5     80.0%   80.0%   80.0%  recorded 95%  MISSED by 1 record
  visited_on         5    100.0%  100.0%  100.0%

  by team (again 1)  due  recorded  valid  known  target
  seen
    North              5     80.0%  80.0%  80.0%  recorded 95%  MISSED by 1 record

info: not in this export, and not due: ward

No problems; 2 targets missed. 5 records of five.csv against visits 1, again 1, as at 2026-03-31.
"""
    )


def test_a_record_in_which_two_standards_find_a_problem_is_counted_once(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One has too many others, two of the same file have one key, and one of the other file a code
    that is on no list.
    """
    first = ["1,North,A,Y,2026-01-05,7", *["2,North,A,Y,2026-01-05,0"] * 2]
    Path("jan.csv").write_text(HEAD + "".join(f"{row}\n" for row in first))
    Path("feb.csv").write_text(f"{HEAD}3,North,A,Y,2026-01-05,0\n4,North,A,Q,2026-01-05,0\n")
    asked = (*BOTH, "--no-targets", "--output-format", "json")
    said = run(capfd, "lint", "jan.csv", "feb.csv", *DAY, *asked)
    assert json.loads(said.out)["problem_records"] == 4


def test_a_standard_that_is_named_twice_is_held_against_once(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    once, twice = ("--standard", "again.yaml"), ("--standard", str(folder / "again.yaml"))
    asked = (*DAY, "--output-format", "json")
    said = run(capfd, "lint", "five.csv", *once, *twice, *asked)
    assert said == run(capfd, "lint", "five.csv", *once, *asked)
    found = recordcheck.check("five.csv", ["again.yaml", recordcheck.load("again.yaml")])
    assert len([one for one in found.rates if one.targets]) == 1


@pytest.fixture
def bundled(folder: Path) -> tuple[str, ...]:
    """The standard, and a bundle that includes it."""
    (folder / "bundle.yaml").write_text(
        'standard: bundle\nversion: "1"\ntitle: Visits and more\nincludes: [visits.yaml]\n'
    )
    return ("--standard", "visits.yaml", "--standard", "bundle.yaml")


def test_a_finding_of_a_standard_and_of_the_bundle_that_includes_it_is_said_once(
    bundled: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(
        capfd, "lint", "faulty.csv", *DAY, *bundled,
        "--output-format", "concise", "--no-targets",
    )  # fmt: skip
    assert [line.split(" ")[2] for line in said.out.splitlines()[:-1]] == ["VIS-391", "VIS-401"]


def test_the_values_of_what_both_find_are_shown_once(
    bundled: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "faulty.csv", *DAY, *bundled, "--show-values", "--no-targets").out
    shown = said.partition("Values, shown because --show-values was given")[2]
    assert shown.partition("\n")[2] == (
        "VIS-391 seen   faulty.csv\n  keys   2: 2\n  values Q (1)\n"
        "VIS-401   faulty.csv\n  keys   1: 1\n"
    )


def test_the_values_of_what_one_of_two_standards_has_switched_off_are_shown(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "ours.yaml").write_text(
        'standard: ours\nversion: "1"\ntitle: Ours\nextends: visits.yaml\n'
        "off: [{rule: VIS-391, reason: not yet}]\n"
    )
    both = ("--standard", "visits.yaml", "--standard", "ours.yaml")
    said = run(capfd, "lint", "faulty.csv", *DAY, *both, "--show-values", "--select", "VIS-391")
    assert said.code == 1
    assert said.out.count("VIS-391 seen   faulty.csv\n  keys   2: 2\n  values Q (1)\n") == 1


def test_a_rule_that_no_record_breaks_is_listed_once_for_a_standard_and_its_bundle(
    bundled: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "five.csv", *DAY, *bundled, "--output-format", "json")
    kept = [(one["rule"], one["field"]) for one in json.loads(said.out)["kept"]]
    assert kept.count(("VIS-401", None)) == 1
    assert len(kept) == len(set(kept))


def test_a_baseline_counts_the_records_of_a_file_without_the_problem_once(
    bundled: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    run(
        capfd, "lint", "five.csv", "faulty.csv", *DAY, *bundled, "--select", "VIS-401",
        "--no-targets", "--write-baseline", "known.txt",
    )  # fmt: skip
    lines = Path("known.txt").read_text().splitlines()
    assert lines[lines.index("VIS-401") + 1] == "  visit: 1 of 7"


def test_a_baseline_adds_the_faults_of_two_files_and_takes_each_once(
    bundled: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    """Two of three visits have too many others, and one of two."""
    rows = [f"{number},North,A,Y,2026-01-05,{others}\n" for number, others in enumerate([7, 7, 0])]
    Path("three.csv").write_text(HEAD + "".join(rows))
    run(
        capfd, "lint", "three.csv", "faulty.csv", *DAY, *bundled, "--select", "VIS-401",
        "--no-targets", "--write-baseline", "known.txt",
    )  # fmt: skip
    lines = Path("known.txt").read_text().splitlines()
    assert lines[lines.index("VIS-401") + 1] == "  visit: 3 of 5"


def test_two_standards_have_one_baseline_whatever_the_run_is_grouped_by(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of five visits in the North one does not say whether the child was seen."""
    rows = [
        f"{number},{'North' if number < 5 else 'South'},A,{'Y' if number else ''},2026-01-05,0\n"
        for number in range(9, -1, -1)
    ]
    Path("ten.csv").write_text(HEAD + "".join(rows))
    for path, by in (("known.txt", ()), ("by.txt", ("--by", "team"))):
        run(capfd, "lint", "ten.csv", *DAY, *BOTH, *by, "--write-baseline", path)
    assert "target recorded: 1 of 10\n" in Path("known.txt").read_text()
    assert Path("by.txt").read_text() == Path("known.txt").read_text()


@pytest.mark.parametrize("changes", ["severity: error", "severity: info", "status: trial"])
@pytest.mark.parametrize("first", [0, 1])
def test_of_a_rule_that_two_standards_weigh_differently_the_gravest_finding_stands_first(
    folder: Path, capfd: pytest.CaptureFixture[str], changes: str, first: int
) -> None:
    head = 'standard: ours\nprefix: OUR\nversion: "1"\ntitle: Ours\nextends: visits\n'
    rule = f"tables: {{visit: {{rules: [{{id: VIS-401, {changes}}}]}}}}\n"
    Path("ours.yaml").write_text(head + rule)
    names = ["visits.yaml", "ours.yaml"]
    asked = [part for name in (names[first], names[1 - first]) for part in ("--standard", name)]
    said = run(capfd, "lint", "faulty.csv", *DAY, *asked, "--select", "VIS-401",
               "--output-format", "json")  # fmt: skip
    found = [(one["severity"], one["trial"]) for one in json.loads(said.out)["findings"]]
    ours = ("warning", True) if "trial" in changes else (changes.split()[1], False)
    assert found == ([ours, ("warning", False)][:: 1 if "error" in changes else -1])


STRICTER = """\
standard: stricter
prefix: STR
version: "1"
title: Visits to a child, with fewer others
extends: visits@1
parameters:
  most: {type: integer, default: "1"}
"""


@pytest.mark.parametrize("others", [[2, 7], [2, 2]], ids=["broken in both", "kept in one"])
def test_a_rule_that_two_standards_judge_differently_takes_two_baselines(
    others: list[int], folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """At most three others are there, or at most one: two breaches of one rule that has one
    identifier. Added together, one more of the first and one less of the second would be no worse.
    """
    Path("stricter.yaml").write_text(STRICTER)
    rows = [f"{number},North,A,Y,2026-01-05,{many}\n" for number, many in enumerate(others)]
    Path("few.csv").write_text(HEAD + "".join(rows))
    both = ("--standard", "visits.yaml", "--standard", "stricter.yaml", "--select", "VIS-401")
    lint = ("lint", "few.csv", *DAY, *both, "--no-targets")
    said = run(capfd, *lint, "--write-baseline", "known.txt")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        "recordcheck: a baseline cannot hold VIS-401 twice, which the standards of this run judge"
        " differently\n  give each of these standards a run and a baseline of its own\n",
    )
    assert not Path("known.txt").exists()


@pytest.mark.parametrize("changes", ["severity: error", "status: trial"])
def test_a_rule_that_two_standards_weigh_differently_takes_two_baselines(
    changes: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Added together, the one record that breaks it would be two."""
    ours = STRICTER.replace("stricter", "ours").split("parameters:")[0]
    rule = f"tables: {{visit: {{rules: [{{id: VIS-401, {changes}}}]}}}}\n"
    Path("ours.yaml").write_text(ours + rule)
    both = ("--standard", "visits.yaml", "--standard", "ours.yaml", "--select", "VIS-401")
    said = run(capfd, "lint", "faulty.csv", *DAY, *both, "--write-baseline", "known.txt")
    assert said.code == 2
    assert "a baseline cannot hold VIS-401 twice" in said.err


def test_records_that_were_set_aside_for_two_reasons_are_no_rule_with_two_meanings(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("five.csv").write_text(f'{HEAD}{RECORDS}5,North\n6,North\n7,"No"rth,A,Y,2026-01-05,0\n')
    lint = ("lint", "five.csv", *DAY, *BOTH, "--set-aside", "--output-format", "json")
    said = run(capfd, *lint, "--write-baseline", "known.txt")
    assert said.code == 1
    found = [one for one in json.loads(said.out)["findings"] if one["rule"] == "VIS-194"]
    assert [one["broken"] for one in found] == [2, 1]
    assert Path("known.txt").is_file()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("full", ["warning VIS-401 ", "info VIS-401 "]),
        ("github", ["::warning file=few.csv,title=VIS-401 "]),
        ("gitlab", ['"severity":"minor"']),
        ("sarif", ['"ruleIndex":0,"level":"warning"', '"ruleIndex":0,"level":"note"']),
        ("junit", ["<failure "]),
        ("markdown", ["| warning | VIS-401 |", "| info | VIS-401 |"]),
    ],
)
@pytest.mark.parametrize("first", [0, 1])
def test_a_rule_that_two_standards_weigh_differently_is_said_with_both(
    name: str, said: list[str], first: int, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A note of the one would hide what fails the run in the other."""
    lighter = STRICTER.replace("stricter", "lighter").split("parameters:")[0]
    Path("lighter.yaml").write_text(
        f"{lighter}tables: {{visit: {{rules: [{{id: VIS-401, severity: info}}]}}}}\n"
    )
    Path("few.csv").write_text(HEAD + "1,North,A,Y,2026-01-05,7\n2,North,A,Y,2026-01-05,0\n")
    named = ["visits.yaml", "lighter.yaml"]
    given = (one for path in (named[first], named[1 - first]) for one in ("--standard", path))
    asked = ("--select", "VIS-401", "--no-targets", "--output-format", name)
    done = run(capfd, "lint", "few.csv", *DAY, *given, *asked)
    assert done.code == 1
    assert [done.out.count(one) for one in said] == [1] * len(said)


AREAS = ("--standard", "visits.yaml", "--standard", "ours.yaml")


def ask_for_areas() -> None:
    """One standard asks for the area of a visit of team A, the other of every visit."""
    Path("ours.yaml").write_text(
        "standard: ours\nversion: '1'\ntitle: Ours\nextends: visits@1\ntables:\n  visit:\n"
        "    fields: {area: {due: always}}\n    rules: [{id: VIS-401, severity: error}]\n"
    )
    text = VISITS.replace("area: {type: text}", "area: {type: text, due: {when: \"team = 'A'\"}}")
    Path("visits.yaml").write_text(text)


@pytest.mark.parametrize("files", [["jan.csv", "feb.csv"], ["both.csv"]])
def test_a_rule_that_two_standards_judge_differently_where_it_is_kept_takes_two_baselines(
    files: list[str], folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is broken by one record alike, and kept by one more or by two, in another file or not."""
    ask_for_areas()
    without, with_ = "1,A,,Y,2026-01-05,0\n", "2,A,East,Y,2026-01-05,0\n3,B,East,Y,2026-01-05,0\n"
    Path("jan.csv").write_text(HEAD + without)
    Path("feb.csv").write_text(HEAD + with_)
    Path("both.csv").write_text(HEAD + without + with_)
    said = run(capfd, "lint", *files, *DAY, *AREAS, "--write-baseline", "known.txt")
    assert said.code == 2
    assert "a baseline cannot hold VIS-290 twice" in said.err


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_standards_that_keep_a_rule_a_baseline_asks_for_what_the_narrower_judges(
    folder: Path, capfd: pytest.CaptureFixture[str], turned: bool
) -> None:
    """Every visit has an area: two are judged by one standard, and the one of team A by the
    other. A run of either is then held against the same figure.
    """
    ask_for_areas()
    Path("two.csv").write_text(HEAD + "1,A,East,Y,2026-01-05,0\n2,B,East,Y,2026-01-05,0\n")
    asked = (*AREAS[2:], *AREAS[:2]) if turned else AREAS
    run(capfd, "lint", "two.csv", *DAY, *asked, "--write-baseline", "known.txt")
    assert "  visit.area: 0 of 1\n" in Path("known.txt").read_text()


def test_a_baseline_keeps_a_fault_that_the_other_standard_asks_of_no_record(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nobody is of team A, and one of two visits has no area."""
    ask_for_areas()
    Path("two.csv").write_text(HEAD + "1,B,,Y,2026-01-05,0\n2,B,East,Y,2026-01-05,0\n")
    for asked in (AREAS, (*AREAS[2:], *AREAS[:2])):
        Path("known.txt").unlink(missing_ok=True)
        run(capfd, "lint", "two.csv", *DAY, *asked, "--write-baseline", "known.txt")
        assert "  visit.area: 1 of 2\n" in Path("known.txt").read_text()


def test_a_page_adds_no_records_of_a_rule_that_two_standards_judge_differently(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of two visits one has no code, which one standard asks of both and the other of the first;
    and the rule about others, which both break, weighs more in one than in the other.
    """
    ask_for_areas()
    Path("two.csv").write_text(HEAD + "1,A,,Y,2026-01-05,7\n2,B,,Y,2026-01-05,7\n")
    page = run(capfd, "lint", "two.csv", *DAY, *AREAS, "--output-format", "markdown").out
    lines = [line for line in page.splitlines() if line.startswith("|")]
    assert [line for line in lines if "VIS-401" in line or "VIS-290" in line] == [
        "| error | VIS-401 | Few others are there. | 2 of 2 |  | records 1, 2 |",
        "| error | VIS-290 | area is blank | 1 of 1 |  | record 1 |",
        "| error | VIS-290 | area is blank | 2 of 2 |  | records 1, 2 |",
        "| warning | VIS-401 | Few others are there. | 2 of 2 |  | records 1, 2 |",
    ]
    assert "\nFound 2 problems in 2 records; " in page


def test_two_targets_for_one_field_are_one_thing_of_a_baseline(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One of five is not recorded, whichever share each standard asks for."""
    run(capfd, "lint", "five.csv", *DAY, *BOTH, "--write-baseline", "known.txt")
    assert Path("known.txt").read_text().count("target recorded: 1 of 5\n") == 1
    Path("five.csv").write_text(
        f"{HEAD}{RECORDS}5,North,A,,2026-01-05,0\n6,North,A,,2026-01-05,0\n"
    )
    said = run(capfd, "lint", "five.csv", *DAY, *BOTH, "--baseline", "known.txt")
    assert said.code == 1


def test_a_target_that_one_standard_meets_and_another_misses_is_missed_in_a_baseline(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nine of ten are recorded, and whichever comes last asks for no less."""
    rows = [f"{number},North,A,{'Y' if number else ''},2026-01-05,0\n" for number in range(10)]
    Path("ten.csv").write_text(HEAD + "".join(rows))
    for first, second in (("visits", "again"), ("again", "visits")):
        both = ("--standard", f"{first}.yaml", "--standard", f"{second}.yaml")
        run(capfd, "lint", "ten.csv", *DAY, *both, "--write-baseline", f"{first}.txt")
        assert "  target recorded: 1 of 10\n" in Path(f"{first}.txt").read_text()
    assert Path("visits.txt").read_text() == Path("again.txt").read_text()


def test_a_target_that_two_standards_count_differently_takes_two_baselines(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One asks for it of every visit, the other of those in the South: one of five, or one of
    one.
    """
    text = Path("again.yaml").read_text()
    some = text.replace(
        "due: always, target: {recorded: 95%}",
        "due: {when: \"team = 'South'\"}, target: {recorded: 95%}",
    )
    assert some != text
    Path("again.yaml").write_text(some)
    Path("five.csv").write_text(f"{HEAD}{RECORDS}5,South,A,,2026-01-05,0\n")
    said = run(capfd, "lint", "five.csv", *DAY, *BOTH, "--write-baseline", "known.txt")
    assert said.code == 2
    assert "a baseline cannot hold the target of visit.seen twice" in said.err


def test_a_column_that_one_standard_has_a_field_for_is_not_asked_for_by_the_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Ethnicity recorded by` is another name of `recorded_by`, and is like `officer_defined_...`,
    which may have been meant where nobody else reads it.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "contact.csv").write_text(
        "contact_id,child_id,district,contact_at,recorded_at,child_present,child_seen,"
        "voice_of_the_child,self_defined_ethnicity,officer_defined_ethnicity\n"
        "1,7,North,2026-03-02 09:00,2026-03-02 10:00,Y,Y,Wants to go home to her gran.,A2,IC4\n"
    )
    voice = ("--standard", "voice-of-the-child", "--select", "VOC-190", *DAY)
    asked = "is it officer_defined_ethnicity? then"
    assert asked in run(capfd, "lint", "contact.csv", *voice).out
    both = run(capfd, "lint", "contact.csv", *voice, "--standard", "child-ethnicity").out
    assert "VOC-190 the column recorded_by is missing" in both
    assert asked not in both
