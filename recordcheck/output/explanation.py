"""What `explain` says of a rule: what it asks, when, why, its source, its examples, where it
stands.
"""

from __future__ import annotations

from recordcheck.model import Example, Expression, Rule, Standard, percent
from recordcheck.model.wording import in_words, other_values
from recordcheck.nearest import one_line
from recordcheck.output.standard_page import parameter_text
from recordcheck.output.style import PLAIN, Style
from recordcheck.plural import many


def render(rules: list[Rule], standard: Standard, *, style: Style = PLAIN) -> str:
    """One identifier, in every table and for every field that it is asserted of."""
    first = rules[0]
    lines = [
        style.mark(f"{first.id} {first.name} ({first.severity})", first.id, first.severity),
        "",
    ]
    defaults = {one.name: one.default for one in standard.parameters.values()}
    others = other_values(standard, defaults, "today")
    for rule in rules[:12]:
        says = in_words(rule, standard, defaults, others).says
        lines += [style.wrap(f"  {says}", indent="  ")]
        lines += [style.faint(f"    {_where(rule, first)}")]
    if len(rules) > 12:
        lines += [f"  and of {many(len(rules) - 12, 'more field')}"]
    lines += ["", style.wrap(f"  Why: {first.why}", indent="  ")]
    lines += _sources(first, standard, style)
    lines += _asked(rules, standard, style)
    lines += [*_examples("keeps", first.keeps), *_examples("breaks", first.breaks)]
    if standard.cannot_tell:
        lines += ["", f"  What {standard.name} cannot tell:"]
        lines += [style.wrap(f"    {one}", indent="    ") for one in standard.cannot_tell]
    lines += ["", f"  Standard: {standard.name} {standard.version}"]
    if first.place is not None:
        lines += [f"  Written at: {first.place.path}:{first.place.line}"]
    return "\n".join(lines) + "\n"


def _where(rule: Rule, first: Rule) -> str:
    trial = "; on trial" if rule.trial else ""
    weight = f"; {rule.severity}" if rule.severity != first.severity else ""
    targets = "".join(f"; target {percent(target.share)}" for target in rule.targets)
    field = f", field {rule.field}" if rule.field else ""
    return f"table {rule.table}{field}{weight}{targets}{trial}"


def _sources(rule: Rule, standard: Standard, style: Style) -> list[str]:
    lines = []
    for source in rule.sources or standard.sources:
        lines.append(style.wrap(f"  Source: {source}", indent="    "))
        if source.url:
            lines.append(f"    {source.url}")
        if source.note:
            lines.append(style.wrap(f"    {source.note}", indent="    "))
    return lines


def _asked(rules: list[Rule], standard: Standard, style: Style) -> list[str]:
    """Its SQL and what stands behind that; once, unless its tables ask for different things."""
    asked: dict[tuple[str, ...], list[str]] = {}
    for rule in rules:
        if rule.written:
            sql = (*_sql(rule), *_behind(rule, standard, style))
            asked.setdefault(sql, []).append(rule.table)
    lines = []
    for sql, tables in asked.items():
        of = f", of {' and '.join(tables)}," if len(asked) > 1 else ""
        lines += ["", f"  It holds{of} where:", *sql]
    return lines


def _sql(rule: Rule) -> list[str]:
    lines = []
    if rule.when is not None:
        lines += [f"    when {one_line(rule.when.text)}"]
    if rule.assertion is not None:
        lines += [f"    assert {one_line(rule.assertion.text)}"]
    return lines


def _behind(rule: Rule, standard: Standard, style: Style) -> list[str]:
    """What its SQL names that is no column of the export."""
    table, lines = standard.tables[rule.table], []
    if table.view is not None:
        lines += ["", f"  {table.name} stands in no export; it is made of other tables:"]
        lines += _as_written(table.view)
    if derives := table.derives_behind(rule.names):
        lines += ["", "  Worked out for it:"]
        for one in derives:
            lines += [f"    {one.name} =", *_as_written(one.expression, indent=6)]
    if parameters := standard.parameters_behind(rule):
        lines += ["", "  Its parameters, set with --param name=value:"]
        lines += [style.wrap(f"    {parameter_text(one)}", indent="      ") for one in parameters]
    return lines


def _as_written(expression: Expression, indent: int = 4) -> list[str]:
    """Its lines as they stand in the standard: a text in quotes is not broken."""
    return [f"{' ' * indent}{line}" for line in expression.text.strip().splitlines()]


def _examples(word: str, examples: tuple[Example, ...]) -> list[str]:
    if not examples:
        return []
    lines = ["", f"  A record that {word} it (made up):"]
    for table, records in examples[0].tables.items():
        for record in records:
            cells = ", ".join(
                f"{field}: {cell if cell is not None else '(blank)'}"
                for field, cell in record.items()
            )
            lines.append(f"    {table}: {cells}")
        if not records:
            lines.append(f"    {table}: no record")
    return lines
