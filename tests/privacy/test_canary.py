"""No value of an export stands anywhere in what is said about it, whatever goes wrong.

Two doors are open, and only as far as they say: `--show-values` and `--by`.
"""

from __future__ import annotations

import io
import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
import openpyxl
import pandas
import polars
import pyarrow
import pytest
from canary import (
    COLUMNS,
    STANDARD,
    Markers,
    columns,
    csv_text,
    found_in,
    words_of,
    write_parquet,
)

import recordcheck
from recordcheck import UserError
from recordcheck.cli import main
from recordcheck.output import FORMATS

AS_AT = "2026-03-31"


@pytest.fixture(scope="module")
def markers() -> Markers:
    return Markers(20260331)


@pytest.fixture(scope="module")
def data(markers: Markers) -> dict[str, list[str]]:
    return columns(markers)


@pytest.fixture(scope="module")
def folder(data: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("canary")
    (made / "canary.yaml").write_text(STANDARD, encoding="utf-8")
    (made / "export.csv").write_text(csv_text(data), encoding="utf-8")
    write_parquet(data, made / "export.parquet")
    return made


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that is logged by anybody, at every level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def lint(folder: Path, *args: str) -> tuple[int, str]:
    """The exit code of a lint in a folder, and all that it said on both streams."""
    return command(folder, "lint", "--standard", "canary.yaml", "--as-at", AS_AT, *args)


def command(folder: Path, *args: str) -> tuple[int, str]:
    """The exit code of any command in a folder, and all that it said on both streams."""
    said = io.StringIO()
    argv = ["recordcheck", *args]
    with (
        pytest.MonkeyPatch.context() as patched,
        redirect_stdout(said),
        redirect_stderr(said),
        pytest.raises(SystemExit) as end,
    ):
        patched.chdir(folder)
        patched.setattr(sys, "argv", argv)
        main()
    return int(str(end.value.code)), said.getvalue()


def in_every_format(folder: Path, *args: str) -> tuple[int, str]:
    """The exit code of one lint, all that it said, and what each format gives of its run."""
    files = {name: folder / f"run.{name}" for name in FORMATS}
    for path in files.values():
        path.unlink(missing_ok=True)
    code, said = lint(folder, *args, *[f"--output-format={n}={path}" for n, path in files.items()])
    written = [path.read_text(encoding="utf-8") for path in files.values() if path.exists()]
    assert len(written) == (0 if code == 2 else len(FORMATS))
    return code, said + "".join(written)


FRAMES: dict[str, Callable[[dict[str, list[str]]], Any]] = {
    "pyarrow": pyarrow.table,
    "polars": polars.DataFrame,
    "polars lazy": polars.LazyFrame,
    "pandas": pandas.DataFrame,
    "duckdb": lambda data: duckdb.from_arrow(pyarrow.table(data)),
}


def test_the_canary_breaks_every_kind_of_rule_and_its_markers_are_found(
    folder: Path, markers: Markers
) -> None:
    """A canary that broke nothing would prove nothing."""
    run = recordcheck.check(folder / "export.csv", folder / "canary.yaml", as_at=AS_AT)
    assert {one.rule for one in run.findings} >= {
        "CAN-193", "CAN-390", "CAN-391", "CAN-392", "CAN-393", "CAN-394", "CAN-401", "CAN-402",
        "CAN-403", "CAN-404", "CAN-405",
    }  # fmt: skip
    text = (folder / "export.csv").read_text(encoding="utf-8")
    assert set(found_in(text, markers)) == markers.made


@pytest.mark.parametrize("name", ["export.csv", "export.parquet"])
@pytest.mark.parametrize("output", list(FORMATS))
def test_no_format_gives_a_value_away(
    folder: Path, markers: Markers, logged: io.StringIO, name: str, output: str
) -> None:
    code, said = lint(folder, name, "--output-format", output, "--max-records", "1000")
    assert code == 1
    assert "CAN-193" in said
    assert found_in(said + logged.getvalue(), markers) == []


def test_neither_files_nor_the_summary_of_a_job_give_a_value_away(
    folder: Path,
    markers: Markers,
    logged: io.StringIO,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    files = {name: tmp_path / f"run.{name}" for name in FORMATS}
    asked = [f"--output-format={name}={path}" for name, path in files.items()]
    code, said = lint(folder, "export.csv", "--max-records", "1000", *asked)
    assert (code, said) == (1, "")
    written = [path.read_text(encoding="utf-8") for path in (summary, *files.values())]
    assert all("CAN-" in text for text in written)
    assert found_in("".join(written) + logged.getvalue(), markers) == []


FORMS_OF_DATES = {
    "one that reads nothing": ("%d-%b-%y", 1),
    "one that is none": ("DD/MM/YYYY", 2),
}


@pytest.mark.parametrize("case", FORMS_OF_DATES)
def test_a_form_of_dates_that_is_wrong_gives_no_value_away(
    folder: Path, markers: Markers, logged: io.StringIO, case: str
) -> None:
    form, code = FORMS_OF_DATES[case]
    config = folder / "recordcheck.toml"
    config.write_text(f'[map.dates]\nborn = "{form}"\n')
    try:
        ended, said = in_every_format(folder, "export.csv")
        assert (ended, found_in(said + logged.getvalue(), markers)) == (code, [])
    finally:
        config.unlink()


@pytest.mark.parametrize("kind", FRAMES)
def test_no_run_over_a_frame_holds_a_value(
    folder: Path, data: dict[str, list[str]], markers: Markers, logged: io.StringIO, kind: str
) -> None:
    run = recordcheck.check(
        FRAMES[kind](data), folder / "canary.yaml", as_at=AS_AT, max_records=None
    )
    assert run.findings
    rendered = "".join(render(run) for render in FORMATS.values())
    shown = run._repr_html_() + repr([run.to_arrow(), run.to_arrow("rates")])
    with pytest.raises(recordcheck.FindingsError) as raised:
        run.raise_for_findings()
    said = (
        repr(run)
        + recordcheck.Run.__repr__(run)
        + rendered
        + shown
        + repr(raised.value)
        + logged.getvalue()
    )
    assert found_in(said, markers) == []


def test_no_baseline_holds_a_value(folder: Path, markers: Markers) -> None:
    (folder / "known.txt").unlink(missing_ok=True)
    code, said = lint(folder, "export.csv", "--write-baseline", "known.txt")
    written = (folder / "known.txt").read_text(encoding="utf-8")
    assert code == 0
    assert "CAN-401\n  visit" in written or "CAN-401\n  " in written
    (folder / "known.txt").write_text(written.replace("CAN-401\n  ", "CAN-401\n# "))
    again = lint(folder, "export.csv", "--baseline", "known.txt", "--update-baseline")
    worse = lint(folder, "export.csv", "--baseline", "known.txt", "--allow-worse", "new form")
    assert (again[0], worse[0]) == (1, 0)
    after = (folder / "known.txt").read_text(encoding="utf-8")
    assert found_in(said + written + again[1] + worse[1] + after, markers) == []


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "team"])
@pytest.mark.parametrize("form", ["{}", "team,{}", "{},team"])
def test_only_columns_that_the_standard_names_are_grouped_by(
    folder: Path, markers: Markers, column: str, form: str
) -> None:
    code, said = lint(folder, "export.csv", "--by", form.format(column))
    assert code == 2
    assert said == f"recordcheck: cannot group by `{column}`\n  --by takes: team\n"


