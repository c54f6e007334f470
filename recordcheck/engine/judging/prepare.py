"""From raw text to the columns that rules look at: SQL, layer upon layer.

A layer is a select around the one below: cells read as they stand, then cleaned; then one layer for
each derived column, since DuckDB lets no alias of a window or subquery be used again in the same
select; then one with a boolean column for each rule that is not pandera's own check.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from recordcheck.engine.given.tables import FILE, REST
from recordcheck.engine.judging.clean import (
    is_placeholder,
    is_tidy,
    stripped,
    typed,
    without_placeholders,
)
from recordcheck.engine.judging.coded import code_meant, code_of, unmarked
from recordcheck.model import NUMBERS, Derive, Field, FieldType, Rule, Table
from recordcheck.standard.sql.measures import LENGTH, LISTED, NOTHING, PLACEHOLDER, RECORDED
from recordcheck.standard.sql.types import name

WHEN = "{}.when"
HOLDS = "{}.holds"
DUE = "{}.due"
TIDY = "{}.tidy"
TEXT = "{}.text"
BARE = "{}.bare"
READ = "{}.read"
FOUND = "{}.found"


@dataclass(frozen=True, slots=True)
class Columns:
    """What a field adds to each of the layers that clean it: read as it stands, stripped where that
    is of no use, a code without its mark, read again if need be, and done; and whether the cell
    holds a `placeholder`.
    """

    read: str
    strip: str
    unmark: str | None
    again: str | None
    done: list[str]
    placeholder: str


def typed_sql(
    raw: str, fields: Mapping[str, Field], placeholders: tuple[str, ...], asked: frozenset[str]
) -> str:
    """The typed columns of what `raw_sql` gives, whose columns are named by field.

    `asked` are the columns beside the fields that a rule asks for: whether a field holds a
    placeholder, how long a text is. The connection has been told the placeholders
    (`session.set_placeholders`).
    """
    cleaned = [
        _text(item, called) if item.type == FieldType.TEXT else _value(item, called, placeholders)
        for called, item in fields.items()
    ]
    sql = raw
    for layer in ("read", "strip", "unmark", "again"):
        columns = [column for one in cleaned if (column := getattr(one, layer))]
        sql = f"select {', '.join(['*', *columns])} from ({sql}) as cells" if columns else sql
    done = [FILE, REST]
    for called, one in zip(fields, cleaned, strict=True):
        done += one.done
        if PLACEHOLDER.format(called) in asked:
            done.append(f"{one.placeholder} as {name(PLACEHOLDER.format(called))}")
    sql = f"select {', '.join(done)} from ({sql}) as cells"
    joined = [
        column
        for called, item in fields.items()
        if item.stands_in(fields)
        for column in _joined(called, item.in_parts, asked)
    ]
    sql = f"select * replace ({', '.join(joined)}) from ({sql}) as cells" if joined else sql
    long = [called for called in fields if LENGTH.format(called) in asked]
    lengths = [f"length({name(called)}) as {name(LENGTH.format(called))}" for called in long]
    return f"select {', '.join(['*', *lengths])} from ({sql}) as cells" if lengths else sql


def _joined(called: str, parts: Collection[str], asked: Collection[str]) -> Iterator[str]:
    """A text, or where it is blank and all its parts are there, these below each other: then no
    placeholder stands for it.
    """
    there = " and ".join(f"{name(part)} is not null" for part in parts)
    text = f"concat_ws(chr(10), {', '.join(map(name, parts))})"
    yield f"coalesce({name(called)}, case when {there} then {text} end) as {name(called)}"
    flag = PLACEHOLDER.format(called)
    if flag in asked:
        yield f"({name(flag)} and not ({there})) as {name(flag)}"


def _text(field: Field, called: str) -> Columns:
    """A text: null where it is blank or a placeholder."""
    cell, tidy, text = name(called), name(TIDY.format(called)), name(TEXT.format(called))
    odd = f"case when not {tidy} and {cell} <> '' then {stripped(cell)} end"
    written = cell if field.as_it_stands else text
    clean = f"case when {tidy} then {cell} when {_written(text)} then {written} end"
    return Columns(
        read=f"{is_tidy(cell)} as {tidy}",
        strip=f"{odd} as {text}",
        unmark=None,
        again=None,
        done=[f"{clean} as {cell}"],
        placeholder=is_placeholder(f"coalesce({text}, {cell})"),
    )


def _value(field: Field, called: str, placeholders: tuple[str, ...]) -> Columns:
    """A code, and whether it is on its list; or a typed value, and whether anything is written."""
    cell, stands = name(called), name(TEXT.format(called))
    read, found = name(READ.format(called)), name(FOUND.format(called))
    text, unmark = stands, None
    if field.codes is not None:
        text = name(BARE.format(called))
        unmark = f"{unmarked(field.codes, stands)} as {text}"
        as_it_stands = code_of(field.codes, cell)
        again = code_meant(field.codes, text, placeholders)
        value = f"case when {found} is not null then {found} when {_written(text)} then {text} end"
        flag = f"({found} is not null) as {name(LISTED.format(called))}"
    else:
        as_it_stands, again = typed(field, cell), typed(field, text)
        value = without_placeholders(field, found, _stripped(field, cell, text), placeholders)
        recorded = f"when {value} is not null then true when {found} is not null then false"
        flag = f"case {recorded} else {_written(text)} end as {name(RECORDED.format(called))}"
    odd = f"case when {read} is null and {cell} <> '' then {stripped(cell)} end"
    again = f"case when {read} is not null then {read} when {text} is not null then {again} end"
    return Columns(
        read=f"{as_it_stands} as {read}",
        strip=f"{odd} as {stands}",
        unmark=unmark,
        again=f"{again} as {found}",
        done=[f"{value} as {cell}", flag],
        placeholder=f"case when {found} is not null then {value} is null"
        f" else {is_placeholder(f'coalesce({text}, {cell})')} end",
    )


def _written(text: str) -> str:
    return f"({text} is not null and not {is_placeholder(text)})"


def _stripped(field: Field, cell: str, text: str) -> str:
    """The text of a cell without white space at its ends: it is known where the cell could not be
    read as it stands. A number is read with its spaces.
    """
    return f"coalesce({text}, {stripped(cell) if field.type in NUMBERS else cell})"


def derived_sql(sql: str, table: Table, derives: Iterable[Derive]) -> str:
    """One more layer for each derived column, in order."""
    for derive in derives:
        column = f"{derive.expression.sql} as {name(derive.name)}"
        sql = f"select *, {column} from ({sql}) as {name(table.name)}"
    return sql


def rules_sql(
    sql: str,
    table: Table,
    rules: Iterable[Rule],
    whens: Iterable[Rule],
    dues: Mapping[str, str] = NOTHING,
) -> str:
    """One more layer: a column for each of `rules`, whether it holds, for each of `whens`, whether
    it applies, and for each of `dues`, named by its SQL, whether a field is due.
    """
    columns = [
        f"{rule.assertion.sql} as {name(rule.column)}"
        for rule in rules
        if rule.assertion is not None
    ]
    columns += [
        f"{rule.when.sql} as {name(WHEN.format(rule.column))}"
        for rule in whens
        if rule.when is not None
    ]
    columns += [f"{due} as {column}" for due, column in dues.items()]
    return f"select {', '.join(['*', *columns])} from ({sql}) as {name(table.name)}"
