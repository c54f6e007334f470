"""Which file is which table: by its columns, or by the table's name in its own where both fit.

And which files a folder has, where a warehouse has written it in partitions.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import recordcheck
from recordcheck.engine.profiling.profile import known_in, profile_paths
from recordcheck.errors import UserError
from recordcheck.model.profile import FileProfile
from recordcheck.output import full, machine
from recordcheck.output.style import Style

STANDARD = """
standard: pair
version: "1"
title: Two tables of the same columns
tables:
  episode:
    one_record_is: one episode
    fields: {id: {type: text, due: always}, day: {type: date, due: always}}
  visit:
    one_record_is: one visit
    fields: {id: {type: text, due: always}, day: {type: date, due: always}}
"""

VISIT = """\
  visit:
    one_record_is: one visit
    fields: {id: {type: text, due: always}, day: {type: date, due: always}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pair.yaml").write_text(STANDARD)
    (tmp_path / "in").mkdir()
    return tmp_path


def write(folder: Path, name: str, text: str = "id,day\n1,2026-01-01\n") -> Path:
    path = folder / "in" / name
    path.write_text(text)
    return path


def test_a_file_that_fits_two_tables_is_refused_with_both(folder: Path) -> None:
    path = write(folder, "march.csv")
    with pytest.raises(UserError) as caught:
        recordcheck.check(path, folder / "pair.yaml")
    assert str(caught.value) == (
        f"{path}: its columns fit the tables episode and visit of pair equally well\n"
        "  if it is one of them, name the file after that table, such as episode.csv;"
        " if not, leave it out"
    )


def test_the_name_of_the_table_in_that_of_the_file_decides(folder: Path) -> None:
    write(folder, "2026-03 visit.csv")
    write(folder, "2026-03 episode.csv")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    assert [(table.name, Path(table.path).name) for table in run.tables] == [
        ("episode", "2026-03 episode.csv"),
        ("visit", "2026-03 visit.csv"),
    ]


INTERVIEWS = """
standard: missing
version: "1"
title: Episodes, and the interviews after them
tables:
  episode:
    one_record_is: one episode
    key: [episode_id]
    fields:
      episode_id: {type: text, due: always}
      team: {type: text, due: always}
      force: {type: text, due: always}
  interview:
    one_record_is: one interview
    fields:
      episode_id: {type: text, due: always}
      child_id: {type: text, due: always}
      offered_on: {type: date, due: always}
      outcome: {type: text, due: always}
"""


@pytest.mark.parametrize(
    ("header", "table", "warnings"),
    [
        ("episode_id,Person child id,Date offered on,The outcome", "interview", ()),
        (
            "episode_id,team,Person child id,Date offered on,The outcome",
            "episode",
            (
                "By names that are only alike it is nearer to interview than to episode, of which"
                " it has most columns. `recordcheck init --from` suggests a mapping.",
            ),
        ),
    ],
    ids=["as many columns", "fewer columns"],
)
def test_a_table_that_a_file_is_nearer_to_by_names_that_are_alike_is_taken_or_said(
    folder: Path, header: str, table: str, warnings: tuple[str, ...]
) -> None:
    """The whole key of an episode stands in every export of interviews, too."""
    (folder / "missing.yaml").write_text(INTERVIEWS)
    path = write(folder, "q4.csv", f"{header}\n" + ",".join("1" * (header.count(",") + 1)) + "\n")
    (read,) = recordcheck.check(path, folder / "missing.yaml").tables
    assert (read.name, read.warnings) == (table, warnings)


def test_a_file_that_is_called_like_its_table_is_that_table_without_a_warning(
    folder: Path,
) -> None:
    (folder / "missing.yaml").write_text(INTERVIEWS)
    header = "episode_id,team,Person child id,Date offered on,The outcome"
    path = write(folder, "episodes.csv", f"{header}\n1,A,1,1,1\n")
    (read,) = recordcheck.check(path, folder / "missing.yaml").tables
    assert (read.name, read.warnings) == ("episode", ())


MADE = {
    "q4.csv": "episode_id,team,force\n1,A,B\n",
    "q4 offers.csv": "episode_id,child_id,offered_on,outcome\n1,1,2026-01-01,C\n",
    "episode interviews.csv": "episode_id,child_id,offered_on,outcome\n2,1,2026-01-01,C\n",
    "interview episodes.csv": "episode_id,team,force\n2,A,B\n",
    "episode contact.csv": "contact_id,seen_on\n1,2026-01-01\n",
}
CONTACT = """\
  contact:
    one_record_is: one contact
    fields: {contact_id: {type: text, due: always}, seen_on: {type: date, due: always}}
"""


def said_as_tables(run: recordcheck.Run) -> list[str]:
    """The lines of a run on which file is which table."""
    lines = full.render(run, style=Style(width=1_000)).splitlines()
    return [line for line in lines if line.startswith("info: read as")]


def test_it_is_said_which_file_is_which_table_where_its_name_says_another_or_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    Path("missing.yaml").write_text(INTERVIEWS + CONTACT)
    for name, text in MADE.items():
        write(folder, name, text)
    assert said_as_tables(recordcheck.check("in", "missing.yaml")) == [
        "info: read as table contact: in/episode contact.csv",
        "info: read as table interview: in/q4 offers.csv",
        "info: read as table episode: in/interview episodes.csv, in/q4.csv",
    ]
    one = recordcheck.check("in/q4.csv", "missing.yaml")  # a first file, of several to come
    assert said_as_tables(one) == ["info: read as table episode: in/q4.csv"]


def test_of_a_standard_with_one_table_nobody_needs_to_be_told_which_it_is(folder: Path) -> None:
    (folder / "visit.yaml").write_text(STANDARD.partition("  episode:")[0] + VISIT)
    assert said_as_tables(recordcheck.check(write(folder, "q4.csv"), folder / "visit.yaml")) == []


def test_of_several_standards_each_says_as_which_table_of_it_a_file_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    Path("missing.yaml").write_text(INTERVIEWS)
    visit = STANDARD.partition("  episode:")[0].replace("pair", "sole") + VISIT
    Path("sole.yaml").write_text(visit.replace("day: {type: date", "team: {type: text"))
    write(folder, "q4.csv", MADE["q4.csv"])
    run = recordcheck.check("in/q4.csv", ["missing.yaml", "sole.yaml"])
    assert said_as_tables(run) == [
        "info: read as table episode (missing 1): in/q4.csv",
        "info: read as table visit (sole 1): in/q4.csv",
    ]
    tables = json.loads(machine.render(run))["tables"]
    assert [(one["name"], one["path"], one["standard"]) for one in tables] == [
        ("episode", "in/q4.csv", "missing 1"),
        ("visit", "in/q4.csv", "sole 1"),
    ]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Visit.csv", "visit"),
        ("VISITS 2026.csv", "visit"),
        ("Follow-up visit.csv", "follow_up_visit"),
        ("follow_up_visits.csv", "follow_up_visit"),
    ],
)
def test_the_longest_name_in_it_decides_whatever_its_case_and_signs(
    folder: Path, name: str, table: str
) -> None:
    standard = folder / "visits.yaml"
    standard.write_text(STANDARD.replace("  episode:", "  follow_up_visit:"))
    run = recordcheck.check(write(folder, name), standard)
    assert [one.name for one in run.tables] == [table]


