"""A first standard as YAML: what an export has, and in comments what only its owner can say."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator

from recordcheck.model.draft import Draft, DraftField, DraftTable
from recordcheck.output.figures import share
from recordcheck.output.profile import fit, order
from recordcheck.plural import many

WIDTH = 100
# What every reader of YAML takes for a text, wherever it stands; but for these words.
_PLAIN = re.compile(r"[A-Za-z](?:[\w /().-]*[\w).])?", re.ASCII)
_NO_TEXT = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])


def render(draft: Draft, source: str) -> str:
    """The text of the file, for the export that it was drafted from."""
    lines = [
        *_comment(
            f"A first standard, by `recordcheck init` from the columns of {_quoted(source)}:"
            " what that export has, and in comments what only you can say. No value of a record"
            " stands here."
        ),
        f"standard: {scalar(draft.name)}",
        f"prefix: {draft.prefix}",
        'version: "1"',
        f"title: {scalar(draft.name.replace('-', ' ').capitalize())}",
        "tables:",
        *(line for table in draft.tables for line in _table(table)),
        *_comment(
            "Next: what must be so, and why (docs/language.md): when a field is due, its target,"
            " and rules. `type: code` with `codes: [one, another]` lists codes. `recordcheck schema"
            " check` finds the slips of this file, and `recordcheck schema test` runs the examples"
            " of its rules."
        ),
    ]
    return "\n".join(lines) + "\n"


def _table(table: DraftTable) -> Iterator[str]:
    yield f"  {scalar(table.name)}:"
    if table.fits is not None:
        yield from _comment(f"these columns fit {table.fits}, which is shipped", "    ")
    elif table.nearest is not None:
        yield from _comment(f"no shipped standard fits; nearest: {table.nearest}", "    ")
    yield from _comment("say what a record stands for, such as: one visit to one child", "    ")
    yield f"    one_record_is: {scalar(f'one record of {table.source}')}"
    if table.key is not None:
        yield from _comment("the first that is always recorded, and never the same twice", "    ")
        yield f"    key: [{scalar(table.key)}]"
    elif table.records:
        yield from _comment(
            "no column is always recorded and never the same twice: `key: [a, b]` takes several",
            "    ",
        )
    else:
        yield from _comment("there was no record: every type is a guess", "    ")
    yield "    fields:"
    for one in table.fields:
        for remark in _remarks(one, table.records):
            yield from _comment(remark, "      ")
        yield f"      {scalar(one.field.name)}: {{{', '.join(_keys(one))}}}"


def _keys(one: DraftField) -> Iterator[str]:
    field = one.field
    yield f"type: {field.type}"
    if field.codes is not None:
        yield f"codes: {field.codes.name}"
    if field.dates is not None:
        yield f"dates: {scalar(field.dates)}"
    if field.due.always:
        yield "due: always"
    if field.aliases:
        yield f"aliases: [{', '.join(map(scalar, field.aliases))}]"


def _remarks(one: DraftField, records: int) -> Iterator[str]:
    field, column = one.field, one.column
    if column.field is not None:
        yield fit(column.field)
    if not column.recorded and records:
        yield "nothing is recorded here"
    elif column.recorded < records:
        yield f"{share(column.recorded, records)} recorded here: `due: always`, or when?"
    if column.reads < column.recorded:
        what = "not on the code list" if field.codes else f"does not read as {field.type}"
        others = many(column.recorded - column.reads, "record")
        yield f"{what} in {others}: `recordcheck lint` says in which"
    if field.dates is None and (said := order(column)):
        yield said
    if column.suspected:
        number = many(sum(number for _, number in column.suspected), "record")
        yield f"perhaps placeholders in {number}: `recordcheck profile` says which"
    if one.few:
        yield f"{column.distinct} different values: are they codes?"
    if one.mapped:
        yield f"its column, {_quoted(column.name)}, is told from another by a mapping alone"


def _comment(text: str, indent: str = "") -> Iterable[str]:
    lead = f"{indent}# "
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )


def scalar(text: str) -> str:
    """A text on one line of YAML, whatever a column is called: plain where every reader takes it
    for a text, else in quotation marks, with codes for what is not to be seen.
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(one if one.isprintable() else _escaped(one) for one in quoted)


def _escaped(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\U{code:08x}"
