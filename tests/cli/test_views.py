"""Tables that are views: one record for each officer, judged and counted like any other."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow
import pytest
from doors import run

import recordcheck
from recordcheck.errors import UserError
from recordcheck.standard.load import read_standard

STANDARD = """
standard: officers
version: "1"
title: What officers record
parameters:
  least: {type: integer, default: "3"}
tables:
  contact:
    one_record_is: one contact
    key: [contact_id]
    fields:
      contact_id: {type: text, due: always}
      officer: {type: text, due: always}
      team: {type: text}
      seen: {type: code, codes: [Y, N, {code: U, role: unknown}]}
    rules:
      - id: OFF-401
        name: not-alone
        says: An officer has another contact.
        why: A test.
        severity: info
        assert: >-
          exists (select 1 from officer_of o where o.officer = contact.officer and o.contacts > 1)
  officer_of:
    view: |
      select officer, min(team) as team, count(*) as contacts,
        sum(case when seen = 'U' then 1 else 0 end) as unknown
      from contact where recorded(officer) group by officer
    one_record_is: one officer
    key: [officer]
    group_by: [team]
    fields:
      officer: {type: text}
      team: {type: text, due: always, target: {recorded: 100%}}
      contacts: {type: integer}
      unknown: {type: number}
    rules:
      - id: OFF-601
        name: always-unknown
        says: An officer does not answer unknown nearly every time.
        why: A test.
        severity: warning
        when: contacts >= :least
        target: 90%
        assert: unknown <= 0.5 * contacts
"""
# officers a (3 contacts, 2 unknown), b (3, 1), c (1, of no team); one contact of nobody
EXPORT = """\
contact_id,officer,team,seen
1,a,North,U
2,a,North,U
3,a,North,Y
4,b,North,U
5,b,North,Y
6,b,North,N
7,c,,U
8,,North,U
"""
FULL = """\
error OFF-290 officer is blank
  export.csv   record 8   (1 of 8)

info OFF-401 not-alone: An officer has another contact.
  export.csv   records 7, 8   (2 of 8)

warning OFF-601 always-unknown: An officer does not answer unknown nearly every time.
  export.csv   1 record of officer_of   (1 of 2)

help: `recordcheck explain OFF-290 --standard officers.yaml` says what it asks and why; likewise for
  other rules

  field               due  recorded   valid   known  target
  contact.contact_id    8    100.0%  100.0%  100.0%
  contact.officer       8     87.5%   87.5%   87.5%
  officer_of.team       3     66.7%   66.7%   66.7%  recorded 100%  MISSED by 1 record

  rule     judged   kept  not judged  target
  OFF-601       2  50.0%           0  kept 90%  MISSED by 1 record

Found 2 problems in 1 record, and 1 note; 2 targets missed. 8 records of export.csv against officers
1, as at 2026-03-31.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "officers.yaml").write_text(STANDARD, encoding="utf-8")
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    return tmp_path


def test_the_records_of_a_view_are_judged_and_counted(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "export.csv", "--standard", "officers.yaml", "--as-at", "2026-03-31")
    assert (said.code, said.err) == (1, "")
    assert said.out == FULL


