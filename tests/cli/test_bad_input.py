"""What bad input gets: one or two lines that say what to do, exit 2, nothing on stdout, no file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from doors import CLEAN, HEAD, VISITS, folder_of_visits, run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    return tmp_path


OPTIONS = ("--standard", "visits.yaml")
KNOWN = "child-ethnicity, child-protection, cultural-heritage, missing-children"
CASES: dict[str, tuple[tuple[str, ...], str]] = {
    "no export": (("lint",), "no export was given\n  for example: recordcheck lint export.csv\n"),
    "a missing file": (
        ("lint", "nothing.csv"),
        "nothing.csv: the file cannot be read: no such file or directory\n"
        "  Check the path, and that you may read it.\n",
    ),
    "an unknown standard": (
        ("lint", "clean.csv", "--standard", "child-etnicity"),
        "unknown standard `child-etnicity`; did you mean `child-ethnicity`?\n"
        "  `recordcheck schema list` names the standards; a file is given by its path\n",
    ),
    "a standard whose file is not there": (
        ("lint", "clean.csv", "--standard", "visit.yaml"),
        "there is no standard at visit.yaml\n  `recordcheck schema list` names those shipped\n",
    ),
    "another version": (
        ("lint", "clean.csv", "--standard", "child-ethnicity@2020.1"),
        "`child-ethnicity` is here in version 2026.1, not 2020.1\n"
        "  ask for child-ethnicity, or put version 2020.1 in a folder named by `schemas`\n",
    ),
    "a version that is left empty": (
        ("lint", "clean.csv", "--standard", "child-ethnicity@"),
        "`child-ethnicity@` names no version\n"
        "  write it after the @, or ask for child-ethnicity in the version that is here\n",
    ),
    "pandera schema as a standard": (
        ("lint", "clean.csv", "--standard", "schemas:Visit"),
        "unknown standard `schemas:Visit`\n"
        "  a pandera schema goes with --schema schemas:Visit, and in Python as it is, not by its"
        " name\n",
    ),
    "two pandera schemas": (
        ("lint", "clean.csv", "--schema", "schemas:Visit", "--schema", "schemas:Child"),
        "--schema takes one schema\n  give each a run of its own\n",
    ),
    "no standard that fits": (
        ("lint", "clean.csv"),
        "clean.csv: no standard fits the 6 columns of this export; the nearest:"
        " voice-of-the-child (Recording the voice of the child), child-ethnicity,"
        " cultural-heritage; as contact of voice-of-the-child it lacks contact_id, child_id,"
        " district, contact_at, recorded_at and 2 more\n"
        "  to map its columns: recordcheck init --from clean.csv --standard voice-of-the-child; or,"
        " where a column is that field, `lint` with --standard voice-of-the-child"
        ' --map "visit_id=contact_id" --map "area=district" --map "seen=child_seen" and 1 more;'
        " to begin a standard of your own: recordcheck init --from clean.csv"
        " --write-standard clean.yaml\n",
    ),
    "a folder without exports": (
        ("lint", "empty", *OPTIONS),
        "empty: this folder has no export\n  an export is a .csv, .tsv, .parquet or .xlsx file, or"
        " a text packed as .gz or .zip; a .txt is read where it is named\n",
    ),
    "a folder with notes alone": (
        ("lint", "notes", *OPTIONS),
        "notes: this folder has no export\n  an export is",
    ),
    "a standard in place of an export": (
        ("lint", "visits.yaml"),
        "visits.yaml: a .yaml file is no export\n"
        "  An export is a .csv, .tsv, .txt, .parquet or .xlsx file.\n",
    ),
    "an empty file": (
        ("lint", "empty.csv", *OPTIONS),
        "empty.csv:1: the file is empty\n  Export it again",
    ),
    "an export without a record": (
        ("lint", "header.csv", *OPTIONS),
        "header.csv: no record in this export\n"
        "  it has columns and nothing in them: see that it is the export that you want\n",
    ),
    "an export of faulty records alone": (
        ("lint", "faulty.csv", "--set-aside", *OPTIONS),
        "faulty.csv: no record could be read: 2 set aside\n"
        "  without --set-aside, recordcheck names the first fault and its line\n",
    ),
    "an export without a header": (
        ("lint", "bare.csv", *OPTIONS),
        "bare.csv: no column of this export is a field of visits\n  what was read as the header"
        " looks like data: write the names of the columns above it\n",
    ),
    "an export without a header to map": (
        ("init", "--from", "bare.csv", "--standard", "visits.yaml"),
        "bare.csv: what was read as the header looks like data\n"
        "  write the names of the columns above it; where it is the header after all, map its"
        " columns by hand, under [map]\n",
    ),
    "several standards to map to": (
        ("init", "--standard", "visits.yaml", "--standard", "child-ethnicity"),
        "--standard takes one standard here\n"
        "  for one file with the fields of several, name a bundle that `includes` them, such as"
        " child-protection or one of your own; or map the files of each by themselves\n",
    ),
    "a record that is too long": (
        ("lint", "ragged.csv", *OPTIONS),
        "ragged.csv:3: record 2 has 7 fields, the header has 6\n  Export the file again",
    ),
    "an unknown option": (
        ("lint", "clean.csv", "--standrd", "x"),
        "no option `--standrd`; did you mean `--standard`?\n"
        "  `recordcheck lint --help` shows what it takes\n",
    ),
    "an argument that is typed as an option": (
        ("lint", "--path", "clean.csv"),
        "no option `--path`\n  `recordcheck lint --help` shows what it takes\n",
    ),
    "an option without its argument": (
        ("lint", "clean.csv", "--as-at"),
        "option '--as-at' requires an argument\n  `recordcheck lint --help` shows what it takes\n",
    ),
    "an unknown command": (
        ("lnt", "clean.csv"),
        "no command `lnt`; did you mean `lint`?\n  `recordcheck --help` shows what it takes\n",
    ),
    "an unknown format": (
        ("lint", "clean.csv", "--output-format", "jsn"),
        "`jsn` is not a value of --output-format; did you mean `json`?\n"
        "  it takes full, concise, json, jsonl, github, gitlab, sarif, junit, markdown\n",
    ),
    "an unknown severity": (
        ("lint", "clean.csv", "--fail-on", "eror"),
        "`eror` is not a value of --fail-on; did you mean `error`?\n"
        "  it takes error, warning, never\n",
    ),
    "an unknown rule": (
        ("lint", "clean.csv", *OPTIONS, "--select", "VIS-402"),
        "no rule `VIS-402`; did you mean `VIS-401`?\n"
        "  `recordcheck schema show NAME` lists the rules of a standard\n",
    ),
    "a family without its star": (
        ("lint", "clean.csv", *OPTIONS, "--select", "VIS-4"),
        "no rule `VIS-4`; did you mean `VIS-4*`?\n"
        "  `recordcheck schema show NAME` lists the rules of a standard\n",
    ),
    "an unknown family": (
        ("lint", "clean.csv", *OPTIONS, "--ignore", "ETH-*"),
        "no rule `ETH-*`\n  `recordcheck schema show NAME` lists the rules of a standard\n",
    ),
    "an unknown parameter": (
        ("lint", "clean.csv", *OPTIONS, "--param", "period=2026-01-01"),
        "no parameter `period`; did you mean `period_end`?\n"
        "  `recordcheck schema show NAME` lists the parameters of a standard\n",
    ),
    "a parameter of a wrong type": (
        ("lint", "clean.csv", *OPTIONS, "--param", "most=many"),
        "the parameter `most` must be a whole number\n  for example --param most=3\n",
    ),
    "an empty variable in place of the value of a parameter": (
        ("lint", "clean.csv", *OPTIONS, "--param", "most="),
        "--param takes name=value\n  for example --param name=value\n",
    ),
    "a parameter without a value": (
        ("lint", "clean.csv", *OPTIONS, "--param", "most"),
        "--param takes name=value\n  for example --param name=value\n",
    ),
    "a parameter that is given twice": (
        ("lint", "clean.csv", *OPTIONS, "--param", "most=3", "--param", "most=5"),
        "--param gives `most` twice\n  leave one of the two out\n",
    ),
    "a column that is mapped twice": (
        ("lint", "clean.csv", *OPTIONS, "--map", "seen=area", "--map", "seen=team"),
        "--map gives `seen` twice\n  leave one of the two out\n",
    ),
    "an empty variable in place of the rules to select": (
        ("lint", "clean.csv", *OPTIONS, "--select", ""),
        "--select names no rule\n  for example --select ETH-402\n",
    ),
    "an empty variable in place of the rules to ignore": (
        ("lint", "clean.csv", *OPTIONS, "--ignore", " , "),
        "--ignore names no rule\n  for example --ignore ETH-402\n",
    ),
    "an empty variable in place of the day": (
        ("lint", "clean.csv", *OPTIONS, "--as-at", ""),
        "--as-at takes a day\n  for example --as-at 2026-03-31\n",
    ),
    "rules that are selected and ignored": (
        ("lint", "clean.csv", *OPTIONS, "--select", "VIS-401", "--ignore", "VIS-4*"),
        "no rule is left: `ignore` names every rule that `select` names\n"
        "  leave one of the two out, as an option or in recordcheck.toml\n",
    ),
    "values of no record": (
        ("lint", "clean.csv", *OPTIONS, "--show-values", "--max-records", "0"),
        "--show-values shows the records that are listed, and --max-records 0 lists none\n"
        "  leave one of the two out, or give --max-records 10\n",
    ),
    "an empty variable in place of the export": (
        ("lint", "", *OPTIONS),
        "an empty path names no file\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of a standard": (
        ("lint", "clean.csv", "--standard", ""),
        "--standard names nothing\n  if a script gives it from a variable, check that it is set\n",
    ),
    "an empty variable in place of the encoding": (
        ("lint", "clean.csv", *OPTIONS, "--encoding", ""),
        "--encoding names nothing\n  if a script gives it from a variable, check that it is set\n",
    ),
    "an empty variable in place of the standards to check": (
        ("schema", "check", ""),
        "an empty path names no file\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of a file to profile": (
        ("profile", "clean.csv", ""),
        "an empty path names no file\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of the export of the period before": (
        ("lint", "clean.csv", *OPTIONS, "--previous", ""),
        "--previous names nothing\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of the output": (
        ("lint", "clean.csv", *OPTIONS, "--output", ""),
        "--output names nothing\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of the baseline": (
        ("lint", "clean.csv", *OPTIONS, "--baseline", ""),
        "--baseline names nothing\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of the baseline to write": (
        ("lint", "clean.csv", *OPTIONS, "--write-baseline", ""),
        "--write-baseline names nothing\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of the configuration": (
        ("profile", "clean.csv", "--config", ""),
        "--config names nothing\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of the export to begin with": (
        ("init", "--from", ""),
        "--from names nothing\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "an empty variable in place of the standard to write": (
        ("init", "--from", "clean.csv", "--write-standard", ""),
        "--write-standard names nothing\n"
        "  if a script gives it from a variable, check that it is set; `.` is this folder\n",
    ),
    "a day that is none": (
        ("lint", "clean.csv", *OPTIONS, "--as-at", "2026-02-30"),
        "--as-at takes a day\n  for example --as-at 2026-03-31\n",
    ),
    "a week in place of a day": (
        ("lint", "clean.csv", *OPTIONS, "--as-at", "2026-W14"),
        "--as-at takes a day\n  for example --as-at 2026-03-31\n",
    ),
    "a column that groups nothing": (
        ("lint", "clean.csv", *OPTIONS, "--by", "visit_id"),
        "cannot group by `visit_id`\n  --by takes: area, team\n",
    ),
    "a folder of the output that is not there": (
        ("lint", "clean.csv", *OPTIONS, "--output", "no/where.txt"),
        "no: this folder does not exist\n  make it, or write elsewhere\n",
    ),
    "an output that is the export": (
        ("lint", "clean.csv", *OPTIONS, "--output", "clean.csv"),
        "clean.csv: the output is one of the files that are read\n"
        "  write to another file: an export is never changed\n",
    ),
    "an output that is the export of the period before": (
        ("lint", "clean.csv", *OPTIONS, "--previous", "faulty.csv", "--output", "faulty.csv"),
        "faulty.csv: the output is one of the files that are read\n"
        "  write to another file: an export is never changed\n",
    ),
    "an output that is the standard": (
        ("lint", "clean.csv", *OPTIONS, "--output", "visits.yaml"),
        "visits.yaml: the output is one of the files that are read\n"
        "  write to another file: an export is never changed\n",
    ),
    "an output that is a folder": (
        ("lint", "clean.csv", *OPTIONS, "--output", "empty"),
        "empty: cannot write here: is a directory\n",
    ),
    "values in a machine format": (
        ("lint", "clean.csv", *OPTIONS, "--show-values", "--output-format", "json"),
        "--show-values goes with the full format only\n  give --output-format full instead\n",
    ),
    "values where records are left out": (
        ("lint", "clean.csv", *OPTIONS, "--show-values", "--set-aside"),
        "--show-values or --set-aside, not both\n",
    ),
    "a schema and a standard": (
        ("lint", "clean.csv", *OPTIONS, "--schema", "x:y"),
        "--schema or --standard, not both\n",
    ),
    "a schema that is no schema": (
        ("lint", "clean.csv", "--schema", "x"),
        "--schema takes package.module:Model\n  for example --schema mypackage.schemas:Contact\n",
    ),
    "a schema in no module": (
        ("lint", "clean.csv", "--schema", "no_such_module:Model"),
        "cannot import no_such_module: there is no module no_such_module\n"
        "  install it beside recordcheck, or run from its folder\n",
    ),
    "a pattern that no file fits": (
        ("lint", "2027-*.csv"),
        "2027-*.csv: no file fits this pattern\n"
        "  see which files are there: * stands for any letters, ? for one\n",
    ),
    "a pattern that the output fits": (
        ("lint", "cl*.csv", "--output", "clean.csv"),
        "clean.csv: the output is one of the files that are read\n"
        "  write to another file: an export is never changed\n",
    ),
    "a rule to explain that is none": (
        ("explain", "ETH-999", "--standard", "child-ethnicity"),
        "no rule `ETH-999`; did you mean `ETH-",
    ),
    "a rule to explain of another standard than the one that is named": (
        ("explain", "ETH-402", "--standard", "visits.yaml"),
        "no rule `ETH-402`; no standard here has rules ETH-…\n"
        "  `recordcheck schema show NAME` lists the rules of a standard; one of your own is named"
        " with --standard FILE\n",
    ),
    "a rule to explain that is switched off": (
        ("explain", "vis-401", "--standard", "ours.yaml"),
        "no rule `vis-401`: it is switched off (we count nobody)\n"
        "  `recordcheck schema show NAME` lists the rules of a standard; one of your own is named"
        " with --standard FILE\n",
    ),
    "a rule to select that is switched off": (
        ("lint", "clean.csv", "--standard", "ours.yaml", "--select", "VIS-401"),
        "no rule `VIS-401`: it is switched off (we count nobody)\n"
        "  `recordcheck schema show NAME` lists the rules of a standard\n",
    ),
    "a standard to show that is none": (
        ("schema", "show", "missing-childen"),
        "unknown standard `missing-childen`; did you mean `missing-children`?\n"
        "  `recordcheck schema list` names the standards; a file is given by its path\n",
    ),
    "a table to show that is none": (
        ("schema", "show", "visits.yaml", "vist"),
        "visits has no table `vist`; did you mean `visit`?\n  its tables: visit\n",
    ),
    "a table of a code list": (
        ("schema", "show", "dfe-language", "visit"),
        "dfe-language is a code list, and has no `visit`\n"
        "  leave that out: a code list is shown whole\n",
    ),
    "a page of a mapping": (
        ("schema", "show", "map-ethnicity", "--output-format", "markdown"),
        "a mapping is shown as text alone\n"
        "  leave --output-format out; a page of Markdown is of a standard or a code list\n",
    ),
    "a rule to show, which is no table": (
        ("schema", "show", "visits.yaml", "VIS-401"),
        "visits has no table `VIS-401`\n  its tables: visit\n",
    ),
    "an option for a reason, where a variable is empty": (
        ("lint", "clean.csv", *OPTIONS, "--baseline", "b.txt", "--allow-worse", "--no-targets"),
        "--allow-worse needs a value, and `--no-targets` is an option\n"
        "  if a script gives the value from a variable, check that it is set\n",
    ),
    "an option for the name of a file": (
        ("lint", "clean.csv", *OPTIONS, "--write-baseline", "--no-targets"),
        "--write-baseline needs a value, and `--no-targets` is an option\n"
        "  if a script gives the value from a variable, check that it is set\n",
    ),
    "an option for an export": (
        ("init", "--from", "--standard", "visits.yaml"),
        "--from needs a value, and `--standard` is an option\n"
        "  if a script gives the value from a variable, check that it is set\n",
    ),
    "an export that is elsewhere": (
        ("lint", "s3://lake/visits.parquet", *OPTIONS),
        f"{Path('s3://lake/visits.parquet')}: the file cannot be read: no such file or directory\n"
        "  Only files of this machine are read: copy it here, or give a frame from Python.\n",
    ),
    "an argument that is missing": (
        ("explain",),
        "missing argument 'RULE'\n  `recordcheck explain --help` shows what it takes\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gets_a_line_or_two_and_exit_2(
    folder: Path, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "notes").mkdir()
    (folder / "notes" / "readme.txt").write_text("About, these\nexports\n")
    (folder / "empty.csv").write_text("")
    (folder / "ours.yaml").write_text(
        'standard: ours\nversion: "1"\ntitle: Ours\nextends: visits.yaml\n'
        "off:\n  - {rule: VIS-401, reason: we count nobody}\n"
    )
    (folder / "header.csv").write_text(HEAD)
    (folder / "bare.csv").write_text(CLEAN.removeprefix(HEAD))
    header = CLEAN.partition("\n")[0]
    (folder / "faulty.csv").write_text(f"{header}\n1\n{header},1\n")
    (folder / "ragged.csv").write_text(CLEAN.replace("1\n", "1,1\n"))
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    args, message = CASES[case]
    said = run(capfd, *args)
    assert (said.code, said.out) == (2, "")
    if message.endswith("\n"):
        assert said.err == f"recordcheck: {message}"
    else:
        assert said.err.startswith(f"recordcheck: {message}")
    assert said.err.count("\n") <= 2
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_standard_with_slips_stops_lint_with_every_slip(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = VISITS.replace("severity: warning", "severity: warn").replace(":most", ":mst")
    (folder / "visits.yaml").write_text(text)
    said = run(capfd, "lint", "clean.csv", *OPTIONS)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: visits.yaml:25:19: `warn` is not a value of `severity`;"
        " did you mean `warning`?\n"
        "visits.yaml:26:28: unknown parameter `:mst`; did you mean `most`?\n"
    )


USES = """\
standard: uses
version: "1"
title: Where a parameter is used
parameters:
  spare: {type: date, default: today}
