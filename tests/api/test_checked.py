"""What a pipeline and a notebook ask of a run."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import pandas
import pandera.pyarrow
import polars
import pyarrow
import pyarrow.parquet
import pytest

import recordcheck
from recordcheck import FindingsError
from recordcheck.engine.check import Session, check_sessions
from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.settings import Options
from recordcheck.engine.values import shown_values
from recordcheck.output import machine
from recordcheck.standard.load import load

STANDARD = """\
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    group_by: [team]
    fields:
      visit_id: {type: text, due: always}
      team: {type: text, due: always}
      seen: {type: code, codes: [Y, N], due: always, target: {recorded: 90%}}
"""
FRAME = pyarrow.table(
    {
        "visit_id": [str(number) for number in range(10)],
        "team": ["<b>North</b>"] * 10,
        "seen": ["Y", "Q<i>", None, None, *["N"] * 6],
    }
)
NOON = datetime(2026, 7, 1, 12)


class Seen(pandera.pyarrow.DataFrameModel):
    """A schema of pandera, for what takes none."""

    seen: str


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD)
    return path


def test_a_run_that_did_not_pass_raises_in_words_without_a_value(standard: Path) -> None:
    run = recordcheck.check(FRAME, standard, as_at="2026-03-31")
    with pytest.raises(FindingsError) as raised:
        run.raise_for_findings()
    assert str(raised.value) == (
        "Found 1 problem in 1 record; 1 target missed. 10 records of frame"
        " against visits 1, as at 2026-03-31."
    )


def test_a_run_that_passed_raises_nothing(standard: Path) -> None:
    recordcheck.check(FRAME.slice(4), standard).raise_for_findings()


def test_a_run_that_judged_nothing_raises_too(standard: Path) -> None:
    standard.write_text(STANDARD.replace(", target: {recorded: 90%}", ""))
    blank = pyarrow.table({"visit_id": ["1"], "team": ["North"], "seen": [""]})
    with pytest.raises(FindingsError) as raised:
        recordcheck.check(
            blank, standard, as_at="2026-03-31", select="VIS-391"
        ).raise_for_findings()
    assert str(raised.value) == (
        "Nothing was judged: no rule could be run, or none applies to a record. 1 record of frame"
        " against visits 1, as at 2026-03-31."
    )


def test_findings_and_rates_as_arrow_are_those_of_the_json(standard: Path) -> None:
    run = recordcheck.check(FRAME, standard, by="team")
    document = json.loads(machine.render(run))
    assert run.to_arrow().to_pylist() == document["findings"]
    rates = run.to_arrow("rates").to_pylist()
    assert len(rates) == len(document["rates"]) == 6
    for row, told in zip(rates, document["rates"], strict=True):
        assert dict(row.pop("group") or []) == (told.pop("group") or {})
        targets = {target.pop("measure"): target for target in row.pop("targets")}
        assert targets == told.pop("targets")
        assert row == told


def test_a_run_without_findings_is_an_empty_table_of_the_same_columns(standard: Path) -> None:
    passed = recordcheck.check(FRAME.slice(4), standard).to_arrow()
    assert passed.num_rows == 0
    assert passed.schema == recordcheck.check(FRAME, standard).to_arrow().schema


def test_rates_are_a_table_of_the_same_columns_with_and_without_groups(standard: Path) -> None:
    tables = [recordcheck.check(FRAME, standard, by=by).to_arrow("rates") for by in (None, "team")]
    assert tables[0].schema == tables[1].schema


def test_a_notebook_shows_tables_that_are_whole_and_hold_no_cell(standard: Path) -> None:
    shown = recordcheck.check(FRAME, standard, by="team")._repr_html_()
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            tags.append(tag)

    Reader().feed(shown)
    assert set(tags) == {"div", "table", "tr", "th", "td", "p"}
    assert "<td>VIS-391</td><td>error</td>" in shown
    assert "&lt;b&gt;North&lt;/b&gt;" in shown  # --by is a door that was opened
    assert "Q" not in shown


def test_a_notebook_shows_the_rates_of_the_full_format(tmp_path: Path) -> None:
    """Of 12,040 that are due, 40 declined; 11,395 of the other 12,000 are 94.958 %."""
    path = tmp_path / "visits.yaml"
    path.write_text(
        'standard: visits\nversion: "1"\ntitle: Visits\ntables:\n  visit:\n'
        "    one_record_is: one visit\n    fields:\n      seen:\n        type: code\n"
        "        codes: [Y, {code: D, role: declined}, {code: U, role: unknown}]\n"
        "        due: always\n        declined: apart\n"
        "        target: {known: 95%, unknown: at most 4.9%}\n"
    )
    codes = ["Y"] * 11_395 + ["D"] * 40 + ["U"] * 605
    run = recordcheck.check({"visit": pyarrow.table({"seen": codes})}, path)
    cells = ["12,040", "100.0%", "100.0%", "94.9%", "–"]
    targets = [
        "known 95% MISSED by 5 records",
        "unknown at most 4.9% 5.0%  MISSED by 16 records",
        "40 declined, set apart",
    ]
    shown = "".join(f"<td>{cell}</td>" for cell in [*cells, "; ".join(targets)])
    assert f"<tr><td>visit.seen</td><td></td>{shown}</tr>" in run._repr_html_()


def test_a_frame_of_polars_is_read_where_it_lies(standard: Path) -> None:
    frame = polars.DataFrame({"visit_id": ["1"], "team": ["North"], "seen": ["Y"]})
    assert recordcheck.check(frame, standard).verdict == "passed"


@pytest.mark.parametrize(
    ("wrap", "called"),
    [
        (lambda first, second: [first, second], ["frame 1", "frame 2"]),
        (lambda first, second: {"visit": [first, second]}, ["visit 1", "visit 2"]),
        (lambda _, second: [second], ["frame"]),
        (lambda _, second: {"visit": [second]}, ["visit"]),
    ],
)
def test_frames_of_one_list_are_told_apart(
    standard: Path, wrap: Callable[[pyarrow.Table, pyarrow.Table], object], called: list[str]
) -> None:
    """Record 2 of the second frame alone has a code that is on no list."""
    run = recordcheck.check(wrap(FRAME.slice(4), FRAME.slice(0, 2)), standard)
    assert [table.path for table in run.tables] == called
    assert [(one.rule, one.path, one.records) for one in run.findings] == [
        ("VIS-391", called[-1], (2,))
    ]


def values_of(data: object, standard: Path) -> list[tuple[object, object]]:
    """The keys and the codes of each finding, as `--show-values` shows them."""
    session = Session(open_data(data), load(standard), Options(), keep_verdicts=True)
    try:
        shown = shown_values([session], check_sessions([session]))
    finally:
        session.close()
    return [(one.keys, one.codes) for one in shown]


def test_the_values_of_a_frame_without_its_key_are_shown(standard: Path) -> None:
    frame = pyarrow.table({"team": ["n/a"], "seen": ["Q"]})
    assert values_of(frame, standard) == [((), ()), ((), (("Q", 1),))]


def test_the_values_of_the_second_frame_are_looked_up_in_the_second(standard: Path) -> None:
    second = pyarrow.table({"visit_id": ["11", "12"], "team": ["North"] * 2, "seen": ["Y", "Q"]})
    assert values_of([FRAME.slice(4), second], standard) == [(((2, "12"),), (("Q", 1),))]


def test_a_run_is_one_line_in_a_shell_and_a_log(standard: Path) -> None:
    assert repr(recordcheck.check(FRAME, standard, as_at="2026-03-31")) == (
        "<run failed: Found 1 problem in 1 record; 1 target missed. 10 records of frame"
        " against visits 1, as at 2026-03-31.>"
    )


def test_the_public_names_are_found_in_a_shell() -> None:
    assert set(dir(recordcheck)) == {*recordcheck.__all__, "__version__"}


def test_a_slip_in_a_public_name_is_seen_by_a_type_checker_too() -> None:
    """mypy reads this file, and refuses an `ignore` that ignores nothing."""
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        recordcheck.chek  # type: ignore[attr-defined]  # noqa: B018


def test_the_run_of_the_public_name_has_what_check_gives(standard: Path) -> None:
    run: recordcheck.Run = recordcheck.check(FRAME, standard)
    assert run.to_arrow().num_rows == 1


class Letters(pandera.pyarrow.DataFrameModel):
    """A schema whose check is made again for the engine, and one that is not run."""

    seen: str = pandera.pyarrow.Field(str_matches="[A-Z]$", nullable=True)

    @pandera.pyarrow.check("seen")
    def any(cls, data: object) -> list[bool]:  # noqa: N805 - as pandera has it
        """No expression."""
        return [True]


def test_a_run_goes_to_another_process_and_comes_back_the_same(standard: Path) -> None:
    for run in (recordcheck.check(FRAME, standard), recordcheck.check(FRAME, Letters)):
        again = pickle.loads(pickle.dumps(run))
        assert again == run
        assert machine.render(again) == machine.render(run)


@pytest.mark.parametrize(("most", "shown"), [(0, 0), (1, 1), (None, 2)])
def test_so_many_record_numbers_are_given_as_were_asked_for(
    standard: Path, most: int | None, shown: int
) -> None:
    twice = pyarrow.table({"visit_id": ["1", "2"], "team": ["A", "A"], "seen": ["Q", "Q"]})
    run = recordcheck.check(twice, standard, max_records=most)
    assert [(one.broken, len(one.records)) for one in run.findings] == [(2, shown)]


def test_a_file_that_is_not_utf8_is_read_in_the_encoding_that_is_named(
    standard: Path, tmp_path: Path
) -> None:
    text = "visit_id,team,seen\n1,Ynys M\u00f4n,Y\n2,Ynys M\u00f4n,Q\n"
    (tmp_path / "western.csv").write_bytes(text.encode("cp1252"))
    (tmp_path / "same.csv").write_text(text, encoding="utf-8")
    read = [
        recordcheck.prepare(tmp_path / called, standard, "visit", encoding=encoding)
        for called, encoding in (("western.csv", "windows-1252"), ("same.csv", None))
    ]
    assert read[0] == read[1]
    run = recordcheck.check(tmp_path / "western.csv", standard, encoding="windows-1252")
    assert [(one.rule, one.records) for one in run.findings] == [("VIS-391", (2,))]


@pytest.mark.parametrize("called", ["check", "prepare"])
def test_a_file_that_is_not_utf8_is_refused_with_the_keyword_that_reads_it(
    standard: Path, tmp_path: Path, called: str
) -> None:
    path = tmp_path / "western.csv"
    path.write_bytes(b"visit_id,team,seen\n1,Ynys M\xf4n,Y\n")
    with pytest.raises(recordcheck.UserError) as raised:
        getattr(recordcheck, called)(path, standard, *["visit"][: called == "prepare"])
    assert str(raised.value) == (
        f"{path}:2: record 1 holds the byte 0xF4, which is not valid UTF-8\n"
        "  Export the file as UTF-8. If Windows software wrote it, it may be in windows-1252:"
        " say so with encoding."
    )


def test_a_command_for_a_file_that_is_not_utf8_can_be_typed_as_it_stands(
    standard: Path, tmp_path: Path
) -> None:
    path = tmp_path / "western.csv"
    path.write_bytes(b"place,weather\nYnys M\xf4n,fog\n")
    with pytest.raises(recordcheck.UserError) as raised:
        recordcheck.check(path, standard, encoding="windows-1252")
    assert raised.value.remedy == (
        f"to map its columns: recordcheck init --from {path} --encoding windows-1252"
        f" --standard {standard}"
    )


def test_a_wrong_day_or_table_is_the_users_mistake(standard: Path) -> None:
    with pytest.raises(recordcheck.UserError, match="as_at takes a day"):
        recordcheck.check(FRAME, standard, as_at="01/04/26")
    with pytest.raises(recordcheck.UserError, match="no table `rows` of a run"):
        recordcheck.check(FRAME, standard).to_arrow("rows")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"as_at": 3}, 'as_at takes a day\n  for example as_at="2026-03-31"'),
        ({"as_at": "2026-W14"}, 'as_at takes a day\n  for example as_at="2026-03-31"'),
        ({"as_at": True}, 'as_at takes a day\n  for example as_at="2026-03-31"'),
        (
            {"select": 3},
            'select takes a text, or a list of texts\n  for example select=["ETH-402", "VOC-*"]',
        ),
        *[
            ({"select": empty}, 'select names no rule\n  for example select=["ETH-402", "VOC-*"]')
            for empty in ([], "", [" "])
        ],
        (
            {"by": [["team"]]},
            'by takes a text, or a list of texts\n  for example by=["district", "district,team"]',
        ),
        (
            {"max_records": -1},
            "max_records takes a whole number from 0 on\n  None gives all record numbers",
        ),
        (
            {"max_records": True},
            "max_records takes a whole number from 0 on\n  None gives all record numbers",
        ),
        (
            {"encoding": b"cp1252"},
            'encoding takes a name\n  for example encoding="windows-1252"',
        ),
        ({"data": ""}, 'an empty path names no file\n  "." is the working folder'),
        ({"data": [""]}, 'an empty path names no file\n  "." is the working folder'),
        (
            {"max_records": "3"},
            "max_records takes a whole number from 0 on\n  None gives all record numbers",
        ),
        (
            {"parameters": [("day", 1)]},
            "parameters takes a dictionary of values by name\n"
            '  for example parameters={"period_end": "2026-03-31"}',
        ),
        (
            {"parameters": {"day": None}},
            "parameters takes a dictionary of values by name\n"
            '  for example parameters={"period_end": "2026-03-31"}',
        ),
        (
            {"map": {1: "team"}},
            "map takes a dictionary of fields by column\n"
            '  for example map={"Eth Code": "self_defined_ethnicity"}',
        ),
        (
            {"map": "Ward=team"},
            "map takes a dictionary of fields by column\n"
            '  for example map={"Eth Code": "self_defined_ethnicity"}',
        ),
        (
            {
                "data": {"contact": FRAME},
                "standard": "child-ethnicity",
                "parameters": {"period_end": "soon"},
            },
            "the parameter `period_end` must be a day such as 2026-03-31\n"
            '  for example parameters={"period_end": "today"}',
        ),
        ({"by": "ward"}, "cannot group by `ward`\n  by takes: team"),
        (
            {"previous": FRAME},
            "no rule of visits looks at a previous export\n  leave previous out; only"
            " rules with `previous.<table>` use it, and a trend needs one run for each period",
        ),
        (
            {"data": FRAME.rename_columns(["visit_id", "Te am", "te-am"])},
            "frame: 2 columns could be the field team: Te am, te-am\n"
            '  say which: map={"Te am": "team"}',
        ),
        (
            {"data": FRAME.rename_columns(["visit_id", "Team $", "team!"])},
            "frame: 2 columns could be the field team: Team $, team!\n"
            '  say which: map={"Team $": "team"}',
        ),
        (
            {"standard": None},
            "what is of type NoneType is no standard\n  give the name or the path of a standard,"
            " what `load` gives, a pandera schema, or a list of these",
        ),
    ],
)
def test_a_wrong_argument_is_told_what_it_takes_here(
    standard: Path, given: dict[str, Any], says: str
) -> None:
    arguments: dict[str, Any] = {"data": FRAME, "standard": standard, **given}
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.check(**arguments)
    assert str(caught.value) == says


def test_columns_that_may_be_fields_are_mapped_here_by_one_dictionary(
    standard: Path, tmp_path: Path
) -> None:
    export = tmp_path / "own.csv"
    export.write_text("Visit=ref,Team – name\n1,North\n", encoding="utf-8")
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.check(export, standard)
    assert (caught.value.remedy or "").endswith(
        '; or, where a column is that field: map={"Visit=ref": "visit_id", "Team – name": "team"}'
    )


WARD = FRAME.rename_columns(["Ref", "Ward", "seen"])
OURS = {"Ref": "visit_id", "Ward": "team"}


def test_a_column_that_is_called_otherwise_is_mapped_as_on_the_command_line(
    standard: Path,
) -> None:
    run = recordcheck.check(WARD, standard, map=OURS)
    named = recordcheck.check(FRAME, standard)
    assert (run.findings, run.rates) == (named.findings, named.rates)
    assert recordcheck.check(WARD, standard).findings[0].name == "missing-column"
    prepared = recordcheck.prepare(WARD, standard, "visit", map=OURS)
    assert prepared == recordcheck.prepare(FRAME, standard, "visit")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"Ref": "visit_idd"},
            "`Ref` cannot be mapped to `visit_idd`: no field of that name; did you mean"
            " `visit_id`?\n  `recordcheck schema show visits.yaml` lists its fields",
        ),
        (
            {"Reff": "visit_id"},
            "visit: a column is mapped that the export does not have: `Reff`; did you mean `Ref`?"
            "\n  map one column at a time, spelt as in the header; if it is lost, export it again",
        ),
        (
            {"Ref": "visit_id", "Ward": "visit_id"},
            "visit: two columns are mapped to the field visit_id: `Ref` and `Ward`\n  map only"
            " the one that holds the field, and take the other out",
        ),
        (
            {"visit_id": "Ref"},
            "`visit_id` is mapped to the column `Ref`: the wrong way round\n  the name in the"
            ' export comes first: map={"Ref": "visit_id"}',
        ),
    ],
)
def test_a_mapping_of_what_is_not_there_is_refused(
    standard: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], says: str
) -> None:
    monkeypatch.chdir(standard.parent)
    for door in (
        lambda: recordcheck.check({"visit": WARD}, "visits.yaml", map=given),
        lambda: recordcheck.prepare(WARD, "visits.yaml", "visit", map=given),
    ):
        with pytest.raises(recordcheck.UserError) as caught:
            door()
        assert str(caught.value) == says


def test_the_fields_of_a_schema_of_pandera_are_named_where_one_is_mapped_to_none() -> None:
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.check(WARD, Seen, map={"Ward": "sen"})
    assert str(caught.value) == (
        "`Ward` cannot be mapped to `sen`: no field of that name; did you mean `seen`?\n"
        "  it has seen"
    )


def test_nothing_that_is_mapped_is_nothing_to_check(standard: Path) -> None:
    with pytest.raises(recordcheck.UserError, match="nothing was given to check"):
        recordcheck.check([], standard, map=OURS)


def test_a_moment_for_a_day_is_its_day(standard: Path) -> None:
    run = recordcheck.check(FRAME, standard, as_at=datetime(2026, 3, 31, 9, 30))
    assert json.loads(machine.render(run))["as_at"] == "2026-03-31"


def test_a_day_may_be_the_value_of_a_parameter() -> None:
    day: Any = date(2026, 3, 31)
    contacts = pyarrow.table({"contact_id": ["1"], "recorded_at": ["2026-03-30 09:00"]})
    run = recordcheck.check(contacts, "child-ethnicity", parameters={"period_end": day})
    assert run.parameters["period_end"] == "2026-03-31"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"table": None}, "table takes a name\n  visits has visit"),
        ({"table": "visits"}, "visits has no table `visits`; did you mean `visit`?"),
        (
            {"parameters": {"nope": "1"}},
            "no parameter `nope`\n"
            "  `recordcheck schema show NAME` lists the parameters of a standard",
        ),
        (
            {"standard": Seen},
            "what is of type MetaModel has no tables to prepare\n  give the name or the path of a"
            " standard, or what `load` gives; a pandera schema goes to `check` as it is",
        ),
    ],
)
def test_prepare_tells_what_it_takes(standard: Path, given: dict[str, Any], says: str) -> None:
    arguments: dict[str, Any] = {"standard": standard, "table": "visit", **given}
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.prepare(FRAME, **arguments)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        (
            pandas.DataFrame({"team": ["North"] * 2, "visit_id": ["one", 2], "seen": ["Y", 1]}),
            "no type of Arrow fits columns 2 and 3 of this DataFrame (ArrowTypeError)\n"
            "  give every column one type; text always works",
        ),
        (
            polars.DataFrame({"team": ["North"], "visit_id": [UUID(int=1)]}),
            "no type of Arrow fits column 2 of this DataFrame (TypeError)\n"
            "  give every column one type; text always works",
        ),
        (
            polars.LazyFrame({"visit_id": polars.Series([1, None], dtype=polars.Int128)}),
            "no type of Arrow fits column 1 of this DataFrame (ArrowInvalid)\n"
            "  give every column one type; text always works",
        ),
        (
            polars.Series([1]),
            "this Series does not become Arrow (ArrowInvalid)\n"
            "  give a frame of whole records, or a relation: connection.sql('from visits')",
        ),
        (
            pandas.Series(["1"]),
            "this Series does not become Arrow (AttributeError)\n"
            "  give a frame of whole records, or a relation: connection.sql('from visits')",
        ),
        (
            pandas.DataFrame({"visit_id": ["1"], "team": pandas.array([1.5], dtype="float16")}),
            "frame: the engine refused this export (NotImplementedException)\n"
            "  give column 2 as text",
        ),
        (
            pandas.DataFrame([["1", "2"]], columns=["seen", "seen"]),
            "this DataFrame does not become Arrow (ValueError)\n"
            "  give every column a name of its own and one type; text always works",
        ),
        (  # Arrow made of them 2026-07-02 and 2026-07-01, and an hour more or less of a moment
            pandas.DataFrame(
                {
                    "visit_id": pandas.Series([date(2026, 7, 2), NOON], dtype=object),
                    "team": pandas.Series([None, date(2026, 7, 2)], dtype=object),
                    "seen": pandas.Series([NOON, NOON.replace(tzinfo=UTC)], dtype=object),
                }
            ),
            "days and moments, or moments with a zone and without, stand together in columns 1 and"
            " 3 of this DataFrame\n"
            "  give every column one type; text always works",
        ),
    ],
)
def test_a_frame_that_does_not_become_arrow_is_told_where(
    standard: Path, frame: object, says: str
) -> None:
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.check(frame, standard)
    assert str(caught.value) == says


def test_of_a_pandas_frame_it_is_said_that_a_column_which_became_the_index_is_not_read(
    standard: Path,
) -> None:
    frame = pandas.DataFrame({"visit_id": ["1", "2"], "team": ["North"] * 2, "seen": ["Y"] * 2})
    assert recordcheck.check(frame, standard).tables[0].warnings == ()
    run = recordcheck.check(frame.set_index("visit_id"), standard)
    assert run.tables[0].warnings == (
        "The index is no column, and was not read: reset_index() makes it one.",
    )
    assert ("visit_id", "the column visit_id is missing") in [
        (one.field, one.says) for one in run.findings
    ]


def test_of_lists_in_a_frame_it_is_said_that_they_are_texts_and_an_empty_one_recorded(
    standard: Path,
) -> None:
    flat = pyarrow.table({"visit_id": ["1", "2"], "seen": ["Y", "Y"]})
    lists = flat.append_column("team", pyarrow.array([["North"], []]))
    both = lists.set_column(1, "seen", pyarrow.array([{"by": "Y"}, {"by": None}]))
    runs = [recordcheck.check(one, standard) for one in (flat, lists, both)]
    assert [run.tables[0].warnings for run in runs] == [
        (),
        ("Column 3 is nested: each value was read as one text, and an empty list is recorded.",),
        (
            "Columns 2 and 3 are nested: each value was read as one text, and an empty list is"
            " recorded.",
        ),
    ]
    assert "team" not in {one.field for one in runs[1].findings}  # due, and never blank


def test_bytes_in_a_frame_are_read_as_those_of_a_file(standard: Path, tmp_path: Path) -> None:
    """A `Z` with a caron is two bytes of UTF-8; a lone one is no letter."""
    cells = pyarrow.array(["Ž".encode(), b"\xc5"], pyarrow.binary())
    frame = pyarrow.table({"visit_id": cells, "team": ["North"] * 2, "seen": ["Y"] * 2})
    pyarrow.parquet.write_table(frame, tmp_path / "visits.parquet")
    for data in (frame, polars.from_arrow(frame), tmp_path / "visits.parquet"):
        found = recordcheck.prepare(data, standard, "visit").column("visit_id").to_pylist()
        assert found == ["Ž", r"\xC5"]


def test_categories_in_a_frame_are_read_as_their_values(standard: Path, tmp_path: Path) -> None:
    """What pandas makes categories of after it made floats of numbers, since some were blank."""
    values = [
        pyarrow.array([2.0, 1e20, None], pyarrow.float64()),
        pyarrow.array(["Ž".encode(), b"\xc5", None], pyarrow.binary()),
        pyarrow.array([datetime(2026, 7, 1, 12, 30)] * 3, pyarrow.timestamp("us", "UTC")),
    ]
    plain = pyarrow.table({"visit_id": values[0], "team": values[1], "seen": values[2]})
    coded = pyarrow.table({name: plain[name].dictionary_encode() for name in plain.column_names})
    pyarrow.parquet.write_table(plain, tmp_path / "plain.parquet")
    pyarrow.parquet.write_table(coded, tmp_path / "coded.parquet")
    frames = [plain, coded, polars.from_arrow(plain), plain.to_pandas().astype("category")]
    for data in (*frames, tmp_path / "plain.parquet", tmp_path / "coded.parquet"):
        read = recordcheck.prepare(data, standard, "visit")
        assert read["visit_id"].to_pylist() == ["2", "100000000000000000000." + "0" * 340, None]
        assert read["team"].to_pylist() == ["Ž", r"\xC5", None]
        assert read["seen"].to_pylist() == ["2026-07-01 12:30:00+00:00"] * 3


def test_a_month_of_pandas_is_read_as_it_is_written(standard: Path) -> None:
    """Arrow counts the months since 1970."""
    months = pandas.Series(pandas.PeriodIndex(["2026-01", None], freq="M"))
    frame = pandas.DataFrame({"visit_id": months, "team": "North", "seen": "Y"})
    found = recordcheck.prepare(frame, standard, "visit").column("visit_id").to_pylist()
    assert found == ["2026-01", None]


EMPTY = pyarrow.table({name: pyarrow.array([], pyarrow.string()) for name in FRAME.column_names})


@pytest.mark.parametrize("data", [EMPTY, {"visit": EMPTY}, pyarrow.table({})])
def test_prepare_refuses_what_has_no_record_as_check_does(standard: Path, data: object) -> None:
    with pytest.raises(recordcheck.UserError, match="no record in this export"):
        recordcheck.prepare(data, standard, "visit")


@pytest.mark.parametrize("nothing", [{}, [], ()])
def test_nothing_to_check_is_the_users_mistake(standard: Path, nothing: object) -> None:
    with pytest.raises(recordcheck.UserError, match="nothing was given to check"):
        recordcheck.check(nothing, standard)


@pytest.mark.parametrize(
    "given", [{"visit_id": ["1"], "team": ["North"]}, [{"visit_id": 1}], {"visits": "visits.csv"}]
)
def test_what_is_a_dictionary_of_no_tables_is_told_what_to_give(
    standard: Path, given: object
) -> None:
    with pytest.raises(recordcheck.UserError) as caught:
        recordcheck.check(given, standard)
    assert str(caught.value) == (
        "a dictionary gives tables by name, and its key 1 is no table of visits;"
        " did you mean `visit`?\n"
        "  of columns make a frame: pyarrow.table(columns), and of records"
        " pyarrow.Table.from_pylist(records)"
    )


def test_a_notebook_says_the_verdict_and_what_was_not_run(standard: Path) -> None:
    shown = recordcheck.check(FRAME.drop_columns(["team"]), standard)._repr_html_()
    assert "<p>failed: Found " in shown
    assert "not run: VIS-290 team: the export has no column team" in shown


def test_a_rule_over_a_table_that_was_not_given_is_null_and_pandera_passes_over_it(
    standard: Path,
) -> None:
    team = "  team: {one_record_is: a team, fields: {called: {type: text}}}\n"
    text = STANDARD.replace("team: {type: text,", "team: {type: text, refers_to: team.called,")
    standard.write_text(text.replace("tables:\n", f"tables:\n{team}"))
    schema = recordcheck.to_pandera(standard, "visit")
    alone = recordcheck.prepare(FRAME.slice(4), standard, "visit")
    assert alone.column("VIS-193 team").to_pylist() == [None] * 6
    schema.validate(alone)
    assert "VIS-193" in {one.rule for one in recordcheck.check(FRAME, standard).not_run}
    given = {"visit": FRAME.slice(4), "team": pyarrow.table({"called": ["South"]})}
    both = recordcheck.prepare(given, standard, "visit")
    with pytest.raises(pandera.errors.SchemaError):
        schema.validate(both)
