"""Time a lint with our look at every byte and without it, in the same run: what strictness costs.

python benchmarks/strict.py [RECORDS] [TIMES]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from make_export import write
from run import HERE, timed

WITHOUT = """
import sys
from recordcheck.exports.text import delimited
from recordcheck.exports.text.header_again import HeaderAgain
from recordcheck.exports.text.seen import Seen
from recordcheck.cli import main
delimited._swept = lambda first: delimited._Checked(
    first, Seen(records={records}, longest=0), HeaderAgain(first.layout), None
)
sys.argv = ["recordcheck", *sys.argv[1:]]
main()
"""


def compare(records: int, times: int) -> None:
    """Run both in turn and print the least of each and their ratio."""
    standard = str(HERE / "schemas" / "benchmark-contacts.yaml")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        write(path, records)
        rest = ["lint", str(path), "--standard", standard, "--by", "district"]
        ways = {
            "strict": [sys.executable, "-m", "recordcheck", *rest],
            "not strict": [sys.executable, "-c", WITHOUT.format(records=records), *rest],
        }
        found: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(times):
            for name, command in ways.items():
                found[name].append(timed(command)[0])
    least = {name: min(seconds) for name, seconds in found.items()}
    print(f"{records:,} records x 24 columns, {times} runs")
    for name, seconds in least.items():
        print(f"  {name:<12} {seconds:6.2f} s least")
    print(f"  strict / not strict  {least['strict'] / least['not strict']:.2f}")


if __name__ == "__main__":
    given = [int(number.replace("_", "")) for number in sys.argv[1:]]
    compare(*(given or [1_000_000, 3]))
