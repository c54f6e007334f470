"""Which rules could not be run, and why: reason by reason, or gathered where there are many. And
which ran and could hardly judge: that no record breaks them says little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from recordcheck.model import Kept, NotRun
from recordcheck.plural import count, many, some

MOST, FEW = 6, 5  # rules that a line names, and columns or tables that are read one by one
NAMED = 200  # columns or tables in a line
EACH = "not run: `--output-format json` has each of these rules, with its reason"
Lacked = dict[tuple[str, str | None], list[NotRun]]  # by the table, and the column of it


def reasons(not_run: Iterable[NotRun]) -> dict[str, list[str]]:
    """The rules that could not be run, by reason; tables that are not there make one reason. One
    number of an implied rule stands for many fields: it goes with its field, and with its table
    where the rules of a reason are of several.
    """
    every = list(not_run)
    absent = {one.table: None for one in every if _lacks_its_table(one)}
    grouped: dict[str, list[NotRun]] = {}
    no_table = f"the export has no table {', '.join(absent)}"
    for one in every:
        reason = no_table if one.table in absent else one.reason
        grouped.setdefault(reason, []).append(one)
    return {reason: list(dict.fromkeys(_called(same))) for reason, same in grouped.items()}


def _called(same: Sequence[NotRun | Kept]) -> Iterator[str]:
    several = len({one.table for one in same}) > 1
    for one in same:
        place = ".".join(part for part in (one.table if several else None, one.field) if part)
        yield f"{one.rule} {place}" if place and _implied(one.rule) else one.rule


def each_reason(not_run: Iterable[NotRun]) -> list[str]:
    """A line for each reason, with the first rules that could not be run for it."""
    return [f"not run: {some(rules, MOST)}: {reason}" for reason, rules in reasons(not_run).items()]


def gathered(not_run: Sequence[NotRun]) -> list[str]:
    """A few reasons as they are. Where many columns and tables lack, as in a first export against a
    wide standard, all columns in one line and all tables in one, each with how many rules need it.
    """
    columns: Lacked = {}
    tables: Lacked = {}
    others = []
    for one in not_run:
        if one.lacks_table is None:
            others.append(one)
        else:
            lacked = columns if one.lacks_column is not None else tables
            lacked.setdefault((one.lacks_table, one.lacks_column), []).append(one)
    if len(columns) + len(tables) > FEW:
        several = len({table for table, _ in columns}) > 1
        named = {f"{t}.{c}" if several else str(c): rules for (t, c), rules in columns.items()}
        lines = [*_lack_of("columns", named), *_without_rate(columns, several=several)]
        lines += _lack_of("tables", {table: rules for (table, _), rules in tables.items()})
        return [*lines, *each_reason(others), EACH]
    cut = any(len(rules) > MOST for rules in reasons(not_run).values())
    return [*each_reason(not_run), *([EACH] if cut else [])]


def hardly_judged(kept: Iterable[Kept]) -> list[str]:
    """A line for the rules that no record breaks, and that could not judge most of the records to
    which they apply, where there are some: those that judged the least stand first.
    """
    found = [one for one in dict.fromkeys(kept) if one.not_judged > one.judged]
    if not found:
        return []
    found.sort(key=lambda one: one.judged / (one.judged + one.not_judged))
    named = [
        f"{called} (judged {count(one.judged)} of {count(one.judged + one.not_judged)})"
        for called, one in zip(_called(found), found, strict=True)
    ]
    their = "its" if len(found) == 1 else "their"
    rules = f"{many(len(found), 'rule')} that no record breaks, for most of {their} records"
    return [f"not judged: {rules}: {some(named, NAMED)}"]


def _lack_of(what: str, lacked: Mapping[str, list[NotRun]]) -> list[str]:
    """What most rules need stands first; two standards may need it for one rule."""
    if not lacked:
        return []
    rules = {called: set(map(_place, without)) for called, without in lacked.items()}
    ordered = sorted(rules.items(), key=lambda pair: -len(pair[1]))
    named = [f"{called} ({count(len(without))})" for called, without in ordered]
    every = many(len(set().union(*rules.values())), "rule")
    return [f"not run: {every}, for lack of {what}: {some(named, NAMED)}"]


def _without_rate(lacked: Lacked, *, several: bool) -> Iterator[str]:
    """The fields whose column is there, and whose rate is not: nothing says where they are due."""
    for (of, called), rules in lacked.items():
        fields = [
            f"{table}.{field}" if several else str(field)
            for _, table, field in sorted({_place(one) for one in rules if one.no_rate}, key=str)
            if (table, field) not in lacked
        ]
        if fields:
            place = of if several else "the export"
            yield f"not run: no rate of {some(fields, NAMED)}: {place} has no column {called}"


def _place(one: NotRun) -> tuple[str, str, str | None]:
    return one.rule, one.table, one.field


def _lacks_its_table(one: NotRun) -> bool:
    return one.lacks_table == one.table and one.lacks_column is None


def _implied(rule: str) -> bool:
    """Whether a rule follows from the keys of a field."""
    return rule[-2:-1] == "9"
