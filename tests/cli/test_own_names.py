"""Somebody whose columns have names of their own is led to the standard, and to the mapping."""

from __future__ import annotations

import ast
import json
import re
import shlex
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from doors import run

import recordcheck
from recordcheck.model.suggestion import Dated
from recordcheck.output import configuration
from recordcheck.standard.find import as_typed
from recordcheck.standard.load import load

HEAD = (
    "Misper No,Person ref,Date last seen,Reported,Risk grade,Risk graded on,Date returned,"
    "In care?,Area,Notes"
)
OWN = HEAD + "\n" + "".join(
    f"M{one:02},P{one % 7},{one:02}/01/2026 10:00,{one:02}/01/2026 12:00,"
    f"{('HIGH', 'Med', 'Low')[one % 3]},{one:02}/01/2026,{one + 1:02}/01/2026 09:30,"
    f"{'Yes' if one % 2 else 'No'},Westmarch,note {one}\n"
    for one in range(1, 28)
)  # fmt: skip
EPISODES = (
    "episode_id,child_id,district,last_seen_at,reported_at,risk,looked_after\n"
    "1,C1,North,2026-01-01 10:00,2026-01-01 11:00,high,Y\n"
)
INTERVIEWS = "episode_id,child_id,offered,held_at\n1,C1,Y,2026-01-02 10:00\n"


def one_line(text: str) -> str:
    """Text as it was before it was broken between words."""
    return " ".join(text.split())


@pytest.fixture(autouse=True)
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.csv").write_text(OWN, encoding="utf-8")


@pytest.mark.parametrize("asked", [(), ("--standard", "missing-children")])
def test_lint_says_what_comes_nearest_and_how_to_map_to_it(
    asked: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd, "lint", "own.csv", *asked)
    first, remedy = said.err.splitlines()
    assert (said.code, said.out) == (2, "")
    if not asked:
        assert "the nearest: missing-children (Recording a child who goes missing)" in first
    command = "recordcheck init --from own.csv --standard missing-children"
    own = (
        "to begin a standard of your own: recordcheck init --from own.csv --write-standard own.yaml"
    )
    lint_with = ": " if asked else ", `lint` with --standard missing-children "
    by_hand = (
        f"or, where a column is that field{lint_with}"
        '--map "Misper No=episode_id" --map "Date last seen=last_seen_at" --map "Risk grade=risk"'
        " and 6 more"
    )
    said_more = "" if asked else f"; {own}"
    assert remedy == f"  to map its columns: {command}; {by_hand}{said_more}"
    assert run(capfd, *command.split()[1:]).code == 0
    assert "against missing-children 2026.1, as at " in one_line(run(capfd, "lint", "own.csv").out)


