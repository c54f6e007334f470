"""The JSON Schemas of the format are current, take what is shipped, and refuse slips."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from recordcheck.standard import json_schema
from recordcheck.standard.descriptions import KEYS
from recordcheck.standard.document import CodesDocument, StandardDocument
from recordcheck.standard.find import shipped

PACKAGE = Path(json_schema.__file__).parent.parent
STANDARD = jsonschema.Draft7Validator(json_schema.schema(StandardDocument))
CODES = jsonschema.Draft7Validator(json_schema.schema(CodesDocument))
SHIPPED = [path for path in sorted(shipped().rglob("*.yaml")) if path.parent.name != "maps"]
EXAMPLES = sorted((PACKAGE.parent / "examples").rglob("*.yaml"))


BOOLEAN, DAY = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class Yaml12(yaml.SafeLoader):
    """YAML 1.2, as editors read it: no dates, and only `true` and `false` are booleans."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML copies it before it adds to it
        first: [(tag, form) for tag, form in forms if tag not in (BOOLEAN, DAY)]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Yaml12.add_implicit_resolver(BOOLEAN, re.compile("^(true|True|TRUE|false|False|FALSE)$"), "tTfF")

A_STANDARD = """
standard: visits
version: 2026.1
title: Visits
parameters: {letters: {type: integer, default: 20}, last: {type: date, default: 2026-03-31}}
tables:
  visit:
    one_record_is: one visit
    key: [id]
    fields:
      id: {type: text, due: always, unique: true}
      seen:
        type: code
        codes: [Y, N, {code: 9, role: unknown}]
        due: {when: "id <> '1'"}
        target: {unknown: at most 5%}
      on: {type: date, range: [2020-01-01, null], source: [{title: A page, year: 2023}]}
      said: {type: text, due: always, target: {recorded: 98%}, length: [2, null], aliases: [2026]}
    derive: {visits: count(*) over ()}
    rules:
      - id: VIS-401
        name: a-name
        says: A sentence.
        why: A reason.
        severity: warning
        assert: seen = 'Y'
        target: 95%
        examples:
          keeps: [{id: 1, seen: Y, on: 2026-03-01}]
          breaks: [{visit: [{id: 2, said: null}]}]
"""
A_LIST = """
codes: answers
title: Answers
source: [{title: A page}]
list: [yes, 2, {code: 010, label: Ten, role: other, from: 2020-01-01, until: 2024-03-31}]
"""


def documents(text: str) -> list[Any]:
    """A YAML text as PyYAML reads it, and as YAML 1.2 does."""
    return [yaml.safe_load(text), yaml.load(text, Loader=Yaml12)]


def complaints(document: Any) -> list[str]:
    """What the schema of its kind says against a document."""
    validator = STANDARD if "standard" in document else CODES
    return [error.message for error in validator.iter_errors(document)]


@pytest.mark.parametrize("name", sorted(json_schema.FILES))
def test_the_shipped_schema_is_current(name: str) -> None:
    written = (PACKAGE / name).read_text(encoding="utf-8")
    assert written == json_schema.text(json_schema.FILES[name]), "run `make schemas`"


@pytest.mark.parametrize("name", sorted(json_schema.FILES))
def test_the_schema_itself_is_a_json_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads((PACKAGE / name).read_text("utf-8")))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_standard_and_code_list_is_taken(path: Path) -> None:
    for document in documents(path.read_text(encoding="utf-8")):
        assert complaints(document) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_standard_of_the_examples_is_taken(path: Path) -> None:
    """As editors read it: YAML 1.1 makes a boolean of the key `off`."""
    assert complaints(yaml.load(path.read_text(encoding="utf-8"), Loader=Yaml12)) == []


@pytest.mark.parametrize("text", [A_STANDARD, A_LIST], ids=["standard", "codes"])
def test_numbers_booleans_and_dates_are_taken_where_text_is_meant(text: str) -> None:
    for document in documents(text):
        assert complaints(document) == []