@pytest.mark.parametrize("output", list(FORMATS))
def test_a_group_of_fewer_than_five_is_not_named(
    folder: Path, data: dict[str, list[str]], markers: Markers, output: str
) -> None:
    """Seven records share the first team, four the next; every other team has one record."""
    _, said = lint(folder, "export.csv", "--by", "team", "--output-format", output)
    shown = [data["team"][0]] if output in ("full", "json", "jsonl", "markdown") else []
    assert found_in(said, markers) == shown
    assert ("other values" in said) == bool(shown)


def test_values_are_shown_in_full_where_they_are_asked_for(
    folder: Path, data: dict[str, list[str]], markers: Markers
) -> None:
    """Keys of the listed records and offending codes: no other column, no other record."""
    _, said = lint(folder, "export.csv", "--show-values", "--max-records", "3")
    found = set(found_in(said, markers))
    assert data["child_id"][0] in found
    assert found & set(data["risk"])
    assert found <= {*data["child_id"], *data["risk"]}
    assert not found & set(data["child_id"][20:])


@pytest.mark.parametrize("output", [name for name in FORMATS if name != "full"])
def test_no_other_format_shows_values_when_asked(
    folder: Path, markers: Markers, output: str
) -> None:
    code, said = lint(folder, "export.csv", "--show-values", "--output-format", output)
    assert code == 2
    assert found_in(said, markers) == []


