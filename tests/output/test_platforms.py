"""The formats of platforms: whole, by their official schemas, with hostile names, and cut."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pyarrow
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from made_run import INFO, RUN, finding, target
from readers import code_quality, commands, tables
from wide import wide_run

import recordcheck
from recordcheck.model import Finding, Kept, NotRun, Rate, Rule, Run, Severity, TableRead
from recordcheck.model.run import Verdict
from recordcheck.output import (
    FORMATS,
    concise,
    encode,
    full,
    github,
    gitlab,
    jsonl,
    junit,
    machine,
    markdown,
    sarif,
)
from recordcheck.output.cut import LISTED, plain, short
from recordcheck.output.issues import listed, not_listed
from recordcheck.rules import all_rules
from recordcheck.standard.load import load

HERE = Path(__file__).parent
WHOLE = {
    "github": "run.github.txt",
    "gitlab": "run.gitlab.json",
    "sarif": "run.sarif",
    "junit": "run.junit.xml",
    "jsonl": "run.jsonl",
    "markdown": "run.md",
}
NOTHING = replace(RUN, findings=(), rates=(), kept=(), verdict=Verdict.NOTHING_JUDGED)
CLEAN = replace(RUN, findings=(), rates=(), not_run=(), verdict=Verdict.PASSED)
UNREAD = replace(RUN.findings[1], rule="ETH-194", name="unreadable-record", field=None, records=())
UNREADABLE = replace(
    RUN,
    tables=(replace(RUN.tables[0], set_aside=3),),
    findings=(
        replace(UNREAD, lines=(7, 9), broken=2),
        replace(UNREAD, lines=(12,), broken=1, says="a record was set aside: a field lacks"),
    ),
)
RUNS = {"made": RUN, "nothing judged": NOTHING, "clean": CLEAN, "unreadable": UNREADABLE}


@pytest.mark.parametrize("name", WHOLE)
def test_a_format_says_all_of_a_made_run(name: str) -> None:
    assert FORMATS[name](RUN) == (HERE / "whole" / WHOLE[name]).read_text(encoding="utf-8")


# By the schemas of those who read them


@cache
def sarif_schema() -> Any:
    text = (HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
    return jsonschema.Draft4Validator(json.loads(text))


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(HERE / "schemas" / "junit-10.xsd"))


def results(text: str) -> Any:
    """The results of a SARIF log that keeps the official schema."""
    log = json.loads(text)
    assert [error.message for error in sarif_schema().iter_errors(log)] == []
    (run,) = log["runs"]
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        assert "snippet" not in json.dumps(one)
    return run["results"]


def cases(text: str) -> list[ElementTree.Element]:
    """The test cases of JUnit XML that keeps the official schema, whose sums are right."""
    junit_schema().validate(text)
    root = ElementTree.fromstring(text)
    for suite in [*root.iter("testsuite"), root]:
        held = list(suite.iter("testcase"))
        failures = [one for one in held if one.find("failure") is not None]
        errors = [one for one in held if one.find("error") is not None]
        sums = suite.get("tests"), suite.get("failures"), suite.get("errors")
        assert sums == (str(len(held)), str(len(failures)), str(len(errors)))
    return list(root.iter("testcase"))


@pytest.fixture(scope="module")
def real() -> Run:
    """A run over the example export: written and implied rules, rates and targets."""
    export = HERE.parent.parent / "examples" / "contacts.csv"
    return recordcheck.check(export, "child-protection", as_at="2026-03-31", by="district")


@pytest.mark.parametrize("name", RUNS)
def test_each_output_keeps_the_schema_of_its_reader(name: str) -> None:
    run = RUNS[name]
    results(FORMATS["sarif"](run))
    cases(FORMATS["junit"](run))
    code_quality(FORMATS["gitlab"](run))
    commands(FORMATS["github"](run))


def test_a_real_run_keeps_them_too(real: Run) -> None:
    quality = [
        one for one in code_quality(gitlab.render(real)) if one["check_name"] != "recordcheck"
    ]
    assert len(results(sarif.render(real))) == len(quality) > 20
    assert [name for name, _, _ in commands(github.render(real))][-1] == "notice"


def test_every_rule_of_a_standard_is_a_test(real: Run) -> None:
    named = {one.get("name") for one in cases(junit.render(real))}
    asked = {
        f"{rule.id}{f' {rule.field}' if rule.field else ''}: {rule.name}"
        for rule in all_rules(load("child-protection"))
        if rule.kind != "missing-column"  # of a table that is not there
    }
    assert asked - named == set()


# What they say


@pytest.mark.parametrize("name", [*WHOLE, "full", "concise"])
def test_a_run_that_judged_nothing_says_so_first(name: str) -> None:
    said = FORMATS[name](NOTHING).lower()
    assert "nothing was judged" in said or "nothing judged" in said
    if name in ("github", "markdown", "jsonl", "gitlab"):
        assert "nothing" in said.split("\n")[0]


def test_what_judged_nothing_is_an_error_to_every_platform() -> None:
    assert [name for name, _, _ in commands(github.render(NOTHING))] == ["error"]
    assert code_quality(gitlab.render(NOTHING))[0]["severity"] == "blocker"
    (invocation,) = json.loads(sarif.render(NOTHING))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"
    assert cases(junit.render(NOTHING))[0].find("error") is not None


def outcome(case: ElementTree.Element) -> str:
    """Whether a test case passed, failed or was skipped."""
    return next((part.tag for part in case if part.tag != "system-out"), "passed")


def test_junit_has_a_test_for_each_rule_and_target_whatever_came_of_it() -> None:
    found = {str(one.get("name")): outcome(one) for one in cases(junit.render(RUN))}
    assert found == {
        "something was judged": "passed",
        "ETH-190 language: missing-column": "failure",
        "ETH-391 ethnicity: not-on-code-list": "failure",
        "VOC-602: word-for-word": "failure",
        "contact.ethnicity: target known 95%": "failure",
        "VOC-602: target kept 99.9%": "failure",
        "VOC-603: short": "skipped",  # on trial
        "contact.language: target recorded 90%": "skipped",  # nothing due
        "ETH-395 ethnicity": "skipped",  # not run
        "ETH-401: self-defined": "skipped",  # applies to no record
        "ETH-402: by-officer": "skipped",  # could not be judged
        "ETH-290 ethnicity: blank": "passed",
        "contact.ethnicity: target unknown at most 10%": "passed",
        "MIS-501": "skipped",
        "MIS-502": "skipped",
    }


@pytest.mark.parametrize(("files", "last"), [(20, "19.csv"), (21, "1 more file is not listed.")])
def test_a_test_of_junit_names_twenty_files_and_how_many_more_there_are(
    files: int, last: str
) -> None:
    found = tuple(replace(RUN.findings[1], path=f"{one}.csv") for one in range(files))
    run = replace(RUN, findings=found, rates=(), not_run=(), kept=())
    (failure,) = cases(junit.render(run))[1]
    lines = str(failure.text).split("\nhelp: ")[0].split("\n")
    assert [line.partition(":")[0] for line in lines[:20]] == [f"{one}.csv" for one in range(20)]
    assert lines[-1].startswith(last)
    assert len(lines) == files


def test_what_fails_no_run_is_no_failure() -> None:
    note = finding("VOC-604", "long", INFO, "a.csv", 3, says="A text is long.")
    on_trial = replace(RUN.rates[0], targets=(replace(RUN.rates[0].targets[0], trial=True),))
    run = replace(RUN, findings=(note,), rates=(on_trial,), not_run=(), kept=())
    found = {str(one.get("name")): outcome(one) for one in cases(junit.render(run))}
    assert found["VOC-604: long"] == "passed"
    assert found["contact.ethnicity: target known 95%"] == "skipped"
    assert {one["level"] for one in results(sarif.render(run))} == {"note"}
    assert {one["severity"] for one in code_quality(gitlab.render(run))} == {"info"}
    assert [name for name, _, _ in commands(github.render(run))] == ["notice"]


def test_what_is_alike_when_it_is_cut_is_said_once_beside_the_findings() -> None:
    """GitLab takes two issues of one fingerprint for one."""
    long = "a" * 1_000
    standard, table = RUN.standards[0], RUN.tables[0]
    run = replace(
        RUN,
        standards=(replace(standard, name=long),),
        tables=(replace(table, path=long, warnings=("a line was left out",)),),
    )
    said = [one["description"] for one in code_quality(gitlab.render(run))]
    assert len([one for one in said if one.startswith("a" * 100)]) == 1


@pytest.mark.parametrize("platform", [github, gitlab, sarif])
def test_a_finding_or_a_missed_target_is_as_grave_where_nothing_fails_the_run(
    platform: Any,
) -> None:
    """Who looks at a first run that may not fail sees what will: the exit code alone is another."""
    never = replace(RUN, verdict=Verdict.FAILED, options={"fail_on": "never"})
    assert platform.render(never) == platform.render(replace(never, options={}))


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        ("warning", {"ETH-391", "VOC-602", "contact.ethnicity"}),
        ("error", {"ETH-391", "contact.ethnicity"}),
        ("never", set()),
    ],
)
def test_a_test_fails_where_the_exit_code_does(fail_on: str, failing: set[str]) -> None:
    note = finding("VOC-604", "long", INFO, "a.csv", 3, says="A text is long.")
    run = replace(
        RUN,
        findings=(*RUN.findings[1:], note),  # VOC-603 among them is on trial
        rates=RUN.rates[:1],
        not_run=(),
        kept=(),
        options={"fail_on": fail_on},
    )
    tests = {str(one.get("name")): one for one in cases(junit.render(run))}
    failed = {name for name, one in tests.items() if outcome(one) == "failure"}
    assert {re.split("[ :]", name)[0] for name in failed} == failing
    if fail_on == "error":
        (skipped,) = tests["VOC-602: word-for-word"]
        said = skipped.tag, skipped.get("message")
        assert said == ("skipped", "too light to fail the run: No text is another's.")


def test_records_that_could_not_be_read_are_shown_on_their_lines() -> None:
    lines = [
        [place["physicalLocation"]["region"]["startLine"] for place in one["locations"]]
        for one in results(sarif.render(UNREADABLE))
        if one["ruleId"] == "ETH-194"
    ]
    assert lines == [[7, 9], [12]]
    assert [
        one["location"]["lines"]["begin"]
        for one in code_quality(gitlab.render(UNREADABLE))
        if one["check_name"] == "ETH-194"
    ] == [7, 12]
    assert [
        about["line"] for _, about, _ in commands(github.render(UNREADABLE)) if "line" in about
    ] == [
        "7",
        "12",
    ]


@pytest.mark.parametrize("name", ["concise", "github", "gitlab", "sarif", "junit"])
def test_a_missed_target_says_that_records_were_set_aside(name: str) -> None:
    said = FORMATS[name](UNREADABLE)
    assert "MISSED by 58 records; INCOMPLETE: 3 records set aside." in said


def test_a_target_of_a_column_that_is_missing_says_how_to_map_one() -> None:
    aim = target("recorded", "90", 0, 1_862, 1_676)
    rate = Rate("contact", "language", None, None, 1_862, 0, 0, 0, targets=(aim,))
    remedy = "help: export the column, or map one to it: --map"
    assert remedy in FORMATS["github"](replace(RUN, rates=(rate,)))
    with_it = replace(RUN, rates=(rate,), tables=RUN.tables[1:])
    assert remedy not in FORMATS["github"](with_it)


def test_a_line_of_jsonl_is_what_the_json_says() -> None:
    whole = json.loads(machine.render(RUN))
    first, *lines = [json.loads(line) for line in jsonl.render(RUN).split("\n")[:-1]]
    assert first == {
        "kind": "run",
        **{key: whole[key] for key in whole if key not in ("findings", "rates", "not_run", "kept")},
    }
    assert lines == [
        *({"kind": "finding", **one} for one in whole["findings"]),
        *({"kind": "rate", **one} for one in whole["rates"]),
        *({"kind": "not_run", **one} for one in whole["not_run"]),
        *({"kind": "kept", **one} for one in whole["kept"]),
    ]


def test_a_finding_of_json_has_all_that_the_run_has() -> None:
    assert sorted(encode.FINDING) == sorted(one.name for one in fields(Finding))


@pytest.mark.parametrize("name", FORMATS)
def test_a_path_may_hold_bytes_that_are_no_letters(name: str) -> None:
    odd = "caf\udce9.csv"
    run = replace(
        RUN,
        tables=(replace(RUN.tables[0], path=odd),),
        findings=tuple(replace(one, path=odd, help=f"see {odd}") for one in RUN.findings),
    )
    written = FORMATS[name](run).encode(errors="backslashreplace").decode()
    if name == "json":
        assert {one["path"] for one in json.loads(written)["findings"]} == {odd}
    elif name == "jsonl":
        lines = [json.loads(line) for line in written.split("\n")[:-1]]
        assert {one["path"] for one in lines if one["kind"] == "finding"} == {odd}
    elif name == "gitlab":
        assert {one["location"]["path"] for one in code_quality(written)} == {odd}
    elif name == "sarif":
        assert results(written)[-1]["message"]["text"].endswith(f"see {odd}")


def test_a_rule_has_help_that_holds_for_all_of_its_results(real: Run) -> None:
    rules = json.loads(sarif.render(real))["runs"][0]["tool"]["driver"]["rules"]
    by_name = {one["id"]: one for one in rules}
    implied, written = by_name["ETH-391"], by_name["VOC-602"]
    assert implied["shortDescription"]["text"] == "Not on code list."
    assert written["shortDescription"]["text"] == real.rules["VOC-602"].says
    assert written["help"]["text"].startswith(f"{real.rules['VOC-602'].why}\n`recordcheck explain")
    assert written["defaultConfiguration"]["level"] == real.rules["VOC-602"].severity


def test_help_of_a_standard_of_ones_own_names_its_file_as_it_is_typed(tmp_path: Path) -> None:
    path = tmp_path / "our own" / "visits.yaml"
    path.parent.mkdir()
    path.write_text(STANDARD, encoding="utf-8")
    run = recordcheck.check(pyarrow.table({"place": ["home"], "hours": ["11"]}), path)
    command = f'`recordcheck explain VIS-393 --standard "{path}"`'
    (hours,) = (one for one in run.findings if one.rule == "VIS-393")
    assert hours.help == f"{command} says what it asks and why"
    log = json.loads(sarif.render(run))["runs"][0]
    help_of = {one["id"]: one["help"]["text"] for one in log["tool"]["driver"]["rules"]}
    assert f"\n{command} shows made-up records that keep and break it." in help_of["VIS-393"]
    assert "made-up" not in help_of["VIS-190"]  # `explain` has none of a column that is missing


def test_a_rule_of_a_pandera_schema_that_no_file_explains_has_no_help() -> None:
    pa = pytest.importorskip("pandera.pyarrow")
    schema = pa.DataFrameSchema({"visit_id": pa.Column(str, unique=True)}, name="visit")
    run = recordcheck.check(pyarrow.table({"visit_id": ["1", "1"]}), schema)
    (one,) = run.findings
    for name in FORMATS:
        written = FORMATS[name](run)
        assert "explain" not in written and "made-up" not in written, name
    assert results(sarif.render(run))[0]["message"]["text"].startswith(f"{one.says} (records")
    assert not results(sarif.render(run))[0]["message"]["text"].endswith("\n")
    assert "help:" not in FORMATS["github"](run) + FORMATS["junit"](run)


# A finding keeps its name


STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      visit_id: {type: text, due: always, target: {recorded: 99%}}
      place: {type: code, codes: [home, school]}
      hours: {type: integer, range: [0, 9]}
"""