SLIPS = {
    "an unknown key": ("title: Visits", "titel: Visits"),
    "an unknown key of a field": ("length:", "lenght:"),
    "an unknown key of a rule": ("assert:", "asert:"),
    "no title": ("title: Visits", ""),
    "no type": ("{type: text, due: always, unique", "{due: always, unique"),
    "an unknown type": ("type: date, range", "type: day, range"),
    "an unknown severity": ("severity: warning", "severity: serious"),
    "an unknown role": ("role: unknown", "role: not known"),
    "an identifier of another form": ("VIS-401", "VIS-41"),
    "a share without its sign": ("target: 95%", "target: 95"),
    "a ceiling for a floor": ("recorded: 98%", "recorded: at most 98%"),
    "a floor for a role": ("unknown: at most 5%", "unknown: 5%"),
    "a field due sometimes": ("due: always, target", "due: sometimes, target"),
    "a target where nothing is due": ("due: always, target", "target"),
    "a field due at no time": ("due: always, target", "due: {}, target"),
    "a target of nothing": ("target: {recorded: 98%}", "target: {}"),
    "a target of nothing that is on trial": ("{recorded: 98%}", "{status: trial}"),
    "a length of one end": ("length: [2, null]", "length: [2]"),
    "a length of a date": ("range: [2020-01-01, null]", "length: [1, 2]"),
    "a code without its list": ("        codes: [Y, N, {code: 9, role: unknown}]\n", ""),
    "a table that is not explained": ("one_record_is: one visit", "title: Visits"),
    "a rule without a reason": ("        why: A reason.\n", ""),
    "a field name in capitals": ("      said:", "      Said:"),
    "a list for a text": ("title: Visits", "title: [Visits]"),
    "one key without brackets": ("key: [id]", "key: id"),
    "nothing after a key": ("title: Visits", "title:"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_standard_is_refused(slip: str) -> None:
    right, wrong = SLIPS[slip]
    assert A_STANDARD.count(right) == 1
    for document in documents(A_STANDARD.replace(right, wrong)):
        assert complaints(document)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2024-03-31", "31/03/2024"),
        ("role: other", "role: others"),
        ("from:", "valid_from:"),
        ("title: Answers", ""),
        ("code: 010, ", ""),
    ],
)
def test_a_slip_in_a_code_list_is_refused(right: str, wrong: str) -> None:
    for document in documents(A_LIST.replace(right, wrong)):
        assert complaints(document)


def test_an_extension_may_leave_out_what_the_other_standard_says() -> None:
    tables = {"visit": {"fields": {"on": {"aliases": ["Day"]}}}}
    alone = {"standard": "a", "version": "1", "title": "A", "tables": tables}
    assert complaints(alone)
    assert complaints({**alone, "extends": "b"}) == []


def test_a_standard_needs_tables_or_another_standard() -> None:
    alone = {"standard": "a", "version": "1", "title": "A"}
    assert complaints(alone)
    assert complaints({**alone, "includes": ["b"]}) == []


@pytest.mark.parametrize("model", [StandardDocument, CodesDocument])
def test_every_key_has_words_for_an_editor(model: Any) -> None:
    made = json_schema.schema(model)
    for part in [made, *made["definitions"].values()]:
        assert part["title"]
        assert all(key["description"] for key in part["properties"].values())


@pytest.mark.parametrize("model", [StandardDocument, CodesDocument])
def test_no_key_of_the_format_is_left_out(model: Any) -> None:
    plain = model.model_json_schema()
    parts = {model.__name__: plain, **plain["$defs"]}
    keys = {name: set(part["properties"]) for name, part in parts.items()}
    keys.get("DuePart", set()).discard("always")  # the loader's own way to say `due: always`
    assert keys == {name: set(KEYS[name]) for name in keys}


def test_making_a_schema_changes_nothing() -> None:
    before = deepcopy(json_schema.schema(StandardDocument))
    assert json_schema.schema(StandardDocument) == before
