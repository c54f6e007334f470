"""What each option of `lint` does, and what the configuration does in its place."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pyarrow as pa
import pytest
from doors import CLEAN, FAULTY, HEAD, VISITS, Said, folder_of_visits, run

import recordcheck
from recordcheck.cli.lint import lint
from recordcheck.config import KEYS, OF_A_RUN

DAY = ("--as-at", "2026-03-31")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    (tmp_path / "recordcheck.toml").write_text('standard = "visits.yaml"\n')
    return tmp_path


def rules(said: Said) -> list[str]:
    return [one["rule"] for one in json.loads(said.out)["findings"]]


def as_json(capfd: pytest.CaptureFixture[str], *args: str) -> Any:
    return json.loads(run(capfd, "lint", *args, "--output-format", "json").out)


def test_the_hash_of_each_file_is_named_when_it_is_asked_for(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    digest = sha256((folder / "faulty.csv").read_bytes()).hexdigest()
    assert as_json(capfd, "faulty.csv", *DAY)["tables"][0]["sha256"] is None
    hashed = as_json(capfd, "faulty.csv", *DAY, "--hash-input")
    assert hashed["tables"][0]["sha256"] == digest
    assert hashed["options"]["fail_on"] == "warning"


def test_a_clean_export_exits_0_and_a_faulty_one_1(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, "lint", "clean.csv", *DAY).code == 0
    assert run(capfd, "lint", "faulty.csv", *DAY).code == 1


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["VIS-391", "VIS-401"]),
        (("--select", "VIS-401"), ["VIS-401"]),
        (("--select", "VIS-3*"), ["VIS-391"]),
        (("--select", "VIS-3*", "--select", "VIS-401"), ["VIS-391", "VIS-401"]),
        (("--select", "*", "--ignore", "VIS-4*"), ["VIS-391"]),
        (("--ignore", "VIS-391", "--ignore", "VIS-401"), []),
    ],
)
def test_rules_are_chosen_by_identifier_or_beginning(
    folder: Path, capfd: pytest.CaptureFixture[str], options: tuple[str, ...], found: list[str]
) -> None:
    said = run(capfd, "lint", "faulty.csv", *DAY, *options, "--output-format", "json")
    assert rules(said) == found


def test_a_due_column_that_lacks_is_not_said_not_to_be_due_where_its_rule_was_not_chosen(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "faulty.csv").write_text(FAULTY.replace("team", "site").replace("area", "place"))
    said = run(capfd, "lint", "faulty.csv", *DAY, "--select", "VIS-401").out
    assert "info: not in this export, and not due: area\n" in said
    (line,) = (line for line in said.splitlines() if line.startswith("  team "))
    assert line.endswith("0.0%  the column is missing")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--select", "VIS-401"), 1),
        (("--select", "VIS-401", "--fail-on", "warning"), 1),
        (("--select", "VIS-401", "--fail-on", "error"), 0),
        (("--select", "VIS-391", "--fail-on", "error"), 1),
        (("--select", "VIS-391", "--fail-on", "never"), 0),
    ],
)
def test_fail_on_says_from_which_severity_a_finding_fails(
    folder: Path, capfd: pytest.CaptureFixture[str], options: tuple[str, ...], code: int
) -> None:
    assert run(capfd, "lint", "faulty.csv", *DAY, *options).code == code


@pytest.mark.parametrize(
    ("options", "code", "targets"),
    [
        ((), 1, 1),
        (("--no-targets",), 0, 0),
        (("--fail-on", "never"), 0, 1),
        (("--fail-on", "error"), 1, 1),
    ],
)
def test_a_missed_target_fails_unless_targets_are_left_out(
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    code: int,
    targets: int,
) -> None:
    (folder / "blank.csv").write_text(HEAD + "1,North,A,,2026-01-05,0\n")
    said = run(capfd, "lint", "blank.csv", *DAY, *options, "--output-format", "json")
    found = json.loads(said.out)
    seen = next(rate for rate in found["rates"] if rate["field"] == "seen")
    assert (said.code, found["findings"], len(seen["targets"])) == (code, [], targets)


def test_a_parameter_is_set_by_option(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = run(capfd, "lint", "faulty.csv", *DAY, "--param", "most=7", "--output-format", "json")
    assert rules(said) == ["VIS-391"]
    assert json.loads(said.out)["parameters"] == {"period_end": "2026-03-31", "most": "7"}


def test_a_parameter_is_not_left_empty_in_a_configuration_either(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = VISITS.replace("parameters:\n", "parameters:\n  us: {type: text, default: North}\n")
    (folder / "visits.yaml").write_text(text.replace('"others <= :most"', '"team = :us"'))
    (folder / "recordcheck.toml").write_text('standard = "visits.yaml"\n[param]\nus = " "\n')
    said = run(capfd, "lint", "clean.csv", *DAY, "--write-baseline", "known.txt")
    assert said == Said(
        2,
        "",
        f"recordcheck: {folder}/recordcheck.toml: the parameter `us` must be a text that is not"
        " empty\n  for example --param us=North\n",
    )
    assert not (folder / "known.txt").exists()


def test_as_at_is_what_today_means(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = run(capfd, "lint", "clean.csv", "--as-at", "2026-01-05", "--output-format", "json")
    found = json.loads(said.out)
    assert [(one["rule"], one["records"]) for one in found["findings"]] == [("VIS-491", [2])]
    assert found["as_at"] == "2026-01-05"


def test_by_gives_a_product_for_a_comma_and_separate_groups_when_repeated(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = [f"{n},{'North' if n < 6 else 'South'},A,Y,2026-01-05,0\n" for n in range(1, 11)]
    (folder / "ten.csv").write_text(HEAD + "".join(lines))
    found = as_json(capfd, "ten.csv", *DAY, "--by", "team,area", "--by", "area")
    groups = [(rate["group"], rate["due"]) for rate in found["rates"] if rate["field"] == "seen"]
    assert groups == [
        (None, 10),
        ({"team": "North", "area": "A"}, 5),
        ({"team": "South", "area": "A"}, 5),
        ({"area": "A"}, 10),
    ]


def test_a_group_that_is_called_other_values_is_one_of_them(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two rates of one name would each be taken for the other."""
    lines = [f"{n},{'other values' if n < 6 else 'East'},A,Y,2026-01-05,0\n" for n in range(1, 8)]
    (folder / "seven.csv").write_text(HEAD + "".join(lines))
    found = as_json(capfd, "seven.csv", *DAY, "--by", "team")
    groups = [(rate["group"], rate["due"]) for rate in found["rates"] if rate["field"] == "seen"]
    assert groups == [(None, 7), ({"team": "other values"}, 7)]