def fingerprints(run: Run) -> tuple[set[str], set[str]]:
    """The names of the findings of a run in SARIF and in GitLab."""
    marks = [one["partialFingerprints"] for one in results(sarif.render(run))]
    assert all(one["primaryLocationLineHash"] == one["recordcheck/v1"] for one in marks)
    quality = {one["fingerprint"] for one in code_quality(gitlab.render(run))}
    return {one["recordcheck/v1"] for one in marks}, quality


def test_a_finding_keeps_its_name_when_records_move_come_and_go(tmp_path: Path) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    records = [("1", "home", "1"), ("", "prison", "10"), ("3", "court", "2"), ("4", "home", "11")]

    def run(given: list[tuple[str, str, str]]) -> Run:
        columns = zip(("visit_id", "place", "hours"), zip(*given, strict=True), strict=True)
        return recordcheck.check(pyarrow.table({name: list(one) for name, one in columns}), path)

    before = fingerprints(run(records))
    assert (len(before[0]), len(before[1])) == (3, 3)
    moved = random.Random(5).sample(records, len(records))
    assert moved != records
    assert fingerprints(run(moved)) == before
    assert fingerprints(run([*records, ("5", "pub", "12")])) == before
    mended = fingerprints(run([("1", "home", "1"), ("", "prison", "9")]))
    assert mended[0] < before[0]
    assert len(before[0] - mended[0]) == 1


