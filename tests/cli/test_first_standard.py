"""`init --write-standard` writes a first standard for an export that none fits: whatever the export
is like, the standard has no slip, and `lint` finds nothing by it but what is so.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import string
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from doors import Said, run
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from recordcheck.model import Table
from recordcheck.standard.load import load

MADE_UP = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "25")),
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
ALIKE = ["Team name", "team-name", "TEAM NAME ", "Team_Name", "team name 2", "Te\u0301am name"]
HEADERS = st.one_of(
    st.sampled_from(ALIKE),
    st.sampled_from(
        [
            *(
                "rowid",
                "RowID",
                "select",
                "From",
                "order",
                "case",
                "null",
                "Yes",
                "no",
                "n",
                "true",
                "key",
                "type",
            ),
            *("Nom de l\u2019\u00e9quipe", "\u0438\u043c\u044f", "\u540d\u524d", "#", "%", "???"),
            *(
                "2nd visit",
                "16+1",
                "1a",
                "_",
                "__x",
                "a: b",
                "- a",
                "[x]",
                "{x}",
                "a # b",
                "'",
                '"',
            ),
            *("a\nb", "a\tb", "\u2028", "x\x7f", "\u00ad", "\U0001f600", "x" * 300, "child_seen"),
            *("Child Seen?", "Ethnicity", "column 2", "", " "),
        ]
    ),
    st.text(LETTERS, max_size=12),
)
DAYS = st.dates()
CELLS = {
    "words": st.text(string.ascii_letters + " \u00e9", max_size=12).map("zq{}".format),
    "numbers": st.one_of(st.integers().map(str), st.integers(0, 9).map("{:03}".format)),
    "decimals": st.floats(allow_nan=False, allow_infinity=False).map("{:.2f}".format),
    "answers": st.sampled_from(["Y", "N", "Yes", "No", "y", "Unknown", "unknown", "n/a", ""]),
    "codes": st.sampled_from(["W1", "A1", "B1", "NS", "O9", "White British", "M1", "unknown"]),
    "dates": DAYS.map(str),
    "early": st.sampled_from(["1900-01-01", "01/01/1900", "1900-01-01 00:00", "2026-01-01"]),
    "months first": DAYS.map("{:%m/%d/%Y}".format),
    "letters": DAYS.map("{:%d-%b-%y}".format),
    "moments": st.datetimes().map(lambda one: one.isoformat(sep=" ")),
    "anything": st.text(LETTERS, max_size=8),
    "nothing": st.sampled_from(["", " ", "n/a", "-", "TBC", "\u00a0"]),
}
ALLOWED = {
    "wrong-type",
    "not-on-code-list",
    "code-of-another-list",
    "rounded-by-spreadsheet",
    "lost-zeros",
}


@st.composite
def exports(draw: st.DrawFn) -> str:
    """A CSV with any header, each column of one kind with a few of another."""
    header = draw(st.lists(HEADERS, min_size=1, max_size=6, unique=True))
    records = draw(st.integers(1, 30))
    columns = []
    for _ in header:
        usual, seldom = (CELLS[draw(st.sampled_from(list(CELLS)))] for _ in range(2))
        odd = draw(st.sampled_from([0, 0, 5, 20]))
        columns.append(
            [draw(seldom if odd and place % odd == odd - 1 else usual) for place in range(records)]
        )
    written = io.StringIO()
    rows = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerow(header)
    rows.writerows(zip(*columns, strict=True))
    return written.getvalue()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


VISITS = "Visit No.,Team name,Visit Date,Child seen?,Length,What the child said,Spare\n" + "".join(
    f"V{one:02},{'North' if one % 3 else 'South'},{1 + one % 12}/{1 + one % 28}/2026,"
    f"{('Yes', 'No', 'Y', 'maybe so')[3 if one == 9 else one % 3]},{one},"
    f"{'' if one % 2 else f'zqsaid {one}' if one else 'as above'},\n"
    for one in range(40)
)
FIRST = """\
# A first standard, by `recordcheck init` from the columns of "visits.csv": what that export has,
# and in comments what only you can say. No value of a record stands here.
standard: own-visits
prefix: OWN
version: "1"
title: Own visits
tables:
  own_visits:
    # no shipped standard fits; nearest: voice-of-the-child, lacks contact_id, child_id, district,
    # contact_at, recorded_at and 2 more
    # say what a record stands for, such as: one visit to one child
    one_record_is: one record of visits.csv
    # the first that is always recorded, and never the same twice
    key: [visit_no]
    fields:
      visit_no: {type: text, due: always, aliases: [Visit No.]}
      # 2-5 different values: are they codes?
      team_name: {type: text, due: always, aliases: [Team name]}
      visit_date: {type: date, dates: "%m/%d/%Y", due: always, aliases: [Visit Date]}
      # is contact.child_seen of voice-of-the-child
      # not on the code list in 1 record: `recordcheck lint` says in which
      child_seen: {type: code, codes: yes-no-unknown, due: always, aliases: ["Child seen?"]}
      length: {type: integer, due: always, aliases: [Length]}
      # 50.0% recorded here: `due: always`, or when?
      # perhaps placeholders in 1 record: `recordcheck profile` says which
      what_the_child_said: {type: text, aliases: [What the child said]}
      # nothing is recorded here
      spare: {type: text, aliases: [Spare]}