tables:
  other:
    one_record_is: one other
    fields: {spare: {type: date}}
  visit:
    one_record_is: one visit
    fields:
      spare: {type: date}
"""
RULE = "    rules:\n      - {id: USE-401, name: a, says: s, why: w, severity: info, "


def test_schema_check_exits_1_and_prints_the_slips(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "visits.yaml").write_text(VISITS.replace(":most", ":mst"))
    said = run(capfd, "schema", "check", "visits.yaml")
    assert (said.code, said.out, said.err) == (
        1,
        "visits.yaml:26:28: unknown parameter `:mst`; did you mean `most`?\n",
        "1 file checked: 1 slip\n",
    )


def test_a_parameter_that_nothing_uses_is_a_slip_and_no_reason_not_to_run(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spare = "parameters:\n  spare: {type: integer, default: 3}\n"
    (folder / "visits.yaml").write_text(VISITS.replace("parameters:\n", spare))
    said = run(capfd, "schema", "check", "visits.yaml")
    line = VISITS[: VISITS.index("parameters:")].count("\n") + 2
    assert (said.code, said.out, said.err) == (
        1,
        f"visits.yaml:{line}:3: nothing uses the parameter `:spare`; use it, or take it out\n",
        "1 file checked: 1 slip\n",
    )
    assert run(capfd, "lint", "clean.csv", *OPTIONS).code == 0


@pytest.mark.parametrize(
    "used",
    [
        "    derive: {later: spare > :spare}",
        "    view: select spare from other where spare > :spare",
        "      at: {type: date, not_after: ':spare'}",
        "      at: {type: date, not_before: ':spare'}",
        "      at: {type: text, due: {when: 'spare > :spare'}}",
        RULE + "assert: spare > :spare}",
        RULE + "when: spare > :spare, assert: 'true'}",
    ],
)
def test_a_parameter_may_be_used_wherever_the_language_has_one(
    folder: Path, capfd: pytest.CaptureFixture[str], used: str
) -> None:
    text = USES + f"{used}\n"
    (folder / "uses.yaml").write_text(text)
    assert run(capfd, "schema", "check", "uses.yaml").out == ""
    (folder / "uses.yaml").write_text(text.replace(":spare", ":today"))
    assert run(capfd, "schema", "check", "uses.yaml").out == (
        "uses.yaml:5:3: nothing uses the parameter `:spare`; use it, or take it out\n"
    )


def test_a_standard_with_slips_keeps_no_other_from_the_list(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The slips of it are said, once, though a bundle includes it; and as it is called like one
    that is shipped, that one does not stand in its place.
    """
    (folder / "own").mkdir()
    (folder / "visits.yaml").rename(folder / "own" / "visits.yaml")
    table = "tables: {visit: {one_record_is: one, fields: {seen: {type: dat}}}}"
    slipped = f"standard: stop-and-search\nversion: '1'\ntitle: Ours\n{table}\n"
    (folder / "own" / "stop-and-search.yaml").write_text(slipped)
    both = "standard: both\nversion: '1'\ntitle: Both\nincludes: [visits, stop-and-search]\n"
    (folder / "own" / "both.yaml").write_text(both)
    (folder / "recordcheck.toml").write_text('schemas = "own"\n')
    said = run(capfd, "schema", "list", "--output-format", "json")
    names = [one["standard"] for one in json.loads(said.out)]
    assert (said.code, names[:2]) == (2, ["visits", "case-ownership"])
    assert "voice-of-the-child" in names
    assert not {"both", "stop-and-search"} & set(names)
    assert said.err == (
        "recordcheck: own/both.yaml:4:20: `stop-and-search` has slips of its own;"
        " mend those first\n"
        "own/stop-and-search.yaml:4:60: `dat` is not a value of `type`; did you mean `date`?\n"
    )