def test_findings_of_two_rules_fields_files_or_faults_have_two_names() -> None:
    one = RUN.findings[1]
    others = (
        replace(one, rule="ETH-392"),
        replace(one, table="other"),
        replace(one, field="other"),
        replace(one, path="other.csv"),
        replace(one, name="unreadable-record"),
    )
    run = replace(RUN, findings=(one, *others), rates=(), not_run=())
    assert len(fingerprints(run)[0]) == 6


def test_records_that_were_set_aside_are_named_by_their_fault_and_not_by_their_lines() -> None:
    """Were one fault mended, or a record put before it, the other would else be a new alert."""
    long, wide = (
        finding("VOC-194", "unreadable-record", Severity.ERROR, "./a.csv", 1, says=kind, lines=(5,))
        for kind in ("a record was set aside: a", "a record was set aside: b")
    )
    moved = replace(wide, path="a.csv", lines=(4, 9), broken=2)
    clean = replace(RUN.tables[1], path="a.csv")
    run = replace(RUN, tables=(clean,), standards=(), rates=(), not_run=(), kept=())
    first, second = code_quality(gitlab.render(replace(run, findings=(long, wide))))
    (alone,) = code_quality(gitlab.render(replace(run, findings=(moved,))))
    assert first["fingerprint"] != second["fingerprint"] == alone["fingerprint"]


