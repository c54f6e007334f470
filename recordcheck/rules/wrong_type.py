"""What is recorded reads as its type: a whole number, a number, yes or no, a date, a date with a
time.

A date is ISO or day/month/year unless `dates` says otherwise. A blank belongs to the completeness
rules.
"""

from __future__ import annotations

from recordcheck.model import Field, FieldType, Rule, Table
from recordcheck.rules import implied
from recordcheck.rules.samples import sample

KIND = "wrong-type"
WORDS: dict[FieldType, str] = {
    FieldType.INTEGER: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.BOOLEAN: "yes or no",
    FieldType.DATE: "a date (2026-03-31 or 31/03/2026)",
    FieldType.DATETIME: "a date with a time (2026-03-31 14:05 or 31/03/2026 14:05)",
}
TIME_OPTIONAL = "a date, with or without a time (2026-03-31 or 31/03/2026 14:05)"
# What exports have instead: whoever reads a finding need not guess what is wrong with a column.
HELP: dict[FieldType, str] = {
    FieldType.INTEGER: "1,234, 12.0 and 25:30 do not read: export digits alone",
    FieldType.NUMBER: "1,234, 95% and 25:30 do not read: export digits and a point alone",
    FieldType.BOOLEAN: "what reads is Y or N, yes or no, true or false, 1 or 0",
    FieldType.DATE: "31-Mar-26, 03/31/2026, a day with a time and a spreadsheet's 46112 do not"
    " read, and 03/04/2026 is read as 3 April: export dates as 2026-03-31",
    FieldType.DATETIME: "31-Mar-26 14:05, 03/31/2026 14:05, a spreadsheet's 46112.6, and a day or a"
    " time alone do not read, and 03/04/2026 14:05 is read as 3 April: export both in one"
    " column, as 2026-03-31 14:05",
}
HELP_TIME_OPTIONAL = (
    "31-Mar-26, 03/31/2026 and a spreadsheet's 46112 do not read, and 03/04/2026 is read as"
    " 3 April: export dates as 2026-03-31"
)
DAYS = (
    "most of these are days without an hour: export the hour too; if the system has none,"
    " `--ignore {rule}` leaves out this finding, also for all else that does not read, and what"
    " needs the hour is not judged"
)
MIDNIGHT = (
    "each {field} looked at is 00:00: if the system records no hour, midnight is counted from, and"
    " some of these may be in time: export the hour, or leave the rule out with `--ignore {rule}`"
)
# A form that was given is not to be offered again: the column has it, and another beside it.
GIVEN = (
    "only that form reads here: export the whole column in it, or change the form, under"
    " [map.dates] or `dates` in a standard of yours, to the one that the column has"
)
FORM = {FieldType.DATE: "%d-%b-%y", FieldType.DATETIME: "%d-%b-%y %H:%M"}


def rule(table: Table, field: Field) -> Rule | None:
    """For every field but text and codes."""
    if field.type not in WORDS:
        return None
    kind = FieldType.DATE if field.time_optional else field.type
    words = TIME_OPTIONAL if field.time_optional else WORDS[field.type]
    if field.dates:
        words = f"a date in the form {field.dates}"
    sql = f"({implied.column(table, field.name)} is not null)"
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} is {words}.",
        f"{field.name} is not {words}",
        "A value that cannot be read cannot be counted, compared or put in order.",
        when=implied.when_recorded(table, field),
        assertion=implied.expression(table, sql, field.name),
        keeps=implied.one(table, {field.name: sample(field)}),
        breaks=implied.one(table, {field.name: "not readable"}),
        help=_help(field, kind),
    )


def help_for_days(rule: str) -> str:
    """What to do where a system writes days in the place of moments."""
    return DAYS.format(rule=rule)


def help_without_hours(rule: str, field: str) -> str:
    """What to do where a rule counts hours from what a system writes as midnight each time."""
    return MIDNIGHT.format(rule=rule, field=field)


def _help(field: Field, kind: FieldType) -> str:
    """What reads, and where to say in which form the dates of an export are."""
    if field.dates:
        return GIVEN
    says = HELP_TIME_OPTIONAL if field.time_optional else HELP[kind]
    if kind not in FORM:
        return says
    given = f'{field.name} = "{FORM[kind]}" under [map.dates]'
    return f"{says}, or give their form: {given}, or `dates` in a standard of yours"
