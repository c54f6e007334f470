"""Time the bundle of all standards over a made-up force as a whole process against a bare DuckDB
count of every column of its files, in the same run.

    python benchmarks/force.py [CHILDREN]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from run import COUNT, HERE, timed

GENERATE = HERE.parent / "examples" / "force" / "generate.py"


def compare(children: int) -> None:
    """Make the force, run both and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        made = [sys.executable, str(GENERATE), "--children", str(children), "--to", folder]
        subprocess.run(made, check=True)
        files = sorted(map(str, Path(folder).rglob("tables/*.csv")))
        size = max(Path(path).read_bytes().count(b"\n") - 1 for path in files)
        bare, _ = timed([sys.executable, "-c", COUNT, *files])
        command = [sys.executable, "-m", "recordcheck", "lint", str(Path(files[0]).parent)]
        command += ["--standard", "police-child-protection", "--as-at", "2026-03-31"]
        seconds, memory = timed([*command, "--output-format", "concise"])
    print(f"{len(files)} tables, {size:,} lines in the largest")
    print(f"bare count {bare:.1f} s, lint {seconds:.1f} s ({memory:.0f} MiB): {seconds / bare:.1f}")


if __name__ == "__main__":
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