def test_the_name_of_a_sheet_decides_too(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Visit list"
    book.active.append(["id", "day"])
    book.active.append(["1", "2026-01-01"])
    book.save(folder / "in" / "march.xlsx")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    assert [one.name for one in run.tables] == ["visit"]


def test_in_python_the_table_is_named(folder: Path) -> None:
    run = recordcheck.check({"visit": write(folder, "march.csv")}, folder / "pair.yaml")
    assert [table.name for table in run.tables] == ["visit"]


def test_files_of_one_table_with_other_columns_are_refused_with_the_difference(
    folder: Path,
) -> None:
    first = write(folder, "1 visit.csv")
    second = write(folder, "2 visit.csv", "id,note\n1,x\n")
    with pytest.raises(UserError) as caught:
        recordcheck.check([first, second], folder / "pair.yaml")
    assert caught.value.message == (
        f"files of one table (visit) must have the same columns: compared with {first} it lacks day"
    )


def test_the_same_columns_in_another_order_are_the_same(folder: Path) -> None:
    write(folder, "1 visit.csv")
    write(folder, "2 visit.csv", "day,id\nsoon,2\n")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    found = [(one.rule, Path(one.path).name, one.records) for one in run.findings]
    assert found == [("PAI-390", "2 visit.csv", (1,))]


# Seven visits in three months; of two the day is none, and in February there is one more column,
# which is empty in its second record.
MONTHS: dict[str, dict[str, list[str | None]]] = {
    "1 visit": {"id": ["1", "2"], "day": ["2026-01-01", "soon"]},
    "2 visit": {
        "Remark": ["a", None, "b"],
        "id": ["3", "4", "5"],
        "day": ["2026-02-01", "2026-02-02", "later"],
    },
    "3 visit": {"day": ["2026-03-01", "2026-03-02"], "id": ["6", "7"]},
}
REMARK = "that other files of this table {}, and that no field uses: Remark."


def as_csv(folder: Path, months: dict[str, dict[str, list[str | None]]]) -> list[Path]:
    return [
        write(
            folder,
            f"{name}.csv",
            "".join(
                ",".join(cell or "" for cell in row) + "\n"
                for row in [list(columns), *zip(*columns.values(), strict=True)]
            ),
        )
        for name, columns in months.items()
    ]


def as_parquet(folder: Path, months: dict[str, dict[str, list[str | None]]]) -> list[Path]:
    paths = [folder / "in" / f"{name}.parquet" for name in months]
    for path, columns in zip(paths, months.values(), strict=True):
        pq.write_table(pa.table(columns), path)
    return paths


def as_frames(_: Path, months: dict[str, dict[str, list[str | None]]]) -> list[pa.Table]:
    return [pa.table(columns) for columns in months.values()]


@pytest.mark.parametrize("made", [as_csv, as_parquet, as_frames])
def test_a_column_that_one_file_has_more_and_no_field_uses_is_said_and_read(
    folder: Path, made: Callable[..., list[Any]]
) -> None:
    run = recordcheck.check({"visit": made(folder, MONTHS)}, folder / "pair.yaml")
    assert [table.records for table in run.tables] == [2, 3, 2]
    assert [(one.rule, one.broken, one.judged, one.records) for one in run.findings] == [
        ("PAI-390", 1, 2, (2,)),
        ("PAI-390", 1, 3, (3,)),
    ]
    assert [(rate.field, rate.due, rate.recorded, rate.valid) for rate in run.rates] == [
        ("id", 7, 7, 7),
        ("day", 7, 7, 5),
    ]
    assert [[column.name for column in table.unused] for table in run.tables] == [
        [],
        ["Remark"],
        [],
    ]
    said = (f"It has 1 column {REMARK.format('lack')}",)
    assert [table.warnings for table in run.tables] == [(), said, ()]
    assert "info: columns that no field uses: Remark\n" in full.render(run)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (as_csv, "The file has a header but no records."),
        (as_parquet, "The file has no records."),
        (as_frames, "The frame has no records."),
    ],
)
def test_of_an_empty_month_it_is_said_once_and_not_that_the_table_is_empty(
    folder: Path, made: Callable[..., list[Any]], said: str
) -> None:
    empty: dict[str, list[str | None]] = {"id": [], "day": []}
    run = recordcheck.check(
        {"visit": made(folder, {"1 visit": MONTHS["1 visit"], "2 visit": empty})},
        folder / "pair.yaml",
    )
    assert [table.records for table in run.tables] == [2, 0]
    assert [table.warnings for table in run.tables] == [(), (said,)]


