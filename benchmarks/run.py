"""Time a lint as a whole process against a bare DuckDB count of every column of the same file, in
the same run.

    python benchmarks/run.py [RECORDS] [TIMES]

Prints the minimum and median of each, their ratio, and the peak memory. Timing decides nothing:
read it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from make_export import write

HERE = Path(__file__).parent
COUNT = """
import duckdb, sys
for path in sys.argv[1:]:
    names = open(path).readline().strip().split(",")
    columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}"
    counts = ", ".join(f'count("{name}")' for name in names)
    duckdb.connect().execute(
        f"select {counts} from read_csv('{path}', auto_detect=false, header=true, delim=',',"
        f" quote='\\"', columns={columns})"
    ).fetchone()
"""


# An installed package has its byte code; where a variable forbids it, every start would compile it.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds and peak memory in MiB of a whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def compare(records: int, times: int) -> None:
    """Run both in turn and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        write(path, records)
        standard = str(HERE / "schemas" / "benchmark-contacts.yaml")
        lint = [sys.executable, "-m", "recordcheck", "lint", str(path), "--standard", standard]
        ways = {
            "bare count": [sys.executable, "-c", COUNT, str(path)],
            "lint": [*lint, "--by", "district"],
            "import click": [sys.executable, "-c", "import click"],
            "--help": [sys.executable, "-m", "recordcheck", "--help"],
        }
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(times):
            for name, command in ways.items():
                found[name].append(timed(command))
    least = {name: min(seconds for seconds, _ in runs) for name, runs in found.items()}
    print(f"{records:,} records x 24 columns, {times} runs, {os.cpu_count()} cores")
    for name, runs in found.items():
        middle = median(seconds for seconds, _ in runs)
        peak = max(memory for _, memory in runs)
        seconds = f"{least[name]:6.2f} s least {middle:6.2f} s median"
        print(f"  {name:<14} {seconds} {peak:6.0f} MiB peak")
    print(f"  lint / bare count    {least['lint'] / least['bare count']:.2f}")
    print(f"  --help / import click {least['--help'] / least['import click']:.2f}")


if __name__ == "__main__":
    given = [int(number.replace("_", "")) for number in sys.argv[1:]]
    compare(*(given or [1_000_000, 3]))
