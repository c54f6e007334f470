"""What is asked of the cells of many columns at once.

They stand below each other, grouped by column: the engine would think for minutes about a query
with expressions for each of some thousand columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from recordcheck.engine.clean import is_placeholder, stripped, typed
from recordcheck.model import Field, FieldType
from recordcheck.model.profile import DAY_FIRST, EITHER, MONTH_FIRST
from recordcheck.standard.sql.types import name, text_list

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LONGEST_SHAPE = 20
FEW = 1500  # the engine's quick count may be wrong by a few in a hundred
AT_ONCE = 12 * FEW  # texts that are fetched in one scan
# About how many: beside the other counts, this one would make the engine hold the columns.
DISTINCT = "approx_count_distinct(cell)"
TEXTS = "histogram(cell)"
READS = (
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.DATE,
    FieldType.DATETIME,
    FieldType.BOOLEAN,
)


def few_at_once(distinct: Sequence[int]) -> Iterator[range]:
    """The places of columns next to each other that have not too many texts to fetch."""
    start, held = 0, 0
    for place, texts in enumerate(distinct):
        more = texts if texts <= FEW else 0
        if held + more > AT_ONCE:
            yield range(start, place)
            start, held = place, 0
        held += more
    yield range(start, len(distinct))


def ask_by_column(
    con: DuckDBPyConnection, columns: Sequence[str], source: str, asked: str
) -> list[tuple[Any, ...]]:
    """What is asked of the cells of each column: of each `cell`, of its `text` if it is no
    placeholder, and of what stood there `raw`, with white space around it.
    """
    raw = ", ".join(name(called) for called in columns)
    below = (
        f"select unnest(range({len(columns)})) as place, unnest([{raw}]) as raw from {source}"
        # A file without a record has these columns too.
        f" union all select range, null from range({len(columns)})"
    )
    below = f"select place, raw, {stripped('raw')} as cell from ({below}) as cells"
    below = f"select *, case when not {is_placeholder('cell')} then cell end as text from ({below})"
    found = con.execute(f"select place, {asked} from ({below}) group by place").fetchall()
    return [row[1:] for row in sorted(found, key=lambda row: int(row[0]))]


def all_else(placeholders: Iterable[str]) -> str:
    """Recorded, how many read as each type or are padded with zeros or with white space, which of
    some placeholders, shapes, and of dates with slashes what comes first.
    """
    suspected = text_list(tuple(placeholders))
    asked = (
        "count(text)",
        *(f"count({typed(_field(kind), 'text')})" for kind in READS),
        "count(*) filter (text like '0_%' and text not like '0.%')",
        "count(*) filter (text is not null and raw <> cell)",
        f"histogram(case when lower(cell) in ({suspected}) then lower(cell) end)",
        f"histogram({_shape('text')})",
        f"histogram({_first('text')})",
    )
    return ", ".join(asked)


def _shape(text: str) -> str:
    letters = f"regexp_replace({text}, '\\p{{L}}', 'A', 'g')"
    shape = f"regexp_replace({letters}, '\\p{{N}}', '9', 'g')"
    plain = f"regexp_full_match({shape}, '[ -~]+')"
    return f"case when length({text}) <= {LONGEST_SHAPE} and {plain} then {shape} end"


def _first(text: str) -> str:
    """Whether a date with slashes can only begin with the day, only with the month, or with either.
    The slash is looked for first: a pattern costs more.
    """
    low, high, rest = "(0?[1-9]|1[0-2])", "(1[3-9]|2[0-9]|3[01])", "[0-9]{2}([0-9]{2})?([^0-9].*)?"
    orders = {DAY_FIRST: (high, low), MONTH_FIRST: (low, high), EITHER: (low, low)}
    tried = " ".join(
        f"when regexp_full_match({text}, '{one}/{two}/{rest}') then '{order}'"
        for order, (one, two) in orders.items()
    )
    return f"case when {text} like '_/%' or {text} like '__/%' then case {tried} end end"


def _field(kind: FieldType) -> Field:
    return Field("cell", "ANY", kind)
