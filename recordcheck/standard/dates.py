"""The form in which dates are written, as `strptime` has it: which texts are one."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise

from recordcheck.model import FieldType

HOURS = ("H", "I")
FOLLOWS = {"M": HOURS, "S": ("M",)}


def afternoon_in(form: str) -> datetime | None:
    """The afternoon of 31 March 2026, written in a form of dates and read again; None where it is
    the form of no date, such as DD/MM/YYYY, or one of the machine's own, which the engine reads as
    ISO.
    """
    if re.search("%[cxX]", form.replace("%%", "")):
        return None
    try:
        day = datetime.strptime(datetime(2026, 3, 31, 13, 5).strftime(form), form)
    except (ValueError, re.error):  # the second: one part of a date is there twice
        return None
    return day if (day.year, day.month) == (2026, 3) else None


def fault_of_form(form: str, kind: FieldType) -> str | None:
    """Why a text is not the form of a field's dates; None where it is.

    Without an hour every moment would be midnight, and no wait would be as long as it was; and
    with the month as minutes, every day one of January.
    """
    if _out_of_place(form):
        return (
            f"`{form}` has a part out of place: %m is the month, %M the minute, after the hour,"
            " and %S the second, after the minute"
        )
    day = afternoon_in(form)
    if day is None:
        return f"`{form}` is not a form of dates (such as %m/%d/%Y)"
    if kind == FieldType.DATETIME and day.hour != 13:
        return (
            f"`{form}` does not give the hour of a datetime (such as %m/%d/%Y %H:%M); a day alone"
            " needs a field of type date"
        )
    return None


def _out_of_place(form: str) -> bool:
    """Whether the minute or the second stands where another part is meant, or the month where the
    minute is.
    """
    parts = re.findall("%(.)", form.replace("%%", ""))
    return any(
        before not in FOLLOWS.get(part, (before,)) or (part == "m" and before in HOURS)
        for before, part in pairwise(["", *parts])
    )
