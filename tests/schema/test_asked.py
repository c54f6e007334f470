"""What a pandera schema asks: pandera itself says how many records break it; what is not looked at
here is listed with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import narwhals.stable.v1 as narwhals
import pandas as pd
import pandera.engines.pandas_engine
import pandera.pandas
import pandera.polars
import pandera.pyarrow
import polars as pl
import pyarrow as pa
import pydantic
import pytest
from pandera.errors import SchemaErrors

import recordcheck
from recordcheck.model import Severity
from recordcheck.schema.dtypes import zoned

OF_PANDAS: Any = pandera.engines.pandas_engine
NAMES = ["José", "Zoë", "Ann", "x y", "O'Neil", "\u0661\u0662", "Noe\u0308", "1\nAnn", "½", None]
LEFT_AND_RIGHT = {"left": ["a", "b", None], "right": ["b", "a", "b"]}
NUMBERS = pa.table({"age": [1, 5, 10, None], "other": [3, 3, 30, 4]})
NO_EXPRESSION = "the check `{}` gives no expression of narwhals.stable.v1 that runs here"


def by_pandera(schema: Any, frame: Any) -> Counter[str]:
    """How many records fail each check, by its words."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        if hasattr(cases, "to_pylist"):
            return Counter(case["check"] for case in cases.to_pylist())
        rows = cases.to_dicts() if hasattr(cases, "to_dicts") else cases.to_dict("records")
        return Counter(str(case["check"]) for case in rows)
    return Counter()


def broken(schema: Any, frame: Any) -> dict[str, int]:
    """How many records break each rule, by its name."""
    return {one.name: one.broken for one in recordcheck.check(frame, schema).findings}


def not_run(schema: Any, frame: Any) -> list[tuple[str | None, str]]:
    return [(one.field, one.reason) for one in recordcheck.check(frame, schema).not_run]


@pytest.mark.parametrize(
    ("module", "pattern", "count"),
    [
        (pandera.pandas, r"\w+$", 4),
        (pandera.pandas, r"[\w' ]+$", 2),
        (pandera.pandas, r"\d+$", 8),
        (pandera.pandas, r"[^\W]+$", None),
        (pandera.pandas, r"A|Z", 7),
        (pandera.pandas, "", 0),
        (pandera.pandas, re.compile("[a-z]", re.IGNORECASE), 3),
        (pandera.pandas, re.compile("A", re.MULTILINE), 8),
        (pandera.polars, r"\w+$", 4),
        (pandera.polars, r"\d+$", 8),
        (pandera.polars, r"\bx", None),
        (pandera.pyarrow, r"\w+$", 8),
        (pandera.pyarrow, r"^A|Z", 7),
    ],
)
def test_a_pattern_means_what_it_means_to_the_library_of_the_schema(
    module: Any, pattern: Any, count: int | None
) -> None:
    schema = module.DataFrameSchema(
        {"name": module.Column(str, module.Check.str_matches(pattern), nullable=True)}
    )
    frames: dict[Any, Any] = {
        pandera.pandas: pd.DataFrame({"name": NAMES}, dtype="str"),
        pandera.polars: pl.DataFrame({"name": NAMES}),
        pandera.pyarrow: pa.table({"name": NAMES}),
    }
    frame = frames[module]
    if count is None:
        reason = r"its regular expression has \b, or \W in brackets, which know ASCII alone here"
        assert not_run(schema, frame) == [("name", reason)]
        return
    assert sum(by_pandera(schema, frame).values()) == count
    assert sum(broken(schema, frame).values()) == count


def test_a_pattern_that_the_engine_cannot_have_stops_no_run() -> None:
    check, column = pandera.pyarrow.Check, pandera.pyarrow.Column
    later = check(lambda _: narwhals.col("name").str.contains("(?=x)"), native=False, name="later")
    schema = pandera.pyarrow.DataFrameSchema(
        {"name": column(str, [check.str_matches("(?=x)"), later, check.ne("Ann")], nullable=True)}
    )
    frame = pa.table({"name": NAMES})
    assert broken(schema, frame) == {"not-equal-to": 1}
    assert not_run(schema, frame) == [
        (
            "name",
            "its regular expression is not one of RE2: look-around, back references and"
            " possessive repeats are not available",
        ),
        ("name", NO_EXPRESSION.format("later")),
    ]


