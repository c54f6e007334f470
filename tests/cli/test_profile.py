"""`recordcheck profile` and `init`: what is in files, and a first configuration from them."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from doors import CLEAN, folder_of_visits, run

from recordcheck.config import read_config
from recordcheck.engine.profiling import cells, profile
from recordcheck.engine.profiling.by_column import count_columns
from recordcheck.model.suggestion import Suggestion, Suggestions
from recordcheck.standard.find import as_typed
from recordcheck.standard.load import load

CONTACTS = Path(__file__).parents[2] / "examples" / "contacts.csv"
EXPORT = "id,Eth Code,born,when,count,share,flag,ref,notes,empty\n" + "".join(
    f"{number:03},{code},{day:02}/01/2015,2026-01-{day:02} 10:00,{number},{number}.5,"
    f"{'yES' if number % 2 else 'nO'},AB{number % 10} {number % 10}CD,{note},\n"
    for number, (code, note, day) in enumerate(
        [("W1", "N/A", 1), ("A1", "long enough text here", 2), ("B1", "-", 3)] * 10, 1
    )
)
COLUMNS = [
    ("id", 30, "21-100", "text", 30),
    ("Eth Code", 30, "2-5", "code", 30),
    ("born", 30, "2-5", "date", 30),
    ("when", 30, "2-5", "datetime", 30),
    ("count", 30, "21-100", "integer", 30),
    ("share", 30, "21-100", "number", 30),
    ("flag", 30, "2-5", "boolean", 30),
    ("ref", 30, "6-20", "text", 30),
    ("notes", 10, "2-5", "text", 10),
    ("empty", 0, "0", "text", 0),
]

MEASURE = """
import os, resource, subprocess, sys
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
command = [sys.executable, "-m", "recordcheck", *sys.argv[1:]]
subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def test_each_column_is_described(export: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = run(capfd, "profile", "export.csv", "--output-format", "json")
    file = json.loads(said.out)
    described = [
        (one["name"], one["recorded"], one["distinct"], one["type"], one["reads"])
        for one in file["columns"]
    ]
    assert described == COLUMNS
    assert (said.code, file["records"], file["form"]) == (0, 30, "comma-separated, UTF-8")
    by_name = {one["name"]: one for one in file["columns"]}
    assert by_name["id"]["shapes"] == {"999": 30}
    assert by_name["ref"]["shapes"] == {"AA9 9AA": 30}
    assert by_name["notes"]["placeholders"] == {"-": 10, "n/a": 10}
    assert by_name["Eth Code"]["codes"]["records"] == 30


@pytest.mark.parametrize(
    "header",
    ["visit_id,place,child_seen,child_said", "a,b,c", "child_id,1,2026-01-01"],
    ids=["one is near", "none is near", "no header"],
)
def test_where_no_standard_fits_it_says_what_lint_says_to_do(
    header: str, export: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    export.write_text(f"{header}\n1,2,3{',4' * (header.count(',') - 2)}\n", encoding="utf-8")
    refused = run(capfd, "lint", "export.csv")
    remedy = refused.err.splitlines()[1].strip()
    assert "no standard fits" in refused.err and refused.code == 2
    assert run(capfd, "profile", "export.csv").out.splitlines()[-1] == f"help: {remedy}"
    told = json.loads(run(capfd, "profile", "export.csv", "--output-format", "json").out)
    assert told["remedy"] == remedy


@pytest.mark.parametrize("time", ["", " 00:00"])
def test_a_column_without_an_hour_is_said_to_lack_it_where_its_field_needs_one(
    time: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A moment that is always midnight reads as a date: so its type alone does not tell."""
    path = tmp_path / "interviews.csv"
    days = "".join(f"{n},2026-01-{n:02}{time},2026-01-{n:02} 10:15\n" for n in range(1, 29))
    path.write_text(f"contact_id,contact_at,recorded_at\n{days}")
    said = run(capfd, "profile", path).out
    assert said.count("that field needs the hour: these are days alone, or midnight\n") == 1
    assert (
        "  date\n"
        "      is contact.contact_at of voice-of-the-child\n"
        "      that field needs the hour: these are days alone, or midnight\n"
    ) in said


def test_white_space_around_a_value_is_counted_as_no_other_reader_takes_it_away(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "spaced.csv"
    cells = ["W1", "W1 ", " W1", "W1\u00a0", "\tW1", "  ", "n/a ", "W 1", ""]
    path.write_text("id,code,one\n" + "".join(f"{n},{one},x\n" for n, one in enumerate(cells)))
    said = run(capfd, "profile", str(path), "--output-format", "json")
    columns = json.loads(said.out)["columns"]
    assert {one["name"]: one["spaced"] for one in columns} == {"id": 0, "code": 4, "one": 0}
    text = run(capfd, "profile", str(path)).out
    assert "      4 have white space around, which other readers keep\n" in text
    assert text.count("white space") == 1


@pytest.mark.parametrize(
    ("first", "rest", "kind"),
    [
        ("0", "{}", "integer"),
        ("0.5", "{}.5", "number"),
        ("00", "{}", "text"),
        ("007", "{}", "text"),
        ("01.5", "{}.5", "text"),
    ],
)
def test_a_column_with_a_zero_that_a_number_would_lose_is_text(
    first: str, rest: str, kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "visits.csv"
    cells = [first, *(rest.format(number) for number in range(10, 30))]
    path.write_text("id,hours\n" + "".join(f"A{one},{one}\n" for one in cells))
    said = json.loads(run(capfd, "profile", str(path), "--output-format", "json").out)
    assert said["columns"][1]["type"] == kind


@pytest.mark.parametrize(
    ("others", "said"),
    [(0, []), (1, ["1 does not read as integer"]), (2, ["2 do not read as integer"])],
)
def test_it_is_said_how_many_do_not_read_as_what_a_column_is(
    others: int, said: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "visits.csv"
    cells = [*("many",) * others, *map(str, range(20))]
    path.write_text("id,hours\n" + "".join(f"A{n},{one}\n" for n, one in enumerate(cells)))
    lines = run(capfd, "profile", str(path)).out.splitlines()
    assert [line.strip() for line in lines if "not read" in line] == said


def test_what_counts_as_blank_stands_apart_from_what_is_only_suspected(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,note\n1,n/a\n2,As above\n3,99\n4,tbc\n5,as above\n6,seen at home\n")
    said = run(capfd, "profile", str(path), "--output-format", "json")
    _, note = json.loads(said.out)["columns"]
    assert note["recorded"] == 4
    assert note["placeholders"] == {"n/a": 1, "tbc": 1}
    assert note["suspected"] == {"99": 1, "as above": 2}
    assert (
        "      placeholders 'n/a' 1, 'tbc' 1\n"
        "      recorded, and perhaps placeholders: 'as above' 2, '99' 1\n"
    ) in run(capfd, "profile", str(path)).out


MARKED = "who said,ethnicity,answered\n" + "".join(
    f"{source},{code},{told}\n"
    for source, code, told in [
        ("a) child", "W2 - Irish", "a) Y"),
        ("b) parent", "Indian (A1)", "b) N"),
        ("z) N/A", "w9: refused", "c) M"),
    ]
    for _ in range(7)
)


def test_codes_behind_a_mark_and_beside_their_words_are_on_their_list(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """As `lint` reads them; letters behind marks tell as little as alone."""
    path = tmp_path / "marked.csv"
    path.write_text(MARKED.replace("w9: refused", "W2"))
    said = run(capfd, "profile", str(path), "--output-format", "json")
    source, ethnicity, answered = json.loads(said.out)["columns"]
    assert (source["recorded"], source["placeholders"]) == (14, {"n/a": 7})
    assert source["codes"] == {"list": "ethnicity-source", "records": 14}
    assert ethnicity["codes"] == {"list": "police-self-defined-ethnicity-18-1", "records": 21}
    assert ethnicity["shapes"] == {}
    assert answered["codes"] is None
    path.write_text(MARKED)
    said = run(capfd, "profile", str(path), "--output-format", "json")
    assert json.loads(said.out)["columns"][1]["codes"] is None


def test_a_column_counts_as_the_list_of_its_field_asks_even_where_few_cells_are_on_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """As `lint` counts it: a system with words of its own is what a mapping is written for."""
    path = tmp_path / "contacts.csv"
    beliefs = ["C of E", "RC", "none", "None", "a) none", "b) n/a", "n/a", "Chapel", ""]
    path.write_text(
        "contact_id,religion\n" + "".join(f"{n},{one}\n" for n, one in enumerate(beliefs))
    )
    asked = ("--standard", "cultural-heritage", "--output-format", "json")
    rates = json.loads(run(capfd, "lint", str(path), *asked).out)["rates"]
    assert [one["recorded"] for one in rates if one["field"] == "religion"] == [6]
    said = run(capfd, "profile", str(path), "--output-format", "json")
    religion = json.loads(said.out)["columns"][1]
    assert (religion["recorded"], religion["placeholders"]) == (6, {"n/a": 2})
    assert religion["codes"] is None


ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


def test_a_placeholder_that_is_on_the_code_list_of_its_column_is_an_answer(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "seen.csv"
    told = "Y,a\nN,b\nUnknown,unknown\nunknown,c\nunknown,c\nn/a,d\n"
    path.write_text(f"child_seen,note\n{told}")
    said = run(capfd, "profile", str(path), "--output-format", "json")
    seen, note = json.loads(said.out)["columns"]
    assert (seen["recorded"], seen["placeholders"]) == (5, {"n/a": 1})
    assert seen["codes"] == {"list": "yes-no-unknown", "records": 5}
    assert (note["recorded"], note["placeholders"]) == (5, {"unknown": 1})


def test_one_answer_is_on_the_list_of_the_field_that_its_column_is_called_like_and_none_is_on_none(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A blank column is no column of codes, and one answer tells nothing without a name."""
    path = tmp_path / "seen.csv"
    path.write_text("contact_id,child_seen,answered,religion\n1,Y,Y,\n2,Y,Y,n/a\n")
    said = run(capfd, "profile", str(path), "--output-format", "json")
    _, seen, answered, religion = json.loads(said.out)["columns"]
    assert seen["codes"] == {"list": "yes-no-unknown", "records": 2}
    assert (answered["codes"], answered["type"]) == (None, "boolean")
    assert (religion["codes"], religion["type"], religion["recorded"]) == (None, "text", 0)


def test_an_error_of_a_spreadsheet_is_nothing_recorded(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "errors.csv"
    path.write_text("id,notes\n" + "".join(f"{error},n\n{error.lower()},n\n" for error in ERRORS))
    said = run(capfd, "profile", str(path), "--output-format", "json")
    column = json.loads(said.out)["columns"][0]
    assert column["recorded"] == 0
    assert column["placeholders"] == {error.lower(): 2 for error in ERRORS}


@pytest.mark.parametrize(
    ("records", "others", "shown"),
    [(4, 96, {"AA": 96}), (5, 95, {"AA": 95, "9A": 5}), (9, 991, {"AA": 991}),
     (10, 990, {"AA": 990, "9A": 10})],
)  # fmt: skip
def test_a_shape_that_few_records_have_is_not_shown(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    records: int,
    others: int,
    shown: dict[str, int],
) -> None:
    path = tmp_path / "shapes.csv"
    path.write_text("id,ref\n" + "1,zz\n" * others + "2,7z\n" * records)
    said = run(capfd, "profile", str(path), "--output-format", "json")
    assert json.loads(said.out)["columns"][1]["shapes"] == shown


BOTH = ["03/31/2026", "31/03/2026"]
AMERICAN = ["03/31/2026 2:05 PM", "4/9/2026 2:05 PM"]
FIRST_WEEK = [f"03/{day:02}/2026" for day in range(1, 11)]
ORDERS = {
    "the month first": (AMERICAN, {"month first": 1, "either": 1}, "month first in 1 date; 1 more"),
    "both": (BOTH, {"day first": 1, "month first": 1}, "day first in 1 date, month first in 1"),
    "no day above 12": (FIRST_WEEK, {"either": 10}, "nothing tells whether day or month is first"),
    "too few to tell": (FIRST_WEEK[1:], {"either": 9}, None),
    "the day first": (["31/03/2026", *FIRST_WEEK], {"day first": 1, "either": 10}, None),
    "no date": (["13/40/2026", "1/2", "W1/W2", "2026-03-31"], {}, None),
}


@pytest.mark.parametrize("called", ORDERS)
def test_what_dates_with_slashes_begin_with_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], called: str
) -> None:
    """They are read with the day first, also where none can tell."""
    cells, order, remark = ORDERS[called]
    path = tmp_path / "dates.csv"
    path.write_text("id,made\n" + "".join(f"1,{cell}\n" for cell in cells))
    said = run(capfd, "profile", str(path), "--output-format", "json")
    assert json.loads(said.out)["columns"][1]["order"] == order
    text = " ".join(run(capfd, "profile", str(path)).out.split())
    assert (remark is not None and remark in text) or ("first" in text) is (remark is not None)


FORMS = {
    "a month first": (["3/31/2026", "12/1/2026"], "%m/%d/%Y"),
    "a month first, and mostly read otherwise": (["03/31/2026", *["03/04/2026"] * 19], "%m/%d/%Y"),
    "a month first with the hour": (["3/31/2026 2:05 PM"], "%m/%d/%Y %I:%M %p"),
    "a month in letters": (["31-MAR-26", "01-apr-25"], "%d-%b-%y"),
    "dots": (["31.03.2026", "01.04.2026"], "%d.%m.%Y"),
    "a year of two digits": (["31/03/26", "01/04/26"], "%d/%m/%y"),
    "one in ten in another form": ([*["31.03.2026"] * 9, "March"], "%d.%m.%Y"),
    "one in nine in another form": ([*["31.03.2026"] * 8, "March"], None),
    "day and month, whichever": (["03-04-2026", "05-06-2026"], None),
    "both orders": ([*["03/31/26"] * 19, "31/03/26"], None),
    "what every date reads": (["31/03/2026", "2026-03-01"], None),
    "no date": (["99-AAA-99", "12-345-67"], None),
}


@pytest.mark.parametrize("case", FORMS)
def test_a_form_of_dates_that_a_standard_has_to_give_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], case: str
) -> None:
    cells, form = FORMS[case]
    path = tmp_path / "dates.csv"
    path.write_text("id,made\n" + "".join(f"1,{cell}\n" for cell in cells))
    said = run(capfd, "profile", str(path), "--output-format", "json")
    dates = json.loads(said.out)["columns"][1]["dates"]
    records = sum(cell != "March" for cell in cells)
    assert dates == ({"form": form, "records": records} if form else None)
    text = " ".join(run(capfd, "profile", str(path)).out.split())
    reads = f"written as {form}, which [map.dates], or `dates` in a standard of yours, reads"
    assert (reads in text) is bool(form)