def test_a_missed_target_is_shown_at_a_file_of_its_table() -> None:
    episodes = replace(RUN.tables[1], name="episode", path="./e.csv")
    missed = replace(RUN.rates[0], table="episode")
    run = replace(RUN, tables=(*RUN.tables, episodes), rates=(missed,), findings=(), not_run=())
    assert code_quality(gitlab.render(run))[0]["location"]["path"] == "e.csv"
    assert commands(github.render(run))[0][1]["file"] == "e.csv"


def test_a_finding_that_two_standards_have_is_listed_once() -> None:
    run = replace(RUN, findings=(RUN.findings[1], RUN.findings[1]), rates=())
    assert len(results(sarif.render(run))) == 1
    code_quality(gitlab.render(run))


# Hostile names


PIECES = ("::", "%", "%0A", "%25", "\n", "\r\n", "\r", "|", "\\", "\\|", "`", '"', "'", "<", "]]>",
          "&amp;", "&", "-->", "\x00", "\x1b[31m", "\x7f", "\u202e", "\u2066", "\u2028", "\ufffe",
          "אבג", "ابجد", "#", "@someone", "* ", "- ", "[x](y)", "::error::x", "##[error]x", ",",
          "=", ":", "é", "日本", "😀", "/", "../", " ", "\t")  # fmt: skip