def test_the_command_that_is_named_reads_the_file_as_it_was_read(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A name with brackets is no word of a shell, and a text does not say its encoding."""
    Path("Missing(LCS).csv").write_bytes("Episode,Caf\xe9\n1,\xe9\n".encode("windows-1252"))
    said = run(capfd, "lint", "Missing(LCS).csv", "--encoding", "windows-1252")
    command = 'recordcheck init --from "Missing(LCS).csv" --encoding windows-1252'
    assert f"{command} --standard" in said.err
    assert f"{command} --write-standard missing-lcs.yaml\n" in said.err
    written = [*shlex.split(command), "--write-standard", "missing-lcs.yaml"]
    assert run(capfd, *written[1:]).code == 0


def test_init_says_what_comes_nearest_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "init", "--from", "own.csv").err == run(capfd, "lint", "own.csv").err


@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ("officer,team,date,outcome", "stop-and-search"),
        ("Staff No,Name,Team,District,Start,End,Reason", "missing-children"),
    ],
    ids=["what lacks least", "what knows most"],
)
def test_of_standards_that_come_equally_near_that_which_fits_best_is_first(
    columns: str, named: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two columns are known of searches, which lack three of five due fields, of investigations,
    which lack seven of eight, and of notifications, which lack all eight. A district and a team are
    known of episodes, and a team alone of staff.
    """
    Path("some.csv").write_text(f"{columns}\n")
    said = run(capfd, "lint", "some.csv")
    assert f"; the nearest: {named} (" in said.err
    assert f"recordcheck init --from some.csv --standard {named};" in said.err


def test_columns_that_stand_in_most_exports_bring_no_standard_near(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("cars.csv").write_text("Registration,District,Team,Mileage\n")
    said = run(capfd, "lint", "cars.csv")
    assert said.err == (
        "recordcheck: cars.csv: no standard fits the 4 columns of this export; `District` is"
        " district of 15 standards, `Team` is team of 6 standards\n"
        "  `recordcheck schema list` shows the standards; --standard names one; to map its columns:"
        " recordcheck init --from cars.csv --standard NAME; to begin a standard of your own:"
        " recordcheck init --from cars.csv --write-standard cars.yaml\n"
    )


def test_a_file_that_is_like_no_standard_is_told_where_to_look(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("shop.csv").write_text("item,price\nbread,2\n")
    said = run(capfd, "lint", "shop.csv")
    assert said.err == (
        "recordcheck: shop.csv: no standard fits the 2 columns of this export; none of them is"
        " called as a field\n"
        "  `recordcheck schema list` shows the standards; --standard names one; to map its columns:"
        " recordcheck init --from shop.csv --standard NAME; to begin a standard of your own:"
        " recordcheck init --from shop.csv --write-standard shop.yaml\n"
    )


def test_what_init_writes_is_whole_and_does_not_contradict_itself(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = run(capfd, "init", "--from", "own.csv", "--standard", "missing-children")
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert said.code == 0
    assert not any(value in written for value in ("HIGH", "Med", "Westmarch"))
    assert written == (
        '# What recordcheck does in this folder and below, by `recordcheck init` from the columns of "own.csv".\n'  # noqa: E501
        "# A key is the option of the same name (`recordcheck lint --help`); beside these there is\n"  # noqa: E501
        "# `schemas`, folders with standards of your own.\n"
        'standard = "missing-children"\n'
        '# by = ["district"]\n'
        '# fail-on = "error"\n'
        "\n"
        "# The columns that are called otherwise than the fields: theirs = ours.\n"
        "[map]\n"
        '"Misper No" = "episode_id"\n'
        '"Date last seen" = "last_seen_at"\n'
        '"Reported" = "reported_at"\n'
        '"Risk grade" = "risk"\n'
        '"Risk graded on" = "risk_assessed_at"\n'
        '"Date returned" = "returned_at"\n'
        '"In care?" = "looked_after"\n'
        '# "Person ref" = "child_id"  # perhaps: the names are alike\n'
        '# "Area" = "district"  # perhaps: the names are alike\n'
        '# "Notes": no field found; if it is one, map it by hand\n'
        "# no column was found for the field self_defined_ethnicity, which is due: Ethnicity as the"
        " child, or a parent or carer for the child, defines it\n"
        "# nor for those that are not due: team, risk_assessed_by, risk_reason, risk_supervisor_id,\n"  # noqa: E501
        "#   exploitation_suspected, protection_plan, reported_by_type, missing_from, repeat_count,\n"  # noqa: E501
        "#   placing_authority, council_told_at, found_how, found_location_type, found_harm, closed_at,\n"  # noqa: E501
        "#   prevention_interview_at, no_prevention_interview_reason, prevention_face_to_face,\n"
        "#   prevention_spoken_to, prevention_account, strategy_meeting_at\n"
        "# `recordcheck schema show missing-children` lists the fields.\n"
        "\n"
        "# Codes that are written otherwise, for each field: theirs = ours.\n"
        '# Not every value of "Risk grade" was found on the code list missing-risk-level;\n'
        "# `recordcheck lint` with `--show-values` shows which are not.\n"
        "# `recordcheck schema show missing-risk-level` lists the codes.\n"
        "# [map.codes.risk]\n"
        '# "theirs" = "high"\n'
    )


INTERVIEWS_OWN = (
    "Misper No,Person ref,Offered?,Accepted?,Interviewed at,By\n"
    "M01,P1,Yes,Yes,02/01/2026 10:00,council\n"
)
HEADINGS = ('interviews.csv", as return_interview', 'own.csv", as episode')


def test_the_files_of_a_folder_are_mapped_by_one_command_and_each_is_told_apart(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A child and a district may be fields of every table: what lacks is said of one of them."""
    Path("interviews.csv").write_text(INTERVIEWS_OWN)
    Path("shopping.csv").write_text("Bread,Butter\n1,2\n")
    command = "recordcheck init --from . --standard missing-children"
    by_hand = (
        "; or, where a column is that field, `lint` with --standard missing-children"
        ' --map "Person ref=child_id" --map "Misper No=episode_id"; to begin'
    )
    assert f"  to map its columns: {command}{by_hand}" in run(capfd, "lint", ".").err
    said = run(capfd, *command.split()[1:])
    assert (said.code, said.err) == (0, "wrote recordcheck.toml\n  to use it: recordcheck lint .\n")
    lines = Path("recordcheck.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if ".csv" in line] == [
        '# "interviews.csv", as return_interview:',
        '# "own.csv", as episode:',
        '# "shopping.csv": no column of it is a field; --skip-unfit leaves it out',
    ]
    assert not any("Bread" in line for line in lines)
    first, second = (lines.index(f'# "{one}:') for one in HEADINGS)
    by = '# "By": no field found; if it is one, map it by hand'
    assert (
        first
        < lines.index(by)
        < second
        < lines.index('# "Area" = "district"  # perhaps: the names are alike')
    )
    assert run(capfd, "lint", ".", "--skip-unfit").code == 1


def test_what_a_table_lacks_is_said_of_the_first_of_its_files(
    capfd: pytest.CaptureFixture[str],
) -> None:
    lines = INTERVIEWS_OWN.splitlines()
    more = "".join(f"{line},{'x' if n else 'Ward'}\n" for n, line in enumerate(lines))
    Path("interviews.csv").write_text(INTERVIEWS_OWN)
    Path("later.csv").write_text(more)  # what is left of it is not the same
    run(capfd, "init", "--from", ".", "--standard", "missing-children")
    _, found = Path("recordcheck.toml").read_text(encoding="utf-8").split('"interviews.csv", as')
    first, later = found.split('# "later.csv", as return_interview:\n')
    assert "\n# no column was found for " in first
    assert "no column was found for " not in later.split('# "own.csv", as')[0]


def test_hooks_are_proposed_in_a_repository_only(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("init", "--from", "own.csv", "--standard", "missing-children")
    assert "hooks:" not in run(capfd, *asked).err
    Path("recordcheck.toml").unlink()
    Path(".git").mkdir()
    assert "hooks: [{id: recordcheck}" in run(capfd, *asked).err
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert "hooks: [{id: recordcheck}" in run(capfd, "init").err


def test_the_command_that_lists_the_fields_is_one_wherever_the_standard_stands(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("our own.yaml").write_text(
        'standard: own\nversion: "1"\ntitle: Own\ntables:\n'
        "  episode: {one_record_is: one, fields: {episode_id: {type: text}, why: {type: text}}}\n"
    )
    Path("bare.csv").write_text("episode_id,day\n1,2026-01-05\n")
    run(capfd, "init", "--from", "bare.csv", "--standard", "our own.yaml")
    command = re.findall(
        "# `recordcheck (.+)` lists the fields", Path("recordcheck.toml").read_text()
    )
    assert command == ['schema show "our own.yaml"']
    assert run(capfd, *shlex.split(command[0])).code == 0


def test_the_sample_of_codes_may_be_uncommented(capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "init", "--from", "own.csv", "--standard", "missing-children")
    config = Path("recordcheck.toml")
    text = config.read_text(encoding="utf-8")
    text = text.replace("# [map.codes.risk]", "[map.codes.risk]").replace('# "theirs"', '"HIGH"')
    config.write_text(text, encoding="utf-8")
    assert tomllib.loads(text)["map"]["codes"] == {"risk": {"HIGH": "high"}}
    assert run(capfd, "lint", "own.csv").code == 1


def test_init_names_each_list_that_a_column_may_not_keep_to_also_where_its_field_is_not_sure(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """`Not known` is a code of the second list, though a blank elsewhere; `W1 - Irish` is none."""
    answers = ("Yes", "No", "Not known")
    Path("contacts.csv").write_text(
        "CONTACT_REF,PERS_ETHNICITY_SELF,PERS_CHILD_SEEN\n"
        + "".join(f"{n},W{1 + n % 2} - Irish,{answers[n % 3]}\n" for n in range(40))
    )
    run(capfd, "init", "--from", "contacts.csv", "--standard", "child-protection")
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert '# "PERS_ETHNICITY_SELF" = "self_defined_ethnicity"  # perhaps' in written
    assert '# "PERS_CHILD_SEEN" = "child_seen"  # perhaps' in written
    not_all = [line for line in written.splitlines() if line.startswith("# Not every value of")]
    assert not_all == [
        '# Not every value of "PERS_ETHNICITY_SELF" was found on the code list'
        " police-self-defined-ethnicity-18-1;"
    ]


def written_otherwise(last_seen: str, reported: str, *, days: int = 27) -> str:
    """Episodes with `last_seen_at` and `reported_at` in these forms, an hour apart."""
    head = "episode_id,child_id,district,{},reported_at,risk,looked_after\n"
    rows = []
    for day in range(1, days + 1):
        seen = datetime(2026, 1, day, 10)
        said = (seen + timedelta(hours=1)).strftime(reported)
        rows.append(f"{day},C{day},North,{seen.strftime(last_seen)},{said},high,Y\n")
    return head + "".join(rows)


@pytest.mark.parametrize("called", ["last_seen_at", "Date last seen"])
def test_init_gives_the_forms_of_dates_with_which_lint_then_reads_them(
    capfd: pytest.CaptureFixture[str], called: str
) -> None:
    export = written_otherwise("%d-%b-%y %H:%M", "%m/%d/%Y %I:%M %p")
    Path("oracle.csv").write_text(export.format(called))
    asked = ("oracle.csv", "--standard", "missing-children")
    assert run(capfd, "init", "--from", *asked).code == 0
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert written.endswith(
        "\n\n"
        "# Dates that are written otherwise, for each field: ours = the form, as strptime has it.\n"
        "[map.dates]\n"
        'last_seen_at = "%d-%b-%y %H:%M"\n'
        'reported_at = "%m/%d/%Y %I:%M %p"\n'
    )
    said = json.loads(run(capfd, "lint", "oracle.csv", "--output-format", "json").out)
    assert not [one for one in said["findings"] if one["name"] == "wrong-type"]
    valid = {one["field"]: (one["due"], one["valid"]) for one in said["rates"]}
    assert (valid["last_seen_at"], valid["reported_at"]) == ((27, 27), (27, 27))
    Path("recordcheck.toml").write_text(written.partition("[map.dates]")[0])
    said = json.loads(run(capfd, "lint", "oracle.csv", "--output-format", "json").out)
    unread = {
        one["field"]: one["broken"] for one in said["findings"] if one["name"] == "wrong-type"
    }
    assert unread == {"last_seen_at": 27, "reported_at": 27}


def test_init_gives_no_form_of_dates_that_read_without_one(
    capfd: pytest.CaptureFixture[str],
) -> None:
    export = written_otherwise("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M")
    Path("plain.csv").write_text(export.format("last_seen_at"))
    run(capfd, "init", "--from", "plain.csv", "--standard", "missing-children")
    assert "dates" not in tomllib.loads(Path("recordcheck.toml").read_text())["map"]
    assert "Dates that" not in Path("recordcheck.toml").read_text()


def test_init_leaves_a_form_to_the_user_where_another_file_has_another_form(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("both").mkdir()
    north = written_otherwise("%d-%b-%y %H:%M", "%m/%d/%Y %H:%M")
    south = written_otherwise("%Y-%m-%d %H:%M", "%m/%d/%Y %H:%M")
    Path("both/north.csv").write_text(north.format("last_seen_at"))
    Path("both/south.csv").write_text(south.format("last_seen_at"))
    run(capfd, "init", "--from", "both", "--standard", "missing-children")
    assert (
        Path("recordcheck.toml")
        .read_text(encoding="utf-8")
        .endswith(
            "[map.dates]\n"
            '# last_seen_at = "%d-%b-%y %H:%M"  # perhaps: "last_seen_at" is written so\n'
            'reported_at = "%m/%d/%Y %H:%M"\n'
        )
    )


def test_init_gives_a_form_once_for_a_field_that_each_file_calls_otherwise(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A TOML file that has a key twice cannot be read."""
    Path("both").mkdir()
    export = written_otherwise("%d-%b-%y %H:%M", "%Y-%m-%d %H:%M")
    for called in ("last_seen_at", "Date last seen"):
        Path(f"both/{called}.csv").write_text(export.format(called))
    run(capfd, "init", "--from", "both", "--standard", "missing-children")
    dates = tomllib.loads(Path("recordcheck.toml").read_text(encoding="utf-8"))["map"]["dates"]
    assert dates == {"last_seen_at": "%d-%b-%y %H:%M"}


def test_init_gives_no_form_without_an_hour_to_a_moment(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """`lint` would refuse it: every moment would be midnight."""
    export = written_otherwise("%d-%b-%y", "%Y-%m-%d %H:%M")
    Path("days.csv").write_text(export.format("last_seen_at"))
    run(capfd, "init", "--from", "days.csv", "--standard", "missing-children")
    assert "dates" not in tomllib.loads(Path("recordcheck.toml").read_text())["map"]
    assert run(capfd, "lint", "days.csv").code == 1


def test_a_mapped_column_called_dates_leaves_the_forms_to_the_user() -> None:
    """A TOML file that had both could not be read."""
    dated = [Dated("dates", "seen_on", "%d-%b-%y", sure=True)]
    written = configuration.render("own", typed=as_typed, sure=[("dates", "seen_on")], dated=dated)
    assert tomllib.loads(written)["map"] == {"dates": "seen_on"}
    assert written.endswith(
        '# With these, the column "dates" is to be mapped by --map, and not above.\n'
        "# [map.dates]\n"
        '# seen_on = "%d-%b-%y"\n'
    )


def test_profile_lint_and_init_name_one_standard(capfd: pytest.CaptureFixture[str]) -> None:
    Path("both").mkdir()
    Path("both/ep.csv").write_text(EPISODES)
    Path("both/ri.csv").write_text(INTERVIEWS)
    said = run(capfd, "profile", "both", "--output-format", "json")
    files = [json.loads(line) for line in said.out.splitlines()]
    assert [(one["fits"], one["remedy"]) for one in files] == [
        ("missing-children (episode)", None),
        ("missing-children (return_interview)", None),
    ]
    assert "against missing-children 2026.1, as at " in one_line(run(capfd, "lint", "both").out)
    run(capfd, "init", "--from", "both")
    written = tomllib.loads(Path("recordcheck.toml").read_text(encoding="utf-8"))
    assert written["standard"] == "missing-children"


def test_profile_names_one_standard_for_files_of_several_members(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("ep.csv").write_text(EPISODES)
    contact = load("child-ethnicity").tables["contact"].fields
    Path("contacts.csv").write_text(",".join(contact) + "\n" + "1," * (len(contact) - 1) + "\n")
    said = run(capfd, "profile", "ep.csv", "contacts.csv", "own.csv", "--output-format", "json")
    ep, contacts, own = map(json.loads, said.out.splitlines())
    assert (ep["fits"], contacts["fits"]) == (
        "child-protection (episode)",
        "child-protection (contact)",
    )
    assert {one["field"]["standard"] for one in ep["columns"]} == {"child-protection"}
    lint = run(capfd, "lint", "ep.csv", "contacts.csv")
    assert "against child-protection 2026.1, as at " in one_line(lint.out)
    assert (own["fits"], own["nearest"]) == (
        None,
        "missing-children, lacks episode_id, child_id, district, last_seen_at, reported_at and 2"
        " more",
    )


def workbook() -> None:
    """The export as a sheet beside another."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Episodes"
    for line in OWN.splitlines():
        book.active.append(line.split(","))
    other = book.create_sheet("Lookup")
    for row in (["Code", "Meaning"], ["1", "North"]):
        other.append(row)
    book.save("own.xlsx")


def test_a_mapping_counts_when_a_sheet_is_chosen(capfd: pytest.CaptureFixture[str]) -> None:
    workbook()
    said = run(capfd, "init", "--from", "own.xlsx", "--standard", "missing-children")
    assert said.code == 0
    for asked in ((), ("--standard", "missing-children")):
        said = run(capfd, "lint", "own.xlsx", *asked, "--output-format", "json")
        read = json.loads(said.out)
        assert [(one["name"], one["path"]) for one in read["tables"]] == [
            ("episode", "own.xlsx:Episodes")
        ]
        assert "Not checked: the sheet Lookup of own.xlsx." in read["tables"][0]["warnings"]


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        (
            (),
            "  left out: own.xlsx:Lookup; to map more than one sheet, move recordcheck.toml away"
            " and name each with --sheet\n",
        ),
        (("--sheet", "Episodes"), ""),  # the user has chosen
        (("--sheet", "Episodes", "--sheet", "Lookup"), ""),
    ],
)
def test_init_says_which_sheets_it_did_not_map(
    asked: tuple[str, ...], left_out: str, capfd: pytest.CaptureFixture[str]
) -> None:
    workbook()
    said = run(capfd, "init", "--from", "own.xlsx", "--standard", "missing-children", *asked)
    to_use = "  to use it: recordcheck lint own.xlsx\n"
    assert (said.code, said.err) == (0, f"wrote recordcheck.toml\n{left_out}{to_use}")


def test_the_sheet_that_comes_nearest_is_named_where_none_fits(
    capfd: pytest.CaptureFixture[str],
) -> None:
    workbook()
    said = run(capfd, "lint", "own.xlsx")
    command = "recordcheck init --from own.xlsx --sheet Episodes --standard missing-children"
    assert said.err.startswith("recordcheck: own.xlsx:Episodes: no standard fits the 10 columns")
    own = "recordcheck init --from own.xlsx --sheet Episodes --write-standard episodes.yaml"
    assert said.err.endswith(
        f"  to map its columns: {command}; or, where a column is that field, `lint` with --standard"
        ' missing-children --map "Misper No=episode_id" --map "Date last seen=last_seen_at"'
        f' --map "Risk grade=risk" and 6 more; to begin a standard of your own: {own}\n'
    )
    assert run(capfd, *command.split()[1:]).code == 0
    assert tomllib.loads(Path("recordcheck.toml").read_text())["sheet"] == ["Episodes"]
    assert run(capfd, "lint", "own.csv").code == 1  # the key is for workbooks alone


def test_profile_says_of_a_workbook_and_of_a_folder_what_lint_says(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Of the sheet that comes nearest, though it is not the first, and of all files at once."""
    workbook()
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook("own.xlsx")
    book.move_sheet("Episodes", 1)
    book.save("own.xlsx")
    Path("month").mkdir()
    Path("month/own.csv").write_text(OWN)
    Path("month/interviews.csv").write_text(INTERVIEWS_OWN)
    for export, begins in (("own.xlsx", "own.xlsx --sheet Episodes"), ("month", "month")):
        remedy = run(capfd, "lint", export).err.splitlines()[1].strip()
        assert remedy.startswith(f"to map its columns: recordcheck init --from {begins} --standard")
        assert run(capfd, "profile", export).out.splitlines()[-1] == f"help: {remedy}"


def test_a_sheet_may_be_named_for_a_folder(capfd: pytest.CaptureFixture[str]) -> None:
    workbook()
    Path("recordcheck.toml").write_text('sheet = "Lookup"\n')
    assert run(capfd, "lint", "own.xlsx").err.startswith("recordcheck: own.xlsx:Lookup: no")
    said = run(capfd, "lint", "own.xlsx", "--sheet", "Episodes")
    assert said.err.startswith("recordcheck: own.xlsx:Episodes: no")


def test_profile_shows_the_sheet_that_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    workbook()
    said = run(capfd, "profile", "own.xlsx", "--sheet", "Lookup", "--output-format", "json")
    (file,) = map(json.loads, said.out.splitlines())
    assert (said.code, file["path"]) == (0, "own.xlsx:Lookup")
    said = run(capfd, "profile", "own.xlsx", "--sheet", "Episode")
    assert said.err.startswith(
        "recordcheck: own.xlsx: no sheet `Episode`; did you mean `Episodes`?\n"
    )


def test_init_takes_the_encoding_and_keeps_it(capfd: pytest.CaptureFixture[str]) -> None:
    Path("west.csv").write_bytes(OWN.replace("Westmarch", "Pen-y-b\u00f4nt").encode("cp1252"))
    asked = ("init", "--from", "west.csv", "--standard", "missing-children")
    refused = run(capfd, *asked)
    assert (refused.code, "--encoding" in refused.err) == (2, True)
    assert run(capfd, *asked, "--encoding", "windows-1252").code == 0
    assert tomllib.loads(Path("recordcheck.toml").read_text())["encoding"] == "windows-1252"
    assert run(capfd, "lint", "west.csv").code == 1
    assert run(capfd, "profile", "west.csv").code == 0


def test_a_mapping_makes_sheets_and_a_standard_fit_whatever_the_names(
    capfd: pytest.CaptureFixture[str],
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    fields = ("episode_id", "child_id", "district", "last_seen_at", "reported_at", "risk")
    maps = {f"x{place}": field for place, field in enumerate(fields)}
    book = openpyxl.Workbook()
    book.active.title = "Real"
    book.active.append([*maps, "Notes"])
    book.active.append(["1", "C1", "North", "2026-01-01 10:00", "2026-01-01 11:00", "high"])
    other = book.create_sheet("Alike")
    for row in (["Misper No", "Last seen on", "Risk"], ["1", "2", "3"]):
        other.append(row)
    maps |= {"y1": "child_id", "y2": "offered", "y3": "held_at"}
    third = book.create_sheet("Interviews")
    for row in (["y1", "y2", "y3"], ["C1", "Y", "2026-01-03 10:00"]):
        third.append(row)
    book.save("book.xlsx")
    lines = [f'{column} = "{field}"' for column, field in maps.items()]
    Path("recordcheck.toml").write_text("\n".join(["[map]", *lines]))
    said = run(capfd, "lint", "book.xlsx", "--output-format", "json")
    read = json.loads(said.out)
    assert {one["path"] for one in read["tables"]} == {"book.xlsx:Real", "book.xlsx:Interviews"}
    assert [one["name"] for one in read["standards"]] == ["missing-children"]
    said = run(capfd, "profile", "book.xlsx", "--output-format", "json")
    assert json.loads(said.out.splitlines()[0])["fits"] == "missing-children (episode)"


def test_two_columns_that_may_be_one_field_are_both_left_to_the_user(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("two.csv").write_text(
        "episode_id,Date last seen,Last seen on\n1,2026-01-01 10:00,2026-01-01 11:00\n"
    )
    run(capfd, "init", "--from", "two.csv", "--standard", "missing-children")
    lines = Path("recordcheck.toml").read_text(encoding="utf-8").splitlines()
    assert '# "Date last seen" = "last_seen_at"  # perhaps: the names are alike' in lines
    assert tomllib.loads("\n".join(lines))["map"] == {}
    assert not any("no column was found for the field last_seen_at" in line for line in lines)


def test_a_name_of_several_lines_is_said_and_mapped_on_one(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A spreadsheet breaks the lines of a header, and nobody can type that."""
    wrapped = EPISODES.replace("looked_after", '"In care\n(now)"')
    Path("wrapped.csv").write_text(wrapped, encoding="utf-8")
    said = run(capfd, "lint", "wrapped.csv").out
    assert '  help: is it In care (now)? then --map "In care (now)=looked_after"\n' in said
    mapped = run(capfd, "lint", "wrapped.csv", "--map", "In care (now)=looked_after").out
    assert "the column looked_after is missing" not in mapped
    assert "columns that no field uses" not in mapped
    mistyped = run(capfd, "lint", "wrapped.csv", "--map", "In care (no)=looked_after")
    assert (mistyped.code, mistyped.err) == (
        2,
        "recordcheck: wrapped.csv: a column is mapped that the export does not have:"
        " `In care (no)`; did you mean `In care (now)`?\n"
        "  map one column at a time, spelt as in the header; if it is lost, export it again\n",
    )


def test_what_a_council_calls_a_visit_and_a_child_is_proposed_and_never_sure(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("visits.csv").write_text(
        "Visit ID,LCS ID,Locality,Worker,Date of Visit,Child Seen Y/N,Voice Of Child\n"
        + "".join(f"V{one},2{one},East,W{one},{one}-Mar-26 14:05,Yes,x\n" for one in range(10, 30))
    )
    run(capfd, "init", "--from", "visits.csv", "--standard", "voice-of-the-child")
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert tomllib.loads(written)["map"] == {"Child Seen Y/N": "child_seen"}
    for column, field in (
        ("Visit ID", "contact_id"),
        ("LCS ID", "child_id"),
        ("Locality", "district"),
        ("Worker", "recorded_by"),
        ("Date of Visit", "contact_at"),
    ):
        assert f'# "{column}" = "{field}"  # perhaps: the names are alike\n' in written


@pytest.mark.parametrize("named", [(), ("--standard", "missing-children")])
@pytest.mark.parametrize("typed", [True, False])
def test_a_mapping_the_wrong_way_round_is_answered_with_the_right_one(
    capfd: pytest.CaptureFixture[str], named: tuple[str, ...], typed: bool
) -> None:
    """Also where no standard fits without it."""
    where = ""
    if not typed:
        Path("recordcheck.toml").write_text('[map]\nchild_id = "Person ref"\n')
        where = f"{Path('recordcheck.toml').resolve()}: "
    options = ("--map", "child_id=Person ref") if typed else ()
    said = run(capfd, "lint", "own.csv", *named, *options)
    assert (said.code, said.out, said.err) == (
        2,
        "",
        f"recordcheck: {where}`child_id` is mapped to the column `Person ref`:"
        " the wrong way round\n"
        '  the name in the export comes first: --map "Person ref=child_id", or'
        ' "Person ref" = "child_id" under [map]\n',
    )


def test_what_is_to_be_typed_for_a_column_of_odd_signs_is_taken_as_it_stands(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """In a shell, in the configuration and in Python: a shell would put the name of the process
    where `$$` stands.
    """
    column = 'The "child" ($$)'
    Path("odd.csv").write_text(EPISODES.replace("child_id", '"The ""child"" ($$)"'))
    said = run(capfd, "lint", "odd.csv", "--map", f"child_id={column}").err
    remedy = said.splitlines()[1]
    assert remedy == (
        "  the name in the export comes first: --map 'The \"child\" ($$)=child_id', or"
        ' "The \\"child\\" ($$)" = "child_id" under [map]'
    )
    assert shlex.split(remedy.partition(", or")[0])[-1] == f"{column}=child_id"
    line = remedy.partition(", or ")[2].removesuffix(" under [map]")
    assert tomllib.loads(line) == {column: "child_id"}
    with pytest.raises(recordcheck.UserError) as refused:
        recordcheck.check("odd.csv", "missing-children", map={"child_id": column})
    typed = str(refused.value).partition("first: map=")[2]
    assert ast.literal_eval(typed) == {column: "child_id"}


def test_a_mapping_for_another_export_is_not_called_the_wrong_way_round(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """`Area` is no column of this one, which calls the field by its name."""
    Path("recordcheck.toml").write_text('[map]\nArea = "district"\nrisk = "looked_after"\n')
    Path("episodes.csv").write_text(EPISODES.replace(",risk,", ",Risk level,"))
    assert run(capfd, "lint", "episodes.csv", "--as-at", "2026-01-03").code == 1


def test_init_takes_a_file_for_the_table_that_lint_takes_it_for(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Of contacts that hold the voice alone, most of what the bundle asks of a contact lacks; of an
    interview it asks so little that a child and a voice are half of it.
    """
    Path("contacts.csv").write_text(
        "Occurrence #,Nominal ref,LPA,Contact date,Children present,Was the child seen?,VOC\n"
        "1,N1,North,05/01/2026 10:00,Y,Y,He wants to see his dog\n"
    )
    Path("own.csv").unlink()
    run(capfd, "init", "--from", ".", "--standard", "child-protection")
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert "no field found" not in written
    run(capfd, "lint", ".", "--output-format", "json=run.json")
    tables = json.loads(Path("run.json").read_text(encoding="utf-8"))["tables"]
    assert [(one["name"], one["unused"]) for one in tables] == [("contact", [])]


def test_init_holds_a_file_against_the_table_that_it_fits_though_another_sounds_more_alike(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """`lint` goes by the names that it knows."""
    Path("own.yaml").write_text(
        'standard: own\nversion: "1"\ntitle: Own\ntables:\n'
        "  visit: {one_record_is: one, fields: {visit_id: {type: text}, day: {type: date}}}\n"
        "  call:\n    one_record_is: one\n    fields:\n      day: {type: date}\n"
        "      seen_place: {type: text}\n      heard_time: {type: text}\n"
    )
    Path("own.csv").write_text("visit_id,day,Was seen (place),Was heard (time)\n1,2026-01-05,a,b\n")
    said = run(capfd, "lint", "own.csv", "--standard", "own.yaml", "--output-format", "json")
    assert [one["name"] for one in json.loads(said.out)["tables"]] == ["visit"]
    run(capfd, "init", "--from", "own.csv", "--standard", "own.yaml")
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert written.count("no field found; if it is one, map it by hand\n") == 2


def test_init_maps_no_column_that_is_another_field_in_each_of_two_tables(
    capfd: pytest.CaptureFixture[str],
) -> None:
    table = (
        "{one_record_is: one, fields: {%s_id: {type: text}, day: {type: date}, %s: {type: text}}}"
    )
    Path("own.yaml").write_text(
        'standard: own\nversion: "1"\ntitle: Own\ntables:\n'
        f"  visit: {table % ('visit', 'place_seen')}\n  call: {table % ('call', 'seen_place')}\n"
    )
    Path("both").mkdir()
    for one in ("visit", "call"):
        Path("both", f"{one}.csv").write_text(f"{one}_id,day,Was seen (place)\n1,2026-01-05,zq\n")
    assert run(capfd, "init", "--from", "both", "--standard", "own.yaml").code == 0
    mapped = Path("recordcheck.toml").read_text().partition("[map]\n")[2].partition("\n\n")[0]
    assert mapped == (
        '# "both/call.csv", as call:\n'
        '# "Was seen (place)" = "seen_place"  # perhaps: the names are alike\n'
        '# "both/visit.csv", as visit:\n'
        '# "Was seen (place)" = "place_seen"  # perhaps: the names are alike\n'
    )


def test_init_names_the_codes_that_stand_in_no_list_of_their_own(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("own.csv").write_text("episode_id,missing_from\n1,home\n2,Foster care\n")
    run(capfd, "init", "--from", "own.csv", "--standard", "missing-children")
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert (
        '# Whether each value of "missing_from" is a code was not looked at;\n'
        "# `recordcheck lint` with `--show-values` shows which are not.\n"
        "# The codes: home, care, care_out_of_area, school, other.\n"
        "# [map.codes.missing_from]\n"
    ) in written


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("Ward", ""),
        (
            "Room",
            '# Not every value of "place" was found on the code list places;\n'
            "# `recordcheck lint` with `--show-values` shows which are not.\n",
        ),
    ],
)
def test_init_knows_the_code_lists_of_the_standard_that_is_named_wherever_they_stand(
    capfd: pytest.CaptureFixture[str], last: str, said: str
) -> None:
    Path("ours/codes").mkdir(parents=True)
    Path("ours/codes/places.yaml").write_text(
        "codes: places\ntitle: Places\nlist: [{code: Street}, {code: Ward}, {code: Cell}]\n"
    )
    Path("ours/stays.yaml").write_text(
        'standard: stays\nversion: "1"\ntitle: Stays\ntables:\n  stay:\n'
        "    one_record_is: one stay\n    fields:\n      stay_id: {type: text, due: always}\n"
        "      place: {type: code, codes: places, due: always}\n"
    )
    Path("own.csv").write_text(f"stay_id,place\n1,Street\n2,Cell\n3,{last}\n")
    run(capfd, "init", "--from", "own.csv", "--standard", "ours/stays.yaml")
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    assert written.partition("for each field: theirs = ours.\n")[2] == (
        f"{said}# `recordcheck schema show ours/codes/places.yaml` lists the codes.\n"
        '# [map.codes.place]\n# "theirs" = "Street"\n'
    )
    assert run(capfd, "schema", "show", "ours/codes/places.yaml").code == 0


def test_init_says_once_what_the_files_of_several_months_leave(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A file of another table in the folder has its own part; a table of TOML may stand once."""
    for month in ("jan", "feb", "mar", "apr"):
        answers = "".join(f"{n},{('Yes', 'Perhaps')[n % 2]},x\n" for n in range(40))
        Path(f"{month}.csv").write_text(f"contact_id,Child seen,Ward\n{answers}")
    run(capfd, "init", "--from", ".", "--standard", "child-protection")
    written = Path("recordcheck.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in written if line.startswith('# "') and ", as " in line] == [
        '# "apr.csv", "feb.csv", "jan.csv" and 1 more, as contact:',
        '# "own.csv", as episode:',
    ]
    assert written.count('# "Ward": no field found; if it is one, map it by hand') == 1
    assert written.count("# [map.codes.child_seen]") == 1
    assert sum('"Child seen" was found on the code list' in line for line in written) == 1
