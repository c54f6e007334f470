"""Work on several tables at once: the engine plans a query, and we write it, on one core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST = 4
Item = TypeVar("Item")
Result = TypeVar("Result")


def at_once(
    con: DuckDBPyConnection,
    tell: Callable[[DuckDBPyConnection], None],
    work: Callable[[DuckDBPyConnection, Item], Result],
    items: Iterable[Item],
) -> list[Result]:
    """The results of some work on each item, in order. `tell` gives a further connection to the
    same database what it must know, which `con` knows already. Raises what the first item that
    failed has raised.
    """
    items = list(items)
    workers = min(MOST, os.cpu_count() or 1, len(items))
    if workers < 2:
        return [work(con, item) for item in items]
    free: SimpleQueue[DuckDBPyConnection] = SimpleQueue()
    free.put(con)
    others = [con.cursor() for _ in range(workers - 1)]
    for other in others:
        tell(other)
        free.put(other)

    def do(item: Item) -> Result:
        mine = free.get()
        try:
            return work(mine, item)
        finally:
            free.put(mine)

    pool = ThreadPoolExecutor(workers)
    try:
        return list(pool.map(do, items))
    finally:
        pool.shutdown(cancel_futures=True)  # waits for what has begun
        for other in others:
            other.close()