def test_a_file_without_a_column_that_most_have_is_the_one_of_which_it_is_said(
    folder: Path,
) -> None:
    months = {name: {**columns, "Remark": columns["id"]} for name, columns in MONTHS.items()}
    del months["1 visit"]["Remark"]
    run = recordcheck.check(as_csv(folder, months), folder / "pair.yaml")
    said = (f"It lacks 1 column {REMARK.format('have')}",)
    assert [table.warnings for table in run.tables] == [said, (), ()]


def test_a_column_that_is_spelt_otherwise_in_another_file_is_the_same(folder: Path) -> None:
    first = write(folder, "1 visit.csv", "id,day,Remark made\n1,2026-01-01,x\n")
    second = write(folder, "2 visit.csv", "ID,day,remark_made\n1,2026-01-01,x\n")
    run = recordcheck.check([first, second], folder / "pair.yaml")
    assert [table.warnings for table in run.tables] == [(), ()]
    assert [table.records for table in run.tables] == [1, 1]


def test_of_many_other_columns_ten_are_named(folder: Path) -> None:
    first = write(folder, "1 visit.csv")
    names = [f"n{number:02}" for number in range(12)]
    more = write(folder, "2 visit.csv", f"id,day,{','.join(names)}\n1,2026-01-01{',x' * 12}\n")
    run = recordcheck.check([first, more], folder / "pair.yaml")
    assert run.tables[1].warnings == (
        "It has 12 columns that other files of this table lack, and that no field uses:"
        " n00, n01, n02, n03, n04, n05, n06, n07, n08, n09 and 2 more.",
    )


