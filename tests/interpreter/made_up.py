"""Standards whose rules are made up at random: selects within selects, over tables and a view."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random

from recordcheck.model import Standard

from .covering import as_file

TABLES = """
standard: made-up
version: "1"
title: Rules that are made up
parameters:
  last: {{type: date, default: 2026-03-29}}
tables:
  child:
    one_record_is: one child
    key: [id]
    fields: {{id: {{type: text}}, age: {{type: integer, range: [0, 3]}}, born: {{type: date,
      not_after: ":last"}}, seen: {{type: datetime, due: {{when: {due}}}}}}}
    derive: {derives}
    rules:
{rules}  visit:
    one_record_is: one visit
    fields: {fields}
  group:
    one_record_is: the visits of one child
    view: {view}
    fields: {fields}
"""
FIELDS = "{id: {type: text}, age: {type: integer}, born: {type: date}, seen: {type: datetime}}"
COLUMNS = {"text": "id", "integer": "age", "date": "born", "datetime": "seen"}
ALONE = {"text": "'1'", "integer": "2", "date": ":last", "datetime": "cast(:last as timestamp)"}


@dataclass(slots=True)
class Maker:
    """Makes up expressions over sources by their aliases, the nearest last."""

    draw: Random
    selects: int = 0

    def value(self, kind: str, aliases: list[str], depth: int) -> str:
        """A column, a constant, or what is worked out of others."""
        if depth < 1 or self.draw.random() < 0.4:
            column = f"{self.draw.choice(aliases)}.{COLUMNS[kind]}"
            return self.draw.choice([column, column, column, ALONE[kind]])
        value, when = self.value(kind, aliases, depth - 1), self.test(aliases, depth - 1)
        made = [f"coalesce({value}, {ALONE[kind]})", f"case when {when} then {value} end"]
        made.append(self.one_of_many(kind, aliases, depth - 1))
        if kind == "integer":
            made.append(f"days_between({self.value('date', aliases, depth - 1)}, :last)")
        if kind == "date":
            made.append(f"add_months({value}, 1)")
        return self.draw.choice(made)

    def test(self, aliases: list[str], depth: int) -> str:
        """What is true, false or unknown."""
        inner, kind = depth - 1, self.draw.choice(list(COLUMNS))
        column = f"{self.draw.choice(aliases)}.{COLUMNS[kind]}"
        if depth < 1:
            return self.draw.choice(["recorded({})", "valid({})", "{} is null"]).format(column)
        parts, found = self.rows(aliases, inner)
        other, sign = f"{found}.{COLUMNS[kind]}", self.draw.choice(["=", "<>", "<", ">="])
        made = [
            f"{self.value(kind, aliases, inner)} is distinct from {ALONE[kind]}",
            f"({column} {sign} {self.one_of_many(kind, aliases, inner)})",
            f"exists (select * {parts})",
            f"not exists (select 1 {parts})",
            f"{column} in (select {other} {parts})",
            f"{column} not in (select {other} {parts})",
            f"exists (select {other} {parts} group by {other} having count(*) > 1)",
            f"({self.test(aliases, inner)} and not {self.test(aliases, inner)})",
            f"({self.test(aliases, inner)} or {self.test(aliases, inner)})",
        ]
        return self.draw.choice(made)

    def one_of_many(self, kind: str, aliases: list[str], depth: int) -> str:
        """One value of the records of another table."""
        parts, found = self.rows(aliases, depth)
        column = f"{found}.{COLUMNS[kind]}"
        made = [f"min({column})", f"max({column})", f"arg_max({column}, {found}.seen)"]
        made += [f"count(distinct {column})", "count(*)"] if kind == "integer" else []
        return f"(select {self.draw.choice(made)} {parts})"

    def rows(self, aliases: list[str], depth: int) -> tuple[str, str]:
        """`from` and what follows, and the alias of a table there."""
        self.selects += 1
        found = f"s{self.selects}"
        linked = self.draw.choice([*COLUMNS.values(), "id", "id"])
        tests = [f"{found}.{linked} = {self.draw.choice(aliases)}.{linked}"]
        tests += [self.test([*aliases, found], depth)] if self.draw.random() < 0.6 else []
        table = self.draw.choice(["child", "visit", "group"])
        return f"from {table} {found} where {' and '.join(tests)}", found


def made_up(seed: int) -> Standard:
    """A standard of two tables and a view, the same for the same seed."""
    maker = Maker(Random(seed))
    view = "select v.id, count(*) as age, min(v.born) as born, max(v.seen) as seen from visit v"
    view = json.dumps(f"{view} where {maker.test(['v'], 0)} group by v.id")
    derives = json.dumps({f"later_{kind}": maker.value(kind, ["child"], 2) for kind in COLUMNS})
    rules = ""
    for number in range(401, 431):
        tests = [maker.test(["child"], 2) for _ in range(2)]
        holds = json.dumps(f"case when later_integer > 0 then {tests[0]} else {tests[1]} end")
        rules += f"      - id: MAD-{number}\n        assert: {holds}\n"
    due = json.dumps(maker.test(["child"], 1))
    text = TABLES.format(due=due, fields=FIELDS, derives=derives, rules=rules, view=view)
    return as_file("made-up", text)