def of_age(*checks: Any) -> Any:
    column = pandera.pyarrow.Column
    columns = {"age": column(int, list(checks), nullable=True), "other": column(int)}
    return pandera.pyarrow.DataFrameSchema(columns)


def expression(made: Any, **more: Any) -> Any:
    return pandera.pyarrow.Check(lambda _: made, native=False, name="made", **more)


AGE, OTHER = narwhals.col("age"), narwhals.col("other")


@pytest.mark.parametrize(
    ("made", "count"),
    [
        (AGE.max() == AGE, 2),
        (AGE.mean() > 300, 4),
        (AGE.mean() > 3, 0),
        (OTHER.is_unique(), 2),
        (AGE.sum().over("other") > 3, 1),
        (AGE > OTHER, 2),
        (~AGE.is_null(), 1),
    ],
)
def test_an_expression_over_many_records_is_run(made: Any, count: int) -> None:
    schema = of_age(expression(made))
    assert by_pandera(schema, NUMBERS)["made"] == count
    assert broken(schema, NUMBERS).get("made", 0) == count
    assert not_run(schema, NUMBERS) == []


def test_records_keep_their_places_beside_an_expression_over_many() -> None:
    """The oldest of each group, and whoever is under 5, by hand: a window gives no order."""
    records = [(place * 7919 % 1000, place * 31 % 7) for place in range(5000)]
    oldest = {group: max(age for age, other in records if other == group) for group in range(7)}
    found = {
        "made": {place for place, one in enumerate(records, 1) if one[0] == oldest[one[1]]},
        "greater-than-or-equal-to": {place for place, one in enumerate(records, 1) if one[0] < 5},
    }
    checks = [expression(AGE.max().over("other") != AGE), pandera.pyarrow.Check.ge(5)]
    ages, groups = map(list, zip(*records, strict=True))
    frame = pa.table({"age": ages, "other": groups})
    run = recordcheck.check(frame, of_age(*checks), max_records=None)
    assert {one.name: set(one.records) for one in run.findings} == found
    assert run.problem_records == len(set.union(*found.values()))


@pytest.mark.parametrize(
    "made",
    [
        AGE + 1,
        AGE.cast(narwhals.String),
        AGE == "x",
        AGE.shift(1) > 3,
        AGE.cum_sum() > 3,
        OTHER.is_first_distinct(),
        narwhals.col("age", "other") > 1,
        narwhals.col("nowhere") > 1,
    ],
    ids=str,
)
def test_an_expression_that_says_no_yes_or_no_of_a_record_is_not_run(made: Any) -> None:
    assert broken(of_age(expression(made)), NUMBERS) == {}
    assert not_run(of_age(expression(made)), NUMBERS) == [("age", NO_EXPRESSION.format("made"))]


def test_all_columns_of_an_expression_are_those_of_the_schema() -> None:
    made = narwhals.all_horizontal(narwhals.all() > 2, ignore_nulls=True)
    schema = pandera.pyarrow.DataFrameSchema(of_age().columns, checks=expression(made))
    assert broken(schema, NUMBERS) == {"made": 1}


def test_an_expression_may_compare_columns_that_nothing_else_asks_for() -> None:
    """Both may lack and may be blank, so that neither has a rate."""
    module = pandera.pyarrow
    made = expression(narwhals.col("left") <= narwhals.col("right"))
    columns = {name: module.Column(str, nullable=True, required=False) for name in LEFT_AND_RIGHT}
    schema = module.DataFrameSchema(columns, checks=made)
    assert broken(schema, pa.table(LEFT_AND_RIGHT)) == {"made": 1}
    assert not_run(schema, pa.table(LEFT_AND_RIGHT).select(["left"])) == [
        (None, NO_EXPRESSION.format("made"))
    ]


def test_a_value_for_which_an_expression_fails_could_not_be_judged() -> None:
    column = pandera.pyarrow.Column
    made = expression(narwhals.col("age").cast(narwhals.Int64) > 2)
    schema = pandera.pyarrow.DataFrameSchema({"age": column(str, made)})
    [found] = recordcheck.check(pa.table({"age": ["1", "x", "3"]}), schema).findings
    assert (found.broken, found.judged, found.not_judged) == (1, 2, 1)


def test_what_ignores_no_blank_is_broken_by_one() -> None:
    ge = pandera.pyarrow.Check.ge
    assert by_pandera(of_age(ge(2, ignore_na=False)), NUMBERS).total() == 2
    assert broken(of_age(ge(2, ignore_na=False)), NUMBERS) == {"greater-than-or-equal-to": 2}
    assert broken(of_age(ge(2)), NUMBERS) == {"greater-than-or-equal-to": 1}


