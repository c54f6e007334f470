"""What `schema show` prints: a standard, a table, a code list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recordcheck.model import (
    Code,
    CodeList,
    Field,
    Parameter,
    Rule,
    Severity,
    Source,
    Standard,
    Table,
    percent,
)
from recordcheck.nearest import one_line
from recordcheck.output.style import Style
from recordcheck.output.table import render_rows, render_table

ALSO = "also read from"
APART = "who declined is set apart, not due for known"
IN_PLACE = "codes that stand in no list of their own"


def standard(
    found: Standard,
    tables: Iterable[tuple[Table, tuple[Rule, ...]]],
    *,
    style: Style,
) -> str:
    """A standard: where it comes from, its parameters, how it differs from what it extends, its
    tables.
    """
    lines = [style.paint(f"{found.name} {found.version}", "1"), style.wrap(found.title), ""]
    lines += [f"  file      {found.path}"]
    about = [f"  licence   {found.licence}"] if found.licence else []
    about += [f"  includes  {', '.join(found.includes)}"] if found.includes else []
    about += [f"  extends   {found.extends}"] if found.extends else []
    lines += [style.wrap(line, indent="            ") for line in about]
    lines += source_lines(found.sources, style)
    if found.cannot_tell:
        lines += ["", "  What it cannot tell:"]
        lines += [style.wrap(f"    {one}", indent="    ") for one in found.cannot_tell]
    if found.changes:
        lines += ["", "  Differs from what it extends:"]
        for change in found.changes:
            word = "weaker" if change.weaker else "change"
            reason = f" (reason: {change.reason})" if change.reason else ""
            text = style.wrap(f"    {word}  {change.says}{reason}", indent="            ")
            lines.append(style.mark(text, "weaker", Severity.WARNING) if change.weaker else text)
    if found.parameters:
        lines += ["", "  Parameters, set with --param name=value:"]
        for parameter in found.parameters.values():
            lines.append(style.wrap(f"    {parameter_text(parameter)}", indent="      "))
    for table, rules in tables:
        lines += ["", *_table(table, rules, style)]
    return "\n".join(lines) + "\n"


def codes(found: CodeList, *, style: Style) -> str:
    """A code list: each code with its label, role, group and the other spellings that are read as
    it.
    """
    lines = [style.paint(found.name, "1"), style.wrap(found.title), ""]
    lines += [f"  file      {found.path}"] if found.path else []
    if found.licence:
        lines += [style.wrap(f"  licence   {found.licence}", indent="            ")]
    lines += source_lines(found.sources, style)
    if found.note:
        lines += [style.wrap(f"  note      {found.note}", indent="            ")]
    if found.mixed_with:
        others = ", ".join(other.name for other in found.mixed_with)
        lines += [style.wrap(f"  mixed     with {others}", indent="            ")]
    rows = []
    for code in found.codes:
        days = [str(day or "") for day in (code.valid_from, code.valid_until)]
        rows.append([code.code, code.label, code.role, code.group or "", *days])
    head = ["code", "label", "role", "group", "from", "until"]
    keep = [place for place in range(6) if any(row[place] for row in rows)]
    head, rows = [head[place] for place in keep], [[row[place] for place in keep] for row in rows]
    lines += ["", render_table(head, rows, left=frozenset(range(6)), width=style.width)]
    aliases = {code.code: code.aliases for code in found.codes}
    return "\n".join([*lines, *_listed(ALSO, aliases, style)]).rstrip("\n") + "\n"


def source_lines(sources: Iterable[Source], style: Style) -> list[str]:
    """A line or more for each source, with its address."""
    return [
        style.wrap(
            f"  source    {source}{f' ({source.url})' if source.url else ''}",
            indent="            ",
        )
        for source in sources
    ]


def _table(table: Table, rules: tuple[Rule, ...], style: Style) -> list[str]:
    called = f"table {table.name}"
    opened = style.wrap(f"{called}: one record is {table.one_record_is}", indent="  ")
    lines = [opened.replace(called, style.paint(called, "1"), 1)]
    if table.view is not None:
        select = f"  a view: {one_line(table.view.text)}"
        lines.append(style.wrap(select, indent="    "))
    if table.key:
        lines.append(style.wrap(f"  key: {', '.join(table.key)}", indent="    "))
    if table.group_by:
        takes = f"  --by takes: {', '.join(table.group_by)}"
        lines.append(style.wrap(takes, indent="    "))
    head = ["field", "type", "due", "target"]
    rows = [
        [field.name, _type(field), due_text(field), target_text(field)]
        for field in table.fields.values()
    ]
    lines += ["", *render_rows(head, rows, left=frozenset(range(4)), width=style.width), ""]
    if apart := declined_apart(table):
        text = f"  {APART}: {', '.join(apart)}"
        lines += [style.wrap(text, indent="    "), ""]
    aliases = {field.name: field.aliases for field in table.fields.values()}
    lines += [*also, ""] if (also := _listed(ALSO, aliases, style)) else []
    in_place = {field.name: code_texts(field) for field in table.fields.values()}
    lines += [*codes, ""] if (codes := _listed(IN_PLACE, in_place, style)) else []
    for derive in table.derives:
        derived = f"  derived {derive.name} = {one_line(derive.expression.text)}"
        lines.append(style.wrap(derived, indent="    "))
    for rule in rules:
        about = [f"target {percent(one.share)}" for one in rule.targets]
        about += ["on trial"] if rule.trial else []
        said = f" ({', '.join(about)})" if about else ""
        text = f"  {rule.id} {rule.severity}{said}: {rule.says}"
        lines.append(style.mark(style.wrap(text, indent="    "), rule.id, rule.severity))
    return lines


def _listed(head: str, named: Mapping[str, tuple[str, ...]], style: Style) -> list[str]:
    """What belongs to each name that has some, a line for each."""
    lines = [
        style.wrap(f"    {called}: {' | '.join(some)}", indent="      ")
        for called, some in named.items()
        if some
    ]
    return [f"  {head}:", *lines] if lines else []


def code_texts(field: Field) -> tuple[str, ...]:
    """The codes that stand in the field itself and in no list of their own, each with what is read
    as it: `care (Care, Foster care)`.
    """
    if field.codes is None or field.codes.path is not None:
        return ()
    return tuple(map(_code_text, field.codes.codes))


def _code_text(code: Code) -> str:
    spelt = [one for one in (code.label, *code.aliases) if one != code.code]
    return f"{code.code} ({', '.join(spelt)})" if spelt else code.code


def _type(field: Field) -> str:
    return f"code: {field.codes.name}" if field.codes is not None else str(field.type)


def parameter_text(parameter: Parameter) -> str:
    """A parameter with its type, the value that it has where none is given, and what it is."""
    says = f"  {parameter.says}" if parameter.says else ""
    return f"{parameter.name} ({parameter.type}, {parameter.default}){says}"


def due_text(field: Field) -> str:
    """When a field is due, in words or in the SQL that says so."""
    if field.due.always:
        return "always"
    return "optional" if field.due.when is None else f"when {one_line(field.due.when.text)}"


def target_text(field: Field) -> str:
    """The targets of a field, such as `recorded 98%, other at most 5%`."""
    return ", ".join(
        f"{target.measure} {'at most ' if target.ceiling else ''}{percent(target.share)}"
        f"{' (trial)' if target.trial else ''}"
        for target in field.targets
    )


def declined_apart(table: Table) -> list[str]:
    """The fields whose declined answers leave what is due for *known*."""
    return [field.name for field in table.fields.values() if field.declined_apart]