# Next: what must be so, and why (docs/language.md): when a field is due, its target, and rules.
# `type: code` with `codes: [one, another]` lists codes. `recordcheck schema check` finds the slips
# of this file, and `recordcheck schema test` runs the examples of its rules.
"""


def begin(capfd: pytest.CaptureFixture[str], export: str, *more: str) -> Said:
    """A first standard for an export, in own-visits.yaml."""
    return run(capfd, "init", "--from", export, "--write-standard", "own-visits.yaml", *more)


def tables() -> dict[str, Table]:
    """The tables of the standard that was written."""
    return load("own-visits.yaml").tables


def test_a_first_standard_is_written_whole_and_lint_takes_it_at_once(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("visits.csv").write_text(VISITS)
    said = begin(capfd, "visits.csv")
    assert (said.code, said.out, said.err) == (
        0,
        "",
        "wrote own-visits.yaml and recordcheck.toml\n  to use it: recordcheck lint visits.csv\n",
    )
    assert Path("own-visits.yaml").read_text(encoding="utf-8") == FIRST
    read = json.loads(run(capfd, "lint", "visits.csv", "--output-format", "json").out)
    assert [one["name"] for one in read["standards"]] == ["own-visits"]
    found = [(one["rule"], one["field"], one["records"]) for one in read["findings"]]
    assert found == [("OWN-391", "child_seen", [10])]


def test_the_configuration_says_nothing_of_codes_where_none_is_to_be_mapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("visits.csv").write_text("visit_id,seen\n" + "".join(f"{n},Y\n" for n in range(30)))
    said = run(capfd, "init", "--from", "visits.csv", "--write-standard", "own.yaml")
    assert said.code == 0
    assert Path("recordcheck.toml").read_text().splitlines()[-2:] == [
        "# The columns that are called otherwise than the fields: theirs = ours.",
        "[map]",
    ]


def test_a_standard_that_is_there_is_not_written_over(capfd: pytest.CaptureFixture[str]) -> None:
    Path("visits.csv").write_text(VISITS)
    Path("own-visits.yaml").write_text("mine\n")
    said = begin(capfd, "visits.csv")
    assert (said.code, said.err) == (
        2,
        "recordcheck: own-visits.yaml: this file is there already, and is not written over\n"
        "  name another, or move it away first\n",
    )
    assert Path("own-visits.yaml").read_text() == "mine\n"
    assert not Path("recordcheck.toml").exists()


@pytest.mark.parametrize("name", ["recordcheck.toml", "../recordcheck.toml", "pyproject.toml"])
def test_a_configuration_that_counts_here_is_left_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    Path("my visits.csv").write_text(VISITS)
    mine = "[tool.recordcheck]\n" if name == "pyproject.toml" else "# mine\n"
    Path(name).write_text(mine)
    said = begin(capfd, "my visits.csv")
    command = 'recordcheck lint "my visits.csv" --standard own-visits.yaml'
    assert said.err == (
        f"wrote own-visits.yaml; {Path(name).name} is left as it is\n  to use it: {command}\n"
    )
    assert Path(name).read_text() == mine
    assert not Path("recordcheck.toml").exists() or name == "recordcheck.toml"
    assert run(capfd, *shlex.split(command)[1:]).code == 1  # the answer that is on no list


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("configured", [False, True])
def test_no_sign_in_its_name_is_obeyed_by_a_terminal(
    capfd: pytest.CaptureFixture[str], *, configured: bool
) -> None:
    Path("visits.csv").write_text(VISITS)
    if configured:
        Path("recordcheck.toml").write_text("")
    said = run(capfd, "init", "--from", "visits.csv", "--write-standard", "\x1b[31mred.yaml")
    wrote, to_use = said.err.splitlines()
    assert wrote.startswith("wrote ?[31mred.yaml")
    assert to_use.isprintable()


WRONG = {
    "no export": (
        ("--write-standard", "a.yaml"),
        "--write-standard needs an export to begin with\n"
        "  for example: recordcheck init --from export.csv --write-standard a.yaml\n",
    ),
    "no export, and a name of two words": (
        ("--write-standard", "my own.yaml"),
        "--write-standard needs an export to begin with\n"
        '  for example: recordcheck init --from export.csv --write-standard "my own.yaml"\n',
    ),
    "a standard to map to": (
        ("--from", "visits.csv", "--write-standard", "a.yaml", "--standard", "child-ethnicity"),
        "--standard or --write-standard, not both\n",
    ),
    "another ending": (
        ("--from", "visits.csv", "--write-standard", "visits"),
        "visits: a standard is a .yaml file\n  for example visits.yaml\n",
    ),
    "no folder": (
        ("--from", "visits.csv", "--write-standard", "none/a.yaml"),
        "none: this folder does not exist\n  make it, or write elsewhere\n",
    ),
    "a file that cannot be read whole": (
        ("--from", "broken.csv", "--write-standard", "a.yaml"),
        "broken.csv:3: record 2 has 1 field, the header has 2\n  A text with a line end in it must"
        " stand in double quotes; a title, a footer or a comment must go. Export the file again, or"
        " mend this line.\n",
    ),
    "no record": (
        ("--from", "empty.csv", "--write-standard", "a.yaml"),
        "empty.csv: no record in this export\n"
        "  it has columns and nothing in them: see that it is the export that you want\n",
    ),
    "no header": (
        ("--from", "bare.csv", "--write-standard", "a.yaml"),
        "bare.csv: what was read as the header looks like data\n"
        "  write the names of the columns above it; where it is the header after all,"
        " rename in it what looks like data\n",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_begun_with_is_said_and_nothing_is_written(
    case: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("visits.csv").write_text(VISITS)
    Path("broken.csv").write_text("a,b\n1,2\n3\n")
    Path("empty.csv").write_text("a,b\n")
    Path("bare.csv").write_text("zq1,2026-01-05,7\nzq2,2026-01-06,8\n")
    before = set(folder.iterdir())
    args, message = WRONG[case]
    said = run(capfd, "init", *args)
    assert (said.code, said.out, said.err) == (2, "", f"recordcheck: {message}")
    assert set(folder.iterdir()) == before


@pytest.mark.parametrize("configured", [False, True])
def test_columns_that_only_a_sign_tells_apart_are_mapped(
    capfd: pytest.CaptureFixture[str], *, configured: bool
) -> None:
    Path("visits.csv").write_text("Team name,team-name,TEAM_NAME,team name 2\nzq1,2,3.5,Y\n")
    if configured:
        Path("recordcheck.toml").write_text("")
    said = begin(capfd, "visits.csv")
    assert list(tables()["own_visits"].fields) == [
        "team_name",
        "team_name_3",
        "team_name_4",
        "team_name_2",
    ]
    types = [str(one.type) for one in tables()["own_visits"].fields.values()]
    assert types == ["text", "integer", "number", "boolean"]  # each by its own cells
    maps = {"team-name": "team_name_3", "TEAM_NAME": "team_name_4"}
    if not configured:
        assert tomllib.loads(Path("recordcheck.toml").read_text())["map"] == maps
    command = shlex.split(said.err.partition("to use it: ")[2])
    read = json.loads(run(capfd, *command[1:], "--output-format", "json").out)
    assert (read["findings"], read["tables"][0]["unused"]) == ([], [])


def test_each_group_of_files_with_the_same_columns_is_a_table(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("data").mkdir()
    for month in ("2026-01", "2026-02"):
        Path(f"data/Home visits {month}.csv").write_text(f"Id,Made on\n{month},2026-01-05\n")
    Path("data/Home visits 2027.csv").write_text("MADE ON,id\n2026-01-06,7\n")
    Path("data/Home.csv").write_text("id,made on,by\n1,2026-01-05,Zq\n")
    assert begin(capfd, "data").code == 0
    found = {called: (one.key, list(one.fields)) for called, one in tables().items()}
    assert found == {
        "home": (("id",), ["id", "made_on", "by"]),
        "home_visits": (("id",), ["id", "made_on"]),
    }
    written = Path("own-visits.yaml").read_text()
    assert "one_record_is: one record of Home visits 2026-01.csv and 2 more\n" in written
    read = json.loads(run(capfd, "lint", "data", "--output-format", "json").out)
    assert [(one["name"], one["records"]) for one in read["tables"]] == [
        ("home_visits", 1),
        ("home_visits", 1),
        ("home_visits", 1),
        ("home", 1),
    ]


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (["2026-01 home visits", "2026-02 home visits"], "home_visits"),
        (["Q1 visits", "Q2 visits"], "visits"),
        (["north", "south"], "north"),
    ],
)
def test_a_table_is_called_like_its_files_wherever_they_are_numbered(
    capfd: pytest.CaptureFixture[str], files: list[str], name: str
) -> None:
    """A user gets a name that says what the table is, and no `record` for every one."""
    Path("data").mkdir()
    Path("data/staff.csv").write_text("called,colour\nzq1,zq\n")
    for number, file in enumerate(files):
        Path(f"data/{file}.csv").write_text(f"id,made on\n{number},2026-01-05\n")
    assert begin(capfd, "data").code == 0
    assert sorted(tables()) == sorted([name, "staff"])


def test_of_a_table_without_a_record_nothing_is_asked(capfd: pytest.CaptureFixture[str]) -> None:
    Path("exports").mkdir()
    Path("exports/team.csv").write_text("called,colour\n")
    Path("exports/visit.csv").write_text("visit,seen_on\nV1,2026-01-05\n")
    said = run(capfd, "init", "--from", "exports", "--write-standard", "ours.yaml")
    assert said.code == 0
    written = Path("ours.yaml").read_text(encoding="utf-8")
    assert written.partition("tables:\n")[2].partition("  visit:\n")[0] == (
        "  team:\n"
        "    # say what a record stands for, such as: one visit to one child\n"
        "    one_record_is: one record of team.csv\n"
        "    # there was no record: every type is a guess\n"
        "    fields:\n"
        "      called: {type: text}\n"
        "      colour: {type: text}\n"
    )


def test_the_folder_that_one_is_in_is_called_by_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "june").mkdir()
    monkeypatch.chdir(folder / "june")
    Path("visits.csv").write_text(VISITS)
    assert run(capfd, "init", "--from", ".", "--write-standard", "own-visits.yaml").code == 0
    first_line = Path("own-visits.yaml").read_text().splitlines()[0]
    assert 'from the columns of "june": what that export has' in first_line


def test_where_no_file_of_a_folder_fits_a_standard_is_begun_from_all_of_them(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "june").mkdir()
    Path("june/cars.csv").write_text("Colour,Wheels\nred,4\nblue,3\n")
    Path("june/boats.csv").write_text("Sail,Oars\nwhite,2\ngrey,4\n")
    command = "recordcheck init --from june --write-standard june.yaml"
    assert run(capfd, "lint", "june").err.endswith(f"begin a standard of your own: {command}\n")
    assert run(capfd, *command.split()[1:]).code == 0
    said = run(capfd, "lint", "june")
    assert (said.code, said.err) == (0, "")


def test_what_nine_in_ten_records_of_all_files_together_are_not_is_a_text(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Each file by itself is of one kind: the first of numbers, answers and days, the second of
    words.
    """
    Path("data").mkdir()
    head = "often,seldom,told,on\n"
    Path("data/1.csv").write_text(head + "7,7,Y,01/26/2026\n8,8,N,01/27/2026\n" * 50)
    Path("data/2.csv").write_text(head + "9,zq,zq,zq\n" * 11 + "zq,zq,zq,zq\n")
    assert begin(capfd, "data").code == 0
    fields = tables()["own_visits"].fields
    assert {called: str(one.type) for called, one in fields.items()} == {
        "often": "integer",
        "seldom": "text",
        "told": "text",
        "on": "text",
    }
    assert fields["on"].dates is None
    assert "does not read as integer in 1 record" in Path("own-visits.yaml").read_text()