def test_to_pandas_a_blank_is_another_value_than_any() -> None:
    module = pandera.pandas
    check = module.Check.ne(5.0, ignore_na=False)
    schema = module.DataFrameSchema({"age": module.Column(float, check, nullable=True)})
    frame = pd.DataFrame({"age": [1.0, 5.0, None]})
    assert by_pandera(schema, frame).total() == 1
    assert broken(schema, frame) == {"not-equal-to": 1}


def test_what_warns_in_pandera_fails_no_run() -> None:
    run = recordcheck.check(NUMBERS, of_age(pandera.pyarrow.Check.ge(2, raise_warning=True)))
    assert [(one.severity, one.broken) for one in run.findings] == [(Severity.INFO, 1)]
    assert run.verdict == "passed"


def test_a_moment_with_an_offset_is_compared_by_the_clock_that_it_is_read_by() -> None:
    module = pandera.polars
    kind = pl.Datetime("us", "UTC")
    least = datetime(2026, 6, 1, tzinfo=UTC)
    schema = module.DataFrameSchema({"at": module.Column(kind, module.Check.ge(least))})
    moments = [datetime(2026, 5, 31, 23, 30, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)]
    frame = pl.DataFrame({"at": moments}, schema={"at": kind})
    assert by_pandera(schema, frame).total() == 1
    assert broken(schema, frame) == {"greater-than-or-equal-to": 1}


@pytest.mark.parametrize("module", [pandera.pyarrow, pandera.polars, pandera.pandas])
def test_columns_that_together_are_unique_leave_blanks_alone(module: Any) -> None:
    columns = {"a": module.Column(str, nullable=True), "b": module.Column(str)}
    schema = module.DataFrameSchema(columns, unique=["a", "b"], name="v")
    data = {"a": ["x", "x", "x", None], "b": ["1", "1", "2", "1"]}
    [found] = recordcheck.check(pa.table(data), schema).findings
    assert (found.rule, found.field, found.name) == ("VXX-192", None, "not-unique")
    assert found.says == "a and b together are the same in several records"
    assert (found.broken, found.judged, found.records) == (2, 3, (1, 2))


def test_a_column_is_not_taken_for_two_whose_names_it_is_made_of() -> None:
    module = pandera.pyarrow
    columns = {name: module.Column(str) for name in ("a", "b")}
    columns["a b"] = module.Column(str, unique=True)
    schema = module.DataFrameSchema(columns, unique=["a", "b"], name="v")
    frame = pa.table({"a": ["x", "x", "y"], "b": ["1", "1", "2"], "a b": ["p", "q", "q"]})
    found = recordcheck.check(frame, schema).findings
    assert {one.field: one.records for one in found} == {None: (1, 2), "a b": (2, 3)}


def test_a_column_that_may_lack_may_not_be_blank_where_it_is_there() -> None:
    module = pandera.polars
    schema = module.DataFrameSchema(
        {"a": module.Column(str), "b": module.Column(str, required=False)}
    )
    frame = pl.DataFrame({"a": ["x", "y"], "b": ["z", None]})
    assert by_pandera(schema, frame) == {"not_nullable": 1}
    assert broken(schema, frame) == {"blank": 1}
    assert not_run(schema, frame.select("a")) == [("b", "the export has no column b")]


def test_what_has_a_default_may_be_blank_and_is_added_where_it_lacks() -> None:
    module = pandera.polars
    columns = {"a": module.Column(str, default="x"), "b": module.Column(str, default="y")}
    schema = module.DataFrameSchema(columns, add_missing_columns=True)
    frame = pl.DataFrame({"a": ["x", None]})
    assert by_pandera(schema, frame) == {}
    assert broken(schema, frame) == {}


@pytest.mark.parametrize(
    ("kind", "cells", "found"),
    [
        (pl.UInt8, ["0", "255", "256", "-1"], {"out-of-range": 2}),
        (pl.Int16, ["-32768", "32767", "32768"], {"out-of-range": 1}),
        (pl.UInt64, ["-1", "5"], {"out-of-range": 1}),
        (pl.Int64, ["-1", "x"], {"wrong-type": 1}),
        (pl.Enum(["point", "int"]), ["point", "x"], {"isin": 1}),
        (pl.Categorical, ["point", "x"], {}),
    ],
)
def test_a_type_is_what_a_value_must_be(kind: Any, cells: list[str], found: dict[str, int]) -> None:
    module = pandera.polars
    schema = module.DataFrameSchema({"a": module.Column(kind), "b": module.Column(int)})
    assert broken(schema, pa.table({"a": cells, "b": range(len(cells))})) == found


