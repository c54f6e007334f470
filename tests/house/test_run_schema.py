"""The JSON output is a contract: real runs keep it, and so does the example of version 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from recordcheck.cli import cli
from recordcheck.output import json_schema

PACKAGE = Path(json_schema.__file__).parent.parent
CONTRACT = jsonschema.Draft7Validator(json_schema.schema())

VISITS = """
standard: visits
version: "1"
title: Visits
parameters: {least: {type: integer, default: 2}}
tables:
  visit:
    one_record_is: one visit
    key: [id]
    group_by: [team]
    fields:
      id: {type: text, due: always}
      team: {type: text, due: always}
      note: {type: text}
      seen:
        type: code
        codes: [Y, N, {code: D, role: declined}]
        due: always
        declined: apart
        target: {known: 95%}
    derive: {talks: select count(*) from talk t where t.id = visit.id}
    rules:
      - id: VIS-401
        name: seen
        says: The child is seen.
        why: Because.
        severity: warning
        assert: "seen = 'Y'"
        target: 50%
      - id: VIS-402
        name: asked
        says: The child is asked.
        why: Because.
        severity: info
        assert: "talks >= :least"
  talk:
    one_record_is: one talk
    fields: {id: {type: text, due: always}}
"""
EXPORT = "id,team,seen,colour\n1,North,Y,red\n2,North,N,\n2,South,X,\n4,,D,\n"
VERSION_1 = json.loads("""
{"version": 1, "recordcheck": "0.1.0", "as_at": "2026-03-31",
 "parameters": {"period_end": "2026-03-31"},
 "standards": [{"name": "child-ethnicity", "version": "2026.1", "hash": "sha256:0f"}],
 "tables": [{"name": "contact", "path": "contacts.csv", "records": 1862}],
 "findings": [{"rule": "ETH-391", "name": "not-on-code-list", "severity": "error",
   "table": "contact", "field": "self_defined_ethnicity", "path": "contacts.csv",
   "broken": 14, "judged": 1842, "not_judged": 0, "records": [213, 390, 1019]}],
 "rates": [{"table": "contact", "field": "self_defined_ethnicity", "rule": null, "group": null,
   "due": 1862, "recorded": 1842, "valid": 1828, "known": 1702, "declined": null,
   "targets": {"known": {"target": 0.95, "met": false, "short_by": 67}}}],
 "not_run": [{"rule": "MIS-501", "table": "episode",
   "reason": "the export has no table return_interview"}], "verdict": "failed"}
""")

Lint = Callable[..., Result]


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lint:
    """Lint a small export against a small standard, as JSON."""
    monkeypatch.chdir(tmp_path)
    Path("visits.yaml").write_text(VISITS, encoding="utf-8")
    Path("visits.csv").write_text(EXPORT, encoding="utf-8")

    def run(*options: str) -> Result:
        return CliRunner().invoke(cli, ["lint", "--output-format", "json", *options])

    return run


def complaints(document: Any) -> list[str]:
    """What the contract says against a document."""
    return [f"{error.json_path}: {error.message}" for error in CONTRACT.iter_errors(document)]


def test_the_shipped_contract_is_current() -> None:
    written = (PACKAGE / "run.schema.json").read_text(encoding="utf-8")
    assert written == json_schema.text(), "run `make schemas`"
    jsonschema.Draft7Validator.check_schema(json.loads(written))


def test_the_example_of_version_1_keeps_the_contract() -> None:
    assert complaints(VERSION_1) == []


@pytest.mark.parametrize("options", [[], ["--by", "team"], ["--max-records", "0", "--no-targets"]])
def test_a_run_keeps_the_contract(lint: Lint, options: list[str]) -> None:
    result = lint("visits.csv", "--standard", "visits.yaml", *options)
    run = json.loads(result.stdout)
    assert result.exit_code == 1
    assert run["findings"] and run["rates"] and run["not_run"]
    assert complaints(run) == []


def test_a_run_says_nothing_that_the_contract_does_not_describe(lint: Lint) -> None:
    run = json.loads(lint("visits.csv", "--standard", "visits.yaml", "--by", "team").stdout)
    contract = json_schema.schema()["properties"]
    assert set(run) == set(contract)
    for part in ("standards", "tables", "findings", "rates", "not_run"):
        for item in run[part]:
            assert set(item) == set(contract[part]["items"]["properties"])


def test_a_run_of_the_example_export_keeps_the_contract(lint: Lint) -> None:
    export = PACKAGE.parent / "examples" / "contacts.csv"
    run = json.loads(lint(str(export), "--standard", "child-ethnicity").stdout)
    assert complaints(run) == []


def test_keys_may_be_added() -> None:
    later = deepcopy(VERSION_1)
    later["new"] = later["findings"][0]["new"] = later["rates"][0]["new"] = "anything"
    assert complaints(later) == []


@pytest.mark.parametrize("key", sorted(VERSION_1))
def test_a_key_of_version_1_may_not_go(key: str) -> None:
    assert complaints({name: value for name, value in VERSION_1.items() if name != key})


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("findings", "records", [0]),
        ("findings", "broken", -1),
        ("findings", "severity", "serious"),
        ("findings", "field", 3),
        ("rates", "due", None),
        ("rates", "group", {"team": 3}),
        ("rates", "targets", {"known": {"target": 95, "met": True, "short_by": 0}}),
        ("standards", "hash", "0f"),
        ("not_run", "reason", None),
    ],
)
def test_another_meaning_of_a_key_is_refused(part: str, key: str, value: object) -> None:
    changed = deepcopy(VERSION_1)
    changed[part][0][key] = value
    assert complaints(changed)
