"""What a run asks for of its standards: which rules, parameters and groups; each must be there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from recordcheck.engine.settings import Options
from recordcheck.errors import UserError
from recordcheck.model import Rule, Standard, Table
from recordcheck.nearest import did_you_mean, folded, rule_meant
from recordcheck.rules import all_rules, rules_of


def selected_rules(
    table: Table, standard: Standard, select: Collection[str], ignore: Collection[str] = ()
) -> list[Rule]:
    """The rules of a table that are selected, as all are where none is named, and not ignored."""
    return [
        rule
        for rule in rules_of(table, standard)
        if (not select or _chosen(rule.id, select)) and not _chosen(rule.id, ignore)
    ]


def _chosen(identifier: str, patterns: Iterable[str]) -> bool:
    """Whether an identifier is named, or begins with what stands before a `*`."""
    return any(
        identifier.startswith(pattern[:-1]) if pattern.endswith("*") else identifier == pattern
        for pattern in patterns
    )


def check_choices(standards: Sequence[Standard], options: Options) -> None:
    """Identifiers, parameters and groups that were asked for must be there. Raises UserError."""
    _rules_are_there(standards, options)
    _parameters_are_there(standards, options)
    _groups_are_there(standards, options)


def _rules_are_there(standards: Sequence[Standard], options: Options) -> None:
    rules = dict.fromkeys(rule.id for standard in standards for rule in all_rules(standard))
    off = {rule: reason for standard in standards for rule, reason in standard.off.items()}
    for pattern in (*options.select, *options.ignore):
        if not any(_chosen(rule, (pattern,)) for rule in rules):
            near = _meant(pattern, rules, off) if "*" not in pattern else ""
            raise UserError(
                f"no rule `{pattern}`{near}",
                path=options.place(pattern),
                remedy="`recordcheck schema show NAME` lists the rules of a standard",
            )
    asked = {rule for rule in rules if _chosen(rule, options.select)}
    if asked and all(_chosen(rule, options.ignore) for rule in asked):
        raise UserError(
            "no rule is left: `ignore` names every rule that `select` names",
            remedy="leave one of the two out, as an option or in recordcheck.toml",
        )


def _meant(given: str, rules: Collection[str], off: Mapping[str, str]) -> str:
    """What may be meant by what no rule is called: all that begin so, or the nearest."""
    if any(rule.startswith(given) for rule in rules):
        return f"; did you mean `{given}*`?"
    return rule_meant(given, rules, off)


def _parameters_are_there(standards: Sequence[Standard], options: Options) -> None:
    parameters = dict.fromkeys(name for standard in standards for name in standard.parameters)
    for given in options.parameters:
        if given not in parameters:
            raise UserError(
                f"no parameter `{given}`{did_you_mean(given, parameters)}",
                path=options.place(given),
                remedy="`recordcheck schema show NAME` lists the parameters of a standard",
            )


def _groups_are_there(standards: Sequence[Standard], options: Options) -> None:
    """Each column is one of a `group_by`, and those of a group are of one table."""
    tables = {table.group_by for standard in standards for table in standard.tables.values()}
    groups = {column for table in tables for column in table}
    takes = ", ".join(sorted(groups))
    none = "none, this standard names no `group_by`; a table of one of yours may: `group_by: [{}]`"
    for group in options.by:
        for column in group:
            if column not in groups:
                here = _called_here(column, standards, options.maps)
                near = f": it is `{here}` here" if here in groups else ""
                raise UserError(
                    f"cannot group by `{column}`{near}",
                    path=options.place(column),
                    remedy=f"--by takes: {takes or none.format(column)}",
                )
        if not any(set(group) <= set(table) for table in tables):
            raise UserError(
                f"cannot group by {' and '.join(f'`{one}`' for one in group)} together: no table"
                " names all of them in `group_by`",
                path=options.place(group[0]),
                remedy="group by each on its own",
            )


def _called_here(column: str, standards: Sequence[Standard], maps: Mapping[str, str]) -> str | None:
    """The field that a column of the export is, by the user's mapping or by an alias."""
    fields = (one for standard in standards for one in standard.fields)
    called = (one for one in fields if folded(column) in map(folded, (one.name, *one.aliases)))
    return maps.get(column, next((one.name for one in called), None))