@pytest.mark.parametrize(
    ("module", "kind", "says"),
    [
        (pandera.polars, pl.List(pl.Int64), "List(Int64)"),
        (pandera.polars, pl.Struct({"int": pl.Int64}), "Struct({'int': Int64})"),
        (pandera.polars, pl.Duration, "Duration(time_unit='us')"),
        (pandera.pandas, pd.IntervalDtype("int64"), "interval[int64]"),
        (pandera.pandas, pd.PeriodDtype("M"), "period[M]"),
    ],
)
def test_a_type_that_no_field_has_is_said_and_accuses_nobody(
    module: Any, kind: Any, says: str
) -> None:
    schema = module.DataFrameSchema({"a": module.Column(kind), "b": module.Column(int)})
    frame = pa.table({"a": ["[1, 2]", "[3]"], "b": [1, 2]})
    assert broken(schema, frame) == {}
    assert not_run(schema, frame) == [("a", f"the type {says} is read as text here")]


def test_the_type_of_a_whole_schema_is_that_of_its_columns() -> None:
    module = pandera.pyarrow
    schema = module.DataFrameSchema({"a": module.Column()}, dtype=int)
    assert broken(schema, pa.table({"a": ["1", "x"]})) == {"wrong-type": 1}


def test_what_a_schema_asks_of_its_columns_is_listed() -> None:
    module = pandera.pandas
    schema = module.DataFrameSchema(
        {"a": module.Column(int), "^b.$": module.Column(int, regex=True)},
        index=module.Index(int),
        strict=True,
        ordered=True,
    )
    assert not_run(schema, pa.table({"a": [1], "b1": [2]})) == [
        (None, "`^b.$` is a pattern of names, and no pattern is run here"),
        (None, "columns beyond the schema are named, and are no finding"),
        (None, "the order of columns is not looked at"),
        (None, "an export has columns alone, and no index"),
    ]


def test_what_a_parser_changes_first_is_not_judged_as_it_stands() -> None:
    module = pandera.pandas
    parser = module.Parser(lambda column: column.fillna(0) + 100)
    schema = module.DataFrameSchema(
        {
            "a": module.Column(int, module.Check.ge(5), parsers=parser, unique=True),
            "b": module.Column(int, module.Check.ge(5)),
        }
    )
    frame = pa.table({"a": ["1", "1", "x", None], "b": [4, 5, 6, 7]})
    assert broken(schema, frame) == {"greater-than-or-equal-to": 1}
    parsed = "a parser changes it first in pandera, and no parser is run here"
    assert not_run(schema, frame) == [("a", parsed), ("a", parsed)]


@pytest.mark.parametrize("name", ["address.postcode", 'in "quotes"', "it's", "naïve ☃", "select"])
def test_a_column_may_have_any_name(name: str) -> None:
    module = pandera.polars
    column = module.Column(int, module.Check.ge(2), unique=True)
    schema = module.DataFrameSchema({name: column, "on": module.Column(pl.Date)})
    frame = pl.DataFrame({name: [1, 5, None, 5], "on": [date(2026, 1, 1)] * 4})
    assert by_pandera(schema, frame) == {
        "not_nullable": 1,
        "field_uniqueness": 2,
        "greater_than_or_equal_to(2)": 1,
    }
    found = {"blank": 1, "not-unique": 2, "greater-than-or-equal-to": 1}
    assert broken(schema, frame) == found


@pytest.mark.parametrize(
    ("module", "frame"),
    [
        (pandera.pandas, pd.DataFrame({"seen": ["Y", " Y", "N ", "N\u00a0"]})),
        (pandera.polars, pl.DataFrame({"seen": ["Y", " Y", "N ", "N\u00a0"]})),
        (pandera.pyarrow, pa.table({"seen": ["Y", " Y", "N ", "N\u00a0"]})),
    ],
    ids=["pandas", "polars", "pyarrow"],
)
def test_a_text_is_judged_with_the_space_around_it(module: Any, frame: Any) -> None:
    checks = [module.Check.isin(["Y", "N"]), module.Check.str_length(max_value=1)]
    schema = module.DataFrameSchema({"seen": module.Column(str, checks, unique=True)})
    assert by_pandera(schema, frame).total() == 6
    assert broken(schema, frame) == {"isin": 3, "str-length": 3}


