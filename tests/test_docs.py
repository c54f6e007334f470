"""The pages are true: every command is run, every standard loaded, every expression judged.

`python tests/test_docs.py --update` writes the outputs of today into the pages. What a page cuts
with a line of `...` stays cut: each piece between such lines is looked for again by the first word
of its first line.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from textwrap import indent
from typing import Any
from unittest import mock

import pyarrow
import pytest
import yaml
from pydantic import BaseModel

import recordcheck
from recordcheck.cli import main
from recordcheck.model.kinds import KINDS
from recordcheck.standard import document
from recordcheck.standard.codes import read_codes
from recordcheck.standard.load import load, read_standard
from recordcheck.standard.read import read_document
from recordcheck.standard.sql.check import compile_test
from recordcheck.standard.sql.functions import KNOWN
from recordcheck.standard.sql.parse import SqlError
from recordcheck.standard.sql.scope import Names
from recordcheck.standard.tree import read_tree

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = ROOT / "docs" / "language.md"
PAGES = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "docs" / "ci" / "README.md",
    ROOT / "CONTRIBUTING.md",
)
CUT = "..."
# What stands in `sh` blocks is for a fresh machine: other tests, or nobody, can run it.
NOT_RUN = ("make ", "pipx install ", "python -m ", "git ", "podman ", "pre-commit ")

# The table that fragments of a standard are put into, so that they can be checked whole.
AROUND = """
standard: docs
version: "1"
title: Around the fragments of the documentation
parameters:
  period_end: {type: date, default: today}
tables:
  contact:
    one_record_is: one contact with one child
    fields:
      contact_id: {type: text}
      child_id: {type: text}
      team: {type: text}
      contact_at: {type: datetime}
      recorded_at: {type: datetime}
      child_seen: {type: code, codes: yes-no-unknown}
      other_seen: {type: code, codes: yes-no-unknown}
      child_said: {type: text}
      height_cm: {type: integer}
    derive:
      contacts_of_child: count(*) over (partition by child_id)
  child:
    one_record_is: one child
    fields:
      child_id: {type: text}
"""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: what stands behind its fence, and its lines."""

    page: Path
    line: int
    language: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


@dataclass(frozen=True)
class Command:
    """A command of a console block, and what the page says that it prints."""

    block: Block
    text: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.block}: {self.text}"


# Reading the pages


def blocks(page: Path, language: str | None = None) -> list[Block]:
    """The fenced blocks of a page, or those of one language."""
    found = []
    opened: tuple[int, str, str] | None = None
    lines: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```") and opened is None:
            name, _, kind = line[3:].partition(" ")
            opened, lines = (number, name, kind), []
        elif line.startswith("```") and opened is not None:
            found.append(Block(page, *opened, text="".join(f"{one}\n" for one in lines)))
            opened = None
        else:
            lines.append(line)
    return [block for block in found if language in (None, block.language)]