def test_a_run_in_which_values_were_shown_holds_none(folder: Path, markers: Markers) -> None:
    from recordcheck.cli import write

    seen: list[object] = []
    real = write.write_output

    def spy(run: Any, settings: Any, shown: Any) -> None:
        seen.append(run)
        real(run, settings, shown)

    with patch("recordcheck.cli.lint.write_output", spy):
        lint(folder, "export.csv", "--show-values")
    assert len(seen) == 1
    assert found_in(repr(seen), markers) == []


def broken_files(data: dict[str, list[str]]) -> dict[str, bytes]:
    """Files that cannot be read whole, or not as they are."""
    text = csv_text(data)
    lines = text.splitlines(keepends=True)
    bare = text.replace('"', "").encode()
    return {
        "ragged.csv": (text + lines[1].rstrip("\n") + ',"more"\n').encode(),
        "short.csv": (text + lines[1].rsplit(",", 1)[0] + "\n").encode(),
        "open quote.csv": text.encode() + b'"' + lines[1].encode()[1:],
        "after quote.csv": text.encode() + b'"x"' + lines[1].encode(),
        "latin.csv": text.encode() + lines[1].encode("utf-16-le"),
        "bad byte.csv": text.encode() + lines[1].encode().replace(b"said", b"s\xffid"),
        "nul.csv": text.encode() + lines[1].encode().replace(b"said", b"s\0id"),
        "no header.csv": "".join(lines[1:]).encode(),
        "header twice.csv": (lines[1] + text).encode(),
        "same name twice.csv": (lines[1].split(",")[0] + "," + lines[1] + text).encode(),
        "other delimiter.csv": bare.replace(b",", b"|"),
        "cut.parquet": b"PAR1" + text.encode(),
        "not a zip.zip": b"PK\x03\x04" + text.encode(),
        "not gzip.csv.gz": b"\x1f\x8b" + text.encode(),
    }


BROKEN = list(broken_files({name: ["x"] for name in COLUMNS}))


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_gives_no_value_away(
    folder: Path, data: dict[str, list[str]], markers: Markers, logged: io.StringIO, name: str
) -> None:
    (folder / name).write_bytes(broken_files(data)[name])
    for extra in ((), ("--output-format", "json"), ("export.csv",)):
        _, said = lint(folder, name, *extra)
        assert found_in(said + logged.getvalue(), markers) == []


@pytest.mark.parametrize("name", BROKEN)
def test_an_exception_and_what_is_behind_it_hold_no_value(
    folder: Path, data: dict[str, list[str]], markers: Markers, name: str
) -> None:
    (folder / name).write_bytes(broken_files(data)[name])
    try:
        recordcheck.check(folder / name, folder / "canary.yaml", as_at=AS_AT)
    except UserError as error:
        assert found_in(words_of(error), markers) == []