def test_white_space_alone_is_a_blank_and_so_is_what_is_no_number() -> None:
    module = pandera.polars
    columns = {"a": module.Column(str), "b": module.Column(float, module.Check.ge(0))}
    schema = module.DataFrameSchema(columns)
    frame = pl.DataFrame({"a": ["x", " ", "x"], "b": [-1.0, 2.0, float("nan")]})
    assert by_pandera(schema, frame) == {"greater_than_or_equal_to(0)": 1, "not_nullable": 1}
    run = recordcheck.check(frame, schema)
    assert [(one.field, one.name, one.records) for one in run.findings] == [
        ("a", "blank", (2,)),
        ("b", "blank", (3,)),
        ("b", "greater-than-or-equal-to", (1,)),
    ]


def test_a_column_has_the_very_name_that_the_schema_gives_it() -> None:
    column = pandera.polars.Column
    schema = pandera.polars.DataFrameSchema({"Place": column(str), "id": column(str)})
    frame = pl.DataFrame({"place": ["home"], "id": ["1"]})
    assert by_pandera(schema, frame) == {"column_in_dataframe": 1}
    assert broken(schema, frame) == {"missing-column": 1}
    run = recordcheck.check(frame.rename({"place": "Place"}), schema)
    assert run.findings == ()


def dated(kind: Any) -> Any:
    module = pandera.pandas
    checks = module.Check.ge(pd.Timestamp("2026-04-01"))
    return module.DataFrameSchema({"on": module.Column(kind, checks, coerce=True)})


@pytest.mark.parametrize("form", ["%m/%d/%Y", "%d-%b-%y", "%d.%m.%Y %H:%M"])
def test_dates_are_read_in_the_form_that_pandas_is_told(form: str) -> None:
    days = [datetime(2026, 3, 4, 10), datetime(2026, 1, 5, 10), datetime(2026, 12, 31, 10)]
    frame = pd.DataFrame({"on": [day.strftime(form) for day in days]})
    schema = dated(OF_PANDAS.DateTime(to_datetime_kwargs={"format": form}))
    assert by_pandera(schema, frame).total() == 2
    assert broken(schema, frame) == {"greater-than-or-equal-to": 2}
    assert not_run(schema, frame) == []
    unread = recordcheck.check(pa.table({"on": ["tomorrow"]}), schema).findings
    assert [one.says for one in unread] == [f"on is not a date in the form {form}"]


@pytest.mark.parametrize(
    ("told", "option"),
    [
        ({"unit": "s"}, "unit='s'"),
        ({"format": "mixed", "dayfirst": True}, "format='mixed'"),
        ({"format": "%x"}, "format='%x'"),
    ],
)
def test_dates_that_are_read_otherwise_by_pandas_accuse_nobody(
    told: dict[str, Any], option: str
) -> None:
    schema = dated(OF_PANDAS.DateTime(to_datetime_kwargs=told))
    frame = pa.table({"on": ["1767225600", "2 March"]})
    assert broken(schema, frame) == {}
    assert not_run(schema, frame) == [
        ("on", NO_EXPRESSION.format("greater_than_or_equal_to")),
        ("on", f"its dates are read by `{option}` in pandas, and not here"),
    ]


@pytest.mark.parametrize(
    ("module", "kind"),
    [
        (pandera.polars, pl.Decimal(5, 2)),
        (pandera.pandas, OF_PANDAS.Decimal(5, 2)),
    ],
    ids=["polars", "pandas"],
)
def test_a_number_of_so_many_digits_has_no_more(module: Any, kind: Any) -> None:
    schema = module.DataFrameSchema({"a": module.Column(kind)})
    frame = pa.table({"a": ["1.23", "-999.99", "999.99", "1000", "-123456.1"]})
    assert broken(schema, frame) == {"out-of-range": 2}


def test_what_pandera_would_drop_is_a_finding_and_that_is_said() -> None:
    module = pandera.pandas
    schema = module.DataFrameSchema(
        {"a": module.Column(int, module.Check.ge(0))}, drop_invalid_rows=True
    )
    assert broken(schema, pa.table({"a": [1, -1]})) == {"greater-than-or-equal-to": 1}
    assert not_run(schema, pa.table({"a": [1, -1]})) == [
        (None, "what pandera drops is a finding here")
    ]


