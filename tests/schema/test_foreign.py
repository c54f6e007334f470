"""A pandera schema that somebody else wrote goes down the same road."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import narwhals.stable.v1 as narwhals
import pandera.pandas
import pandera.polars
import pandera.pyarrow
import polars as pl
import pyarrow as pa
import pytest

import recordcheck
from recordcheck.errors import UserError
from recordcheck.model import Run
from recordcheck.output import full

VISITS = pa.table(
    {
        "id": ["1", "2", "2", None, "5"],
        "place": ["home", "school", "park", "", "home"],
        "age": ["4", "x", "18", "12", None],
        "said": ["too short", "long enough to count", None, "n/a", "also long enough"],
    }
)


def said(run: Run) -> list[tuple[str, str | None, str, tuple[int, ...]]]:
    return [(one.rule, one.field, one.name, one.records) for one in run.findings]


def counts(run: Run) -> dict[str | None, tuple[int, int | None]]:
    return {rate.field: (rate.due, rate.recorded) for rate in run.rates}


class Visit(pandera.pyarrow.DataFrameModel):
    """One visit."""

    id: str = pandera.pyarrow.Field(unique=True)
    place: str = pandera.pyarrow.Field(isin=["home", "school"])
    age: int = pandera.pyarrow.Field(ge=0, le=17, nullable=True)
    said: str = pandera.pyarrow.Field(nullable=True, str_length={"min_value": 10})


FOUND = [
    ("VXX-192", "id", "not-unique", (2, 3)),
    ("VXX-290", "id", "blank", (4,)),
    ("VXX-290", "place", "blank", (4,)),
    ("VXX-301", "place", "isin", (3,)),
    ("VXX-303", "age", "less-than-or-equal-to", (3,)),
    ("VXX-304", "said", "str-length", (1, 4)),
    ("VXX-390", "age", "wrong-type", (2,)),
]


def test_columns_and_built_in_checks_of_a_model_are_run() -> None:
    run = recordcheck.check(VISITS, Visit, max_records=None)
    assert said(run) == [(one.replace("VXX", "VIS"), *rest) for one, *rest in FOUND]
    assert counts(run) == {"id": (5, 4), "place": (5, 4), "age": (5, 4), "said": (5, 4)}
    assert run.not_run == ()


def test_it_is_said_that_what_breaks_a_check_may_be_called_valid() -> None:
    """`park` is a text, and no place of the schema."""
    run = recordcheck.check(VISITS, Visit)
    assert [rate.valid for rate in run.rates if rate.field == "place"] == [4]
    note = "note: `valid` and `known` count what has the type of its column;"
    assert [line for line in full.render(run).splitlines() if line.startswith(note)]
    assert note not in full.render(replace(run, rates=()))


@pytest.mark.parametrize(
    ("module", "text"),
    [(pandera.polars, pl.String), (pandera.pandas, str)],
    ids=["polars", "pandas"],
)
def test_a_schema_of_another_backend_is_run_the_same(module: Any, text: Any) -> None:
    check, column = module.Check, module.Column
    schema = module.DataFrameSchema(
        {
            "id": column(text, unique=True),
            "place": column(text, check.isin(["home", "school"])),
            "age": column(int, [check.ge(0), check.le(17)], nullable=True),
            "said": column(text, check.str_length(min_value=10), nullable=True),
        },
        name="v",
    )
    run = recordcheck.check(VISITS, schema, max_records=None)
    assert said(run) == FOUND
    assert run.not_run == ()


DAYS = pa.table(
    {"on": ["2026-03-31", "31/03/2026 14:05", "31/03/2026", "2026-03-31T14:05Z", "2026-02-30"]}
)


@pytest.mark.parametrize(
    ("module", "moment", "unreadable"),
    [
        (pandera.pandas, "datetime64[ns]", (5,)),
        (pandera.polars, pl.Datetime, (1, 3, 5)),
        (pandera.pyarrow, pa.timestamp("us"), (1, 3, 5)),
    ],
    ids=["pandas", "polars", "pyarrow"],
)
def test_a_moment_of_pandas_may_be_a_day_without_a_time(
    module: Any, moment: Any, unreadable: tuple[int, ...]
) -> None:
    schema = module.DataFrameSchema({"on": module.Column(moment, nullable=True)}, name="v")
    run = recordcheck.check(DAYS, schema, max_records=None)
    assert said(run) == [("VXX-390", "on", "wrong-type", unreadable)]


def test_what_reads_as_a_moment_of_pandas_is_not_said_to_be_unreadable() -> None:
    schema = pandera.pandas.DataFrameSchema({"seen": pandera.pandas.Column("datetime64[us]")})
    run = recordcheck.check(pa.table({"seen": ["2026-03-02 09:30", "2-Mar-26"]}), schema)
    (found,) = run.findings
    assert (found.name, found.records) == ("wrong-type", (2,))
    assert found.help == (
        "31-Mar-26, 03/31/2026 and a spreadsheet's 46112 do not read, and 03/04/2026 is read as"
        ' 3 April: export dates as 2026-03-31, or give their form: seen = "%d-%b-%y" under'
        " [map.dates], or `dates` in a standard of yours"
    )


def test_a_check_that_is_an_expression_is_run_and_any_other_is_said() -> None:
    check, column = pandera.pyarrow.Check, pandera.pyarrow.Column
    longer = check(lambda _: narwhals.col("id") != "5", name="not five", native=False)
    native = check(lambda data: [True], name="my own")
    schema = pandera.pyarrow.DataFrameSchema({"id": column(str, [longer, native], nullable=True)})
    run = recordcheck.check(VISITS.select(["id"]), schema, max_records=None)
    assert said(run) == [("SCH-301", "id", "not-five", (5,))]
    assert [(one.rule, one.field, one.reason) for one in run.not_run] == [
        (
            "SCH-302",
            "id",
            "the check `my own` gives no expression of narwhals.stable.v1 that runs here",
        )
    ]


def test_a_column_that_the_export_lacks_is_a_finding_and_an_optional_one_is_not() -> None:
    column = pandera.pyarrow.Column
    schema = pandera.pyarrow.DataFrameSchema(
        {"id": column(str), "team": column(str), "note": column(str, required=False)}, name="v"
    )
    run = recordcheck.check(VISITS.select(["id"]), schema)
    assert ("VXX-190", "team", "missing-column", ()) in said(run)
    assert all(one.field != "note" for one in run.findings)
    assert [one.field for one in run.rates] == ["id", "team"]


def test_an_optional_column_has_a_rate_where_it_is_there() -> None:
    column = pandera.pyarrow.Column
    schema = pandera.pyarrow.DataFrameSchema(
        {"id": column(str), "note": column(str, required=False)}, name="v"
    )
    frame = pa.table({"id": ["1", "2", "3"], "note": ["seen", None, " "]})
    run = recordcheck.check(frame, schema)
    assert said(run) == [("VXX-290", "note", "blank", (2, 3))]
    assert [(one.field, one.due, one.recorded, one.valid) for one in run.rates] == [
        ("id", 3, 3, 3),
        ("note", 3, 1, 1),
    ]


def text() -> Any:
    return pandera.polars.Column(str)


class Unbuilt(pandera.polars.DataFrameModel):
    """A model of which pandera makes no schema."""

    age: int

    @pandera.polars.check("aeg")
    def slip(cls, data: Any) -> Any:  # noqa: N805 - as pandera has it
        """Asks of a column that is not there."""


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        (
            pandera.polars.DataFrameSchema({"A": text(), "a": text()}, name="v"),
            "the columns `A` and `a` of v differ in case alone\n"
            "  rename one of them in the schema and in the export",
        ),
        (
            pandera.polars.DataFrameSchema({"": text()}, name="v"),
            "a column of v has an empty name\n  name it in the schema and in the export",
        ),
        (
            pandera.polars.DataFrameSchema({"a": text()}, unique=["a", "b"], name="v"),
            "`unique` of v names `b`, which is no column of it; known: a\n"
            "  give the names of its columns",
        ),
        (
            pandera.polars.DataFrameSchema(name="v"),
            "v has no column by its name\n"
            "  name its columns in the schema; a pattern of names is not run",
        ),
        (
            Unbuilt,
            "pandera makes no schema of Unbuilt (SchemaInitError)\n"
            "  `to_schema()` of it, in Python, shows why",
        ),
        (
            pandera.polars.DataFrameSchema({"on": text(), "by": text()}, name="v"),
            "frame: no column of this export is a field of v\n"
            '  it has on, by; map={"Their Name": "our_field"} maps one',
        ),
    ],
)
def test_a_schema_that_cannot_be_checked_by_is_told_why(schema: Any, says: str) -> None:
    with pytest.raises(UserError) as caught:
        recordcheck.check(VISITS, schema)
    assert str(caught.value) == says


def test_a_model_whose_name_has_no_letter_of_ours_is_checked_by() -> None:
    schema = pandera.polars.DataFrameSchema({"id": text()}, name="\u540d")
    assert [one.rule for one in recordcheck.check(VISITS, schema).findings] == ["SCH-290"]


BAD = {
    "no.such.module:Visit": "cannot import no.such.module: there is no module no",
    "given_schema:Missing": "given_schema has no Missing",
    "given_schema:NUMBER": "given_schema:NUMBER is not a pandera schema",
    "given_schema:Row": "the column `RowId` of given_schema:Row has a name of the engine's own",
    "given_schema": "--schema takes package.module:Model",
    ":Visit": "--schema takes package.module:Model",
    ".given_schema:Visit": "--schema takes package.module:Model",
    "failing_schema:Visit": "cannot import failing_schema (ZeroDivisionError)",
    "ending_schema:Visit": "cannot import ending_schema (SystemExit)",
}


@pytest.mark.parametrize("named", BAD)
def test_what_is_no_schema_is_refused_in_two_lines(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recordcheck.schema.foreign import standard_of
    from recordcheck.schema.named import import_schema

    (tmp_path / "given_schema.py").write_text(
        "NUMBER = 1\nclass Row:\n    columns = {'RowId': None}\n    checks = ()\n"
    )
    (tmp_path / "failing_schema.py").write_text("1 / 0\n")
    (tmp_path / "ending_schema.py").write_text("raise SystemExit(0)\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UserError) as caught:
        standard_of(import_schema(named), named)
    assert caught.value.message == BAD[named]
    assert caught.value.remedy


def test_what_a_module_prints_is_no_output_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from recordcheck.schema.named import import_schema

    (tmp_path / "printing_schema.py").write_text("print('read')\nVisit = 1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    assert import_schema("printing_schema:Visit") == 1
    assert capsys.readouterr() == ("", "read\n")


@pytest.mark.parametrize(
    ("lacks", "imports", "says"),
    [
        (
            ("numpy", "pandas"),
            "pandera.pandas",
            "pandera needs pandas for it, which is not installed\n"
            "  beside recordcheck: pip install pandas (or pipx inject recordcheck pandas)",
        ),
        (
            ("polars",),
            "pandera.api.polars.components",
            "pandera needs polars for it, which is not installed\n"
            "  beside recordcheck: pip install polars (or pipx inject recordcheck polars)",
        ),
        (
            ("ibis",),
            "pandera.ibis",
            "pandera needs ibis-framework for it, which is not installed\n  beside recordcheck:"
            " pip install ibis-framework (or pipx inject recordcheck ibis-framework)",
        ),
        (
            ("numpy", "pandas"),
            "numpy",
            "there is no module numpy\n  install it beside recordcheck, or run from its folder",
        ),
    ],
)
def test_what_pandera_needs_for_a_schema_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lacks: tuple[str, ...],
    imports: str,
    says: str,
) -> None:
    from recordcheck.schema.named import import_schema

    (tmp_path / "lacking_schema.py").write_text(f"import {imports}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, imports, raising=False)
    for name in lacks:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UserError) as caught:
        import_schema("lacking_schema:Visit")
    assert str(caught.value) == f"cannot import lacking_schema: {says}"


@pytest.mark.parametrize(
    "says",
    [
        "import pandera as pa\nclass Visit(pa.DataFrameModel): pass\n",
        "from pandera import DataFrameSchema\n",
        "from pandera.typing import Series\n",
    ],
)
def test_what_pandera_has_only_with_pandas_is_named_with_the_way_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    from recordcheck.schema.named import import_schema

    (tmp_path / "bare_schema.py").write_text(says)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "bare_schema", raising=False)
    monkeypatch.setitem(sys.modules, "pandas", None)
    for module, name in [
        (pandera, "DataFrameModel"),
        (pandera, "DataFrameSchema"),
        (pandera.typing, "Series"),
    ]:
        monkeypatch.delattr(module, name)
    with pytest.raises(UserError) as caught:
        import_schema("bare_schema:Visit")
    assert str(caught.value) == (
        "cannot import bare_schema: it asks pandera for what is there only with pandas, which is"
        " not installed\n  import pandera.pyarrow in its place, or beside recordcheck: pip install"
        " pandas (or pipx inject recordcheck pandas)"
    )


@pytest.mark.parametrize(
    ("named", "module"),
    [
        ("visits.py:Visit", "visits:Visit"),
        ("./checks/visits.py:Visit", "checks.visits:Visit"),
        ("visits.py", "visits:Model"),
    ],
)
def test_a_file_for_a_module_is_answered_with_the_module(named: str, module: str) -> None:
    from recordcheck.schema.named import import_schema

    with pytest.raises(UserError) as caught:
        import_schema(named)
    assert str(caught.value) == (
        f"{named.removesuffix(':Visit')} is a file, and --schema takes a module\n"
        f"  for example --schema {module}, from the folder above it"
    )


def test_a_finding_says_what_its_check_asks() -> None:
    check, column = pandera.polars.Check, pandera.polars.Column
    checks = [
        check.isin(["home", "school"]),
        check.isin([f"place number {one}" for one in range(20)]),
        check.str_length(5, None),
        check.str_matches("[a-z]{6}"),
        check.ne("park", error="nobody is seen\nin a park"),
        check.ne("park", title="A park is no place."),
    ]
    schema = pandera.polars.DataFrameSchema({"place": column(str, checks)}, name="v")
    found = recordcheck.check(pa.table({"place": ["park"]}), schema).findings
    assert [one.says for one in found] == [
        "place: isin(['home', 'school'])",
        "place: isin",
        "place: str_length(5, None)",
        "place: str_matches('[a-z]{6}')",
        "place: nobody is seen in a park",
        "A park is no place.",
    ]


def test_a_text_is_held_against_a_check_with_the_spaces_around_it() -> None:
    check, column = pandera.polars.Check, pandera.polars.Column
    schema = pandera.polars.DataFrameSchema({"ref": column(str, check.str_length(3, 3))})
    data = pa.table({"ref": ["A1", " A1", "A1 ", "AB1"]})
    [found] = recordcheck.check(data, schema).findings
    assert found.records == (1,)


@pytest.mark.parametrize("several", [list, tuple])
def test_two_schemas_that_differ_only_in_a_function_are_both_run(several: Any) -> None:
    def schema(no: str) -> pandera.pyarrow.DataFrameSchema:
        check = pandera.pyarrow.Check(
            lambda _: narwhals.col("id") != no, name="another", native=False
        )
        columns = {"id": pandera.pyarrow.Column(str, check, nullable=True)}
        return pandera.pyarrow.DataFrameSchema(columns, name="visits")

    run = recordcheck.check(VISITS.select(["id"]), several((schema("1"), schema("5"))))
    assert [one.records for one in run.findings] == [(1,), (5,)]