hostile = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.sampled_from(PIECES).map(lambda piece: (piece * 1_000)[:1_000]),
)


@st.composite
def hostile_runs(draw: st.DrawFn) -> Run:
    """A run in which every name that comes from a standard or an export is hostile."""

    def name() -> str:
        return draw(hostile)

    rule = Rule(name(), name(), name(), name(), Severity.ERROR, name())
    found = [
        Finding(rule.id, name(), draw(st.sampled_from(Severity)), name(), draw(st.none() | hostile),
                name(), 3, 9, 1, (1, 2, 3), name(), name(), name())
        for _ in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    # A run says once what is wrong with a field in a file.
    once = {(one.table, one.field or "", Path(one.path).as_posix()): one for one in found}
    held = (target("known", "95", 1, 9, 8), replace(target("recorded", "1", 9, 9, 0), met=True))
    return replace(
        RUN,
        tables=(TableRead(name(), name(), 9, warnings=(name(),)),),
        findings=tuple(once.values()),
        rates=(Rate(name(), name(), None, None, 9, 9, 9, 1, targets=held),
               Rate(name(), None, name(), None, 9, kept=1, targets=held)),
        not_run=(NotRun(name(), name(), name(), name()),),
        kept=(Kept(name(), name(), name(), name(), 9, 1), Kept(name(), name(), name(), None, 0, 0)),
        standards=(replace(RUN.standards[0], name=name(), version=name()),),
        rules={rule.id: rule},
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(hostile_runs())
def test_github_reads_back_what_was_said_whatever_the_names(run: Run) -> None:
    found = commands(github.render(run))
    said = sum(one.severity != INFO for one in run.findings)
    assert len(found) == said + 2 + 1
    first = next((one for one in run.findings if one.severity == Severity.ERROR), None)
    if first is not None:
        name, about, text = found[2]  # behind the two targets
        assert (name, set(about)) == ("error", {"file", "title"})
        assert about["file"] == Path(first.path).as_posix()
        named = first.rule if first.rule == first.name else f"{first.rule} {first.name}"
        title = re.sub(r"[^\S\r\n]+\Z", "", short(named, 200))  # the runner trims what ends a line
        assert about["title"] == title
        if first.name != "missing-column":
            how_many = "records 1, 2, 3; 3 of 9; 1 could not be judged"
            assert text == short(f"{first.says} ({how_many})\nhelp: {first.help}", 4_000)


@settings(max_examples=60, deadline=None)
@given(hostile_runs())
def test_json_of_platforms_is_json_of_their_schema_whatever_the_names(run: Run) -> None:
    for one in results(sarif.render(run)):
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii() and uri.isprintable() and " " not in uri
    said = {one["message"]["text"].split(" (records")[0] for one in results(sarif.render(run))}
    assert {one.says for one in run.findings if " (records" not in one.says} <= said
    code_quality(gitlab.render(run))
    lines = [json.loads(line) for line in jsonl.render(run).split("\n")[:-1]]
    assert [one for one in lines if one["kind"] == "finding"] == [
        {"kind": "finding", **one} for one in json.loads(machine.render(run))["findings"]
    ]


@settings(max_examples=60, deadline=None)
@given(hostile_runs())
def test_junit_is_xml_of_its_schema_whatever_the_names(run: Run) -> None:
    named = {one.get("name") for one in cases(junit.render(run))}
    for one in run.kept:
        field = f" {one.field}" if one.field else ""
        assert plain(short(f"{one.rule}{field}: {one.name}", 1_000)) in named


@settings(max_examples=60, deadline=None)
@given(hostile_runs())
def test_the_tables_of_markdown_stay_whole_whatever_the_names(run: Run) -> None:
    page = tables(markdown.render(run))
    fields, rules, found = page.values()
    assert len(fields) == len(rules) == 1
    named = [row[1] for row in found]
    assert {plain(short(one.rule, 120)).strip(" ") for one in run.findings} == set(named)


# Cut, and said to be


@pytest.fixture(scope="module")
def wide() -> Run:
    return wide_run(5_000, 100)


@pytest.mark.parametrize(("errors", "said"), [(10, []), (11, ["Shown here: 10 of 11 errors"])])
def test_github_is_told_of_a_rest_only_where_there_is_one(errors: int, said: list[str]) -> None:
    found = tuple(replace(RUN.findings[1], rule=f"ETH-{400 + one}") for one in range(errors))
    run = replace(RUN, findings=found, rates=(), not_run=(), kept=())
    *shown, last = commands(github.render(run))
    assert len(shown) == 10
    assert re.findall("Shown here: .*?errors", last[2]) == said


def test_github_gets_ten_errors_and_ten_warnings_and_hears_of_the_rest(wide: Run) -> None:
    found = commands(github.render(wide))
    assert [name for name, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    cut = "Shown here: 10 of 168,300 errors and 10 of 166,700 warnings; GitHub takes no more."
    assert found[-1][2].split("\n")[1] == cut


def test_sarif_stays_under_the_limits_of_github_and_says_so(wide: Run) -> None:
    text = sarif.render(wide)
    run = json.loads(text)["runs"][0]
    assert len(run["results"]) == LISTED == 10_000
    assert len(run["tool"]["driver"]["rules"]) <= 25_000
    assert {one["level"] for one in run["results"]} == {"error"}
    assert len(gzip.compress(text.encode(), 1)) < 10_000_000
    told = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert told[-1] == "491,600 more findings are not listed."


def test_gitlab_and_junit_are_cut_and_say_so(wide: Run) -> None:
    quality = code_quality(gitlab.render(wide))
    assert len([one for one in quality if one["check_name"] != "recordcheck"]) == 10_000
    assert quality[-1]["description"] == "491,600 more findings are not listed."
    tests = list(ElementTree.fromstring(junit.render(wide)).iter("testcase"))
    assert len(tests) == 10_002
    assert [part.get("message") for part in tests[1]] == ["510,000 more tests are not listed."]


def test_markdown_fits_into_a_comment_and_says_what_it_leaves_out(wide: Run) -> None:
    text = markdown.render(wide)
    assert 50_000 < len(text.encode()) < 65_536
    shown = tables(text)
    left = [int(one.replace(",", "")) for one in re.findall(r"([\d,]+) more .* not listed", text)]
    listed = [len(rows) + more for rows, more in zip(shown.values(), left, strict=True)]
    assert listed == [5_000, 500_000, 10_000]  # fields, broken rules, targets of groups
    assert {row[0] for row in shown["What was found"]} == {"error"}
    assert all("MISSED" in row[-1] for row in shown["What is recorded"])


def test_a_list_that_is_cut_has_the_missed_targets() -> None:
    """24 broken rules fill what GitHub shows, and two targets are missed."""
    many = tuple(replace(RUN.findings[1], rule=f"ETH-{number}") for number in range(301, 325))
    said = github.render(replace(RUN, findings=many))
    assert "target known 95%25" in said
    assert "target kept 99.9%25" in said


def test_what_is_left_out_is_said_as_what_it_is() -> None:
    """Two targets and five findings, of which one target is listed, or both and two findings."""
    for most, said in (
        (1, "5 more findings and 1 more missed target are not listed."),
        (4, "3 more findings are not listed."),
    ):
        shown, left = listed(RUN, most)
        assert not_listed(RUN, shown, left) == said
    only = replace(RUN, findings=())
    assert not_listed(only, *listed(only, 1)) == "1 more missed target is not listed."


def test_json_is_not_cut(wide: Run) -> None:
    kinds = Counter(line[9:13] for line in jsonl.render(wide).split("\n"))
    lists = {"find": 500_000, "rate": 10_000, "not_": 5_000, "kept": 5_000}
    assert kinds == {'run"': 1, **lists, "": 1}
    assert machine.render(wide).count('\n  {"rule":"WID-') == 500_000


def test_what_people_read_is_cut_and_says_so(wide: Run) -> None:
    lines = concise.render(wide).split("\n")
    assert len([line for line in lines if ": error: WID-" in line]) == 10_000
    assert lines[10_000].startswith("490,000 more findings are not listed. Those listed are the")
    text = full.render(wide)
    assert text.count("\n  exports/table_") == 1_000
    assert "\n\n499,000 more findings are not listed. Those listed are the gravest;" in text


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(PIECES))
def test_a_page_of_the_longest_names_still_fits_into_a_comment(piece: str) -> None:
    long = (piece * 1_000)[:1_000]
    found = tuple(
        finding(f"{number}{long}", long, Severity.ERROR, long, 3, says=long) for number in range(50)
    )
    not_run = tuple(
        NotRun(f"{number}{long}", long, long, long + str(number)) for number in range(50)
    )
    text = markdown.render(replace(RUN, findings=found, not_run=not_run))
    assert len(text.encode()) < 65_536
    assert "more reasons or warnings not shown" in text


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a,b 100%/übersicht#1.csv", "a%2Cb%20100%25/%C3%BCbersicht%231.csv"),
        pytest.param(
            "/data/a b.csv",
            "file:///data/a%20b.csv",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="it has a drive there"),
        ),
    ],
)
def test_an_alert_of_code_scanning_leads_to_its_file_whatever_it_is_called(
    path: str, uri: str
) -> None:
    found = replace(RUN.findings[1], path=path)
    (one,) = results(sarif.render(replace(RUN, findings=(found,), rates=())))
    assert one["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_a_rule_on_trial_is_a_note_to_code_scanning() -> None:
    trial = replace(RUN.rules["ETH-391"], trial=True)
    found = replace(RUN.findings[1], trial=True)
    log = json.loads(
        sarif.render(replace(RUN, findings=(found,), rates=(), rules={trial.id: trial}))
    )
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "note"}
    assert rule["properties"]["problem.severity"] == "recommendation"