def test_a_run_that_judges_nothing_says_so_and_exits_2(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "few.csv").write_text("visit_id,team,seen,visited_on\n1,North,Y,2026-01-05\n")
    options = (*OPTIONS, "--as-at", "2026-03-31", "--select", "VIS-401")
    for more, says in {
        (): "No rule was judged: none could be run, or none applies to a record; no target missed.",
        ("--no-targets",): "Nothing was judged: no rule could be run, or none applies to a record.",
    }.items():
        said = run(capfd, "lint", "few.csv", *options, *more, "--output-format", "concise")
        assert (said.code, said.err) == (2, "")
        assert said.out == (
            "not run: VIS-401: the export has no column others\n"
            f"{says} 1 record of few.csv against visits 1, as at 2026-03-31.\n"
        )


def test_a_run_that_asks_for_columns_alone_judges_them(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    columns = (*OPTIONS, "--select", "VIS-190", "--no-targets", "--output-format", "concise")
    said = run(capfd, "lint", "clean.csv", *columns)
    assert (said.code, said.out[:12]) == (0, "No problems.")
    (folder / "few.csv").write_text("visit_id,team,seen\n1,North,Y\n")
    assert run(capfd, "lint", "few.csv", *columns).code == 1


def test_a_column_that_lacks_is_one_finding_with_the_nearest_column_and_exit_1(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.csv").write_text(CLEAN.replace("visited_on", "visitd_on"))
    said = run(capfd, "lint", "other.csv", *OPTIONS, "--select", "VIS-190")
    assert said.code == 1
    assert said.out.startswith(
        "error VIS-190 the column visited_on is missing\n  other.csv\n"
        '  help: is it visitd_on? then --map "visitd_on=visited_on"\n'
    )


def test_a_column_that_lacks_and_is_like_no_other_may_be_mapped(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.csv").write_text(CLEAN.replace("visited_on", "knock"))
    said = run(capfd, "lint", "other.csv", *OPTIONS, "--select", "VIS-190")
    assert said.out.startswith(
        "error VIS-190 the column visited_on is missing\n  other.csv\n"
        '  help: if a column of another name holds it: --map "Its name=visited_on"; if the system'
        " has none, a\n    standard of yours may make it `due: optional`\n"
    )
    mapped = run(capfd, "lint", "other.csv", *OPTIONS, "--map", "knock=visited_on")
    assert mapped.code == 0


def test_a_column_that_the_configuration_maps_and_that_lacks_is_named(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who mapped it would look in vain for what is mapped wrongly."""
    config = folder / "recordcheck.toml"
    config.write_text('[map]\n"Day of visit" = "visited_on"\n"Knocked" = "visited_on"\n')
    (folder / "other.csv").write_text(CLEAN.replace("visited_on", "door"))
    said = run(capfd, "lint", "other.csv", *OPTIONS, "--select", "VIS-190")
    assert said.out.startswith(
        "error VIS-190 the column visited_on is missing\n  other.csv\n"
        "  help: not in this file: `Day of visit` and `Knocked`, mapped to it; export it, or mend"
        " the mapping\n"
    )


@pytest.mark.parametrize(
    ("failure", "said_of_it"),
    [
        (
            PermissionError(13, "Permission denied"),
            "permission denied\n  See that you may read it, and that no other program has it open.",
        ),
        (
            OSError(24, "Too many open files"),
            "too many open files\n"
            "  Check fewer files at a time, or allow more open files (ulimit -n).",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_is_said(
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    failure: OSError,
    said_of_it: str,
) -> None:
    real = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "clean.csv":
            raise failure
        return real(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    said = run(capfd, "lint", "clean.csv", *OPTIONS)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"recordcheck: clean.csv: the file cannot be read: {said_of_it}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"caf\xe9.csv", "caf?.csv"),
        (b"caf\xe9/clean.csv", "caf?/clean.csv"),
        (b"a\x1b[31m.csv", "a?[31m.csv"),
        (b"a\n::error::b.csv", "a?::error::b.csv"),
    ],
)
def test_a_file_whose_name_is_no_text_is_to_be_renamed(
    folder: Path, capfd: pytest.CaptureFixture[str], name: bytes, shown: str
) -> None:
    path = Path(os.fsdecode(name))
    path.parent.mkdir(exist_ok=True)
    path.write_text(CLEAN, encoding="utf-8")
    said = run(capfd, "lint", str(path), *OPTIONS)
    assert (said.code, said.out) == (2, "")
    locale = " If its name is right elsewhere, this environment is not UTF-8: set LC_ALL=C.UTF-8."
    assert said.err == (
        f"recordcheck: {shown}: its name, or that of its folder, holds what is no letter\n"
        f"  Rename it.{locale if shown.startswith('caf') else ''}\n"
    )


def test_standard_input_is_answered_with_a_file(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "-", *OPTIONS)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: -: standard input is not read\n"
        "  Write the export to a file: it is read twice.\n"
    )


def test_a_fault_of_ours_gives_its_place_and_not_its_words(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("SECRET")

    monkeypatch.setattr("recordcheck.engine.lint.lint_paths", fail)
    said = run(capfd, "lint", "clean.csv", *OPTIONS)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(
        "recordcheck: stopped by a fault of its own (RuntimeError at test_bad"
    )
    assert "SECRET" not in said.err


OF_MACHINE = {
    "memory": (MemoryError(), "not enough memory\n  check fewer files at a time"),
    "a library": (
        ImportError("libarrow.so: failed to map segment", name="pyarrow.lib"),
        "pyarrow cannot be loaded here\n  there is too little memory, or the installation",
    ),
    "a disk": (OSError(28, "No space left on device"), "no space left on device\n  make room"),
    "a folder": (
        PermissionError(13, "Permission denied", "locked/in"),
        "locked/in: permission denied\n  see that you may read or write there",
    ),
    "open files": (OSError(24, "Too many open files"), "too many open files\n  check fewer files"),
}


@pytest.mark.parametrize("case", OF_MACHINE)
def test_what_the_machine_does_not_give_is_no_fault_of_ours(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    error, words = OF_MACHINE[case]

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("recordcheck.engine.lint.lint_paths", fail)
    said = run(capfd, "lint", "clean.csv", *OPTIONS)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"recordcheck: {words}")
    assert len(said.err.splitlines()) == 2


def test_a_machine_without_a_further_thread_is_told_so(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    said = run(capfd, "lint", "clean.csv", *OPTIONS)
    assert said.code == 2
    assert said.err == (
        "recordcheck: no further thread may be started here\n"
        "  allow this user, or this container, more processes\n"
    )


def test_of_a_folder_the_standards_are_tested_and_what_else_is_in_it_is_passed_over(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ours = folder / "ours"
    (ours / "codes").mkdir(parents=True)
    (ours / "visits.yaml").write_text((folder / "visits.yaml").read_text())
    (ours / "pipeline.yaml").write_text("steps: []\n")
    (ours / "codes" / "place.yaml").write_text("codes: place\n")
    by_path = run(capfd, "schema", "test", "ours/visits.yaml")
    assert run(capfd, "schema", "test", "ours") == by_path
    assert (by_path.code, by_path.out.splitlines()[1].split()[0]) == (0, "visits")
    (ours / "visits.yaml").unlink()
    assert run(capfd, "schema", "test", "ours").err == (
        "recordcheck: ours: no standard is in this folder\n"
        "  name the folder that holds the standards, or the files\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
def test_a_working_folder_that_is_gone_is_said(folder: Path) -> None:
    gone = folder / "gone"
    gone.mkdir()
    code = "import os, sys; os.rmdir(os.getcwd()); from recordcheck.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "lint", str(folder / "clean.csv")],
        cwd=gone,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 2
    assert done.stderr == (
        "recordcheck: no such file or directory\n"
        "  the folder that you are in may be gone: change to another\n"
    )


def test_what_stands_beside_the_exports_of_a_folder_and_is_not_read_is_said(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "month").mkdir()
    (folder / "month" / "JUNE.CSV").write_text(CLEAN)
    (folder / "month" / "readme.txt").write_text("About, these\nexports\n")
    for name in ("May.xls", "~$May.xls", "April.ODS"):
        (folder / "month" / name).touch()
    said = run(capfd, "lint", "month", *OPTIONS)
    assert said.code == 0
    assert "Not read: readme.txt (name a .txt to have it read)." in said.out
    assert "Not read: April.ODS, May.xls (save the sheets as .xlsx or CSV UTF-8)." in said.out


@pytest.mark.skipif(os.name == "nt", reason="there a link takes a right that few have")
def test_a_link_in_a_folder_that_leads_nowhere_is_not_passed_over(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its records would be missing from every figure."""
    (folder / "month").mkdir()
    (folder / "month" / "june.csv").write_text(CLEAN)
    (folder / "month" / "may.csv").symlink_to("moved away.csv")
    said = run(capfd, "lint", "month", *OPTIONS)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: month/may.csv: the file cannot be read: no such file or directory\n"
        "  Check the path, and that you may read it.\n"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes that stand in a folder")
def test_a_pipe_beside_the_exports_of_a_folder_is_not_waited_for(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "month").mkdir()
    (folder / "month" / "june.csv").write_text(CLEAN)
    os.mkfifo(folder / "month" / "notes.txt")
    said = run(capfd, "lint", "month", *OPTIONS)
    assert said.code == 0
    assert "Not read: notes.txt (name a .txt to have it read)." in said.out


def test_of_many_files_that_are_not_read_the_first_ten_are_named(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "month").mkdir()
    (folder / "month" / "june.csv").write_text(CLEAN)
    for letter in "abcdefghijkl":
        (folder / "month" / f"{letter}.txt").touch()
    said = run(capfd, "lint", "month", *OPTIONS, "--output-format", "concise")
    assert said.out.splitlines()[-2] == (
        "month/june.csv: warning: Not read: a.txt, b.txt, c.txt, d.txt, e.txt, f.txt, g.txt, h.txt,"
        " i.txt, j.txt and 2 more (name a .txt to have it read)."
    )


def test_folders_of_exports_that_are_not_looked_into_are_said(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for below in ("old", "May", "nothing here", "_temporary"):
        (folder / "month" / below).mkdir(parents=True)
    for export in ("old/a.csv", "May/b.CSV.gz", "nothing here/readme.md", "_temporary/c.csv"):
        (folder / "month" / export).write_text(CLEAN)
    said = run(capfd, "lint", "month", *OPTIONS)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "recordcheck: month: this folder has no export, and the folders in it are not looked into\n"
        "  give those that have some: May, old\n"
    )
    (folder / "month" / "june.csv").write_text(CLEAN)
    said = run(capfd, "lint", "month", *OPTIONS, "--output-format", "concise")
    assert said.code == 0
    assert said.out.splitlines()[-2] == (
        "month/june.csv: warning: Not read: the exports in May, old (give each folder as a"
        " path of its own)."
    )


def test_a_baseline_beside_the_exports_of_a_folder_is_taken_for_no_export(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "month").mkdir()
    (folder / "month" / "june.csv").write_text(CLEAN)
    assert run(capfd, "lint", "month", *OPTIONS, "--write-baseline", "month/known.txt").code == 0
    said = run(capfd, "lint", "month", *OPTIONS, "--baseline", "month/known.txt")
    assert said.code == 0
    assert "Not read" not in said.out


@pytest.mark.parametrize("name", ["book.csv", "book.xls"])
def test_a_workbook_with_another_name_is_to_be_renamed(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    openpyxl.Workbook().save(folder / "book.xlsx")
    (folder / "book.xlsx").rename(folder / name)
    assert run(capfd, "lint", name).err == (
        f"recordcheck: {name}: the file is a workbook (.xlsx), whatever its name says\n"
        "  Rename it to .xlsx, or save the sheet as CSV UTF-8.\n"
    )


def test_the_extra_for_workbooks_is_installed_from_the_copy(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (folder / "book.xlsx").write_bytes(b"")
    remedy = run(capfd, "lint", "book.xlsx").err.splitlines()[1]
    assert 'pip install ".[xlsx]"' in remedy  # as every shell takes it
    assert "recordcheck[xlsx]" not in remedy