def test_what_is_remarked_of_a_column_is_counted_in_all_files(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("data").mkdir()
    Path("data/1.csv").write_text("said,on\nas above,25/1/2026\nzq,2/1/2026\nzq,2/1/2026\n")
    Path("data/2.csv").write_text("said,on\nas above,1/26/2026\nas above,1/27/2026\n")
    assert begin(capfd, "data").code == 0
    text = Path("own-visits.yaml").read_text()
    assert "      # perhaps placeholders in 3 records: `recordcheck profile`" in text
    assert "      # day first in 1 date, month first in 2: both forms\n" in text


def test_a_column_that_is_blank_in_some_files_is_what_it_is_where_it_is_recorded(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A month in which no case closed makes no text of the day on which cases close."""
    Path("data").mkdir()
    head = "id,closed on\n"
    Path("data/1.csv").write_text(head + "1,\n2,\n")
    Path("data/2.csv").write_text(head + "3,01/26/2026\n4,01/27/2026\n")
    Path("data/3.csv").write_text(head + "5,\n")
    assert begin(capfd, "data").code == 0
    closed = tables()["own_visits"].fields["closed_on"]
    assert (closed.type, closed.dates) == ("date", "%m/%d/%Y")


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ([[f"zq{one % 8}" for one in range(40)]], "6-20"),
        ([[f"zq{one % 8}" for one in range(39)]], None),  # not each of twenty twice
        ([[f"zq{one % 21}" for one in range(210)]], None),
        ([["zq"] * 40], None),
        ([[f"zq{one % 8}" for one in range(60)], [f"zq{one % 21}" for one in range(50)]], None),
        # In each file the values are others, and few: those of a reference, not of a list.
        ([[f"zq{month}-{one}" for one in range(15)] for month in range(3)], None),
    ],
)
def test_it_is_asked_of_a_column_whether_few_values_that_come_again_are_codes(
    capfd: pytest.CaptureFixture[str], cells: list[list[str]], asked: str | None
) -> None:
    Path("data").mkdir()
    for number, column in enumerate(cells):
        lines = "".join(f"{cell},zq\n" for cell in column)
        Path(f"data/{number}.csv").write_text(f"said,spare\n{lines}")
    assert begin(capfd, "data").code == 0
    written = Path("own-visits.yaml").read_text()
    found = re.findall(r"# (\S+) different values: are they codes", written)
    assert found == ([asked] if asked else [])


def test_what_is_called_like_a_word_of_yaml_is_a_name_all_the_same(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("visits.csv").write_text("null,NO,true,the\u061cteam\nzq1,a,b,c\nzq2,a,b,c\n", "utf-8")
    assert run(capfd, "init", "--from", "visits.csv", "--write-standard", "null.yaml").code == 0
    standard = load("null.yaml")
    assert (standard.name, standard.tables["null"].key) == ("null", ("null",))
    written = yaml.safe_load(Path("null.yaml").read_text())["tables"]["null"]["fields"]
    assert written["no"]["aliases"] == ["NO"]
    assert ["the\u061cteam"] in [one.get("aliases") for one in written.values()]


def test_each_sheet_is_a_table_or_those_that_are_named(
    capfd: pytest.CaptureFixture[str],
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Team visits"
    for row in (["Ref", "Team"], [1, "zq"], [2, "zq"]):
        book.active.append(row)
    staff = book.create_sheet("Staff list")
    for row in (["Ref", "Team", "Name"], ["S1", "zq", "Zq"]):
        staff.append(row)
    book.save("book.xlsx")
    assert (
        "recordcheck init --from book.xlsx --write-standard" in run(capfd, "lint", "book.xlsx").err
    )
    assert begin(capfd, "book.xlsx").code == 0
    assert list(tables()) == ["team_visits", "staff_list"]
    assert run(capfd, "lint", "book.xlsx").code == 0
    for written in ("own-visits.yaml", "recordcheck.toml"):
        Path(written).unlink()
    assert begin(capfd, "book.xlsx", "--sheet", "Staff list").code == 0
    assert {called: list(one.fields) for called, one in tables().items()} == {
        "own_visits": ["ref", "team", "name"]
    }
    assert run(capfd, "lint", "book.xlsx").code == 0
    Path("own-visits.yaml").unlink()
    Path("recordcheck.toml").write_text("# mine\n")
    command = begin(capfd, "book.xlsx", "--sheet", "Staff list").err.partition("recordcheck lint ")
    assert command[2] == 'book.xlsx --standard own-visits.yaml --sheet "Staff list"\n'


def test_only_a_column_that_does_not_keep_to_its_list_is_said_to_need_a_mapping(
    capfd: pytest.CaptureFixture[str],
) -> None:
    records = "".join(f"{one},{'YN'[one % 2]},{'YN'[one % 2]}\n" for one in range(30))
    Path("visits.csv").write_text(f"Ref,Seen,Heard\n{records}30,Y,maybe so\n")
    assert begin(capfd, "visits.csv").code == 0
    assert [one.codes is not None for one in tables()["own_visits"].fields.values()] == [
        False,
        True,
        True,
    ]
    said = re.findall('# Not every value of "(.*)" was', Path("recordcheck.toml").read_text())
    assert said == ["Heard"]


@pytest.mark.parametrize(
    ("says", "asked"),
    [
        (None, ("--encoding", "windows-1252")),
        ("# nothing", ("--encoding", "windows-1252")),
        ('encoding = "windows-1252"', ()),
        ('encoding = "utf-16"', ("--encoding", "windows-1252")),
    ],
)
def test_the_encoding_is_kept_for_lint(
    says: str | None, asked: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    Path("west.csv").write_bytes("Nr;Stra\u00dfe\n1;Caf\u00e9\n".encode("cp1252"))
    if says is not None:
        Path("recordcheck.toml").write_text(f"{says}\n")
    said = begin(capfd, "west.csv", *asked)
    assert said.code == 0
    assert [*tables()["own_visits"].fields] == ["nr", "strasse"]
    command = said.err.partition("to use it: recordcheck ")[2]
    assert run(capfd, *shlex.split(command)).code == 0


def behind(cell: Callable[[int], str]) -> str:
    """An export of 30 records with 21 columns of these cells before a reference."""
    header = ",".join(f"c{column}" for column in range(21))
    records = (",".join([cell(one)] * 21 + [f"R{one}"]) for one in range(30))
    return "\n".join([f"{header},ref", *records, ""])


KEYS = {
    "the first that tells records apart": ("team,ref,no\nN,1,1\nN,2,2\n", ("ref",)),
    "none that is blank once": ("ref,no\n1,1\n,2\n", ("no",)),
    "none that is the same but for its sign": ("no,ref\n1,a\n+1,b\n", ("ref",)),
    "no day": ("day,ref\n2026-01-05,a\n2026-01-06,b\n", ("ref",)),
    "a text of 60 characters": (f"said,ref\n{'a' * 60},a\n{'b' * 60},b\n", ("said",)),
    "no long text": (f"said,ref\n{'a' * 61},a\n{'b' * 61},b\n", ("ref",)),
    "one behind many whose values come again": (behind(lambda one: f"zq{one % 2}"), ("ref",)),
    "one behind many that are blank once": (
        behind(lambda one: f"zq{one}" if one else ""),
        ("ref",),
    ),
    "none": ("team,said\nN,1\nN,1\n", ()),
}


@pytest.mark.parametrize("case", KEYS)
def test_the_key_is_a_column_that_tells_every_record_apart(
    case: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text, key = KEYS[case]
    Path("visits.csv").write_text(text)
    assert begin(capfd, "visits.csv").code == 0
    assert tables()["own_visits"].key == key
    assert all(tables()["own_visits"].fields[one].type == "text" for one in key)


def test_a_day_that_is_a_placeholder_in_any_form_is_not_recorded(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """1900-01-01 is on our list: `lint` takes 01/01/1900 for blank too."""
    Path("visits.csv").write_text("id,born\n1,2015-01-05\n2,01/01/1900\n")
    assert begin(capfd, "visits.csv").code == 0
    assert not tables()["own_visits"].fields["born"].due.always
    assert run(capfd, "lint", "visits.csv").code == 0


@MADE_UP
@given(text=exports())
def test_a_first_standard_has_no_slip_and_lint_finds_by_it_only_what_is_so(
    capfd: pytest.CaptureFixture[str], text: str
) -> None:
    for name in ("own.yaml", "recordcheck.toml"):
        Path(name).unlink(missing_ok=True)
    Path("own.csv").write_text(text, encoding="utf-8", newline="\n")
    said = run(capfd, "init", "--from", "own.csv", "--write-standard", "own.yaml")
    assert "fault of its own" not in said.err
    if said.code:
        assert not Path("own.yaml").exists()
        assert not Path("recordcheck.toml").exists()
        return
    checked = run(capfd, "schema", "check", "own.yaml")
    assert (checked.out, checked.code) == ("", 0)
    assert run(capfd, "schema", "test", "own.yaml").code == 0
    said = run(capfd, "lint", "own.csv", "--output-format", "json")
    assert said.err == ""
    read = json.loads(said.out)
    assert [table["unused"] for table in read["tables"]] == [[]]
    assert {one["name"] for one in read["findings"]} <= ALLOWED
    for one in read["findings"]:
        if one["name"] in ("wrong-type", "not-on-code-list"):
            assert one["broken"] <= one["judged"] / 10
