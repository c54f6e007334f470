"""Time rules that look at a record's neighbours (same child, same person) on one million records
and on four: whether the time grows with the records, or faster.

    python benchmarks/neighbours.py [RECORDS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from make_export import write
from run import timed

RULES = "ETH-404,ETH-406,ETH-407,ETH-492,VOC-602,VOC-603,VOC-197"
MAPS = ("worker_id=recorded_by", "date_of_birth=child_date_of_birth")


def compare(records: int) -> None:
    """Lint both sizes and print seconds, memory and how the time grows."""
    found = []
    for size in (records, 4 * records):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "contacts.csv"
            write(path, size)
            command = [sys.executable, "-m", "recordcheck", "lint", str(path)]
            command += ["--standard", "child-protection", "--select", RULES, "--no-targets"]
            for pair in MAPS:
                command += ["--map", pair]
            seconds, memory = timed(command)
        found.append(seconds)
        print(f"{size:>12,} records  {seconds:6.1f} s  {memory:6.0f} MiB")
    print(f"four times the records take {found[1] / found[0]:.2f} times the time")


if __name__ == "__main__":
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
