"""Time each output format over a run with a finding for each of 5,000 rules in each of 100 tables.

    python benchmarks/formats.py [RULES] [TABLES] [FORMAT]...

Prints the least of several times, and the size. Timing decides nothing: read it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "tests" / "output"))

from wide import wide_run

from recordcheck.output import FORMATS

TIMES = 7


def measure(rules: int, tables: int, names: list[str]) -> None:
    """Run each format and print its figures."""
    run = wide_run(rules, tables)
    print(f"{rules:,} rules x {tables:,} tables, the least of {TIMES} times")
    for name in names or FORMATS:
        seconds = []
        for _ in range(TIMES):
            started = time.perf_counter()
            text = FORMATS[name](run)
            seconds.append(time.perf_counter() - started)
        size = len(text.encode()) / 2**20
        print(f"  {name:<9} {min(seconds):6.2f} s {size:8.1f} MiB", flush=True)


if __name__ == "__main__":
    sizes = [int(text.replace("_", "")) for text in sys.argv[1:3]]
    measure(*(sizes or [5_000, 100]), sys.argv[3:])