def test_where_a_header_may_be_a_record_no_other_column_is_named(folder: Path) -> None:
    first = write(folder, "1 visit.csv", "id,day,remark\n1,2026-01-01,x\n")
    second = write(folder, "2 visit.csv", "id,day,2026-01-07,Anna\n1,2026-01-01,x,Anna\n")
    run = recordcheck.check([first, second], folder / "pair.yaml")
    assert [table.warnings[-1] for table in run.tables] == [
        "It has 1 column that other files of this table lack, and that no field uses.",
        "It has 2 columns that other files of this table lack, and that no field uses.",
    ]


def test_a_fault_in_a_column_that_one_file_alone_has_is_found(folder: Path) -> None:
    first = write(folder, "1 visit.csv")
    second = folder / "in" / "2 visit.csv"
    second.write_bytes(b"id,day,remark\n1,2026-01-01,x\n2,2026-01-01,\xff\n")
    with pytest.raises(UserError) as caught:
        recordcheck.check([first, second], folder / "pair.yaml")
    assert (caught.value.path, caught.value.line) == (str(second), 3)


def test_a_column_that_is_nearly_a_field_is_hinted_where_it_stands(folder: Path) -> None:
    first = write(folder, "1 visit.csv", "id\n1\n")
    second = write(folder, "2 visit.csv", "id,dday\n2,2026-01-01\n")
    run = recordcheck.check([first, second], folder / "pair.yaml")
    found = [(one.name, Path(one.path).name, one.nearest) for one in run.findings]
    assert found == [
        ("missing-column", "1 visit.csv", None),
        ("missing-column", "2 visit.csv", "dday"),
    ]
    assert full.render(run).splitlines()[:4] == [
        "error PAI-190 the column day is missing",
        f"  {first}",
        f"  {second}",
        '  help: is it dday? then --map "dday=day"',
    ]
    assert "info: columns that no field uses: dday (nearest: day)" in full.render(run)


def test_of_several_tables_it_is_said_which_one_lacks_the_column(folder: Path) -> None:
    visits = write(folder, "visit.csv", "id\n1\n")
    run = recordcheck.check(visits, folder / "pair.yaml")
    assert {one.reason for one in run.not_run if one.table == "visit"} == {
        "the export has no column day"
    }
    run = recordcheck.check([visits, write(folder, "episode.csv")], folder / "pair.yaml")
    assert {one.reason for one in run.not_run} == {"visit has no column day"}


