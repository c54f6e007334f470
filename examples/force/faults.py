"""Ways of spoiling a record, and a fault: which rule a record is spoilt for, where, and how.

What a fault breaks is written down by hand, here and beside the records: nothing in this folder
asks recordcheck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from part import TEAMS, Part, Record, Where, shift

Put = Callable[[Part, Record], object]
Way = Callable[[Part, Record, str], object]

BLANKS = ("", "", " ", "tbc", "n/k", "Not recorded", "...")
UNREADABLE = ("31/02/2026", "2026-13-05", "last week", "to ask", "about 40")
OFF_LIST = ("see form", "other (say)", "ask again", "2 of them", "Code 47")


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong once in each part. `also` are further rules that the same record
    cannot but break, each with its field where it is implied by one. The rule of a `view` is broken
    by one record of that, and by none of the table.
    """

    rule: str
    table: str
    put: Put
    where: Where = bool
    field: str = ""
    also: tuple[str, ...] = ()
    view: str = ""


def each(
    way: Way, rule: str, table: str, fields: str, where: Where = bool, also: tuple[str, ...] = ()
) -> Iterator[Fault]:
    """The same fault in several fields, each in a record of its own."""
    for field in fields.split():
        yield Fault(rule, table, _in(way, field), where, field, also)


def _in(way: Way, field: str) -> Put:
    return lambda part, record: way(part, record, field)


def plant(part: Part, faults: Iterable[Fault]) -> None:
    """Each fault into a record that none has, of the tables that this part has."""
    for fault in faults:
        if not part.tables.get(fault.table):
            continue
        record = part.pick(fault.table, fault.where, fault.rule)
        fault.put(part, record)
        broken = {} if fault.view else record
        part.note(fault.rule, fault.view or fault.table, broken, fault.field)
        for more in fault.also:
            rule, _, field = more.partition(" ")
            part.note(rule, fault.table, record, field)


def blank(part: Part, record: Record, field: str) -> None:
    """Nothing, or a word that says nothing."""
    record[field] = part.rng.choice(BLANKS)


def unreadable(part: Part, record: Record, field: str) -> None:
    """No date and no number."""
    record[field] = part.rng.choice(UNREADABLE)


def off_list(part: Part, record: Record, field: str) -> None:
    """Words in place of a code."""
    record[field] = part.rng.choice(OFF_LIST)


def rounded(part: Part, record: Record, field: str) -> None:
    """A reference as a spreadsheet rounds it, and no other of the force the same."""
    record[field] = f"1.{part.number:04}{len(part.planted):03}E+11"


def nowhere(part: Part, record: Record, field: str) -> None:
    """A reference to nothing."""
    record[field] = part.ref("Z", 1)


def text(**cells: str) -> Put:
    """These cells; `{n}` in a cell is a number that no other part has."""
    return lambda part, record: record.update(
        {field: cell.format(n=part.number + 1) for field, cell in cells.items()}
    )


def before(field: str, other: str) -> Put:
    """An hour, or a day, before another date of the record."""

    def put(part: Part, record: Record) -> None:
        record[field] = shift(record[other], days=-1 if len(record[other]) == 10 else -1 / 24)

    return put


def later(field: str, other: str, least: float, most: float) -> Put:
    """So many hours after another date of the record, or so many before where they are negative."""

    def put(part: Part, record: Record) -> None:
        record[field] = part.later(record[other], least, most)

    return put


def silent_month(rule: str, table: str, field: str) -> Fault:
    """A district of its own with records of January and of March, and with none of February. Its
    records may be spoilt in another way too; of each other district at least one stays.
    """

    def put(part: Part, record: Record) -> None:
        named = [one for one in part.tables[table] if one["district"] in TEAMS]
        for month, many in (("2026-01", 8), ("2026-03", 7)):
            there = [one for one in named if one[field].startswith(month)]
            stays = {one["district"]: id(one) for one in there}.values()
            for one in part.rng.sample([one for one in there if id(one) not in stays], many):
                one["district"] = f"Island {part.number + 1}"

    return Fault(rule, table, put, view=f"{table}_coverage")


def twice(rule: str, table: str, fields: str, where: Where = bool) -> Fault:
    """Two records with the same cells: both break the rule."""

    def put(part: Part, record: Record) -> None:
        other = part.pick(table, where)
        record.update({field: other[field] for field in fields.split()})
        part.note(rule, table, other)

    return Fault(rule, table, put, where)


def too_late(
    standard: str,
    table: str,
    cells: dict[str, str],
    where: Where = bool,
    also: tuple[str, ...] = (),
) -> Iterator[Fault]:
    """The first of these cells is a day of April, and the export ends in March: the 18th, or the
    1st, which was the 4th of January until day and month changed places. `{day}` is that day.
    """
    field, late = next(iter(cells)), f"{standard}-491"
    turned = f"{standard}-493"
    for rule, day, more in ((late, "18", ()), (turned, "01", (f"{late} {field}",))):
        dated = {column: cell.replace("{day}", day) for column, cell in cells.items()}
        yield Fault(rule, table, text(**dated), where, field, (*more, *also))


def together(*puts: Put) -> Put:
    """One after the other."""
    return lambda part, record: [put(part, record) for put in puts]


def identified(standard: str, table: str, key: str, where: Where = bool) -> Iterator[Fault]:
    """What goes wrong with a reference that is a key: it is there twice, rounded, or blank."""
    yield twice(f"{standard}-191", table, key, where)
    yield from each(rounded, f"{standard}-195", table, key, where)
    yield from each(blank, f"{standard}-290", table, key, where, (f"{standard}-191",))