@pytest.mark.parametrize(
    ("pattern", "count"),
    [("^abc$", 1), (r"^abc\$?$", 1), ("^abc[$]?$", 1), ("(?m)^a.*c$", 1)],
)
def test_the_end_of_a_text_is_where_python_has_it(pattern: str, count: int) -> None:
    module = pandera.pandas
    schema = module.DataFrameSchema({"a": module.Column(str, module.Check.str_matches(pattern))})
    frame = pd.DataFrame({"a": ["abc", "abc\n", "x"]}, dtype="str")
    assert by_pandera(schema, frame).total() == count
    assert broken(schema, frame) == {"str-matches": count}


LEVELS = ["low", "medium", "high"]
OF_LEVELS = "categories have an order of their own in pandera, and none here; isin lists them"


@pytest.mark.parametrize(
    ("module", "kind", "frame"),
    [
        (
            pandera.pandas,
            pd.CategoricalDtype(LEVELS, ordered=True),
            pd.DataFrame({"risk": pd.Categorical(LEVELS, categories=LEVELS, ordered=True)}),
        ),
        (
            pandera.polars,
            pl.Enum(LEVELS),
            pl.DataFrame({"risk": pl.Series(LEVELS, dtype=pl.Enum(LEVELS))}),
        ),
    ],
    ids=["pandas", "polars"],
)
def test_categories_are_not_compared_by_their_letters(module: Any, kind: Any, frame: Any) -> None:
    """`high` is more than `medium`, and its letters come before."""

    def of(*checks: Any) -> Any:
        return module.DataFrameSchema({"risk": module.Column(kind, list(checks))})

    assert by_pandera(of(module.Check.ge("medium")), frame).total() == 1
    assert broken(of(module.Check.ge("medium")), frame) == {}
    between = module.Check.in_range("low", "medium")
    assert not_run(of(module.Check.ge("medium"), between), frame) == [("risk", OF_LEVELS)] * 2
    listed = of(module.Check.isin(["medium", "high"]))
    assert by_pandera(listed, frame).total() == 1
    assert broken(listed, frame) == {"isin": 1}


APRIL = datetime(2026, 4, 1)


@pytest.mark.parametrize(
    ("kind", "check", "cells", "read_as"),
    [
        (None, pandera.pandas.Check.eq(0), [0.4, 0.0], "text"),
        (object, pandera.pandas.Check.ne(1), ["0.6", "1"], "text"),
        (object, pandera.pandas.Check.ne(1, ignore_na=False), ["0.6", "1"], "text"),
        (str, pandera.pandas.Check.notin([1, 2]), ["0.6", "1"], "text"),
        (int, pandera.pandas.Check.eq("2"), [1, 2], "integer"),
        (bool, pandera.pandas.Check.isin(["true"]), [True, False], "boolean"),
        (OF_PANDAS.Date(), pandera.pandas.Check.ne("2026-04-01"), [APRIL.date()], "date"),
        (OF_PANDAS.Date(), pandera.pandas.Check.notin([APRIL]), [APRIL.date()], "date"),
        ("datetime64[us]", pandera.pandas.Check.notin(["2026-04-01"]), [APRIL], "datetime"),
        ("datetime64[us]", pandera.pandas.Check.ne(APRIL.date()), [APRIL], "datetime"),
    ],
)
def test_what_is_of_two_types_is_not_made_one_to_compare(
    kind: Any, check: Any, cells: list[Any], read_as: str
) -> None:
    """A database rounds 0.4 to 0, where the other is a whole number, and reads a text as a day."""
    schema = pandera.pandas.DataFrameSchema({"a": pandera.pandas.Column(kind, check)})
    frame = pd.DataFrame({"a": cells})
    assert broken(schema, frame) == {}
    reason = f"it compares a column of type {read_as} with a value of another; give both the same"
    assert not_run(schema, frame) == [("a", reason)]