def all_blocks(language: str) -> list[Block]:
    """The blocks of one language of every page that there is."""
    return [block for page in PAGES if page.exists() for block in blocks(page, language)]


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block, each with the lines below it."""
    current: str | None = None
    lines: list[str] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if current is not None:
                yield Command(block, current, tuple(lines))
            current, lines = line[2:], []
        else:
            lines.append(line)
    if current is not None:
        yield Command(block, current, tuple(lines))


def tables_below(heading: str) -> list[list[str]]:
    """The rows of every table below a heading of the page of the language, without their heads."""
    rows: list[list[str]] = []
    inside, level, head = False, 0, True
    for line in LANGUAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            depth = len(line) - len(line.lstrip("#"))
            if inside and depth <= level:
                inside = False
            if line.lstrip("# ") == heading:
                inside, level = True, depth
        elif inside and line.startswith("|"):
            if set(line) <= set("|- "):
                head = False
            elif not head:
                cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
                rows.append([cell.replace("\\|", "|").strip() for cell in cells])
        else:
            head = True
    return rows


def code(cell: str) -> list[str]:
    """What stands in backticks in a cell of a table."""
    return re.findall(r"`([^`]+)`", cell)


# Running commands


def printed_by(command: Command) -> list[str]:
    """What a command prints. One that writes files stands in a block of the kind `scratch`: its
    commands are run one after the other in a folder that is gone afterwards.
    """
    if command.block.kind != "scratch":
        return run(command.text)
    with tempfile.TemporaryDirectory() as made:
        shutil.copytree(ROOT / "examples" / "own", Path(made) / "examples" / "own")
        before = takewhile(lambda one: one != command, commands(command.block))
        for one in before:
            run(one.text, Path(made))
        return run(command.text, Path(made))


def run(text: str, folder: Path = ROOT) -> list[str]:
    """What a command prints, without colour, and with the paths of this checkout cut off."""
    shown, code_asked = text.removesuffix("; echo $?").strip(), text.endswith("; echo $?")
    if shown.startswith("python -m "):
        change, _, shown = shown.partition(" && ")
        folder = ROOT / change.removeprefix("python -m ")
    arguments = shlex.split(shown)
    assert arguments[0] == "recordcheck", f"only recordcheck is run here, not {text}"
    printed = io.StringIO()
    quiet = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}
    with (
        mock.patch.object(sys, "argv", arguments),
        mock.patch.object(sys, "path", [*sys.path]),
        mock.patch.dict(os.environ, quiet, clear=True),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        status = _status()
    lines = printed.getvalue().replace(f"{ROOT}{os.sep}", "").splitlines()
    return [*lines, str(status)] if code_asked else lines


def _status() -> int:
    try:
        main()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


def pieces(lines: Iterable[str]) -> list[list[str]]:
    """The lines between lines of `...`."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == CUT:
            found.append([])
        else:
            found[-1].append(line)
    return found


def agrees(expected: list[list[str]], printed: list[str]) -> bool:
    """Whether the pieces stand in the output in this order, the first and last at its ends."""
    if len(expected) == 1:
        return expected[0] == printed
    first, *middle, last = expected
    if printed[: len(first)] != first or (last and printed[-len(last) :] != last):
        return False
    rest = printed[len(first) : len(printed) - len(last)]
    for piece in middle:
        start = next(
            (at for at in range(len(rest)) if rest[at : at + len(piece)] == piece and piece), None
        )
        if start is None:
            return False
        rest = rest[start + len(piece) :]
    return True


@pytest.mark.parametrize(
    "command", [one for block in all_blocks("console") for one in commands(block)], ids=str
)
def test_a_command_prints_what_the_page_says(command: Command) -> None:
    printed = printed_by(command)
    if not agrees(pieces(command.expected), printed):
        assert list(command.expected) == printed  # so that the difference is shown


@pytest.mark.parametrize("block", all_blocks("sh"), ids=str)
def test_a_command_that_is_not_run_is_known(block: Block) -> None:
    for line in block.text.splitlines():
        assert not line or line.startswith(("#", *NOT_RUN)), line


@pytest.mark.parametrize("page", [one for one in PAGES if one.exists()], ids=lambda one: one.name)
def test_the_python_of_a_page_runs_and_prints_what_it_says(page: Path) -> None:
    for block, printed in printed_by_python(page):
        assert printed == block.text


def printed_by_python(page: Path) -> Iterator[tuple[Block, str]]:
    """Run the Python of a page: each block of text below some, and what that prints."""
    names: dict[str, Any] = {"__name__": "docs"}
    given = blocks(page)
    for block, after in zip(given, [*given[1:], None], strict=False):
        if block.language == "python":
            printed = io.StringIO()
            with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
                exec(compile(block.text, str(block), "exec"), names)
            if after is not None and after.language == "text":
                yield after, printed.getvalue()


# Standards and code lists


def whole(block: Block) -> tuple[str, str]:
    """A YAML block as a whole document, and whether it is a standard, codes or something else."""
    if not block.kind:
        first = block.text.split(":", 1)[0]
        return block.text, first if first in ("standard", "codes") else "other"
    around = read_tree(AROUND, "around.yaml").data
    part = read_tree(block.text, str(block)).data
    assert isinstance(around, dict)
    assert isinstance(part, dict) or block.kind == "rules"
    table = around["tables"]["contact"]
    if not isinstance(part, dict):
        table["rules"] = part
    elif block.kind == "top":
        around |= part
    elif block.kind == "table":
        table |= part
    elif block.kind == "fields":
        table["fields"] |= part
    else:
        raise AssertionError(f"{block}: unknown kind of fragment {block.kind}")
    return yaml.safe_dump(around, sort_keys=False, allow_unicode=True), "standard"