def test_groups_come_in_order_then_no_value_then_the_few(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    teams = ["West"] * 5 + [""] * 5 + ["East", "East"] + ["North"] * 6 + ["South"] * 4
    lines = [f"{n},{team},A,Y,2026-01-05,0\n" for n, team in enumerate(teams, 1)]
    (folder / "teams.csv").write_text(HEAD + "".join(lines))
    found = as_json(capfd, "teams.csv", *DAY, "--by", "team")
    groups = [
        (rate["group"]["team"], rate["due"])
        for rate in found["rates"]
        if rate["field"] == "seen" and rate["group"] is not None
    ]
    assert groups == [("North", 6), ("West", 5), (None, 5), ("other values", 6)]


@pytest.mark.parametrize("most", ["0", "1", "3"])
def test_max_records_bounds_the_numbers_that_are_listed(
    folder: Path, capfd: pytest.CaptureFixture[str], most: str
) -> None:
    (folder / "off.csv").write_text(
        HEAD + "".join(f"{n},N,A,Q,2026-01-05,0\n" for n in range(1, 5))
    )
    found = as_json(capfd, "off.csv", *DAY, "--max-records", most)
    assert [(one["broken"], one["records"]) for one in found["findings"]] == [
        (4, [1, 2, 3][: int(most)])
    ]


def test_the_configuration_bounds_the_numbers_that_are_listed_too(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "recordcheck.toml").write_text('standard = "visits.yaml"\nmax-records = 0\n')
    found = as_json(capfd, "faulty.csv", *DAY)["findings"]
    assert [(one["broken"], one["records"]) for one in found] == [(1, []), (1, [])]


def test_no_listed_record_reads_well(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = run(capfd, "lint", "faulty.csv", *DAY, "--select", "VIS-391", "--max-records", "0")
    assert said.out.startswith(
        "error VIS-391 seen is not on the code list seen\n"
        "  faulty.csv   1 record of visit   (1 of 2)\n"
    )


@pytest.mark.parametrize("theirs", ["Was the child seen?", "Seen (Y=yes)"])
def test_map_says_which_column_is_which_field(
    folder: Path, capfd: pytest.CaptureFixture[str], theirs: str
) -> None:
    (folder / "theirs.csv").write_text(FAULTY.replace("seen", theirs))
    found = as_json(capfd, "theirs.csv", *DAY, "--map", f"{theirs}=seen")
    assert [one["rule"] for one in found["findings"]] == ["VIS-391", "VIS-401"]


def test_output_writes_the_file_and_nothing_else(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shown = run(capfd, "lint", "faulty.csv", *DAY)
    before = set(folder.iterdir())
    said = run(capfd, "lint", "faulty.csv", *DAY, "--output", "report.txt")
    assert (said.code, said.out, said.err) == (1, "", "")
    assert (folder / "report.txt").read_text(encoding="utf-8") == shown.out
    assert set(folder.iterdir()) - before == {folder / "report.txt"}


def test_an_output_that_cannot_be_renamed_leaves_no_part_of_it(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    (folder / "report.txt").write_text("as it was")
    before = set(folder.iterdir())
    monkeypatch.setattr(Path, "replace", refuse)
    said = run(capfd, "lint", "faulty.csv", *DAY, "--output", "report.txt")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: report.txt: cannot write here: permission denied\n"
        "  see that you may write there, and that no other program has it open\n"
    )
    assert set(folder.iterdir()) == before
    assert (folder / "report.txt").read_text() == "as it was"


def test_show_values_shows_keys_and_offending_codes(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "faulty.csv", *DAY, "--show-values")
    assert said.out.endswith(
        "\nValues, shown because --show-values was given; do not pass them on.\n"
        "VIS-391 seen   faulty.csv\n  keys   2: 2\n  values Q (1)\n"
        "VIS-401   faulty.csv\n  keys   1: 1\n"
    )


def test_show_values_says_once_which_table_has_no_key(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    standard = (folder / "visits.yaml").read_text()
    (folder / "visits.yaml").write_text(standard.replace("    key: [visit_id]\n", ""))
    said = run(capfd, "lint", "faulty.csv", *DAY, "--show-values")
    assert said.out.endswith(
        "\nValues, shown because --show-values was given; do not pass them on.\n"
        "VIS-391 seen   faulty.csv\n  values Q (1)\n"
        "No keys of visit: the standard gives it no `key` that is in this export; its records are"
        " known by their numbers.\n"
    )


def test_show_values_says_how_many_keys_and_codes_it_does_not_show(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who maps the codes that are shown would think that they are all."""
    records = "".join(f"{n},North,A,{chr(64 + n) * 2},2026-01-05,0\n" for n in range(1, 14))
    (folder / "codes.csv").write_text(HEAD + records)
    said = run(
        capfd, "lint", "codes.csv", *DAY, "--select", "VIS-391", "--show-values", "--max-records=2"
    )
    assert said.out.endswith(
        "\nVIS-391 seen   codes.csv\n"
        "  keys   1: 1, 2: 2 and 11 more; --max-records lists more\n"
        "  values AA (1), BB (1), CC (1), DD (1), EE (1), FF (1), GG (1), HH (1), II (1), JJ (1)"
        " and 3 more\n"
    )


def test_show_values_says_blank_where_nothing_is_written(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rule = (
        "      - {id: VIS-201, name: seen-blank, says: Seen is there., why: It counts.,"
        ' severity: error, field: seen, assert: "recorded(seen)"}\n'
    )
    standard = (folder / "visits.yaml").read_text()
    (folder / "visits.yaml").write_text(standard + rule)
    (folder / "blank.csv").write_text(
        HEAD + "1,North,A,,2026-01-05,0\n2,North,A,n/k,2026-01-05,0\n"
    )
    said = run(capfd, "lint", "blank.csv", *DAY, "--select", "VIS-201", "--show-values")
    assert said.out.endswith(
        "\nVIS-201 seen   blank.csv\n  keys   1: 1, 2: 2\n  values (blank) (1), n/k (1)\n"
        "seen not recorded   blank.csv\n  keys   1: 1, 2: 2\n"
    )


def test_skip_unfit_leaves_out_what_no_standard_fits_and_says_so(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.csv").write_text("a,b\n1,2\n")
    said = run(capfd, "lint", "clean.csv", "other.csv", *DAY, "--skip-unfit")
    assert (said.code, said.err) == (
        0,
        "skipped other.csv: no column of it is a field of visits\n",
    )
    alone = run(capfd, "lint", "other.csv", *DAY, "--skip-unfit")
    assert (alone.code, alone.out, alone.err) == (0, "", said.err)


def test_the_same_file_twice_is_read_once(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "latest.csv").symlink_to("clean.csv")
    for again in ("clean.csv", str(folder / "clean.csv"), "latest.csv"):
        found = as_json(capfd, "clean.csv", again, *DAY)
        assert [(one["path"], one["records"]) for one in found["tables"]] == [("clean.csv", 2)]
        (rate,) = (one for one in found["rates"] if one["targets"])
        assert rate["due"] == 2
    run_of_two = recordcheck.check(["clean.csv", folder / "clean.csv"], "visits.yaml")
    assert [one.records for one in run_of_two.tables] == [2]


def test_several_files_are_one_export(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "more.csv").write_text(HEAD + "3,North,A,Y,2026-01-07,0\n")
    found = as_json(capfd, "clean.csv", "more.csv", *DAY)
    assert [(table["path"], table["records"]) for table in found["tables"]] == [
        ("clean.csv", 2),
        ("more.csv", 1),
    ]
    assert {rate["due"] for rate in found["rates"]} == {3}


def test_a_pattern_in_quotes_stands_for_the_files_that_fit_it(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "2026-01.csv").write_text(CLEAN)
    (folder / "2026-02.csv").write_text(HEAD + "3,North,A,Y,2026-01-07,0\n")
    found = as_json(capfd, "2026-*.csv", *DAY)
    assert [(table["path"], table["records"]) for table in found["tables"]] == [
        ("2026-01.csv", 2),
        ("2026-02.csv", 1),
    ]
    last = run(capfd, "lint", "2026-02.csv", *DAY, "--previous", "2025-*.csv")
    assert (last.code, last.err.splitlines()[0]) == (
        2,
        "recordcheck: 2025-*.csv: no file fits this pattern",
    )
    profiled = run(capfd, "profile", "2026-*.csv", "*.tsv", "--output-format", "json")
    said = [json.loads(line) for line in profiled.out.splitlines()]
    assert [one["path"] for one in said] == ["2026-01.csv", "2026-02.csv", "*.tsv"]
    assert (profiled.code, said[2]["error"]["message"]) == (2, "no file fits this pattern")


def test_a_file_of_that_very_name_is_no_pattern(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "2026-[01].csv").write_text(CLEAN)
    (folder / "2026-0.csv").write_text(FAULTY)
    found = as_json(capfd, "2026-[01].csv", *DAY)
    assert [table["path"] for table in found["tables"]] == ["2026-[01].csv"]


def test_on_windows_the_parser_of_options_writes_out_no_pattern_before_us(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.core.os", SimpleNamespace(**{**vars(os), "name": "nt"}))
    test_a_file_of_that_very_name_is_no_pattern(folder, capfd)


CONFIGURATIONS = {
    'standard = ["visits.yaml"]\nselect = ["VIS-4*"]\n': (["VIS-401"], 1),
    'standard = "visits.yaml"\nignore = "VIS-391"\nfail-on = "error"\n': (["VIS-401"], 0),
    'standard = "visits.yaml"\n[param]\nmost = 9\n': (["VIS-391"], 1),
    'standard = "visits.yaml"\ntargets = false\nfail-on = "never"\n': (["VIS-391", "VIS-401"], 0),
}


@pytest.mark.parametrize("text", CONFIGURATIONS)
@pytest.mark.parametrize("name", ["recordcheck.toml", "pyproject.toml"])
def test_the_configuration_says_what_no_option_says(
    folder: Path, capfd: pytest.CaptureFixture[str], text: str, name: str
) -> None:
    (folder / "recordcheck.toml").unlink()
    table = text if name == "recordcheck.toml" else f"[tool.recordcheck]\n{text}"
    (folder / name).write_text(
        table.replace("[param]", "[tool.recordcheck.param]") if "tool" in table else table
    )
    said = run(capfd, "lint", "faulty.csv", *DAY, "--output-format", "json")
    assert (rules(said), said.code) == CONFIGURATIONS[text]


def test_an_option_comes_before_the_configuration(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "recordcheck.toml").write_text(
        'standard = "visits.yaml"\nselect = ["VIS-391"]\nfail-on = "never"\nmax-records = 0\n'
        'output-format = "concise"\n[param]\nmost = 9\n'
    )
    said = run(
        capfd, "lint", "faulty.csv", *DAY, "--select", "VIS-401", "--fail-on", "warning",
        "--max-records", "5", "--param", "most=3", "--output-format", "json",
    )  # fmt: skip
    found = json.loads(said.out)["findings"]
    assert [(one["rule"], one["records"]) for one in found] == [("VIS-401", [1])]
    assert said.code == 1


def test_what_is_asked_for_takes_the_place_of_what_the_configuration_leaves_out_and_groups_by(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "recordcheck.toml").write_text(
        'standard = "visits.yaml"\nignore = "VIS-391"\nby = "area"\nencoding = "utf-16"\n'
        'targets = false\n[map]\nWas = "area"\n'
    )
    (folder / "was.csv").write_text(FAULTY.replace(",area,seen,", ",area,Was,"))
    said = run(
        capfd, "lint", "was.csv", *DAY, "--ignore", "VIS-401", "--by", "team",
        "--encoding", "utf-8", "--map", "Was=seen", "--output-format", "json",
    )  # fmt: skip
    found = json.loads(said.out)
    assert [(one["rule"], one["field"]) for one in found["findings"]] == [("VIS-391", "seen")]
    assert {tuple(one["group"]) for one in found["rates"] if one["group"]} == {("team",)}
    assert not any(one["targets"] for one in found["rates"])


def test_a_file_of_its_own_comes_before_that_of_a_project_beside_it(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "recordcheck.toml").write_text('standard = "visits.yaml"\nselect = "VIS-391"\n')
    (folder / "pyproject.toml").write_text('[tool.recordcheck]\nselect = "VIS-401"\n')
    said = run(capfd, "lint", "faulty.csv", *DAY, "--output-format", "json")
    assert rules(said) == ["VIS-391"]


def test_the_configuration_is_found_upward_and_its_standard_stands_beside_it(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "standards").mkdir()
    (folder / "visits.yaml").rename(folder / "standards" / "visits.yaml")
    (folder / "recordcheck.toml").write_text('standard = "standards/visits.yaml"\n')
    monkeypatch.chdir(folder / "a" / "b")
    said = run(capfd, "lint", "../../faulty.csv", *DAY, "--output-format", "json")
    assert rules(said) == ["VIS-391", "VIS-401"]


def test_a_configuration_above_names_a_standard_by_its_name_too(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a").mkdir()
    (folder / "recordcheck.toml").write_text('standard = "visits"\nschemas = ["."]\n')
    monkeypatch.chdir(folder / "a")
    said = run(capfd, "lint", "../faulty.csv", *DAY, "--output-format", "json")
    assert rules(said) == ["VIS-391", "VIS-401"]


def test_the_folders_of_the_configuration_are_searched_for_standards(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "standards").mkdir()
    (folder / "visits.yaml").rename(folder / "standards" / "visits.yaml")
    (folder / "recordcheck.toml").write_text('schemas = ["standards"]\n')
    said = run(capfd, "lint", "faulty.csv", *DAY, "--output-format", "json")
    assert rules(said) == ["VIS-391", "VIS-401"]


def test_a_rule_is_explained_as_it_was_written_before_what_an_extension_makes_of_it(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    extends = 'standard: {}\nprefix: {}\nversion: "1"\ntitle: Ours\nextends: visits\n'
    rules = "tables: {visit: {rules: [{id: VIS-401, severity: error}]}}\n"
    (folder / "a-north.yaml").write_text(extends.format("a-north", "NOR") + rules)
    (folder / "recordcheck.toml").write_text('schemas = ["."]\n')
    told = {
        (): ("VIS-401 too-many-others (warning)", "  Standard: visits 1"),
        ("--standard", "a-north"): ("VIS-401 too-many-others (error)", "  Standard: a-north 1"),
    }
    for asked, (first, standard) in told.items():
        lines = run(capfd, "explain", "VIS-401", *asked).out.splitlines()
        assert (lines[0], standard in lines) == (first, True)


def test_a_rule_that_a_bundle_has_of_its_own_is_explained(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "both.yaml").write_text(
        'standard: both\nprefix: BOT\nversion: "1"\ntitle: Both\nincludes: [visits]\n'
        "tables: {visit: {rules: [{id: BOT-401, name: known-area, says: The area is known.,"
        " why: It tells who answers., severity: warning, assert: recorded(area)}]}}\n"
    )
    (folder / "recordcheck.toml").write_text('schemas = ["."]\n')
    told = {
        "BOT-401": ("BOT-401 known-area (warning)", "  Standard: both 1"),
        "VIS-401": ("VIS-401 too-many-others (warning)", "  Standard: visits 1"),
    }
    for rule, (first, standard) in told.items():
        lines = run(capfd, "explain", rule).out.splitlines()
        assert (lines[0], standard in lines) == (first, True)


def test_who_asks_to_explain_by_an_unknown_standard_is_named(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = folder / "recordcheck.toml"
    config.write_text('standard = "vsits.yaml"\n')
    unknown = "there is no standard at vsits.yaml\n"
    said = run(capfd, "explain", "VIS-401")
    assert (said.code, said.err.startswith(f"recordcheck: {config}: {unknown}")) == (2, True)
    said = run(capfd, "explain", "VIS-401", "--standard", "vsits.yaml")
    assert (said.code, said.err.startswith(f"recordcheck: {unknown}")) == (2, True)


def test_a_rule_is_explained_beside_a_standard_with_slips_that_does_not_have_it(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It may be a rule of that one where no other has it: then its slips are shown."""
    (folder / "broken.yaml").write_text('standard: broken\nversion: "1"\ntitel: Ours\n')
    (folder / "recordcheck.toml").write_text('schemas = ["."]\n')
    assert run(capfd, "explain", "VIS-401").out.startswith("VIS-401 too-many-others (warning)\n")
    said = run(capfd, "explain", "BRO-401")
    assert (said.code, said.out) == (2, "")
    assert "unknown key `titel`; did you mean `title`?" in said.err


@pytest.mark.parametrize(("asked", "used"), [("visits@2", "2"), ("visits@1", "1"), ("visits", "1")])
@pytest.mark.parametrize("newer", ["new/visits.yaml", "old/visits-2.yaml"])
def test_of_two_versions_of_a_standard_the_one_that_is_asked_for_is_used(
    newer: str, asked: str, used: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "old").mkdir()
    (folder / "new").mkdir()
    text = (folder / "visits.yaml").read_text()
    (folder / "visits.yaml").rename(folder / "old" / "visits.yaml")
    (folder / newer).write_text(text.replace('version: "1"', 'version: "2"'))
    (folder / "recordcheck.toml").write_text('schemas = ["old", "new"]\n')
    said = run(capfd, "lint", "clean.csv", *DAY, "--standard", asked, "--output-format", "json")
    assert json.loads(said.out)["standards"][0]["version"] == used


def test_what_a_standard_says_on_several_lines_stands_on_one(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    says = "says: |\n          Few others\n          are there.\n"
    (folder / "visits.yaml").write_text(VISITS.replace("says: Few others are there.\n", says))
    args = ("--select", "VIS-401", "--output-format", "concise")
    assert run(capfd, "lint", "faulty.csv", *DAY, *args).out == (
        "faulty.csv: warning: VIS-401 Few others are there. (record 1; 1 of 2)\n"
        "Found 1 problem in 1 record; no target missed. 2 records of faulty.csv against visits 1,"
        " as at 2026-03-31.\n"
    )


def test_what_a_configuration_says_is_an_option_of_the_command_is_one() -> None:
    flags = {one.opts[0]: one.is_flag for one in lint.params if isinstance(one, click.Option)}
    for called, takes in OF_A_RUN.items():
        assert (called in KEYS, flags[f"--{called}"]) == (False, takes == "")


def test_a_record_in_which_two_standards_find_problems_is_one_record(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of the first file both standards find both records, of the second a key that stands twice."""
    (folder / "again.yaml").write_text(
        VISITS.replace("standard: visits", "standard: again\nprefix: AGA").replace("VIS-", "AGA-")
    )
    (folder / "more.csv").write_text(
        HEAD + "3,North,A,Y,2026-01-05,0\n3,North,A,Y,2026-01-05,0\n4,North,A,Y,2026-01-05,0\n"
    )
    both = ("--standard", "visits.yaml", "--standard", "again.yaml")
    assert as_json(capfd, "faulty.csv", "more.csv", *DAY, *both)["problem_records"] == 4


BROKEN = {
    ("recordcheck.toml", 'standard = "x"\nselct = ["VIS-401"]\n'): (
        "recordcheck.toml:2: unknown key `selct`; did you mean `select`?\n  the keys are standard,"
    ),
    ("recordcheck.toml", "by = 'team'\nbaseline = 'known.txt'\n"): (
        "recordcheck.toml:2: `baseline` is no key of a configuration: it is an option of the"
        " command alone\n  give it there: recordcheck lint EXPORT --baseline FILE\n"
    ),
    ("recordcheck.toml", "max-records = -1\n"): (
        "recordcheck.toml:1: `max-records` must be a whole number from 0 on\n"
    ),
    (
        "recordcheck.toml",
        "targets = 'no'\n",
    ): "recordcheck.toml:1: `targets` must be true or false\n",
    ("recordcheck.toml", "select = [1]\n"): (
        "recordcheck.toml:1: `select` must be a text or a list of texts\n"
    ),
    ("recordcheck.toml", "max-records = 'ten'\n"): (
        "recordcheck.toml:1: `max-records` must be a whole number from 0 on\n"
    ),
    ("recordcheck.toml", "max-records = true\n"): (
        "recordcheck.toml:1: `max-records` must be a whole number from 0 on\n"
    ),
    ("recordcheck.toml", '\ufeff"max+records" = 3\n'): (
        "recordcheck.toml:1: unknown key `max+records`; did you mean `max-records`?\n"
    ),
    ("gate.toml", "by = 'team'\nselect = [1]\n"): (
        "gate.toml:2: `select` must be a text or a list of texts\n"
    ),
    ("recordcheck.toml", "param = 3\n"): (
        "recordcheck.toml:1: `param` must be a table of names and values\n"
    ),
    ("recordcheck.toml", "[map.code]\nseen = 'seen'\n"): (
        "recordcheck.toml:1: `map` must be a table of names and values\n"
    ),
    ("recordcheck.toml", "fail-on = 3\n"): "recordcheck.toml:1: `fail-on` must be a text\n",
    ("recordcheck.toml", "fail-on = 'eror'\n"): (
        "recordcheck.toml: `fail-on` cannot be `eror`; did you mean `error`?\n"
    ),
    ("recordcheck.toml", "output-format = 'jsn'\n"): (
        "recordcheck.toml: unknown output format `jsn`; did you mean `json`?\n"
    ),
    ("recordcheck.toml", "standard = 'child-etnicity'\n"): (
        "recordcheck.toml: unknown standard `child-etnicity`; did you mean `child-ethnicity`?\n"
    ),
    ("recordcheck.toml", "by = 'team'\nschemas = ['.', 'standrds']\n"): (
        "recordcheck.toml:2: `schemas` names `standrds`, and there is no such folder\n"
        "  name it from the folder of the configuration; mend it, or take it out\n"
    ),
    ("recordcheck.toml", "schemas = 'visits.yaml'\n"): (
        "recordcheck.toml:1: `schemas` names `visits.yaml`, and there is no such folder\n"
    ),
    ("recordcheck.toml", "standard = 'own/none.yaml'\n"): (
        "recordcheck.toml: there is no standard at own/none.yaml\n"
    ),
    **{
        ("recordcheck.toml", f"by = 'team'\n{key} = {value}\n"): (
            f"recordcheck.toml:2: `{key}` names nothing\n"
            "  say what is meant, or leave the key out\n"
        )
        for key, value in [
            ("select", "''"),
            ("select", "' , '"),
            ("ignore", "['VIS-401', '']"),
            ("standard", "''"),
            ("schemas", "['']"),
            ("fail-on", "''"),
            ("encoding", "' '"),
        ]
    },
    ("recordcheck.toml", "select = [\n"): "recordcheck.toml: not TOML: ",
    ("recordcheck.toml", "[map]\nseen = 'seen'\n[map]\n"): (
        "recordcheck.toml: not TOML: Cannot declare ('map',) twice (at line 3, column 5)\n"
        "  a name stands there once; "
    ),
    ("pyproject.toml", "[tool.ruff]\nselect = 1\n[tool.recordcheck]\nignore = []\nselect = 1\n"): (
        "pyproject.toml:5: `select` must be a text or a list of texts\n"
    ),
    ("pyproject.toml", "[tool.recordcheck]\n  selct = []\n"): (
        "pyproject.toml:2: unknown key `selct`; did you mean `select`?\n"
    ),
    ("pyproject.toml", "[tool.recordcheck]\n[tool.recordcheck.parm]\nmost = 3\n"): (
        "pyproject.toml:2: unknown key `parm`; did you mean `param`?\n"
    ),
    ("pyproject.toml", "[tool]\nrecordcheck = 3\n"): (
        "pyproject.toml: `recordcheck` must be a table of keys\n"
    ),
}


@pytest.mark.parametrize(
    ("name", "text"), BROKEN, ids=lambda value: " ".join(value.split("\n")[:2])
)
def test_a_mistake_in_the_configuration_is_named_with_its_line(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    (folder / "recordcheck.toml").unlink()
    (folder / name).write_text(text)
    asked = ("--config", name) if name == "gate.toml" else ()
    said = run(capfd, "lint", "faulty.csv", *DAY, *asked)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"recordcheck: {folder}/{BROKEN[name, text]}")


def test_a_configuration_in_another_encoding_is_said_to_be_no_utf8(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = folder / "recordcheck.toml"
    config.write_bytes("by = 'team'  # Prüfung".encode("cp1252"))
    said = run(capfd, "lint", "faulty.csv", *DAY)
    assert said == Said(
        2, "", f"recordcheck: {config}: cannot read this file\n  it must be UTF-8 text\n"
    )


WRONG = {
    'select = ["VIS-999"]': "no rule `VIS-999`",
    'by = ["visit_id"]': "cannot group by `visit_id`",
    '[param]\nperiod = "today"': "no parameter `period`",
    '[param]\nperiod_end = "soon"': "the parameter `period_end` must be a day",
    '[map.codes.seen]\nSeen = "X"': "`map.codes.seen`: `X` is not on the code list",
    '[map.codes.sen]\nSeen = "Y"': (
        "`map.codes.sen`: no field of that name has a code list; did you mean `seen`?"
    ),
    '[map.dates]\nvisited = "%d.%m.%Y"': (
        "`map.dates.visited`: no field of that name is a date; did you mean `visited_on`?"
    ),
    '[map.dates]\nvisited_on = "DD.MM.YYYY"': (
        "`map.dates.visited_on`: `DD.MM.YYYY` is not a form of dates (such as %m/%d/%Y)\n  for"
    ),
}


@pytest.mark.parametrize("command", [("lint", "faulty.csv"), ("explain", "VIS-401")])
def test_a_standard_of_the_configuration_is_named_with_it_and_its_slips_at_their_place(
    folder: Path, capfd: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    config = folder / "recordcheck.toml"
    config.write_text('standard = ["none"]\n')
    assert run(capfd, *command).err.startswith(f"recordcheck: {config}: unknown standard `none`")
    config.write_text('standard = ["slips.yaml"]\n')
    (folder / "slips.yaml").write_text(VISITS.replace("type: integer}", "type: intege}"))
    slip = "slips.yaml:19:22: `intege` is not a value of `type`"
    assert run(capfd, *command).err.startswith(f"recordcheck: {slip}")


@pytest.mark.parametrize("text", WRONG)
def test_what_no_standard_has_is_named_with_the_configuration_that_asks_for_it(
    folder: Path, capfd: pytest.CaptureFixture[str], text: str
) -> None:
    config = folder / "recordcheck.toml"
    config.write_text(f'standard = "visits.yaml"\n{text}\n')
    said = run(capfd, "lint", "faulty.csv", "--as-at", "2026-03-31")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"recordcheck: {config}: {WRONG[text]}")


@pytest.mark.parametrize("key", ["codes", "dates"])
def test_a_mapping_for_a_field_that_no_standard_has_is_named_also_where_none_was_asked_for(
    folder: Path, capfd: pytest.CaptureFixture[str], key: str
) -> None:
    """A form of dates that counts nowhere would leave 03/04/2026 what it was."""
    line = {"codes": 'sen = {Seen = "Y"}', "dates": 'visited = "%m/%d/%Y"'}[key]
    config = folder / "recordcheck.toml"
    config.write_text(f'schemas = ["."]\n[map.{key}]\n{line}\n')
    said = run(capfd, "lint", "faulty.csv", *DAY)
    assert (said.code, said.out) == (2, "")
    called = line.split()[0]
    assert said.err.startswith(f"recordcheck: {config}: `map.{key}.{called}`: no field of that")


def test_what_one_export_writes_otherwise_may_stand_beside_another_export(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`closed_on` is a date of a standard that is not asked for here."""
    config = folder / "recordcheck.toml"
    config.write_text('schemas = ["."]\n[map.dates]\nclosed_on = "%m/%d/%Y"\n')
    assert rules(run(capfd, "lint", "faulty.csv", *DAY, "--output-format", "json")) == [
        "VIS-391",
        "VIS-401",
    ]


def test_a_schema_takes_the_place_of_the_standard_of_the_configuration(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = "import pandera.pyarrow as pa\nclass Seen(pa.DataFrameModel):\n    seen: str\n"
    (folder / "seen_model.py").write_text(model)
    (folder / "recordcheck.toml").write_text(
        'standard = "child-ethnicity"\n[map.codes.self_defined_ethnicity]\nWelsh = "W1"\n'
    )
    monkeypatch.syspath_prepend(folder)
    found = as_json(capfd, "faulty.csv", "--schema", "seen_model:Seen")
    assert [one["name"] for one in found["standards"]] == ["seen"]


@pytest.mark.parametrize("column", ["codes", "dates"])
def test_a_column_may_be_called_as_a_table_of_the_mapping_is(
    folder: Path, capfd: pytest.CaptureFixture[str], column: str
) -> None:
    (folder / "own.csv").write_text(CLEAN.replace("visited_on", column))
    config = folder / "recordcheck.toml"
    config.write_text(f'standard = "visits.yaml"\n[map]\n{column} = "visited_on"\n')
    assert run(capfd, "lint", "own.csv", *DAY).code == 0
    config.write_text(f"{config.read_text()}[map.{column}]\n")
    said = run(capfd, "lint", "own.csv", *DAY)
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(
        "\n  a name stands there once; a column that is called `codes` or `dates` goes with --map"
        " then\n"
    )
    config.write_text(f'standard = "visits.yaml"\n[map.{column}]\n')
    mapped = ("--map", f"{column}=visited_on")
    assert run(capfd, "lint", "own.csv", *DAY, *mapped).code == 0


def test_a_list_of_forms_is_refused_with_its_line(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = folder / "recordcheck.toml"
    config.write_text('standard = "visits.yaml"\n[map.dates]\nvisited_on = ["%d.%m.%Y"]\n')
    said = run(capfd, "lint", "faulty.csv", *DAY)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"recordcheck: {config}:2: `map.dates` must be a table of names")


@pytest.mark.parametrize(
    "typed",
    [
        ("--select", "VIS-999"),
        ("--ignore", "VIS-999"),
        ("--by", "visit_id"),
        ("--param", "period=x"),
        ("--map", "X=team"),
    ],
)
def test_what_the_command_line_asks_for_is_no_fault_of_the_configuration(
    folder: Path, capfd: pytest.CaptureFixture[str], typed: tuple[str, str]
) -> None:
    said = run(capfd, "lint", "faulty.csv", "--as-at", "2026-03-31", *typed)
    assert (said.code, said.out) == (2, "")
    assert "recordcheck.toml" not in said.err


def test_a_project_without_our_table_is_passed_over(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "project").mkdir()
    (folder / "project" / "pyproject.toml").write_text("tool = 3\n")
    monkeypatch.chdir(folder / "project")
    assert run(capfd, "lint", "../clean.csv", *DAY).code == 0


def test_the_two_ways_to_ask_for_a_group_give_the_same_standard(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert VISITS.count("group_by") == 1
    (folder / "recordcheck.toml").write_text(
        'standard = "visits.yaml"\nby = ["team,area", "area"]\n'
    )
    by_configuration = as_json(capfd, "clean.csv", *DAY)
    (folder / "recordcheck.toml").write_text('standard = "visits.yaml"\n')
    by_option = as_json(capfd, "clean.csv", *DAY, "--by", "team,area", "--by", "area")
    assert by_configuration == by_option


COMPARES = (
    VISITS
    + """\
      - id: VIS-402
        name: again
        says: A visit of last month does not come again.
        why: It would count twice.
        severity: error
        assert: >-
          not exists (select 1 from previous.visit p
          where p.visit_id = visit.visit_id and p.team = visit.team)
"""
)


def test_the_export_of_the_period_before_is_read_in_the_encoding_that_is_named(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "visits.yaml").write_text(COMPARES)
    for month, numbers in (("march", "12"), ("april", "23")):
        lines = "".join(f"{number},N\xf6rd,A,Y,2026-01-05,0\n" for number in numbers)
        (folder / f"{month}.csv").write_bytes((HEAD + lines).encode("windows-1252"))
    args = ("--encoding", "windows-1252", "--select", "VIS-402", "--previous", "march.csv")
    found = as_json(capfd, "april.csv", *DAY, *args)["findings"]
    assert [(one["rule"], one["records"]) for one in found] == [("VIS-402", [1])]


def test_it_is_said_where_the_export_of_the_period_before_has_its_dates_in_another_form(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "visits.yaml").write_text(
        COMPARES.replace("p.team = visit.team", "p.visited_on = visit.visited_on")
    )
    (folder / "march.csv").write_text(HEAD + "1,North,A,Y,01/31/2026,0\n2,North,A,Y,,0\n")
    args = ("--select", "VIS-402", "--previous", "march.csv")
    (table,) = as_json(capfd, "clean.csv", *DAY, *args)["tables"]
    assert table["warnings"] == [
        "in the export of the period before visited_on does not read in 1 record, so nothing can be"
        " compared with it there; it is read in the form that it has in this one"
    ]
    (folder / "march.csv").write_text(HEAD + "1,North,A,Y,2026-01-31,0\n")
    assert as_json(capfd, "clean.csv", *DAY, *args)["tables"][0]["warnings"] == []


def test_a_period_before_without_a_record_is_refused(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "visits.yaml").write_text(COMPARES)
    (folder / "march.csv").write_text(HEAD)
    said = run(capfd, "lint", "clean.csv", *DAY, "--previous", "march.csv")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        "recordcheck: march.csv: no record in the export of the period before\n"
        "  give one that has records, or leave --previous out\n",
    )


def test_a_frame_of_the_period_before_without_a_record_is_refused_too(folder: Path) -> None:
    (folder / "visits.yaml").write_text(COMPARES)
    before = pa.table({name: pa.array([], pa.string()) for name in HEAD.strip().split(",")})
    with pytest.raises(recordcheck.UserError) as refused:
        recordcheck.check("clean.csv", "visits.yaml", previous=before)
    assert str(refused.value) == (
        "frame: no record in the export of the period before\n"
        "  give one that has records, or leave previous out"
    )


@pytest.mark.parametrize("before", ["april.csv", "./april.csv", "*.csv", "link.csv"])
def test_an_export_is_not_compared_with_itself(
    folder: Path, capfd: pytest.CaptureFixture[str], before: str
) -> None:
    (folder / "visits.yaml").write_text(COMPARES)
    for path in folder.glob("*.csv"):
        path.unlink()
    for month in ("march", "april"):
        (folder / f"{month}.csv").write_text(CLEAN)
    if before == "link.csv":
        (folder / before).symlink_to("april.csv")
    said = run(capfd, "lint", "april.csv", *DAY, "--previous", before)
    called = before.replace("*", "april").removeprefix("./")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        f"recordcheck: {called}: this file is both the export to check and that of the period"
        " before\n"
        "  give the export of the period before, or leave --previous out\n",
    )


def test_a_file_in_another_encoding_is_read_when_it_is_named(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ask = ("lint", "western.csv", "--standard", "visits.yaml", "--as-at", "2026-03-31")
    Path("western.csv").write_bytes(CLEAN.replace("North", "Öst").encode("windows-1252"))
    refused = run(capfd, *ask)
    assert refused.code == 2
    assert "western.csv:2: record 1 holds the byte 0xD6, which is not valid UTF-8" in refused.err
    read = run(capfd, *ask, "--encoding", "windows-1252")
    assert (read.code, read.err) == (0, "")
    assert "western.csv: " not in read.out  # it was asked: there is nothing to warn of
    profiled = run(capfd, "profile", "western.csv", "--encoding", "windows-1252")
    assert profiled.code == 0
    unknown = run(capfd, *ask, "--encoding", "latin-99")
    assert (unknown.code, "there is no encoding 'latin-99'" in unknown.err) == (2, True)
    Path("recordcheck.toml").write_text('encoding = "windows-1252"\n')
    assert run(capfd, *ask) == read
    assert run(capfd, "profile", "western.csv") == profiled


def test_a_standard_of_the_users_folder_is_taken_before_a_shipped_one_of_its_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    Path("recordcheck.toml").write_text('schemas = ["ours"]\n')
    Path("ours").mkdir()
    ours = VISITS.replace("standard: visits", "standard: voice-of-the-child\nprefix: VIS")
    Path("ours/voice-of-the-child.yaml").write_text(ours)
    said = run(
        capfd, "lint", "clean.csv", "--standard", "voice-of-the-child",
        "--as-at", "2026-03-31", "--output-format", "json",
    )  # fmt: skip
    assert said.code == 0
    assert [one["version"] for one in json.loads(said.out)["standards"]] == ["1"]


def test_a_code_list_of_any_of_the_users_folders_is_taken_before_a_shipped_one_of_its_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    Path("recordcheck.toml").write_text('schemas = ["old", "new"]\n')
    for folder in ("old", "new/codes"):
        Path(folder).mkdir(parents=True)
    ours = Path("new/codes/yes-no-unknown.yaml")
    ours.write_text("codes: yes-no-unknown\ntitle: Ours\nlist: [ay, ay]\n")
    said = run(capfd, "schema", "check", "yes-no-unknown")
    assert said.out == f"{ours}:3:12: the code `ay` is on the list twice\n"
    ours.write_text("codes: yes-no-unknown\ntitle: Ours\nlist: [ay]\n")
    assert "Ours" in run(capfd, "schema", "show", "yes-no-unknown").out
