"""The examples: what is committed is what the generator writes, and the faults put in are found."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

import recordcheck
from recordcheck.model import Run

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
AS_AT = "2026-03-31"


@pytest.fixture(scope="module")
def generate() -> Any:
    """The generator, imported from its own folder."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        return import_module("generate")
    finally:
        sys.path.remove(str(EXAMPLES))


@pytest.fixture(scope="module")
def world(generate: Any) -> Any:
    """The records that the generator makes, and how many break which rule."""
    return generate.make_world()


@pytest.fixture(scope="module")
def run() -> Run:
    """The bundle over the committed export."""
    return recordcheck.check(EXAMPLES / "contacts.csv", "child-protection", as_at=AS_AT)


def test_the_committed_csv_is_what_the_generator_writes(
    generate: Any, world: Any, tmp_path: Path
) -> None:
    generate.write_csv(world, tmp_path / "contacts.csv")
    written = (tmp_path / "contacts.csv").read_bytes()
    assert written == (EXAMPLES / "contacts.csv").read_bytes()


def test_the_committed_parquet_is_what_the_generator_writes(
    generate: Any, world: Any, tmp_path: Path
) -> None:
    generate.write_parquet(world, tmp_path / "contacts.parquet")
    written = parquet.read_table(tmp_path / "contacts.parquet")
    assert written.equals(parquet.read_table(EXAMPLES / "parquet" / "contacts.parquet"))


def test_every_fault_that_was_put_in_is_found_and_nothing_else(world: Any, run: Run) -> None:
    assert Counter({one.rule: one.broken for one in run.findings}) == world.broken


def test_the_faults_are_of_every_family(run: Run) -> None:
    assert {one.rule.split("-")[1][0] for one in run.findings} == set("123456")


def test_some_targets_are_met_and_some_are_missed(run: Run) -> None:
    results = {(rate.field, one.measure): one.met for rate in run.rates for one in rate.targets}
    assert results["self_defined_ethnicity", "recorded"] is True
    assert results["self_defined_ethnicity", "known"] is False
    assert results["voice_of_the_child", "recorded"] is False


def test_csv_and_parquet_give_the_same_findings_and_rates(run: Run) -> None:
    other = recordcheck.check(
        EXAMPLES / "parquet" / "contacts.parquet", "child-protection", as_at=AS_AT
    )
    assert [_without_path(one) for one in other.findings] == [
        _without_path(one) for one in run.findings
    ]
    assert other.rates == run.rates


def test_the_example_standards_have_no_slip_and_show_what_they_say() -> None:
    from recordcheck.engine.examples import prove

    paths = [EXAMPLES / "schemas" / "moorland-ethnicity.yaml", EXAMPLES / "own" / "visits.yaml"]
    proofs = [prove(recordcheck.load(path)) for path in paths]
    assert [(proof.failures, proof.without) for proof in proofs] == [([], []), ([], [])]


def test_the_force_s_own_standard_reads_its_own_spellings(run: Run) -> None:
    own = recordcheck.check(
        EXAMPLES / "contacts.csv", EXAMPLES / "schemas" / "moorland-ethnicity.yaml", as_at=AS_AT
    )
    broken = {one.rule: one.broken for one in own.findings}
    shipped = {one.rule: one.broken for one in run.findings}
    assert 0 < broken["ETH-391"] < shipped["ETH-391"]
    assert "ETH-405" in shipped
    assert "ETH-405" not in broken
    assert broken["MOO-201"] > 0


def test_what_the_example_configuration_has_in_comments_can_be_taken_in(
    tmp_path: Path,
) -> None:
    text = (EXAMPLES / "recordcheck.toml").read_text(encoding="utf-8")
    taken_in = re.sub(r'^# (?=\[map|by = |"1" = |contact_at = )', "", text, flags=re.MULTILINE)
    assert taken_in.count("\n# ") == text.count("\n# ") - 5
    shutil.copytree(EXAMPLES / "schemas", tmp_path / "schemas")
    shutil.copy(EXAMPLES / "contacts.csv", tmp_path)
    (tmp_path / "recordcheck.toml").write_text(taken_in, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "recordcheck", "lint", "contacts.csv", "--as-at", AS_AT],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert "by district" in done.stdout


def test_the_folder_of_examples_counts_each_record_once() -> None:
    read = recordcheck.check(EXAMPLES, "child-protection", as_at=AS_AT)
    assert [Path(table.path).name for table in read.tables] == ["contacts.csv"]
    assert read.tables[0].records == 2_000


def _without_path(one: recordcheck.Finding) -> tuple[object, ...]:
    return one.rule, one.field, one.broken, one.judged, one.not_judged, one.records