LACKING = """
standard: lacking
prefix: LAC
version: "1"
title: Visits, the children and the teams
tables:
  visit:
    one_record_is: one visit
    fields:
      id: {type: text, due: always}
      seen: {type: text, due: {when: recorded(place)}}
      said: {type: text, due: {when: recorded(place)}, target: {recorded: 90%}}
      place: {type: text}
    rules:
      - {id: LAC-401, name: a, says: A., why: B., severity: info, assert: id <> place}
      - id: LAC-402
        name: b
        says: A.
        why: B.
        severity: info
        assert: (select count(*) from child c where c.id = visit.id) = 1
      - id: LAC-403
        name: c
        says: A.
        why: B.
        severity: info
        assert: (select count(*) from previous.visit v where v.id = visit.id) = 0
  child:
    one_record_is: one child
    fields: {id: {type: text, due: always}}
  many:
    one_record_is: one child seen often
    view: select id, count(*) as times from child group by id
    fields: {id: {type: text}, times: {type: integer}}
    rules:
      - {id: LAC-404, name: d, says: A., why: B., severity: info, assert: times > 1}
"""


def test_of_what_is_not_run_the_table_or_column_that_lacks_is_given(folder: Path) -> None:
    """A view lacks what it reads; an export of the period before is not lacking, but not given."""
    (folder / "lacking.yaml").write_text(LACKING)
    visits = write(folder, "visit.csv", "id,seen,said\n1,Y,Yes\n")
    run = recordcheck.check(visits, folder / "lacking.yaml")
    found = {
        (one.rule, one.table, one.field): (one.lacks_table, one.lacks_column, one.no_rate)
        for one in run.not_run
    }
    assert found == {
        ("LAC-290", "visit", "seen"): ("visit", "place", True),
        ("LAC-290", "visit", "said"): ("visit", "place", True),
        ("LAC-401", "visit", None): ("visit", "place", False),
        ("LAC-402", "visit", None): ("child", None, False),
        ("LAC-403", "visit", None): (None, None, False),
        ("LAC-290", "child", "id"): ("child", None, False),
        ("LAC-404", "many", None): ("child", None, False),
    }


PARTED = """
standard: parted
version: "1"
title: A table whose district and year stand in the names of folders
tables:
  visit:
    one_record_is: one visit
    key: [id, year]
    fields:
      id: {type: text, due: always}
      year: {type: integer, due: always}
      district: {type: code, codes: [North, South/East], due: always}
      day: {type: date, due: always}
"""
PARTS = {
    "year=2025/district=North": [("1", "2025-01-01"), ("2", "soon")],
    "year=2025/district=South%2FEast": [("3", "2025-01-01")],
    "year=2026/district=North": [("1", "2026-01-01"), ("1", "2026-01-01")],
    "year=2026/district=__HIVE_DEFAULT_PARTITION__": [("4", "2026-01-01")],
}


def parted(tmp_path: Path, more: str | None = None) -> tuple[Path, Path]:
    """The standard and the folder; with `more`, a column in each file that it should not have."""
    (tmp_path / "parted.yaml").write_text(PARTED)
    for where, records in PARTS.items():
        folder = tmp_path / "visits" / where
        folder.mkdir(parents=True)
        (folder / "_temporary").mkdir()
        columns = {"id": [one[0] for one in records], "day": [one[1] for one in records]}
        if more:
            columns[more] = ["x"] * len(records)
        pq.write_table(pa.table(columns), folder / "part-0.parquet")
    return tmp_path / "parted.yaml", tmp_path / "visits"


def test_a_partitioned_folder_gives_the_columns_of_its_names(tmp_path: Path) -> None:
    standard, folder = parted(tmp_path)
    run = recordcheck.check(folder, standard)
    read = [(Path(one.path).parent.relative_to(folder), one.records) for one in run.tables]
    assert read == [(Path(where), len(PARTS[where])) for where in sorted(PARTS)]
    found = [
        (one.rule, str(Path(one.path).parent.relative_to(folder)), one.records)
        for one in run.findings
    ]
    assert found == [
        ("PAR-191", "year=2026/district=North", (1, 2)),
        ("PAR-290", "year=2026/district=__HIVE_DEFAULT_PARTITION__", (1,)),
        ("PAR-390", "year=2025/district=North", (2,)),
    ]
    assert {one.path for one in run.findings} <= {one.path for one in run.tables}


def test_a_column_that_a_folder_holds_too_is_refused(tmp_path: Path) -> None:
    standard, folder = parted(tmp_path, more="District")
    with pytest.raises(UserError) as caught:
        recordcheck.check(folder, standard)
    assert caught.value.message == (
        "a column of this file is called as one that the folders above it hold"
    )


