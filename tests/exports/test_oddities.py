"""What is odd in a text and can be read all the same is said, without a value of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.exports.opening import open_export


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("=1+1,a=b", ("In the only record 1 cell begins",)),
        ("@SUM(A1),+44 7700", ("In the only record 2 cells begin",)),
        ("-A1,\tx", ("In the only record 2 cells begin",)),
        ("a,b\n=1,c\nd,+e", ("In the first 3 records 2 cells begin",)),
        ("-5,+1.5", ()),
        ("-2.5%,+447700900123", ()),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_counted(
    tmp_path: Path, record: str, said: tuple[str, ...]
) -> None:
    (tmp_path / "export.csv").write_text(f"id,note\n{record}\n")
    assert open_export(tmp_path / "export.csv").warnings == tuple(
        f"{one} as a formula does (=, +, -, @): a spreadsheet may run it." for one in said
    )
