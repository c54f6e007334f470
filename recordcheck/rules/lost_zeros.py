"""A number of fixed length has all its digits: a spreadsheet turns `0123456789` into `123456789`.

Judged where the standard fixes how many digits there are: by a `format` of digits alone, by a
`length` whose ends are the same, or by a code list whose codes are all so long. The value also
breaks that rule; this one says what has happened to it.
"""

from __future__ import annotations

import re

from recordcheck.model import Field, FieldType, Rule, Table
from recordcheck.rules import implied

KIND = "lost-zeros"
_DIGITS = re.compile(r"(?:\[0-9\]|\\d)(?:\{([0-9]+)\})?")


def rule(table: Table, field: Field) -> Rule | None:
    """For a text or a code of a fixed number of digits."""
    digits = digits_of(field)
    if digits is None or digits < 2:
        return None
    value = implied.column(table, field.name)
    sql = f"(length({value}) >= {digits} or not regexp_full_match({value}, '[0-9]+'))"
    whole, short = _examples(field, digits)
    return implied.rule(
        KIND,
        table,
        field,
        f"{field.name} has all its {digits} digits.",
        f"{field.name} has fewer than {digits} digits: zeros at its beginning are lost",
        "The record can be found no more under it, or is taken for another.",
        when=implied.when_recorded(table, field),
        assertion=implied.expression(table, sql, field.name),
        keeps=implied.one(table, {field.name: whole}),
        breaks=implied.one(table, {field.name: short}) if short else (),
        help="export it as text, without opening the file in a spreadsheet",
    )


def digits_of(field: Field) -> int | None:
    """How many digits every value has, where that is fixed."""
    if field.codes is not None:
        codes = field.codes.accepted
        lengths = {len(code) if re.fullmatch("[0-9]+", code) else 0 for code in codes}
        padded = any(code.startswith("0") for code in codes)
        return lengths.pop() if len(lengths) == 1 and padded else None
    if field.type != FieldType.TEXT:
        return None
    if field.format is not None and re.fullmatch(f"({_DIGITS.pattern})+", field.format):
        return sum(int(found[1] or 1) for found in _DIGITS.finditer(field.format))
    if field.length is not None and field.length[0] == field.length[1]:
        return field.length[0]
    return None


def _examples(field: Field, digits: int) -> tuple[str, str | None]:
    """A value with all its digits, and the same without its zeros if nothing else is read so."""
    if field.codes is None:
        return f"{7:0{digits}}", "7"
    whole = next(code for code in field.codes.accepted if code.startswith("0"))
    short = whole.lstrip("0") or "0"
    return whole, None if short in field.codes.spellings else short