def test_a_folder_that_is_no_part_is_refused(tmp_path: Path) -> None:
    standard, folder = parted(tmp_path)
    (folder / "year=2026" / "old").mkdir()
    with pytest.raises(UserError) as caught:
        recordcheck.check(folder, standard)
    assert str(caught.value) == (
        f"{folder}/year=2026/old: this folder stands in a partitioned one, and is not called"
        " column=value\n  move it elsewhere, or give the folders to be read one by one"
    )


def test_what_is_not_read_in_a_partition_is_said_too(tmp_path: Path) -> None:
    """Here the records of one district were saved as a text, and those of another as a workbook."""
    standard, folder = parted(tmp_path)
    (folder / "year=2026" / "district=East").mkdir()
    (folder / "year=2026" / "district=East" / "visits.txt").write_text("id,day\n9,2026-01-01\n")
    (folder / "year=2026" / "district=North" / "more.ods").touch()
    run = recordcheck.check(folder, standard)
    assert run.tables[0].warnings == (
        "Not read: year=2026/district=East/visits.txt (name a .txt to have it read).",
        "Not read: year=2026/district=North/more.ods (save the sheets as .xlsx or CSV UTF-8).",
    )


def test_folders_in_a_folder_that_is_not_partitioned_are_not_looked_into(folder: Path) -> None:
    write(folder, "1 visit.csv")
    (folder / "in" / "old").mkdir()
    write(folder, "old/2 visit.csv")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    assert [Path(table.path).name for table in run.tables] == ["1 visit.csv"]


@pytest.mark.parametrize("name", ["~$1 visit.xlsx", "._1 visit.csv", ".#1 visit.csv"])
def test_what_a_program_keeps_beside_an_export_is_none(folder: Path, name: str) -> None:
    write(folder, "1 visit.csv")
    (folder / "in" / name).write_bytes(b"\x00\x05\x16\x07")
    run = recordcheck.check(folder / "in", folder / "pair.yaml")
    assert [Path(table.path).name for table in run.tables] == ["1 visit.csv"]


def test_a_partition_is_profiled_with_its_columns(tmp_path: Path) -> None:
    _, folder = parted(tmp_path)
    first = profile_paths([folder], known_in((), {}), None, ())[0][0]
    assert isinstance(first, FileProfile)
    assert [(one.name, one.recorded, one.distinct) for one in first.columns] == [
        ("id", 2, "2-5"),
        ("day", 2, "2-5"),
        ("year", 2, "1"),
        ("district", 2, "1"),
    ]


def two_in_one(folder: Path, maps: dict[str, str], *more: Path) -> tuple[str, ...]:
    """What is said of a file of episodes with a column of interviews."""
    (folder / "two.yaml").write_text(
        "standard: two\nversion: '1'\ntitle: Two\ntables:\n"
        "  episode:\n    one_record_is: one episode\n"
        "    fields: {id: {type: text, due: always}, left: {type: date}, back: {type: date}}\n"
        "  interview:\n    one_record_is: one interview\n"
        "    fields: {id: {type: text, due: always}, held: {type: date}, said: {type: text}}\n"
    )
    path = write(folder, "one.csv", "id,left,back,RHI date\n1,2026-01-01,,2026-01-02\n")
    run = recordcheck.check([path, *more], folder / "two.yaml", map=maps)
    return next(table.warnings for table in run.tables if table.path == str(path))


def test_a_column_that_is_mapped_to_a_field_of_another_table_is_said(folder: Path) -> None:
    assert two_in_one(folder, {"RHI date": "held"}) == (
        "1 column is mapped to a field of another table, interview: RHI date to held. To have that"
        " judged, write the columns of that table to a file of its own.",
    )


def test_nothing_is_said_of_a_mapping_that_another_file_uses(folder: Path) -> None:
    other = write(folder, "two.csv", "id,RHI date,said\n1,2026-01-02,Hungry\n")
    assert two_in_one(folder, {"RHI date": "held"}, other) == ()