@pytest.mark.parametrize("block", all_blocks("yaml"), ids=str)
def test_the_yaml_of_a_page_has_no_slip(block: Block) -> None:
    text, what = whole(block)
    name = next((word for word in re.findall(r"^\w+: ([\w-]+)$", text, re.M)), "page")
    path = str(ROOT / "docs" / f"{name}.yaml")
    if what == "standard":
        read_standard(text, path)  # an error names every slip
    elif what == "codes":
        assert [str(slip) for slip in read_codes(text, path)[1]] == []
    else:
        hooks = [hook for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
        assert {hook["id"] for hook in hooks} <= {"recordcheck", "recordcheck-schema"}


@pytest.mark.parametrize("block", [b for b in all_blocks("yaml") if not b.kind], ids=str)
def test_the_examples_of_a_standard_on_a_page_show_what_they_say(
    block: Block, tmp_path: Path
) -> None:
    text, what = whole(block)
    if what == "standard":
        assert proofs(text, tmp_path) == []


@pytest.mark.parametrize("block", [b for b in all_blocks("yaml") if b.kind == "rules"], ids=str)
def test_the_examples_of_a_rule_on_a_page_show_what_they_say(block: Block, tmp_path: Path) -> None:
    assert proofs(whole(block)[0], tmp_path) == []


def proofs(text: str, folder: Path) -> list[str]:
    """The examples of a standard that do not show what they say."""
    from recordcheck.engine.examples import prove

    path = folder / "page.yaml"
    path.write_text(text, encoding="utf-8")
    return prove(load(path)).failures


def test_the_first_standard_of_the_readme_is_the_one_in_the_examples() -> None:
    first = next(block for block in blocks(ROOT / "README.md", "yaml") if not block.kind)
    assert first.text == (ROOT / "examples" / "own" / "visits.yaml").read_text(encoding="utf-8")


def test_what_the_readme_shows_of_a_standard_that_was_begun_is_written(tmp_path: Path) -> None:
    shown = next(block for block in blocks(ROOT / "README.md", "yaml") if block.kind == "fields")
    export, new = ROOT / "examples" / "own" / "visits.csv", tmp_path / "visits.yaml"
    run(f"recordcheck init --from {export.as_posix()} --write-standard {new.name}", tmp_path)
    assert indent(shown.text, " " * 6) in new.read_text(encoding="utf-8")


# The page of the language is complete


def test_every_key_of_the_format_has_an_example() -> None:
    written = {pair for block in blocks(LANGUAGE, "yaml") for pair in _keys_written(block)}
    known = {
        (part.__name__, item.alias or key)
        for part in vars(document).values()
        if isinstance(part, type) and issubclass(part, BaseModel)
        for key, item in part.model_fields.items()
    }
    assert known - written == set()


def _keys_written(block: Block) -> set[tuple[str, str]]:
    text, what = whole(block)
    tree = read_tree(text, str(block))
    if what == "codes":
        return set(_keys_in(read_document(tree, document.CodesDocument)))
    return set(_keys_in(read_document(tree, document.StandardDocument)))


def _keys_in(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for key, item in type(value).model_fields.items():
            if key in value.model_fields_set:
                yield type(value).__name__, item.alias or key
                yield from _keys_in(getattr(value, key))
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _keys_in(one)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("The document", document.StandardDocument),
        ("Tables", document.TablePart),
        ("Fields", document.FieldPart),
        ("Written rules", document.RulePart),
    ],
)
def test_every_key_stands_in_the_table_of_its_section(heading: str, part: type[BaseModel]) -> None:
    listed = [key for row in tables_below(heading) for key in code(row[0])]
    assert sorted(listed) == sorted(item.alias or key for key, item in part.model_fields.items())


