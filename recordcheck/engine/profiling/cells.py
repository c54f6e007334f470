"""Every different cell of each of some columns, with how many records have it: what costs much is
asked of it once, however often it stands there.

Records are taken some at a time, so that memory does not grow with the export; what stands in
several of these portions is looked at once in each.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recordcheck.engine.judging.clean import is_placeholder, stripped
from recordcheck.engine.judging.session import set_placeholders
from recordcheck.engine.judging.slices import AT_ONCE, portions
from recordcheck.standard.sql.types import name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyarrow import StringArray, Table

CELLS = "(select *, case when not blank then cell end as text from different_cells)"
LONGEST_SHAPE = 29  # 30 September 2026 02:05:09 PM
PORTION = 4_000_000  # bytes
_SHAPES = bytes.maketrans((string.ascii_letters + string.digits).encode(), b"A" * 52 + b"9" * 10)


def cells_of(
    con: DuckDBPyConnection, columns: Sequence[str], source: str, placeholders: tuple[str, ...]
) -> Iterator[DuckDBPyConnection]:
    """Each portion in turn, at least one, as the relation `CELLS` of the connection that is given.

    It has the `place` of a column among those asked for, a `cell` of it, whether it is `blank`, its
    `text` if it is not, how many `records` have it and whether it was `spaced`, with white space
    around it; and the `shape` of a short one, with `A` for a letter and `9` for a digit of ASCII.
    """
    with con.cursor() as looking:
        set_placeholders(looking, placeholders)
        raw = ", ".join(name(called) for called in columns)
        reader = con.sql(f"select {raw} from {source}").to_arrow_reader(AT_ONCE)
        for portion in portions(reader, PORTION):
            looking.register("counted", _counted(looking, portion))
            looking.execute(
                f"create or replace temp table different_cells as select place, cell, records,"
                f" {is_placeholder('cell')} as blank, raw <> cell as spaced,"
                f" case when length(cell) <= {LONGEST_SHAPE} then {stripped('shape')} end as shape"
                f" from (select *, {stripped('raw')} as cell from counted)"
            )
            yield looking


def _counted(looking: DuckDBPyConnection, portion: Table) -> Table:
    """Each different cell of each column once, with its shape."""
    import pyarrow

    looking.register("portion", portion)
    # One below the other: a query for each column would be planned for longer than it works.
    columns = ", ".join(f"#{place}" for place in range(1, portion.num_columns + 1))
    below = f"select unnest(range({portion.num_columns})) as place, unnest([{columns}]) as raw"
    found = looking.sql(
        f"select place, raw, count(*) as records from ({below} from portion) group by place, raw"
    ).to_arrow_table()
    shapes = [_shape(texts) for texts in found["raw"].chunks]
    return found.append_column("shape", pyarrow.chunked_array(shapes, pyarrow.string()))


def _shape(texts: StringArray) -> StringArray:
    """All texts in one go: what takes the place of a letter or a digit is as long."""
    import pyarrow

    missing, ends, data = texts.buffers()
    shapes = pyarrow.py_buffer(data.to_pybytes().translate(_SHAPES)) if data else data
    return pyarrow.StringArray.from_buffers(len(texts), ends, shapes, missing)
