"""Count what readers make of the hostile corpus at their defaults, beside ours.

    python benchmarks/readers.py CORPUS

CORPUS is the folder with `expected.json`. Each file is read in a process of its own, since some of
them end it. Prints a table in Markdown.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

READERS = {
    "recordcheck": """
from recordcheck.engine.given.inputs import open_data, paths_of
from recordcheck.engine.given.tables import source_sql
from recordcheck.engine.judging.session import connect
from pathlib import Path
part = open_data(Path(path))[0]
con = connect(paths_of([part]))
columns = [column.replace('"', '""') for column in part.columns]
counts = ", ".join(f'count("{column}")' for column in columns)
rows = con.execute(f"select count(*), {counts} from {source_sql(con, part, 'x')}").fetchone()[0]
shape = rows, len(columns)
said = bool(part.warnings)
""",
    "duckdb": """
import duckdb
found = duckdb.read_csv(path)
shape, said = found.shape, False
""",
    "polars": """
import polars
shape, said = polars.read_csv(path).shape, False
""",
    "pyarrow": """
import pyarrow.csv
shape, said = pyarrow.csv.read_csv(path).shape, False
""",
    "pandas": """
import pandas
shape, said = pandas.read_csv(path).shape, False
""",
    "csv": """
import csv
rows = [row for row in csv.reader(open(path, newline="", encoding="utf-8")) if row]
shape, said = (len(rows) - 1, len(rows[0])), False
""",
}
RUN = """
import json, sys, warnings
warnings.simplefilter("ignore")
path = sys.argv[1]
try:
{code}
    print(json.dumps([list(shape), said]))
except Exception:
    print(json.dumps([None, False]))
"""
VERDICTS = (
    "faulty, refused", "faulty, read", "sound, read whole", "sound, read otherwise",
    "sound, refused", "odd, read and said", "odd, read in silence", "odd, refused", "crashed",
)  # fmt: skip


def verdict(expected: dict[str, object], code: str, path: Path) -> str:
    """One of VERDICTS."""
    program = RUN.format(code="".join(f"    {line}\n" for line in code.strip().splitlines()))
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if done.returncode or not done.stdout.strip():
        return "crashed"
    shape, said = json.loads(done.stdout.splitlines()[-1])
    if expected["expect"] == "error":
        return "faulty, refused" if shape is None else "faulty, read"
    if expected["expect"] == "ok":
        if shape is None:
            return "sound, refused"
        whole = shape == [expected["rows"], expected["cols"]]
        return "sound, read whole" if whole else "sound, read otherwise"
    if shape is None:
        return "odd, refused"
    return "odd, read and said" if said else "odd, read in silence"


def main(corpus: Path) -> None:
    """Every reader over every delimited file."""
    files = json.loads((corpus / "expected.json").read_text(encoding="utf-8"))
    found = {
        reader: Counter(verdict(one, code, corpus / one["file"]) for one in files)
        for reader, code in READERS.items()
    }
    print("| of the files | " + " | ".join(READERS) + " |")
    print("|---|" + "---|" * len(READERS))
    for word in VERDICTS:
        print(f"| {word} | " + " | ".join(str(found[reader][word]) for reader in READERS) + " |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