def test_the_implied_rules_stand_in_their_table() -> None:
    listed = {code(row[1])[0]: int(row[0]) for row in tables_below("Implied rules")}
    assert listed == KINDS


def test_every_function_has_an_example() -> None:
    assert sorted(code(row[0])[0] for row in tables_below("Functions")) == sorted(KNOWN)


def test_every_example_of_a_function_gives_its_result(tmp_path: Path) -> None:
    rows = tables_below("Functions")
    start = LANGUAGE.read_text(encoding="utf-8").splitlines().index("## Functions")
    shown = next(block for block in blocks(LANGUAGE, "csv") if block.line > start)
    table = next(block for block in blocks(LANGUAGE, "yaml") if block.line > start)
    values = _derived(shown.text, table.text, [code(row[2])[0] for row in rows], tmp_path)
    for row, value in zip(rows, values, strict=True):
        assert code(row[0])[0] in code(row[2])[0]
        assert (code(row[2])[0], value) == (code(row[2])[0], row[3])


def _derived(export: str, standard: str, expressions: list[str], folder: Path) -> list[str]:
    """What expressions give for the first record of an export, as text."""
    derive = {f"value_{n}": f"cast({text} as text)" for n, text in enumerate(expressions)}
    rules = [
        {
            "id": f"FUN-{101 + n // 89 * 100 + n % 89}",
            "name": f"value-{n}",
            "says": "it has a value",
            "why": "to keep it",
            "severity": "info",
            "assert": f"{name} is not null",
        }
        for n, name in enumerate(derive)
    ]
    data = read_tree(standard, "functions.yaml").data
    assert isinstance(data, dict)
    data["tables"]["contact"] |= {"derive": derive, "rules": rules}
    path = folder / "functions.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    (folder / "contact.csv").write_text(export, encoding="utf-8")
    prepared = recordcheck.prepare(folder / "contact.csv", path, "contact", as_at="2026-03-31")
    first = prepared.slice(0, 1).to_pylist()[0]
    return [str(first[name]) for name in derive]


@pytest.mark.parametrize(
    "text", [text for row in tables_below("What may be written") for text in code(row[1])]
)
def test_what_may_be_written_is_accepted(text: str) -> None:
    _compiled(text)


@pytest.mark.parametrize("row", tables_below("What is refused"), ids=lambda row: str(row[0]))
def test_what_is_refused_is_answered_as_the_page_says(row: list[str]) -> None:
    with pytest.raises(SqlError) as error:
        _compiled(code(row[0])[0])
    assert error.value.message == row[1]


def _compiled(text: str) -> None:
    standard = load_around()
    table = standard.tables["contact"]
    derived = {derive.name: derive for derive in table.derives}
    compile_test(text, Names(standard.tables, standard.parameters), "contact", derived)


