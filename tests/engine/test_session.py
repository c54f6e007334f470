"""What the engine must not do by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow
import pytest

from recordcheck.engine.judging.session import connect

SETTINGS = """
from recordcheck.engine.judging.session import connect
con = connect()
for one in (con, con.cursor()):
    print(one.execute("select current_setting('enable_progress_bar')").fetchone()[0])
"""


def test_no_progress_is_printed_where_there_is_no_script() -> None:
    """The engine takes such a process for a person at a prompt, and writes on stdout."""
    said = subprocess.run(
        [sys.executable, "-c", SETTINGS], check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == ["False", "False"]


NOTEBOOK = """
import sys
from types import ModuleType, SimpleNamespace
sys.modules["IPython"] = ModuleType("IPython")
sys.modules["IPython"].get_ipython = lambda: SimpleNamespace(config={"IPKernelApp": {}})
sys.modules["ipywidgets"] = None
"""


def test_a_notebook_that_cannot_show_progress_shows_none() -> None:
    """Many have no ipywidgets, and there the engine refuses to be told anything about progress."""
    said = subprocess.run(
        [sys.executable, "-c", NOTEBOOK + SETTINGS], check=False, capture_output=True, text=True
    )
    assert (said.returncode, said.stdout.split()) == (0, ["False", "False"])


MOMENT = """
from recordcheck.engine.judging.session import connect
con = connect()
for one in (con, con.cursor()):
    print(one.execute("select timestamptz '2026-01-05 12:00:00+01:00'::varchar").fetchone()[0])
"""


def test_a_moment_is_the_same_text_wherever_the_machine_stands() -> None:
    """A frame gives moments, and a field of text holds them."""
    said = subprocess.run(
        [sys.executable, "-c", MOMENT],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "TZ": "Pacific/Auckland"},
    )
    assert said.stdout.splitlines() == ["2026-01-05 11:00:00+00"] * 2


REFUSED = {
    "another file": "select * from read_csv('{other}')",
    "a file by its name alone": "select * from '{other}'",
    "a list of files": "select * from glob('{folder}/*')",
    "a new file": "copy (select 1) to '{folder}/new.csv'",
    "another database": "attach '{folder}/new.db' as new",
    "the network": "select * from read_csv('https://localhost/a.csv')",
    "an extension": "load httpfs",
    "a setting": "set enable_external_access = true",
    "another limit of memory": "set memory_limit = '1GB'",
    "what stands in Python": "select * from frame",
}


@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED)
def test_the_engine_reads_the_given_file_and_nothing_else(tmp_path: Path, sql: str) -> None:
    given, another = tmp_path / "given.csv", tmp_path / "other.csv"
    for path in (given, another):
        path.write_text("a\n1\n")
    frame = pyarrow.table({"a": [1]})  # the engine finds one by the name of a variable
    with connect([str(given)]) as con:
        assert con.execute(f"select a from read_csv('{given}')").fetchall() == [(1,)]
        with pytest.raises(duckdb.Error):
            con.execute(sql.format(other=another, folder=tmp_path))
    assert frame.num_rows == 1
    assert {path.name for path in tmp_path.iterdir()} == {"given.csv", "other.csv"}


def test_what_does_not_fit_into_memory_is_not_written_beside_the_export() -> None:
    """The engine would put records into a folder `.tmp` of the working directory."""
    with connect() as con:
        assert con.execute("select current_setting('temp_directory')").fetchall() == [("",)]


ORDERED = {
    "many that are chosen": "select r from numbers where r % 3 <> 1",
    "two files": "select r from numbers union all by name select r + 1_000_000 from numbers",
    "a long list of codes": "select r, 'c' || r % 100 in ({codes}) from numbers",
}


@pytest.mark.parametrize("sql", ORDERED.values(), ids=ORDERED)
def test_records_stay_in_the_order_of_their_file(sql: str) -> None:
    """A record is known by its place alone. The engine works on many at once."""
    codes = ", ".join(f"'c{number}'" for number in range(60))
    with connect() as con:
        con.execute("create table numbers as select range as r from range(1_000_000)")
        con.execute(f"create table kept as {sql.format(codes=codes)}")
        (inside,) = con.execute(
            "select bool_and(coalesce(r > before, true))"
            " from (select r, lag(r) over (order by rowid) as before from kept)"
        ).fetchall()
    assert inside == (True,)