OF_DAYS = (
    *("%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y", "%d-%m-%Y", "%m-%d-%Y"),
    *("%d.%m.%Y", "%Y/%m/%d", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y"),
)
OF_HOURS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")


def test_each_form_is_named_with_its_hour_however_long_it_is(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    forms = [day + hour for day, hour in product(OF_DAYS, OF_HOURS)]
    moments = [datetime(2026, 9, 30, 14, 5, 9), datetime(2025, 9, 25, 23, 59, 58)]
    lines = [",".join(map(moment.strftime, forms)) for moment in moments]
    path = tmp_path / "dates.csv"
    header = ",".join(f"made {place}" for place in range(len(forms)))
    path.write_text("\n".join([header, *lines, ""]))
    said = json.loads(run(capfd, "profile", str(path), "--output-format", "json").out)
    named = [one["dates"] and one["dates"]["form"] for one in said["columns"]]
    as_always = {"%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S"}
    assert named == [None if form in as_always else form for form in forms]


def test_a_form_is_found_in_a_column_that_is_blank_in_the_first_records(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An export has the newest cases first, and these are not closed yet."""
    path = tmp_path / "cases.csv"
    closed = [*["", "n/a", "-"] * 500, *["3/31/26"] * 9]
    told = ["", *["31.03.2026"] * 1508]
    lines = (",".join(pair) for pair in zip(closed, told, strict=True))
    path.write_text("\n".join(["Closed on,Told on", *lines, ""]))
    said = json.loads(run(capfd, "profile", str(path), "--output-format", "json").out)
    assert [one["dates"] for one in said["columns"]] == [
        {"form": "%m/%d/%y", "records": 9},
        {"form": "%d.%m.%Y", "records": 1508},
    ]


def test_letters_alone_put_no_column_on_a_list_of_most_of_the_alphabet(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The codes of the NHS for ethnic groups; a Y and an N are on a list of few letters."""
    path = tmp_path / "areas.csv"
    path.write_text("area,told\nN,Y\nS,N\nE,Y\n")
    said = run(capfd, "profile", str(path), "--output-format", "json")
    codes = [one["codes"] and one["codes"]["list"] for one in json.loads(said.out)["columns"]]
    assert codes == [None, "yes-no-unknown"]


def test_a_file_that_cannot_be_read_stops_no_other(
    export: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("broken.csv").write_text("a,b\n1,2\n3\n")
    said = run(
        capfd, "profile", "broken.csv", "absent.csv", "export.csv", "--output-format", "json"
    )
    broken, absent, whole = map(json.loads, said.out.splitlines())
    assert said.code == 2
    assert broken["error"]["line"] == 3
    assert absent["error"]["message"] == "the file cannot be read: no such file or directory"
    assert whole["records"] == 30
    text = run(capfd, "profile", "broken.csv")
    assert text.out.startswith("broken.csv:3: record 2 has 1 field, the header has 2\n")


def test_what_is_said_of_a_column_stands_below_it_where_its_line_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = "Was the child seen alone, and if not, who else was there and what was the reason"
    records = "".join(f"A{number % 10},{number},tbc\n" for number in range(20))
    Path("form.csv").write_text(f'ref,number,"{asked}"\n{records}')
    table = run(capfd, "profile", "form.csv").out.partition("\n\nhelp: ")[0].splitlines()[1:]
    assert [" ".join(line.split()) for line in table] == [
        "column recorded distinct",
        "type",
        "ref 100.0% 6-20",
        "text",
        "shapes A9 100.0%",
        "number 100.0% 6-20",
        "integer",
        f"{asked} 0.0% 1",
        "–",
        "placeholders 'tbc' 20",
    ]


def test_a_standard_fits_by_the_mapping_of_the_configuration(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder_of_visits(tmp_path))
    ours = {"A1": "visit_id", "A2": "seen", "A3": "visited_on"}
    records = CLEAN.partition("\n")[2]
    Path("clean.csv").write_text(f"A1,team,area,A2,A3,others\n{records}")
    Path("recordcheck.toml").write_text('schemas = ["."]\n')
    unlike = "clean.csv: comma-separated, UTF-8, 2 records, 6 columns; no standard fits;"
    assert run(capfd, "profile", "clean.csv").out.startswith(unlike)
    mapped = "".join(f'{theirs} = "{field}"\n' for theirs, field in ours.items())
    Path("recordcheck.toml").write_text(f'schemas = ["."]\n[map]\n{mapped}')
    said = run(capfd, "profile", "clean.csv").out.splitlines()
    assert said[0] == (
        "clean.csv: comma-separated, UTF-8, 2 records, 6 columns; fits visits (visit)"
    )
    named = [line.strip() for line in said if line.startswith("      is ")]
    fields = ("visit_id", "team", "area", "seen", "visited_on", "others")
    assert named == [f"is visit.{field} of visits" for field in fields]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_no_name_of_a_column_or_a_file_breaks_a_line_or_is_obeyed_by_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.csv").write_text('id,"seen\n  on",\x1b[31mred\n1,2026-01-05,abc\n')
    Path("\x1b[31mred.csv").write_text("id\n1\n")
    said = run(capfd, "profile", "odd.csv", "\x1b[31mred.csv")
    assert said.out == (
        "odd.csv: comma-separated, UTF-8, 1 record, 3 columns; no standard fits\n"
        "  column    recorded  distinct  type\n"
        "  id          100.0%         1  integer\n"
        "  seen on     100.0%         1  date\n"
        "  ?[31mred    100.0%         1  text\n"
        "\n"
        "?[31mred.csv: its name, or that of its folder, holds what is no letter\n"
        "  Rename it.\n"
        "\n"
        "help: `recordcheck schema list` shows the standards; --standard names one; to map its"
        " columns: recordcheck init --from odd.csv --standard NAME; to begin a standard of your"
        " own: recordcheck init --from odd.csv --write-standard odd.yaml\n"
    )


def test_no_file_is_refused_in_two_lines(capfd: pytest.CaptureFixture[str]) -> None:
    said = run(capfd, "profile")
    assert said.code == 2
    assert said.err.startswith("recordcheck: no file was given\n")


def test_a_configuration_maps_what_is_sure_and_says_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = CONTACTS.read_text(encoding="utf-8")
    for ours, theirs in (
        ("self_defined_ethnicity", "Eth Code"), ("first_language", "Lang"), ("team", "Ward"),
        ("contact_at", "Date of first contact"),
    ):  # fmt: skip
        text = text.replace(ours, theirs, 1)
    Path("export.csv").write_text(text, encoding="utf-8")
    said = run(capfd, "init", "--from", "export.csv")
    assert said.code == 0
    written = Path("recordcheck.toml").read_text(encoding="utf-8")
    config = read_config(Path("recordcheck.toml"), tomllib.loads(written))
    assert config.standard == ("child-protection",)
    assert config.maps == {"Eth Code": "self_defined_ethnicity", "Lang": "first_language"}
    assert '# "Ward": no field found; if it is one, map it by hand' in written.splitlines()
    perhaps = '# "Date of first contact" = "contact_at"  # perhaps: the names are alike'
    assert perhaps in written.splitlines()
    again = run(capfd, "init")
    assert (again.code, again.err) == (
        2,
        "recordcheck: recordcheck.toml: there is one already\n  edit it, or move it away first\n",
    )


def test_a_column_of_marked_codes_is_mapped_and_begins_a_standard_as_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("marked.csv").write_text(MARKED.replace("w9: refused", "W2").replace("a) Y", "c) M"))
    assert run(capfd, "init", "--from", "marked.csv", "--write-standard", "own.yaml").code == 0
    fields = load(tmp_path / "own.yaml").tables["own"].fields
    assert {called: field.codes and field.codes.name for called, field in fields.items()} == {
        "who_said": "ethnicity-source",
        "ethnicity": "police-self-defined-ethnicity-18-1",
        "answered": None,
    }
    assert run(capfd, "lint", "marked.csv").code == 0
    Path("recordcheck.toml").unlink()
    assert run(capfd, "init", "--from", "marked.csv", "--standard", "child-ethnicity").code == 0
    config = tomllib.loads(Path("recordcheck.toml").read_text(encoding="utf-8"))
    assert config["map"] == {"ethnicity": "self_defined_ethnicity"}


def test_a_configuration_without_an_export_is_read_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capfd, "init", "--standard", "child-ethnicity").code == 0
    path = Path("recordcheck.toml")
    config = read_config(path, tomllib.loads(path.read_text(encoding="utf-8")))
    assert config.standard == ("child-ethnicity",)


def test_a_broken_export_leaves_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.csv").write_text("a,b\n1,2\n3\n")
    said = run(capfd, "init", "--from", "broken.csv")
    assert said.code == 2
    assert said.err.startswith("recordcheck: broken.csv:3: record 2 has 1 field")
    assert not Path("recordcheck.toml").exists()


ODD_NAMES = ['odd\nfail-on = "never"\n#', "x\x7fy", 'say "so"', "a\\b", "\u2028line", "# x = 1"]


@pytest.mark.parametrize("sure", [True, False])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_whatever_a_column_is_called_it_stays_in_its_line(name: str, sure: bool) -> None:
    from recordcheck.output import configuration

    pairs = [(name, "child_id")] if sure else []
    unsure = () if sure else (Suggestion(name, "child_id", "alike"), Suggestion(name, None, ""))
    left = [([name], Suggestions("contact", known=True, columns=unsure, absent=()))] * 2
    coded = [(name, load("child-ethnicity").tables["contact"].fields["ethnicity_source"])]
    written = configuration.render(
        "child-ethnicity", typed=as_typed, source=name, sure=pairs, left=left, coded=coded
    )
    read = tomllib.loads(written)
    assert read == {"standard": "child-ethnicity", "map": dict(pairs)}


def test_a_wide_file_is_read_a_few_times(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once for some hundred columns: what is counted of them is held in memory."""
    asked = []

    def count(con: object, columns: Sequence[str], *more: object) -> object:
        asked.append(len(columns))
        return count_columns(con, columns, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(profile, "count_columns", count)
    names = [f"c{number}" for number in range(600)]
    path = tmp_path / "wide.csv"
    path.write_text(
        ",".join(names) + "\n" + "".join(f"{record}," * 599 + "North\n" for record in range(30))
    )
    said = run(capfd, "profile", str(path), "--output-format", "json")
    described = [
        (one["name"], one["recorded"], one["type"]) for one in json.loads(said.out)["columns"]
    ]
    assert described == [*((name, 30, "integer") for name in names[:-1]), ("c599", 30, "text")]
    assert asked == [500, 100]


def test_records_are_counted_over_all_portions_of_a_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is few in the first portion may be many in all, and what is known there comes again."""
    portions = []

    def counted(*given: Any) -> object:
        portions.append(given)
        return counted_once(*given)

    counted_once = cells._counted
    monkeypatch.setattr(cells, "_counted", counted)
    monkeypatch.setattr(cells, "PORTION", 1)
    path = tmp_path / "long.csv"
    records = (
        f"{number:05},{number % 4},{['W1', 'A1 ', 'N/A'][number % 3]},"
        f"{max(0, number - 2990)},01/{1 + number // 1000:02}/2026\n"
        for number in range(6000)
    )
    path.write_text("id,team,Ethnicity,late,born\n" + "".join(records))
    [file] = json.loads(f"[{run(capfd, 'profile', str(path), '--output-format', 'json').out}]")
    assert len(portions) == 3
    assert file["records"] == 6000
    assert [
        (one["name"], one["recorded"], one["distinct"], one["type"], one["spaced"])
        for one in file["columns"]
    ] == [
        ("id", 6000, "1,001-10,000", "text", 0),
        ("team", 6000, "2-5", "integer", 0),
        ("Ethnicity", 4000, "2-5", "code", 2000),
        ("late", 6000, "1,001-10,000", "integer", 0),
        ("born", 6000, "6-20", "date", 0),
    ]
    by_name = {one["name"]: one for one in file["columns"]}
    assert by_name["id"]["shapes"] == {"99999": 6000}
    assert by_name["Ethnicity"]["codes"]["records"] == 4000
    assert by_name["Ethnicity"]["placeholders"] == {"n/a": 2000}
    assert by_name["born"]["order"] == {"either": 6000}


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Ab9 z-0", "AA9 A-9"),
        ("É9ß", "A9A"),
        ("Жж٣½Ⅷ", "AA999"),
        ("\N{NO-BREAK SPACE}É1 ", "A9"),
        ("A\N{EN DASH}1", None),
        ("a" * 29, "A" * 29),
        ("a" * 30, None),
    ],
)
def test_a_shape_has_a_letter_for_letters_and_a_digit_for_digits_of_any_script(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, shape: str | None
) -> None:
    path = tmp_path / "shapes.csv"
    path.write_text("id,ref\n" + "".join(f"{record},{text}\n" for record in range(9)), "utf-8")
    said = run(capfd, "profile", str(path), "--output-format", "json")
    assert json.loads(said.out)["columns"][1]["shapes"] == ({shape: 9} if shape else {})


def test_a_file_without_a_record_has_columns(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "header.csv"
    path.write_text("id,team\n")
    said = run(capfd, "profile", str(path), "--output-format", "json")
    columns = json.loads(said.out)["columns"]
    assert [(one["name"], one["recorded"], one["distinct"]) for one in columns] == [
        ("id", 0, "0"),
        ("team", 0, "0"),
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process is kept to one core")
def test_long_texts_are_not_held_in_memory(tmp_path: Path) -> None:
    """The engine would hold whole columns: it took 700 MiB for these 200 MB."""
    export, text = tmp_path / "long.csv", "w" * 1000
    with export.open("w", encoding="utf-8") as file:
        file.write("a,b,c,d\n")
        for record in range(50_000):
            file.write(",".join(f"{record}{column}{text}" for column in "abcd") + "\n")
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, "profile", str(export)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(measured.stdout) < 500 * 1024
