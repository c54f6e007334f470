"""What a profile counts of the cells of each of some columns, in one reading of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recordcheck.engine.judging.clean import typed
from recordcheck.engine.profiling.cells import CELLS, cells_of
from recordcheck.engine.profiling.likely import READS
from recordcheck.model import Field, FieldType
from recordcheck.model.profile import DAY_FIRST, EITHER, MONTH_FIRST
from recordcheck.standard.sql.types import text_list

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FEW = 1500
SKETCHES = "sketches"


@dataclass(slots=True)
class Counts:
    """Of one column: the records in which something is recorded, which reads as each type, is
    padded with zeros, or has white space around it; by how many records have it, each of some
    words in small letters, each shape, and what comes first in dates with slashes.

    `distinct` is about how many different cells it has, from the sketch that the engine makes of
    them; `texts` are these with their records where they are few, None where they are many.
    """

    records: int = 0
    recorded: int = 0
    reads: Counter[FieldType] = field(default_factory=Counter)
    padded: int = 0
    spaced: int = 0
    words: Counter[str] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)
    order: Counter[str] = field(default_factory=Counter)
    distinct: int = 0
    texts: Counter[str] | None = field(default_factory=Counter)

    def add(self, records: int, recorded: int, padded: int, spaced: int, *reads: int) -> None:
        """Add what is counted of some more records."""
        self.records += records
        self.recorded += recorded
        self.padded += padded
        self.spaced += spaced
        self.reads.update(dict(zip(READS, reads, strict=True)))


def count_columns(
    con: DuckDBPyConnection,
    columns: Sequence[str],
    source: str,
    placeholders: tuple[str, ...],
    words: Collection[str],
) -> list[Counts]:
    """The counts of each column, with those of some words."""
    counts = [Counts() for _ in columns]
    sums, texts = _sums(), _texts(words)
    for looking in cells_of(con, columns, source, placeholders):
        for place, *numbers in looking.execute(sums).fetchall():
            counts[place].add(*numbers)
        for place, word, shape, first, records in looking.execute(texts).fetchall():
            one = counts[place]
            for held, text in ((one.words, word), (one.shapes, shape), (one.order, first)):
                if text is not None:
                    held[text] += records
        _count_distinct(looking, counts)
    return counts


def _sums() -> str:
    """How many records of each column have what is counted of them, as `Counts.add` takes it."""
    held = (
        "true",
        "text is not null",
        "text like '0_%' and text not like '0.%'",
        "text is not null and spaced",
        *(f"{_read(kind)} is not null" for kind in READS),
    )
    sums = ", ".join(f"coalesce(sum(records) filter ({one}), 0)::bigint" for one in held)
    return f"select place, {sums} from {CELLS} group by place"


def _texts(words: Collection[str]) -> str:
    """Each word, shape and order of each column, with its records."""
    longest = max(map(len, words), default=0)
    small = f"length(cell) <= {longest} and lower(cell) in ({text_list(tuple(words))})"
    return (
        f"select place, case when {small} then lower(cell) end as word, {_shape()} as shape,"
        f" {_first()} as first, sum(records)::bigint from {CELLS} group by all"
    )


def _count_distinct(looking: DuckDBPyConnection, counts: Sequence[Counts]) -> None:
    """About how many cells are different, in this portion and those before it; and the texts of
    columns that have few as yet.
    """
    sketch = f"select place, approx_count_distinct(cell) export_state as seen from {CELLS}"
    looking.execute(
        f"create temp table if not exists {SKETCHES} as {sketch} group by place limit 0"
    )
    looking.execute(f"insert into {SKETCHES} {sketch} group by place")
    distinct = looking.execute(
        f"select place, finalize(combine_aggr(seen)) from {SKETCHES} group by place"
    ).fetchall()
    for place, number in distinct:
        counts[place].distinct = number
        if number > FEW:
            counts[place].texts = None
    few = {place: one.texts for place, one in enumerate(counts) if one.texts is not None}
    found = looking.execute(
        f"select place, cell, sum(records)::bigint from {CELLS}"
        " where cell is not null and list_contains($1::bigint[], place) group by all",
        [list(few)],
    )
    for place, text, records in found.fetchall():
        few[place][text] += records


def _read(kind: FieldType) -> str:
    """A text as a type. All that costs much begins with a digit, a sign or a space."""
    value = typed(Field("cell", "ANY", kind), "text")
    return value if kind == FieldType.BOOLEAN else f"case when text < ':' then {value} end"


def _shape() -> str:
    """The shape of a text that is plain with letters and digits of any script away."""
    letters = "regexp_replace(shape, '\\p{L}', 'A', 'g')"
    any_script = f"regexp_replace({letters}, '\\p{{N}}', '9', 'g')"
    return (
        "case when blank then null when regexp_full_match(shape, '[ -~]+') then shape"
        f" when regexp_full_match({any_script}, '[ -~]+') then {any_script} end"
    )


def _first() -> str:
    """Whether a date with slashes can only begin with the day, only with the month, or with either.
    The slash is looked for first: a pattern costs more.
    """
    low, high, rest = "(0?[1-9]|1[0-2])", "(1[3-9]|2[0-9]|3[01])", "[0-9]{2}([0-9]{2})?([^0-9].*)?"
    orders = {DAY_FIRST: (high, low), MONTH_FIRST: (low, high), EITHER: (low, low)}
    tried = " ".join(
        f"when regexp_full_match(text, '{one}/{two}/{rest}') then '{order}'"
        for order, (one, two) in orders.items()
    )
    return f"case when text like '_/%' or text like '__/%' then case {tried} end end"