def load_around() -> recordcheck.Standard:
    """The standard around the fragments."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "docs.yaml"
        path.write_text(AROUND, encoding="utf-8")
        return load(path)


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    wanted += [package for extra in extras for package in extra]
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([\w.-]+) \|", text, re.M)
    names = [re.split(r"[><=~ ]", one)[0].lower() for one in wanted]
    assert sorted(one.lower() for one in listed if one != "package") == sorted(names)


def test_every_key_of_the_json_is_explained() -> None:
    text = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    arguments = "lint examples/contacts.csv --standard child-ethnicity --output-format json"
    printed = json.loads("\n".join(run(f"recordcheck {arguments}")))
    explained = set(code(" ".join(line for line in text.splitlines() if line.startswith("|"))))
    keys = {*printed, *printed["standards"][0], *printed["tables"][0], *printed["rates"][0]}
    keys |= {*printed["findings"][0], *next(iter(printed["rates"][7]["targets"].values()))}
    assert keys - explained == set()


# How a cell is read


FORMS = [
    (code(row[0])[0], text)
    for row in tables_below("How a cell is read")
    for text in code(row[2])
    if code(row[0])[0] not in ("text", "code")
]


@pytest.mark.parametrize(("kind", "cell"), FORMS)
def test_a_form_that_the_page_accepts_is_read(kind: str, cell: str, tmp_path: Path) -> None:
    assert _broken(kind, f"  {cell}\t", tmp_path) == 0


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("integer", "1,000"),
        ("number", "1e3"),
        ("boolean", "maybe"),
        ("date", "03/31/2026"),
        ("date", "2026-03-31 14:05"),
        ("datetime", "2026-03-31"),
    ],
)
def test_a_form_that_the_page_leaves_out_is_not_read(kind: str, cell: str, tmp_path: Path) -> None:
    assert _broken(kind, cell, tmp_path) == 1


def test_a_month_alone_is_read_as_the_day_that_the_page_says(tmp_path: Path) -> None:
    page = LANGUAGE.read_text(encoding="utf-8")
    said = re.findall(r"^A month alone .*: `(.+)` reads `(.+)` as ([0-9-]+)\.$", page, re.MULTILINE)
    [(form, cell, day)] = said
    path = tmp_path / "cell.yaml"
    path.write_text(
        'standard: cell\nversion: "1"\ntitle: One cell\ntables:\n'
        "  one:\n    one_record_is: one cell\n"
        f'    fields: {{cell: {{type: date, dates: "{form}"}}}}\n',
        encoding="utf-8",
    )
    read = recordcheck.prepare(pyarrow.table({"cell": [cell]}), path, "one")
    assert [str(value) for value in read.column("cell").to_pylist()] == [day]


def _broken(kind: str, cell: str, folder: Path) -> int:
    path = folder / "cell.yaml"
    path.write_text(
        'standard: cell\nversion: "1"\ntitle: One cell\ntables:\n'
        "  one:\n    one_record_is: one cell\n"
        f"    fields:\n      name: {{type: text}}\n      cell: {{type: {kind}}}\n",
        encoding="utf-8",
    )
    frame = pyarrow.table({"name": ["a"], "cell": [cell]})
    found = recordcheck.check({"one": frame}, path, as_at="2026-03-31").findings
    return sum(one.broken for one in found)


# Writing the outputs of today into the pages


def update(page: Path) -> None:
    """Write what each command prints now below it."""
    text = page.read_text(encoding="utf-8")
    for block in blocks(page, "console"):
        fresh = "".join(
            f"$ {one.text}\n" + "".join(f"{line}\n" for line in _fresh(one))
            for one in commands(block)
        )
        fence = f"```console {block.kind}".rstrip()
        text = text.replace(f"{fence}\n{block.text}```", f"{fence}\n{fresh}```")
    lines = text.splitlines(keepends=True)
    page.write_text(text, encoding="utf-8", newline="\n")
    for block, printed in reversed([*printed_by_python(page)]):
        lines[block.line : block.line + block.text.count("\n")] = [printed]
    page.write_text("".join(lines), encoding="utf-8", newline="\n")


def _fresh(command: Command) -> list[str]:
    printed = printed_by(command)
    parts = pieces(command.expected)
    if len(parts) == 1:
        return printed
    fresh: list[list[str]] = []
    for place, piece in enumerate(parts):
        if place == len(parts) - 1:
            fresh.append(printed[len(printed) - len(piece) :] if piece else [])
        elif piece:
            start = 0 if place == 0 else _where(command, piece, printed)
            fresh.append(printed[start : start + len(piece)])
        else:
            fresh.append([])
    joined = fresh[0]
    for piece in fresh[1:]:
        joined = [*joined, CUT, *piece]
    return joined


def _where(command: Command, piece: list[str], printed: list[str]) -> int:
    """Where a piece stands now: where most of its lines do, as they are or by their first words."""
    for seen in (str, _first_word):
        shown, now = [seen(line) for line in piece], [seen(line) for line in printed]
        same = SequenceMatcher(None, shown, now, autojunk=False).find_longest_match()
        if any(shown[same.a : same.a + same.size]):
            return max(0, same.b - same.a)
    sys.exit(f"{command}: nothing printed is like {piece[0]!r}; mend the page by hand")


def _first_word(line: str) -> str:
    return (line.split() or [""])[0]


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python tests/test_docs.py --update")
    for one in PAGES:
        if one.exists():
            update(one)
