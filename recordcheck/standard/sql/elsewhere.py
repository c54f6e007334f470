"""What databases and spreadsheets call what has another name here, where no likeness would find
it: `; use X`, the end of a message.
"""

from __future__ import annotations

_HERE = {
    "charindex": "`like '%...%'`",
    "concat": "`||`",
    "contains": "`like '%...%'`",
    "current_date": "`:today`",
    "current_timestamp": "`:today`",
    "date": "`cast(... as date)`",
    "date_diff": "`days_between` or `hours_between`",
    "date_trunc": "`year` and `month`, or `cast(... as date)`",
    "date_part": "`extract(... from ...)`",
    "dateadd": "`add_days`, `add_months` or `add_years`",
    "datediff": "`days_between` or `hours_between`",
    "datepart": "`extract(... from ...)`",
    "dayofweek": "`weekday`",
    "getdate": "`:today`",
    "if": "`case when ... then ... else ... end`",
    "ifnull": "`coalesce`",
    "iif": "`case when ... then ... else ... end`",
    "instr": "`like '%...%'`",
    "isnull": "`blank`",
    "len": "`length`",
    "mod": "`%`",
    "networkdays": "`working_days_between`",
    "now": "`:today`",
    "nvl": "`coalesce`",
    "position": "`like '%...%'`",
    "regexp_like": "`matches`",
    "regexp_matches": "`matches`",
    "regexp_replace": "`without`",
    "starts_with": "`like '...%'`",
    "strpos": "`like '%...%'`",
    "substring": "`substr`",
    "sysdate": "`:today`",
    "today": "`:today`",
    "workdays": "`working_days_between`",
    "“": "`'`",
    "”": "`'`",
    "–": "`-`",
    "−": "`-`",
    "≤": "`<=`",
    "≥": "`>=`",
    "≠": "`<>`",
}
# The same for what is no function, by the parser's word for it.
_INSTEAD = {
    "all": "`exists (select ...)`",
    "arrayoverlaps": "`and`",
    "any": "`in (select ...)`",
    "array": "`in (...)`, with texts in single quotation marks",
    "escape": "`matches`",
    "filter": "`case when ... then ... end` inside it",
    "ignorenulls": "it without `ignore nulls`",
    "ilike": "`lower(...) like`",
    "intdiv": "`floor(... / ...)`",
    "interval": "`add_days`, `add_months` or `add_years`",
    "regexplike": "`matches`",
    "similarto": "`matches`",
    "tuple": "a comparison for each of them, with `and` between",
}


def here(theirs: str) -> str:
    """What stands here for a function or a name of elsewhere; nothing where it is not known."""
    ours = _HERE.get(theirs)
    return f"; use {ours}" if ours else ""


def in_place_of(theirs: str) -> str:
    """What stands here for an operator or a form of elsewhere; nothing where it is not known."""
    ours = _INSTEAD.get(theirs)
    return f"; use {ours}" if ours else ""