def test_columns_of_a_file_without_header_are_not_named(
    folder: Path, data: dict[str, list[str]], markers: Markers
) -> None:
    """The first record is taken for the header: its values look like names of columns."""
    path = folder / "no header at all.csv"
    path.write_text(csv_text(data, header=False), encoding="utf-8")
    key = data["child_id"][0]
    _, said = in_every_format(folder, path.name, "--map", f"{key}=child_id")
    assert set(found_in(said, markers)) <= {key}


def test_a_column_that_is_mapped_and_not_there_names_none_of_a_file_without_header(
    folder: Path, markers: Markers
) -> None:
    """Neither the nearest of them, nor all where they are few."""
    path = folder / "few and no header.csv"
    word, day = markers.word(), markers.day()
    path.write_text(f"{word},{day},{markers.number()}\n1,a,b\n2,a,b\n")
    for typed in ("Their name", f"{word[:-1]}-"):
        code, said = lint(folder, path.name, "--map", f"{typed}=child_id")
        assert (code, said) == (
            2,
            f"recordcheck: {path.name}: a column is mapped that the export does not have:"
            f" `{typed}`\n  map one column at a time, spelt as in the header; if it is lost,"
            " export it again\n",
        )


def test_columns_of_a_doubtful_header_are_not_named(folder: Path, markers: Markers) -> None:
    """One name among the values of the first record is enough for the file to fit; another value
    has a word in it that a field which lacks is called by.
    """
    path = folder / "half a header.csv"
    word, day = markers.word(), markers.day()
    path.write_text(f"child_id,voice {word},{day},{markers.number()}\n1,a,b,c\n2,a,b,c\n")
    _, said = in_every_format(folder, path.name)
    assert found_in(said, markers) == []


def test_columns_of_a_doubtful_header_are_not_named_beside_another_file(
    folder: Path, markers: Markers
) -> None:
    """Its first record has cells that no column of the other file is called by."""
    (folder / "one column.csv").write_text("child_id\n3\n")
    path = folder / "half a header beside.csv"
    path.write_text(f"child_id,{markers.word()},{markers.day()}\n1,a,b\n")
    _, said = in_every_format(folder, "one column.csv", path.name)
    assert "CAN-190" in said
    assert found_in(said, markers) == []


def test_files_that_differ_are_told_apart_without_a_value(
    folder: Path, data: dict[str, list[str]], markers: Markers
) -> None:
    path = folder / "fewer columns.csv"
    fewer = {name: data[name] for name in COLUMNS[:-2]} | {markers.word(): data["voice"]}
    path.write_text(csv_text(fewer), encoding="utf-8")
    with patch.object(sys, "argv", []):
        code, said = lint(folder, "export.csv", path.name)
    assert code == 2
    names = set(fewer) - set(COLUMNS)
    assert set(found_in(said, markers)) <= names


OVERFLOWS = {
    "a sum that is too large": "visits + 9223372036854775807 > 0",
    "a day that is too late": "add_days(born, visits) > born",
    "a position that is too far": "left(voice, visits) = 'x'",
}


@pytest.mark.parametrize("case", OVERFLOWS)
def test_a_rule_that_overflows_gives_no_value_away(
    folder: Path, data: dict[str, list[str]], markers: Markers, logged: io.StringIO, case: str
) -> None:
    rule = "      - {id: CAN-405, name: of-a-record-too, says: x, why: x, severity: error, assert: "
    text = f'{STANDARD}{rule}"{OVERFLOWS[case]}"}}\n'
    (folder / "overflow.yaml").write_text(text)
    try:
        run = recordcheck.check(folder / "export.csv", folder / "overflow.yaml", as_at=AS_AT)
        said = repr(run)
    except UserError as error:
        said = words_of(error)
    assert found_in(said + logged.getvalue(), markers) == []


