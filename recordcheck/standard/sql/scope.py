"""The names that an expression can see: columns of the record, of the tables in a select, and
parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from sqlglot import exp

from recordcheck.model import Derive, FieldType, Parameter, Table
from recordcheck.nearest import did_you_mean, perhaps
from recordcheck.standard.sql.parse import SqlError, offset_of, short
from recordcheck.standard.sql.types import RECORDS, Worth, name, text_literal

PREVIOUS = "previous."


@dataclass(frozen=True, slots=True)
class Names:
    """What a standard has: its tables and its parameters."""

    tables: Mapping[str, Table]
    parameters: Mapping[str, Parameter]


@dataclass(slots=True)
class Scope:
    """Sources by alias, innermost first and the record itself last; what has been reached is noted
    on the way, and what of it the expression names itself, in the same places for every select of
    it.

    `derived` are the derives that the record's own table has so far, by name, and `below` all that
    it will have. `around` is the scope that a select stands in. Each select notes for itself:
    `aggregated` that it has an aggregate, `windowed` that it has a window; `loose` are the columns
    of its own that it names outside of an aggregate (`inside`), and `grouped` what it groups by;
    `near` and `far` say that a column of its own was named, and one of a select around it.
    """

    names: Names
    own: str
    sources: list[dict[str, str]]
    check: Callable[[exp.Expression, Scope], Worth]
    derived: Mapping[str, Derive] = field(default_factory=dict)
    below: Collection[str] = ()
    around: Scope | None = None
    reads: set[tuple[str, str]] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    whole_export: bool = field(default=False, init=False)
    aggregated: bool = field(default=False, init=False)
    windowed: bool = field(default=False, init=False)
    loose: set[str] = field(default_factory=set, init=False)
    grouped: list[str] | None = field(default=None, init=False)
    inside: bool = field(default=False, init=False)
    near: bool = field(default=False, init=False)
    far: bool = field(default=False, init=False)

    def inner(self) -> Scope:
        """The scope of a select in this one, which has noted nothing of its own yet."""
        return replace(self, sources=[{}, *self.sources], around=self)

    def aggregate(self, offset: int) -> None:
        """Note an aggregate of this scope's select; one inside another is refused."""
        if self.inside:
            raise SqlError("an aggregate cannot stand inside another", offset)
        self.aggregated = True

    def worth(self, node: exp.Expression) -> Worth:
        """What a part of the expression is worth here."""
        return self.check(node, self)

    def column(self, source: str | None, called: str, offset: int, *, meant: str = "") -> Worth:
        """A column by name, or by alias and name. Raises SqlError with the nearest known name, or
        with what was plainly meant.
        """
        if source is not None:
            level = self._level(source, offset)
            table, known = level[source], self._columns(level, source)
            if called not in known:
                if table == self.own and called in self.derived:
                    raise _hidden(called, source, table, offset)
                near = did_you_mean(called, known)
                raise SqlError(f"`{table}` has no column `{called}`{near}", offset)
            return self._worth(source, table, called)
        for level in self.sources:
            hits = [alias for alias in level if called in self._columns(level, alias)]
            if len(hits) > 1:
                either = " or ".join(f"{alias}.{called}" for alias in hits)
                raise SqlError(f"`{called}` could be {either}; say which", offset)
            if hits:
                nearest = self._level(hits[0], offset)
                if nearest is not level:
                    raise _hidden(called, hits[0], nearest[hits[0]], offset)
                return self._worth(hits[0], level[hits[0]], called)
        known = [
            column
            for level in self.sources
            for alias in level
            for column in self._columns(level, alias)
        ]
        if not meant and called in self.below:
            meant = "; it is derived here or further down, and can be used only below that"
        if not meant and called in self.names.parameters:
            meant = f"; a parameter is written `:{called}`"
        if not meant and called in self.names.tables:
            meant = f"; it is a table: read it with a select, such as {_select(called)}"
        a_text = f"{did_you_mean(called, known)}; write a text in single quotation marks"
        near = meant or perhaps(called, known) or a_text
        raise SqlError(f"unknown column `{called}`{near}", offset)

    def parameter(self, called: str, offset: int) -> Worth:
        """A parameter of the standard, or `:today`."""
        if called == "today":
            return Worth("getvariable('today')", FieldType.DATE)
        found = self.names.parameters.get(called)
        if found is None:
            known = [*self.names.parameters, "today"]
            raise SqlError(f"unknown parameter `:{called}`{did_you_mean(called, known)}", offset)
        self.parameters.add(called)
        return Worth(f"getvariable({text_literal(called)})", found.type)

    def physical(self, schema: str | None, table: str, offset: int) -> str:
        """The table that a select reads: the standard's, or the same in the previous export."""
        if schema not in (None, "previous"):
            raise SqlError(
                f"unknown `{schema}.{table}`; only `previous.` may stand before a table", offset
            )
        if table not in self.names.tables:
            raise SqlError(
                f"unknown table `{table}`{did_you_mean(table, self.names.tables)}", offset
            )
        if schema and self.names.tables[table].view is not None:
            message = f"`{table}` is a view, and `previous.` has the tables of the last export only"
            raise SqlError(f"{message}; read those that the view reads", offset)
        return f"{PREVIOUS}{table}" if schema else table

    def _columns(self, level: Mapping[str, str], alias: str) -> list[str]:
        """The columns that an alias shows: derived ones belong to the record itself, not to a
        select.
        """
        fields = list(self.names.tables[level[alias].removeprefix(PREVIOUS)].fields)
        return [*fields, *self.derived] if level is self.sources[-1] else fields

    def of_record(self, alias: str) -> bool:
        """Whether an alias stands for the record, and not for one that a select reads."""
        return next((level for level in self.sources if alias in level), None) is self.sources[-1]

    def of_view(self, alias: str | None) -> bool:
        """Whether an alias stands for a view, whose values are as its select gives them."""
        table = next((level[alias] for level in self.sources if alias in level), None)
        found = self.names.tables.get((table or "").removeprefix(PREVIOUS))
        return found is not None and found.view is not None

    def _level(self, alias: str, offset: int) -> dict[str, str]:
        """The select, or the record, whose alias it is: the nearest one hides those around it."""
        for level in self.sources:
            if alias in level:
                return level
        known = [known for level in self.sources for known in level]
        read = {table for level in self.sources for table in level.values()}
        if alias in self.names.tables and alias not in read:
            says = f"`{alias}` is another table; read it with a select, such as {_select(alias)}"
            raise SqlError(says, offset)
        raise SqlError(f"unknown table `{alias}`{did_you_mean(alias, known)}", offset)

    def reach(self, table: str, column: str = RECORDS) -> None:
        """Note a column that the expression names, or a table of which it may name none."""
        self.reads.add((table, column))
        self.named.add((table, column))

    def note(self, alias: str, sql: str) -> None:
        """Note a column in the select that it belongs to; whether it is named outside of an
        aggregate there.
        """
        owner: Scope | None = self
        while owner is not None and alias not in owner.sources[0]:
            owner.far = True
            owner = owner.around
        if owner is not None:
            owner.near = True
            if not owner.inside:
                owner.loose.add(sql)

    def _worth(self, alias: str, table: str, called: str) -> Worth:
        self.reach(table, called)
        sql = f"{name(alias)}.{name(called)}"
        self.note(alias, sql)
        item = self.names.tables[table.removeprefix(PREVIOUS)].fields.get(called)
        if item is not None:
            return Worth(sql, item.type, codes=item.codes, field=item, source=alias)
        derive = self.derived[called]
        self.reads |= derive.expression.reads
        self.whole_export = self.whole_export or derive.expression.whole_export
        return Worth(sql, derive.type)


def _select(table: str) -> str:
    return f"`(select count(*) from {table} where ...)`"


def _hidden(called: str, alias: str, table: str, offset: int) -> SqlError:
    """The engine would take the column of a record around the select, or none."""
    return SqlError(
        f"`{called}` belongs to the `{alias}` outside this select; write `from {table} as other`"
        " inside it",
        offset,
    )


def condition(node: exp.Expression, scope: Scope) -> Worth:
    """An expression that must be true or false. Raises SqlError."""
    worth = scope.worth(node)
    if worth.type not in (FieldType.BOOLEAN, None):
        raise SqlError(f"`{short(node)}` is {worth.type}, not true or false", offset_of(node))
    return worth
