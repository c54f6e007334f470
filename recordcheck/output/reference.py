"""A standard or a code list as a page of Markdown: what `schema show` says, for a reader who has no
terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from recordcheck.model import (
    Change,
    CodeList,
    Example,
    Field,
    Rule,
    Source,
    Standard,
    Table,
    percent,
)
from recordcheck.nearest import one_line
from recordcheck.output.standard_page import (
    APART,
    code_texts,
    declined_apart,
    due_text,
    target_text,
)

# What Markdown would swallow of a text. A lone star, `<>`, `[A-Z]` and an underscore in a name mark
# nothing, and stay: these pages are read as they are too.
_MARKS = re.compile(r"[\\`]|\*(?=[^*]*\*)|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])|(?<=\])[(\[]")


def standard(found: Standard, tables: Sequence[tuple[Table, tuple[Rule, ...]]]) -> str:
    """Where it comes from, what it cannot tell, how it differs from what it extends, its
    parameters, and each table with its fields and rules. A bundle names its members, and without
    tables only what it asks itself: their pages then stand beside it. Those of code lists stand in
    `codes`.
    """
    lines = [f"# {found.name}", "", f"{_text(found.title)}. Version {found.version}.", ""]
    lines += _sources(found.sources)
    if found.cannot_tell:
        lines += [
            "",
            "## What it cannot tell",
            "",
            *(f"- {_text(one)}" for one in found.cannot_tell),
        ]
    if found.includes:
        members = [one if tables else f"[{one}]({one}.md)" for one in found.includes]
        lines += ["", "## Includes", "", *(f"- {one}" for one in members)]
        lines += [] if tables else _own(found)
    if found.extends:
        lines += ["", "## Differs from what it extends", "", f"It extends {found.extends}.", ""]
        lines += [_change(one) for one in found.changes]
    if found.parameters and tables:
        rows = [
            (f"`{one.name}`", str(one.type), _text(one.default), _text(one.says or ""))
            for one in found.parameters.values()
        ]
        lines += ["", "## Parameters", "", "Set with `--param name=value`.", ""]
        lines += _grid(("parameter", "type", "default", "what it is"), rows)
    for table, rules in tables:
        lines += ["", *_table(table, rules, found)]
    return "\n".join(lines) + "\n"


def codes(found: CodeList) -> str:
    """Each code with its label, role, group, dates and the other spellings that are read as it."""
    lines = [f"# {found.name}", "", f"{_text(found.title)}.", ""]
    lines += [f"- Licence: {_text(found.licence)}"] if found.licence else []
    lines += _sources(found.sources)
    lines += ["", _note(found.note)] if found.note else []
    others = ", ".join(f"[{one.name}]({one.name}.md)" for one in found.mixed_with)
    lines += ["", f"Often mixed in one column with {others}."] if others else []
    rows = [
        (
            _code(one.code),
            _text(one.label),
            one.role,
            _text(one.group or ""),
            str(one.valid_from or ""),
            str(one.valid_until or ""),
            ", ".join(map(_code, one.aliases)),
        )
        for one in found.codes
    ]
    head = ("code", "label", "role", "group", "from", "until", "also read")
    return "\n".join([*lines, "", *_grid(head, rows)]) + "\n"


def index(standards: Iterable[Standard], lists: Iterable[CodeList]) -> str:
    """The page in front of them: a line for each standard and each code list."""
    lines = [
        "# The shipped standards",
        "",
        "A page for each, made from `schemas/`. `recordcheck explain RULE` says it of one rule.",
        "",
    ]
    rows = [(f"[{one.name}]({one.name}.md)", one.version, _text(one.title)) for one in standards]
    lines += _grid(("standard", "version", "what it is about"), rows)
    lines += ["", "## Code lists", ""]
    rows = [
        (f"[{one.name}](codes/{one.name}.md)", _text(one.title), str(len(one.codes)))
        for one in lists
    ]
    return "\n".join([*lines, *_grid(("list", "what it holds", "codes"), rows)]) + "\n"


def _table(table: Table, rules: tuple[Rule, ...], standard: Standard) -> list[str]:
    lines = [f"## Table `{table.name}`", "", f"One record is {_text(table.one_record_is)}.", ""]
    if table.view is not None:
        lines += [
            "It stands in no export; it is made of other tables:",
            "",
            *_sql(table.view.text),
            "",
        ]
    if table.key:
        lines += [f"Key: {_names(table.key)}.", ""]
    if table.group_by:
        lines += [f"`--by` takes: {_names(table.group_by)}.", ""]
    rows = [_field(field) for field in table.fields.values()]
    head = ("field", "what it holds", "type", "due", "target", "also read from")
    lines += _grid(head, rows)
    if apart := declined_apart(table):
        lines += ["", f"{APART.capitalize()}: {_names(apart)}."]
    for field in table.fields.values():
        if texts := code_texts(field):
            lines += ["", f"Codes of `{field.name}`: {_text('; '.join(texts))}."]
    for derive in table.derives:
        lines += ["", f"`{derive.name}` is worked out:", "", *_sql(derive.expression.text)]
    if implied := _implied(rules):
        lines += ["", "### Rules that follow from the fields", ""]
        lines += _grid(("rule", "severity", "what it asks"), implied)
    for rule in rules:
        if rule.written:
            lines += ["", *_rule(rule, table, standard)]
    return lines


def _own(bundle: Standard) -> list[str]:
    """The rules that none of its members has, with what is worked out for them."""
    lines = []
    for table in bundle.tables.values():
        own = [rule for rule in table.rules if rule.id.startswith(f"{bundle.prefix}-")]
        if own:
            lines += ["", f"## What it asks itself of table `{table.name}`"]
        for derive in table.derives_behind({name for rule in own for name in rule.names}):
            lines += ["", f"`{derive.name}` is worked out:", "", *_sql(derive.expression.text)]
        for rule in own:
            lines += ["", *_rule(rule, table, bundle)]
    return lines


def _field(field: Field) -> tuple[str, ...]:
    kind = str(field.type)
    if field.codes is not None:
        name = field.codes.name
        kind = f"[{name}](codes/{name}.md)" if field.codes.path else name
    targets = target_text(field)
    if targets and any(one.title == "local convention" for one in field.sources):
        targets += " (local convention)"
    aliases = _text(", ".join(field.aliases))
    title, due = _text(field.title or ""), _text(due_text(field))
    return (f"`{field.name}`", title, kind, due, targets, aliases)


def _change(one: Change) -> str:
    """A change of an extension; what asks for less is not to be overlooked."""
    reason = f" (reason: {_text(one.reason)})" if one.reason else ""
    return f"- {'**weaker:** ' if one.weaker else ''}{_text(one.says)}{reason}"


def _implied(rules: Iterable[Rule]) -> list[tuple[str, ...]]:
    """One line for each identifier, with what it asks of each field."""
    asked: dict[tuple[str, str, str], list[str]] = {}
    for rule in rules:
        if not rule.written:
            asked.setdefault((rule.id, rule.name, str(rule.severity)), []).append(rule.says)
    return [
        (f"{id_} {name}", severity, _text("\n".join(says)).replace("\n", "<br>"))
        for (id_, name, severity), says in asked.items()
    ]


def _rule(rule: Rule, table: Table, standard: Standard) -> list[str]:
    about = [str(rule.severity)]
    about += [f"field `{rule.field}`"] if rule.field else []
    about += [f"target {percent(target.share)}" for target in rule.targets]
    about += ["on trial"] if rule.trial else []
    lines = [f"### {rule.id} {rule.name}", "", _text(rule.says), "", f"*{'; '.join(about)}*", ""]
    lines += [f"Why: {_text(rule.why)}", ""]
    sql = f"when {rule.when.text.strip()}\n" if rule.when is not None else ""
    sql += f"assert {rule.assertion.text.strip()}" if rule.assertion is not None else ""
    lines += [*_sql(sql), *_behind(rule, table, standard), "", *_sources(rule.sources)]
    for word, examples in (("Keeps it", rule.keeps), ("Breaks it", rule.breaks)):
        if examples:
            lines += ["", f"{word} (made up):", "", *_example(examples[0])]
    return lines


def _behind(rule: Rule, table: Table, standard: Standard) -> list[str]:
    """Which of the derived columns and parameters above it reaches."""
    parts = []
    if derives := table.derives_behind(rule.names):
        parts.append(f"Worked out above: {_names(one.name for one in derives)}.")
    if parameters := standard.parameters_behind(rule):
        given = ", ".join(f"`{one.name}` ({_text(one.default)})" for one in parameters)
        parts.append(f"Parameters: {given}.")
    return ["", " ".join(parts)] if parts else []


def _example(example: Example) -> list[str]:
    lines = ["```yaml"]
    for table, records in example.tables.items():
        lines += [f"{table}:" if records else f"{table}: []"]
        for record in records:
            cells = ", ".join(f"{name}: {cell or '(blank)'}" for name, cell in record.items())
            lines += [f"  {cells}"]
    return [*lines, "```"]


def _sources(sources: Iterable[Source]) -> list[str]:
    lines = []
    for source in sources:
        text = _text(str(source))
        text = f"[{text}]({source.url})" if source.url else text
        lines.append(f"- Source: {text}{f': {_note(source.note)}' if source.note else ''}")
    return lines


def _text(given: str) -> str:
    """Text that says only itself."""
    return _MARKS.sub(r"\\\g<0>", given)


def _note(given: str) -> str:
    """A note, which may name in backticks what is typed."""
    return _text(given).replace("\\`", "`")


def _code(given: str) -> str:
    """A code as it is written, in which no mark is obeyed."""
    return f"`` {given} ``" if "`" in given else f"`{given}`"


def _sql(text: str) -> list[str]:
    return ["```sql", *text.strip().splitlines(), "```"]


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A table of Markdown, without the columns in which nothing stands."""
    rows = list(rows)
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    lines = [tuple(head[place] for place in kept), ("---",) * len(kept)]
    lines += [tuple(row[place].replace("|", "\\|") for place in kept) for row in rows]
    return [f"| {' | '.join(one_line(cell) for cell in line)} |" for line in lines]