def test_a_missed_target_of_a_view_lists_no_record_of_a_file(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = ("--standard", "officers.yaml", "--as-at", "2026-03-31", "--show-values")
    said = run(capfd, "lint", "export.csv", *asked)
    assert (said.code, said.err) == (1, "")
    assert "officer_of.team" in said.out
    assert "team not recorded" not in said.out


def test_a_view_is_made_over_all_files_of_its_tables(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = EXPORT.splitlines(keepends=True)
    for number, part in enumerate((lines[1:3], lines[3:]), 1):
        (folder / f"part-{number}.csv").write_text(lines[0] + "".join(part), encoding="utf-8")
    files = ["part-1.csv", "part-2.csv"]
    said = run(capfd, "lint", *files, "--standard", "officers.yaml", "--select", "OFF-601")
    assert "  part-1.csv   1 record of officer_of   (1 of 2)\n" in said.out


@pytest.mark.parametrize("output", ["concise", "github", "gitlab", "markdown"])
def test_what_is_found_in_a_view_of_a_view_is_shown_at_the_file_that_it_is_made_of(
    output: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The table `address`, which no view reads, comes first."""
    text = STANDARD.replace(
        "tables:\n",
        "tables:\n  address:\n    one_record_is: one address\n    fields:\n"
        "      street: {type: text}\n",
    )
    more = """\
  team_of:
    view: select team, count(*) as officers from officer_of where recorded(team) group by team
    one_record_is: one team
    fields:
      team: {type: text}
      officers: {type: integer}
    rules:
      - id: OFF-602
        name: few-officers
        says: A team has three officers.
        why: A test.
        severity: error
        target: 100%
        assert: officers >= 3
"""
    (folder / "officers.yaml").write_text(text + more, encoding="utf-8")
    (folder / "address.csv").write_text("street\nHigh Street\n", encoding="utf-8")
    said = run(
        capfd, "lint", "address.csv", "export.csv", "--standard", "officers.yaml",
        "--select", "OFF-602", "--as-at", "2026-03-31", "--output-format", output,
    )  # fmt: skip
    said_of = re.split(r"\n|(?<=\}),", said.out)  # the lines, and the items of the array of GitLab
    shown = [one for one in said_of if "A team has three officers." in one]
    if output == "markdown":  # among its rates, which are of no file, stands the rule too
        assert "MISSED" in shown.pop(0)
    assert shown
    assert all("export.csv" in one and "address.csv" not in one for one in shown)


def test_a_parameter_says_which_records_of_a_view_are_judged(folder: Path) -> None:
    found = recordcheck.check("export.csv", "officers.yaml", parameters={"least": "4"})
    assert [one.rule for one in found.findings] == ["OFF-290", "OFF-401"]
    rates = {rate.rule: rate.due for rate in found.rates if rate.rule is not None}
    assert rates == {"OFF-601": 0}


def test_a_view_whose_table_lacks_a_column_is_not_run_and_says_why(folder: Path) -> None:
    text = EXPORT.replace("team", "ward")
    (folder / "export.csv").write_text(text, encoding="utf-8")
    found = recordcheck.check("export.csv", "officers.yaml")
    reasons = {(one.rule, one.reason) for one in found.not_run}
    lacks = "contact has no column team"
    of_target = ("OFF-290", f"no rate of team: {lacks}")
    assert reasons == {("OFF-191", lacks), ("OFF-401", lacks), ("OFF-601", lacks), of_target}


def test_a_frame_that_is_given_as_a_view_is_refused_with_what_to_give(folder: Path) -> None:
    for call in (
        lambda: recordcheck.prepare("export.csv", "officers.yaml", "officer_of"),
        lambda: recordcheck.check({"officer_of": "export.csv"}, "officers.yaml"),
    ):
        with pytest.raises(UserError) as refused:
            call()
        assert str(refused.value) == (
            "officer_of is a view, and is in no export\n  give the tables that it reads, of contact"
        )


def test_a_view_can_be_prepared_from_the_tables_that_it_reads(folder: Path) -> None:
    prepared = recordcheck.prepare({"contact": "export.csv"}, "officers.yaml", "officer_of")
    records = sorted(prepared.to_pylist(), key=lambda record: str(record["officer"]))
    assert records == [
        {
            "officer": "a",
            "team": "North",
            "contacts": 3,
            "unknown": 2.0,
            "OFF-191": True,
            "OFF-601": False,
        },
        {
            "officer": "b",
            "team": "North",
            "contacts": 3,
            "unknown": 1.0,
            "OFF-191": True,
            "OFF-601": True,
        },
        {
            "officer": "c",
            "team": None,
            "contacts": 1,
            "unknown": 1.0,
            "OFF-191": True,
            "OFF-601": None,
        },
    ]
    with pytest.raises(UserError) as error:
        recordcheck.prepare(
            {"contact": pyarrow.table({"contact_id": ["1"]})}, "officers.yaml", "officer_of"
        )
    assert error.value.message == (
        "the table officer_of cannot be prepared: contact has no column officer"
    )


def test_of_what_a_view_makes_only_what_is_null_is_blank() -> None:
    """No cell is read there: neither white space nor placeholders are taken away."""
    select = (
        "select visit_id, without(said, '[a-z]') as rest, coalesce(said, 'n/a') as other,"
        " nullif(without(said, '[a-z]'), '') as none from visit"
    )
    of_all = "{type: text, due: always}"
    standard = read_standard(
        f"""
standard: rests
version: "1"
title: What is left
tables:
  visit:
    one_record_is: one visit
    fields: {{visit_id: {{type: text}}, said: {{type: text}}}}
  left_over:
    one_record_is: one visit
    view: {select}
    fields: {{visit_id: {of_all}, rest: {of_all}, other: {of_all}, none: {of_all}}}
""",
        "rests.yaml",
    )
    visits = pyarrow.table({"visit_id": ["1", "2", "3"], "said": ["abc", None, "A b"]})
    run = recordcheck.check({"visit": visits}, standard)
    assert [(rate.field, rate.recorded) for rate in run.rates] == [
        ("visit_id", 3),
        ("rest", 2),  # an empty text, null, and `A `
        ("other", 3),  # `n/a`, which is no cell
        ("none", 1),
    ]


def test_what_is_asked_of_a_field_of_a_view_is_answered() -> None:
    """That it is a placeholder, that it is an answer, and how long the texts are."""
    words = "name: x, says: It is so., why: x, severity: error"
    standard = read_standard(
        f"""
standard: asked
version: "1"
title: What is asked of a view
tables:
  visit:
    one_record_is: one visit
    fields: {{said: {{type: text}}, seen: {{type: text}}}}
  visit_again:
    one_record_is: one visit
    view: select said, coalesce(said, 'n/a') as other, seen from visit
    fields:
      said: {{type: text, same_length: at most 50%}}
      other: {{type: text}}
      seen: {{type: code, codes: [Y, N]}}
    rules:
      - {{id: ASK-401, {words}, assert: placeholder(other)}}
      - {{id: ASK-402, {words}, assert: known(seen)}}
""",
        "asked.yaml",
    )
    cut = "a" * 50
    visits = pyarrow.table(
        {"said": [cut] * 5 + ["short", None], "seen": ["Y", "N", "Z", None, "Y", "Y", "Y"]}
    )
    run = recordcheck.check({"visit": visits}, standard)
    assert [(one.rule, one.broken, one.judged, one.not_judged) for one in run.findings] == [
        ("ASK-197", 5, 6, 0),
        ("ASK-391", 1, 6, 0),
        ("ASK-401", 7, 7, 0),
        ("ASK-402", 2, 7, 0),
    ]


def test_a_view_of_the_period_before_is_shown_at_the_first_file() -> None:
    standard = read_standard(
        """
standard: befores
version: "1"
title: The period before
tables:
  visit:
    one_record_is: one visit
    fields: {visit_id: {type: text}, age: {type: integer}}
  visit_before:
    one_record_is: one visit
    view: select p.visit_id, p.age from previous.visit p
    fields: {visit_id: {type: text, due: always}, age: {type: integer, range: [0, 17]}}
""",
        "befores.yaml",
    )
    now = pyarrow.table({"visit_id": ["1"], "age": ["18"]})
    before = pyarrow.table({"visit_id": ["1", None, "3"], "age": ["17", "18", "99"]})
    run = recordcheck.check({"visit": now}, standard, previous={"visit": before})
    assert [(one.rule, one.table, one.path, one.broken) for one in run.findings] == [
        ("BEF-290", "visit_before", "visit", 1),
        ("BEF-393", "visit_before", "visit", 2),
    ]
