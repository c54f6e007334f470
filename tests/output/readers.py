"""Reading what we write as its readers do: GitHub's runner, a Markdown table, GitLab."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).parent / "schemas" / "gitlab-code-quality.json"
CODE_QUALITY = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands of an output, by the runner's rules: name, properties and data."""
    return [_command(line) for line in re.split(r"\r\n|\r|\n", text) if line]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    assert line.startswith("::"), f"the runner would not take this for a command: {line!r}"
    head, sign, data = line[2:].partition("::")
    assert sign
    name, _, rest = head.partition(" ")
    about = {}
    for pair in rest.strip().split(","):
        key, _, value = pair.partition("=")
        about[key] = _unescaped(value, {"%3A": ":", "%2C": ","})
    return name, about, _unescaped(data, {})


def _unescaped(text: str, more: dict[str, str]) -> str:
    for escape, letter in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(escape, letter)
    return text


def tables(text: str) -> dict[str, list[list[str]]]:
    """The cells of the tables of a page of Markdown, as they are shown, by the title above each."""
    found = {}
    for part in text.split("\n#### ")[1:]:
        title, *lines = part.split("\n")
        rows = [_cells(line) for line in lines if line.startswith("|")]
        if rows:
            rule = rows[1]
            assert {cell.strip("-:") for cell in rule} == {""}
            assert {len(row) for row in rows} == {len(rule)}, "a line has other cells than its head"
            found[shown(title)] = [list(map(shown, row)) for row in rows[2:]]
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip(" ") for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]]


def shown(text: str) -> str:
    """Markdown as it is shown, where every mark is escaped but those around what is bold."""
    text = re.sub(r"(?<!\\)((?:\\\\)*)\*\*", r"\1", text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_<>\[\]#~&|]", text), f"a mark is not escaped: {text}"
    return re.sub(r"\\(.)", r"\1", text).replace("@\u200b", "@")


def code_quality(text: str) -> list[dict[str, Any]]:
    """A report as GitLab asks for it: a list of issues with these keys, each fingerprint once."""
    found: list[dict[str, Any]] = json.loads(text)
    CODE_QUALITY.validate(found)
    fingerprints = [one["fingerprint"] for one in found]
    assert len(set(fingerprints)) == len(fingerprints)
    return found
