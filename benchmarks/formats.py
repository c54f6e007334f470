"""Time each output format over a run with a finding for each of 5,000 rules in each of 100 tables.

    python benchmarks/formats.py [RULES] [TABLES] [FORMAT]...

Prints the least of several times, that of the clock and that of the processor (on a machine that
others use too they differ), the size, and the most memory that was needed so far. Timing decides
nothing: read it.
"""

from __future__ import annotations

import resource
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
    print(f"{rules:,} rules x {tables:,} tables, the least of {TIMES} times; run {_peak()}")
    for name in names or FORMATS:
        clock, processor = [], []
        for _ in range(TIMES):
            started, busy = time.perf_counter(), time.process_time()
            text = FORMATS[name](run)
            clock.append(time.perf_counter() - started)
            processor.append(time.process_time() - busy)
        size = len(text) / 2**20
        del text
        times = f"{min(clock):6.2f} s {min(processor):6.2f} s"
        print(f"  {name:<9} {times} {size:8.1f} MiB {_peak()}", flush=True)


def _peak() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:,.0f} MiB"


if __name__ == "__main__":
    sizes = [int(text.replace("_", "")) for text in sys.argv[1:3]]
    measure(*(sizes or [5_000, 100]), sys.argv[3:])