@pytest.mark.parametrize(
    ("module", "kind", "cells"),
    [
        (pandera.pandas, str, ["b", "d", "c"]),
        (pandera.pandas, "datetime64[us]", ["2026-02-01", "2027-01-01", "2026-02-28"]),
        (pandera.polars, str, ["b", "d", "c"]),
    ],
)
@pytest.mark.parametrize(("least", "most"), [(True, True), (True, False), (False, False)])
def test_the_ends_of_a_range_are_no_names_of_columns(
    module: Any, kind: Any, cells: list[str], *, least: bool, most: bool
) -> None:
    """A column is called as one of the ends."""
    first, last = cells[0], cells[2]
    check = module.Check.in_range(first, last, include_min=least, include_max=most)
    columns = {"day": module.Column(kind, check), first: module.Column(str)}
    data = {"day": cells, first: ["z", "z", "a"]}
    of_pandas = module is pandera.pandas
    frame = pd.DataFrame(data).astype({"day": kind}) if of_pandas else pl.DataFrame(data)
    schema = module.DataFrameSchema(columns)
    count = by_pandera(schema, frame).total()
    assert count == 1 + (not least) + (not most)
    assert broken(schema, frame) == {"in-range": count}


@pytest.mark.parametrize("least", ["2026-07-01", date(2026, 7, 1)])
def test_what_has_no_zone_is_no_moment_of_a_zone(least: Any) -> None:
    """London's midnight of 1 July is an hour before that of UTC."""
    kind = pa.timestamp("us", "UTC")
    moments = [datetime(2026, 6, 30, 23, 30, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)]
    frame = pa.table({"at": pa.array(moments, kind)})
    for module, called in [(pandera.pyarrow, kind), (pandera.pandas, "datetime64[us, UTC]")]:
        check = module.Check.ge(least)
        schema = module.DataFrameSchema({"at": module.Column(called, check)})
        assert broken(schema, frame) == {}
        reason = (
            "it compares a moment that has a zone with what has none; give it a datetime with one"
        )
        assert not_run(schema, frame) == [("at", reason)]


@pytest.mark.parametrize(
    ("module", "kind", "least"),
    [
        (pandera.pandas, "datetime64[us]", "2026-07-01"),
        (pandera.polars, pl.Datetime("us"), date(2026, 7, 1)),
        (pandera.pyarrow, pa.timestamp("us"), date(2026, 7, 1)),
    ],
    ids=["pandas", "polars", "pyarrow"],
)
def test_a_moment_without_a_zone_is_compared_with_what_its_library_takes_for_one(
    module: Any, kind: Any, least: Any
) -> None:
    schema = module.DataFrameSchema({"at": module.Column(kind, module.Check.ge(least))})
    data = {"at": [datetime(2026, 6, 30, 23, 30), datetime(2026, 7, 1)]}
    made = {pandera.pandas: pd.DataFrame, pandera.polars: pl.DataFrame, pandera.pyarrow: pa.table}
    frame = made[module](data)
    assert by_pandera(schema, frame).total() == 1
    assert broken(schema, frame) == {"greater-than-or-equal-to": 1}
    listed = module.Column(kind, module.Check.isin([date(2026, 7, 1)]))
    reason = "it compares a column of type datetime with a value of another; give both the same"
    assert not_run(module.DataFrameSchema({"at": listed}), frame) == [("at", reason)]


@pytest.mark.parametrize(
    ("dtype", "has_one"),
    [
        ("datetime64[ns, UTC]", True),
        ("datetime64[ns]", False),
        ("timestamp[us, tz=UTC]", True),
        ("timestamp[us]", False),
        ("Datetime(time_unit='us', time_zone='UTC')", True),
        ("Datetime(time_unit='us', time_zone=None)", False),
        ("timestamp('UTC', 6)", True),
        ("!timestamp('UTC')", True),
        ("timestamp(6)", False),
    ],
)
def test_each_library_writes_the_zone_of_its_moments_in_its_own_way(
    dtype: str, *, has_one: bool
) -> None:
    """Of pandas, Arrow, polars and ibis, in this order."""
    assert zoned(dtype) == has_one


class Read(pydantic.BaseModel):
    """A record, as pydantic reads one."""

    a: int


def test_a_model_of_pydantic_leaves_columns_their_own_types() -> None:
    module = pandera.pandas
    columns = {"a": module.Column(int, module.Check.ge(2))}
    schema = module.DataFrameSchema(columns, dtype=OF_PANDAS.PydanticModel(Read), coerce=True)
    frame = pa.table({"a": ["x", "1", "2"]})
    assert broken(schema, frame) == {"wrong-type": 1, "greater-than-or-equal-to": 1}
    reason = "a pydantic model reads each record in pandera, and not here"
    assert not_run(schema, frame) == [(None, reason)]
