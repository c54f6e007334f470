"""What databases and spreadsheets call what has another name here, where no likeness would find
it: `; here it is X`, the end of a message.
"""

from __future__ import annotations

_HERE = {
    "concat": "`||`",
    "current_date": "`:today`",
    "current_timestamp": "`:today`",
    "date_diff": "`days_between`",
    "dateadd": "`add_days`, `add_months` or `add_years`",
    "datediff": "`days_between`",
    "getdate": "`:today`",
    "ifnull": "`coalesce`",
    "iif": "`case when ... then ... else ... end`",
    "isnull": "`blank`",
    "len": "`length`",
    "networkdays": "`working_days_between`",
    "now": "`:today`",
    "nvl": "`coalesce`",
    "regexp_like": "`matches`",
    "regexp_matches": "`matches`",
    "substring": "`substr`",
    "today": "`:today`",
    "workdays": "`working_days_between`",
}


def here(theirs: str) -> str:
    """What stands here for a function or a name of elsewhere; nothing where it is not known."""
    ours = _HERE.get(theirs)
    return f"; here it is {ours}" if ours else ""