def test_missed_targets_are_as_grave_to_code_scanning_as_the_gravest() -> None:
    """One of two is on trial; the standing of a rule is what each of its alerts begins with."""
    (missed, _) = RUN.rates[0].targets
    trial = replace(RUN.rates[0], field="language", targets=(replace(missed, trial=True),))
    run = replace(RUN, findings=(), rates=(trial, RUN.rates[0]))
    (rule,) = json.loads(sarif.render(run))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    assert short("abcdefgh", 8) == "abcdefgh"
    assert short("abcdefghi", 8) == "ab (cut)"
    assert short("lacks ethnicity, religion", 24) == "lacks ethnicity, (cut)"
    assert short("lacks ethnicity, religion", 22) == "lacks ethnicity, (cut)"
    assert short("in abcdefghijklmnopqrst", 20) == "in abcdefghijk (cut)"


def test_a_result_has_at_most_a_hundred_places_and_says_how_many_more() -> None:
    many = replace(RUN.findings[1], records=tuple(range(1, 251)), broken=300)
    (one,) = results(sarif.render(replace(RUN, findings=(many,), rates=())))
    assert [place["logicalLocations"][0]["name"] for place in one["locations"]] == [
        f"record {number}" for number in range(1, 101)
    ]
    assert (
        "records 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 290 more; 300 of 900" in one["message"]["text"]
    )
