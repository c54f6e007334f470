"""What the engine must not do by itself."""

from __future__ import annotations

import subprocess
import sys

SETTINGS = """
from recordcheck.engine.judging.session import connect
con = connect()
for one in (con, con.cursor()):
    print(one.execute("select current_setting('enable_progress_bar')").fetchone()[0])
"""


def test_no_progress_is_printed_where_there_is_no_script() -> None:
    """The engine takes such a process for a person at a prompt, and writes on stdout."""
    said = subprocess.run(
        [sys.executable, "-c", SETTINGS], check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == ["False", "False"]