@pytest.mark.parametrize("kind", ["Error", "InternalException", "BinderException", "IOException"])
def test_what_the_engine_says_when_it_fails_is_not_passed_on(
    folder: Path, markers: Markers, logged: io.StringIO, kind: str
) -> None:
    secret = markers.word()

    def fail(*_: object, **__: object) -> None:
        raise getattr(duckdb, kind)(f"Conversion Error: {secret} in line 3")

    with patch("recordcheck.engine.check.read_and_judge", fail):
        code, said = lint(folder, "export.csv")
        with pytest.raises(UserError) as caught:
            recordcheck.check(folder / "export.csv", folder / "canary.yaml")
    assert code == 2
    assert found_in(said + logged.getvalue(), markers) == []
    assert found_in(words_of(caught.value), markers) == []


BAD_FRAMES: dict[str, Callable[[str], Any]] = {
    "a number and a text": lambda word: pandas.DataFrame(
        {"child_id": [5, word], "team": ["x"] * 2}
    ),
    "a true and a text": lambda word: pandas.DataFrame({"child_id": [True, word]}),
    "bytes and a number": lambda word: pandas.DataFrame({"child_id": [word.encode(), 5]}),
    "a relation that fails": lambda word: duckdb.sql(
        f"select cast(x as integer) as child_id from (values ('{word}')) as t(x)"
    ),
    "a lazy frame that fails": lambda word: polars.LazyFrame({"child_id": [word]}).select(
        polars.col("child_id").cast(polars.Int32)
    ),
    "a list": lambda word: [word, 5],  # its texts are taken for paths, and named as such
    "a text in a set": lambda word: {word},
    "a dictionary of columns": lambda word: {"child_id": [word], "team": ["x"]},
    "a dictionary of columns as a table": lambda word: {"child": {"child_id": [word]}},
    "a list of records": lambda word: [{"child_id": word}],
    "a table before columns": lambda word: {"child": [word], "team": ["x"]},
    "records by a value": lambda word: {word: {"child_id": word}},
}


@pytest.mark.parametrize("case", BAD_FRAMES)
def test_a_frame_that_cannot_be_read_gives_no_value_away(
    folder: Path, markers: Markers, case: str
) -> None:
    frame = BAD_FRAMES[case](markers.word())
    with pytest.raises(UserError) as caught:
        recordcheck.check(frame, folder / "canary.yaml", as_at=AS_AT)
    if case != "a list":
        assert found_in(words_of(caught.value), markers) == []


def test_a_dictionary_of_columns_gives_no_value_away_at_other_doors(
    folder: Path, markers: Markers
) -> None:
    columns, standard = {"child_id": [markers.word()]}, folder / "canary.yaml"
    with pytest.raises(UserError) as prepared:
        recordcheck.prepare(columns, standard, "child")
    with pytest.raises(UserError) as compared:
        recordcheck.check(folder / "export.csv", standard, previous=columns)
    assert found_in(words_of(prepared.value) + words_of(compared.value), markers) == []


def test_prepare_gives_no_value_away_when_it_fails(
    folder: Path, data: dict[str, list[str]], markers: Markers
) -> None:
    (folder / "ragged.csv").write_bytes(broken_files(data)["ragged.csv"])
    with pytest.raises(UserError) as caught:
        recordcheck.prepare(folder / "ragged.csv", folder / "canary.yaml", "child")
    assert found_in(words_of(caught.value), markers) == []


def test_a_schema_of_the_user_that_fails_gives_no_value_away(
    folder: Path, data: dict[str, list[str]], markers: Markers
) -> None:
    import pandera.pandas as pandera

    def fail(values: Any) -> bool:
        raise ValueError(f"it cannot be {values!r}")

    schema = pandera.DataFrameSchema(
        {name: pandera.Column(str, pandera.Check(fail)) for name in COLUMNS}
    )
    run = recordcheck.check(pyarrow.table(data), schema)
    assert len(run.not_run) == len(COLUMNS)
    rendered = "".join(render(run) for render in FORMATS.values())
    assert found_in(repr(run) + rendered, markers) == []


