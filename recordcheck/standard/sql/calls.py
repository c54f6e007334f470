"""Calls: our functions, aggregates, casts and extract, held against the tables in `functions`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import reduce

from sqlglot import exp

from recordcheck.model import NUMBERS, TEXTS, TIMES, FieldType
from recordcheck.nearest import did_you_mean
from recordcheck.standard.sql.elsewhere import here
from recordcheck.standard.sql.functions import (
    AGGREGATES,
    FUNCTIONS,
    KNOWN,
    OF_A_FIELD,
    WINDOWS,
    Function,
    of_a_field,
)
from recordcheck.standard.sql.literals import alike, either
from recordcheck.standard.sql.parse import SqlError, each, offset_of, short
from recordcheck.standard.sql.patterns import letters_of, pattern_fault, search, sought
from recordcheck.standard.sql.scope import Scope
from recordcheck.standard.sql.types import SQL_TYPES, Worth, comparable, text_literal, wider

Node = exp.Expression
ACCEPTED: dict[str, Collection[FieldType]] = {
    "text": TEXTS,
    "number": NUMBERS,
    "whole": (FieldType.INTEGER,),
    "places": (FieldType.INTEGER,),
    "date": TIMES,
    "datetime": (FieldType.DATETIME,),
    "any": tuple(FieldType),
}
# By the parser's word for a type: `timestamp` is TIMESTAMPNTZ to it, and `varchar` TEXT.
CASTS: dict[str, tuple[FieldType, str, Collection[FieldType]]] = {
    "DATE": (FieldType.DATE, "date", TIMES),
    "TIMESTAMPNTZ": (FieldType.DATETIME, "timestamp", TIMES),
    "INT": (FieldType.INTEGER, "bigint", (FieldType.INTEGER, FieldType.BOOLEAN)),
    "DOUBLE": (FieldType.NUMBER, "double", NUMBERS),
    "TEXT": (FieldType.TEXT, "varchar", tuple(FieldType)),
}
WANTED = {"whole": "a whole number", "places": "a whole number of places"}
PARTS = ("year", "month", "day", "hour", "minute", "isodow")
MANY = 10_000
CHOOSE = ("coalesce", "least", "greatest")  # what they give is one of their arguments
WORKED_OUT = {"recorded": "is not null", "blank": "is null"}
_PLACE = re.compile(r"\{([0-9]|args|type)\}")


def call(node: Node, scope: Scope) -> Worth:
    """A call by name. An unknown name is a slip with the nearest known one."""
    called, offset = str(node.this).lower(), offset_of(node)
    if called in OF_A_FIELD:
        return _of_a_field(called, node, scope)
    if called in FUNCTIONS:
        return apply(called, FUNCTIONS[called], node, scope)
    if called in AGGREGATES:
        return in_full(called, aggregate(called, node, scope))
    if called in WINDOWS:
        raise SqlError(f"`{called}` needs `over (...)`", offset)
    part = f"; write `extract({called} from ...)`" if called in PARTS else ""
    meant = part or here(called) or did_you_mean(called, KNOWN)
    raise SqlError(f"unknown function `{called}`{meant}", offset)


def _of_a_field(called: str, node: Node, scope: Scope) -> Worth:
    arguments = [scope.worth(argument) for argument in node.expressions]
    if len(arguments) != 1 or arguments[0].field is None:
        instead = WORKED_OUT.get(called) if len(arguments) == 1 else None
        meant = f"; for a computed value, write `{instead}`" if instead else ""
        raise SqlError(f"`{called}` takes one field{meant}", offset_of(node))
    if called == "group_of" and arguments[0].codes is None and arguments[0].type == FieldType.CODE:
        return Worth("null", FieldType.TEXT)  # its list cannot be read, which is a slip already
    if called == "group_of" and (arguments[0].codes is None or not arguments[0].codes.groups):
        raise SqlError(
            f"`{short(node.expressions[0])}` has no code list with groups", offset_of(node)
        )
    if called == "placeholder":
        for table, column in list(scope.reads):
            if column == arguments[0].field.name:
                scope.reach(table, f"{column}.placeholder")
    worth = of_a_field(called, arguments[0])
    if worth.type == FieldType.BOOLEAN and not scope.of_record(arguments[0].source or ""):
        # of no record, as a left join may give, nothing is recorded; `blank` is its opposite
        worth = replace(worth, sql=f"coalesce({worth.sql}, {str(called == 'blank').lower()})")
    scope.note(arguments[0].source or "", worth.sql)
    return worth


def apply(called: str, function: Function, node: Node, scope: Scope) -> Worth:
    """A function of values: its arguments held against its table, its plain SQL."""
    given = each(scope.worth, node.expressions)
    _count(called, function, len(given), node)
    wanted = _wanted(function, len(given))
    for kind, argument, part in zip(wanted, given, node.expressions, strict=True):
        _fits(called, kind, argument, part)
    if called in CHOOSE or called == "nullif":
        given = _alike(called, given, node)
    if called == "nullif":
        given = list(alike(given[0], given[1], node))  # it compares the two
    args = [_given(*argument) for argument in zip(given, wanted, node.expressions, strict=True)]
    if called == "matches" and (inner := sought(given[1].literal or "")) is not None:
        return search(args[0], inner)
    sql = function.sql or f"{called}({{args}})"
    if called == "without" and (letters := letters_of(given[1].literal or "")):
        sql = "{0}"
        for letter in letters:
            sql = f"replace({sql}, {text_literal(letter)}, '')"
    places = {str(position): argument_sql for position, argument_sql in enumerate(args)}
    result = _result(function, given)
    places |= {"args": ", ".join(args), "type": SQL_TYPES[result or FieldType.DATETIME]}
    # In one pass: a pattern among the arguments may hold `{1}` itself.
    sql = _PLACE.sub(lambda place: places[place[1]], sql)
    codes = given[0].codes if function.result == "same" else None
    return Worth(sql, result, codes=either(given) if called in CHOOSE else codes)


def _given(worth: Worth, kind: str, part: Node) -> str:
    """An argument as the engine takes it: a bare null needs a type; of a number of characters or
    days the part behind the point is nothing, and what is too large to hold is unknown.
    """
    if kind in ("date", "datetime") and worth.type is None:
        return f"cast({worth.sql} as timestamp)"
    if kind == "whole" and not _is_written_out(part):
        whole = f"floor({worth.sql})" if worth.type == FieldType.NUMBER else worth.sql
        return f"try_cast({whole} as integer)"
    return worth.sql


def _alike(called: str, given: list[Worth], node: Node) -> list[Worth]:
    """A text literal beside days stands for a day; any other must be of one kind with the first."""
    first = next((worth for worth in given if worth.literal is None and worth.type), given[0])
    if first.type not in TIMES:
        for worth in given:
            if not comparable(first.type, worth.type):
                message = f"`{called}` needs values of one type, not {first.type} and {worth.type}"
                raise SqlError(message, offset_of(node))
        return given
    return [alike(first, worth, node)[1] for worth in given]


def _result(function: Function, given: list[Worth]) -> FieldType | None:
    if isinstance(function.result, FieldType):
        return function.result
    if function.result == "same":
        return given[0].type
    return reduce(wider, (worth.type for worth in given))


def _wanted(function: Function, given: int) -> list[str]:
    wanted = [kind.strip("[]") for kind in function.arguments if kind != "..."]
    return (wanted + wanted[-1:] * given)[:given] if "..." in function.arguments else wanted[:given]


def _count(called: str, function: Function, given: int, node: Node) -> None:
    needed = [kind for kind in function.arguments if not kind.startswith("[") and kind != "..."]
    most = MANY if "..." in function.arguments else len(function.arguments)
    if not len(needed) <= given <= most:
        more = "" if len(needed) == most else f" or {'more' if most == MANY else most}"
        many = f"{len(needed)}{more}"
        word = "argument" if many == "1" else "arguments"
        raise SqlError(f"`{called}` takes {many} {word}, not {given}", offset_of(node))


def _fits(called: str, kind: str, argument: Worth, part: Node) -> None:
    if kind == "pattern":
        if argument.literal is None:
            raise SqlError(f"`{called}` needs its pattern written out as a text", offset_of(part))
        fault = pattern_fault(argument.literal)
        if fault:
            raise SqlError(fault, offset_of(part))
    elif kind == "places" and not _is_written_out(part):
        raise SqlError(f"`{called}` needs its places written out as a number", offset_of(part))
    elif kind == "whole" and argument.type == FieldType.NUMBER and not _is_written_out(part):
        return  # a product is a number, though of whole ones: `:weeks * 7`
    elif argument.type is not None and argument.type not in ACCEPTED[kind]:
        word = WANTED.get(kind, f"a {kind}")
        a_day = kind in ("date", "datetime") and argument.literal is not None
        where = "; give a day as a parameter here, such as `:period_end`" if a_day else ""
        raise SqlError(f"`{called}` needs {word}, not {argument.type}{where}", offset_of(part))


def _is_written_out(part: Node) -> bool:
    return isinstance(part.this if isinstance(part, exp.Neg) else part, exp.Literal)


def aggregate(called: str, node: Node, scope: Scope) -> Worth:
    """A function over several records, of a select or of a window; of a sum see `in_full`."""
    function = AGGREGATES[called]
    given, distinct = list(node.expressions), ""
    scope.aggregate(offset_of(node))
    if called == "count" and len(given) == 1 and isinstance(given[0], exp.Star):
        return Worth("count(*)", FieldType.INTEGER)
    if len(given) == 1 and isinstance(given[0], exp.Distinct):
        given, distinct = list(given[0].expressions), "distinct "
        if not given:
            raise SqlError(f"`{called}(distinct ...)` needs a column", offset_of(node))
    worths = _inside(given, node, scope)
    _count(called, function, len(worths), node)
    for kind, worth, part in zip(_wanted(function, len(worths)), worths, given, strict=True):
        _fits(called, kind, worth, part)
    args = [worth.sql for worth in worths]
    if len(args) == 2:  # of those that tie in the second, the first decides
        args[1] = f"case when {args[1]} is not null then row({args[1]}, {args[0]}) end"
    sql = f"{called}({distinct}{', '.join(args) or '*'})"
    return Worth(sql, _result(function, worths), codes=worths[0].codes if worths else None)


def in_full(called: str, worth: Worth) -> Worth:
    """A sum of whole numbers may be larger than any: it is a number."""
    if called == "sum" and worth.type == FieldType.INTEGER:
        return replace(worth, sql=f"cast({worth.sql} as double)", type=FieldType.NUMBER)
    return worth


def _inside(given: list[Node], node: Node, scope: Scope) -> list[Worth]:
    """What an aggregate is over: columns of its own select, and no window."""
    windowed = scope.windowed
    scope.windowed = scope.near = scope.far = False
    scope.inside = True
    try:
        worths = each(scope.worth, given)
    finally:
        scope.inside = False
    if scope.windowed:
        raise SqlError("a window inside an aggregate; derive it first", offset_of(node))
    if scope.far and not scope.near:
        message = "an aggregate needs a column of a table that its own select reads"
        raise SqlError(message, offset_of(node))
    scope.windowed = windowed
    return worths


def cast(node: Node, scope: Scope) -> Worth:
    """A change of type that cannot fail, or of a literal."""
    worth = scope.worth(node.this)
    target = CASTS.get(node.args["to"].this.name)
    if target is None:
        word = node.args["to"].sql(dialect="duckdb").lower()
        known = "known: date, timestamp, integer, double, text"
        raise SqlError(f"no cast to {word}; {known}", offset_of(node))
    kind, word, from_types = target
    if worth.literal is not None and kind in TIMES:
        column = Worth("", kind)
        return alike(column, worth, node)[1]
    if worth.type is not None and worth.type not in from_types:
        raise SqlError(f"{worth.type} cannot be cast to {word} without loss", offset_of(node))
    return Worth(f"cast({worth.sql} as {word})", kind)


def extract(node: Node, scope: Scope) -> Worth:
    """A part of a date: year, month, day, hour, minute."""
    part = str(node.this.name).lower()
    if part not in PARTS:
        raise SqlError(f"cannot extract `{part}`{did_you_mean(part, PARTS)}", offset_of(node))
    worth = scope.worth(node.expression)
    if worth.type not in (*TIMES, None):
        raise SqlError(f"extract needs a date, not {worth.type}", offset_of(node))
    return Worth(f"extract({part} from {_given(worth, 'date', node)})", FieldType.INTEGER)


CALLS: dict[type[Node], Callable[[Node, Scope], Worth]] = {
    exp.Anonymous: call,
    exp.Cast: cast,
    exp.Extract: extract,
}