@pytest.mark.parametrize("name", ["export.csv", "export.parquet", *BROKEN])
@pytest.mark.parametrize("output", ["full", "json"])
def test_no_profile_gives_a_value_away(
    folder: Path,
    data: dict[str, list[str]],
    markers: Markers,
    logged: io.StringIO,
    name: str,
    output: str,
) -> None:
    if name in BROKEN:
        (folder / name).write_bytes(broken_files(data)[name])
    _, said = command(folder, "profile", name, "--output-format", output)
    assert found_in(said + logged.getvalue(), markers) == []


def test_no_configuration_gives_a_value_away(
    folder: Path, markers: Markers, logged: io.StringIO
) -> None:
    code, said = command(folder, "init", "--from", "export.csv", "--standard", "canary.yaml")
    written = folder / "recordcheck.toml"
    assert code == 0
    assert found_in(said + logged.getvalue() + written.read_text(), markers) == []
    written.unlink()


@pytest.mark.parametrize("name", ["export.csv", "export.parquet", *BROKEN])
def test_no_first_standard_gives_a_value_away(
    folder: Path,
    data: dict[str, list[str]],
    markers: Markers,
    logged: io.StringIO,
    tmp_path: Path,
    name: str,
) -> None:
    """Nor does the configuration beside it, or what is said where there can be none."""
    made = broken_files(data)[name] if name in BROKEN else (folder / name).read_bytes()
    (tmp_path / name).write_bytes(made)
    code, said = command(tmp_path, "init", "--from", name, "--write-standard", "first.yaml")
    written = [tmp_path / "first.yaml", tmp_path / "recordcheck.toml"]
    assert [path.exists() for path in written] == [code == 0] * 2
    assert name in BROKEN or "one_record_is" in written[0].read_text()
    texts = [path.read_text(encoding="utf-8") for path in written if path.exists()]
    assert found_in(said + logged.getvalue() + "".join(texts), markers) == []


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_set_aside_is_not_shown(
    folder: Path, data: dict[str, list[str]], markers: Markers, logged: io.StringIO, name: str
) -> None:
    (folder / name).write_bytes(broken_files(data)[name])
    code, said = in_every_format(folder, name, "--set-aside")
    assert code != 0
    assert found_in(said + logged.getvalue(), markers) == []


def workbooks(data: dict[str, list[str]], markers: Markers) -> dict[str, list[list[Any]]]:
    """Sheets that hold markers: sound, without a header, and with a day that cannot be one."""
    records = [list(record) for record in zip(*data.values(), strict=True)]
    impossible = [*records[0][:-1], int(markers.number().replace(".", "")[:9]) * 10_000]
    return {
        "sound.xlsx": [list(data), *records],
        "no header.xlsx": records,
        "no day.xlsx": [list(data), *records, impossible],
    }


@pytest.mark.parametrize("name", ["sound.xlsx", "no header.xlsx", "no day.xlsx"])
def test_no_workbook_gives_a_value_away(
    folder: Path, data: dict[str, list[str]], markers: Markers, logged: io.StringIO, name: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = workbooks(data, markers)[name]
    for row in rows:
        sheet.append(row)
    if name == "no day.xlsx":
        sheet.cell(len(rows), len(rows[0])).number_format = "yyyy-mm-dd"
    book.save(folder / name)
    secret = [*markers.made, *([str(rows[-1][-1])] if name == "no day.xlsx" else [])]
    first = str(data["child_id"][0])
    calls = [("lint", name, "--standard", "canary.yaml"), ("profile", name)]
    calls.append(("init", "--from", name, "--write-standard", f"{Path(name).stem}.yaml"))
    if name == "no header.xlsx":
        calls[0] = (*calls[0], "--map", f"{first}=child_id")
    for call in calls:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            _, said = command(folder, *call)
        said += "".join(str(one.message) for one in caught) + logged.getvalue()
        said += "".join(path.read_text() for path in folder.glob(f"{Path(name).stem}.yaml"))
        (folder / "recordcheck.toml").unlink(missing_ok=True)
        assert {one for one in secret if one.lower() in said.lower()} <= {first}
