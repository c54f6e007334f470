"""White space at the ends of a cell is nothing, however it is read: a number may be padded."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

import recordcheck

STANDARD = """\
standard: visits
version: "1"
title: Visits
placeholders: nothing-said
tables:
  visit:
    one_record_is: one visit
    fields:
      hours: {type: integer, due: always}
      miles: {type: number, due: always}
"""
NOTHING_SAID = """\
codes: nothing-said
title: What our system writes where nothing was said
source: [{title: local convention}]
list:
  - {code: "999", label: nothing said}
"""


@pytest.mark.parametrize("space", ["", " ", "   ", "\t", "\u00a0", " \t"])
def test_a_padded_number_reads_and_a_padded_placeholder_is_blank(
    tmp_path: Path, space: str
) -> None:
    path = tmp_path / "visits.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    (tmp_path / "nothing-said.yaml").write_text(NOTHING_SAID, encoding="utf-8")
    written = ["7", "999", "+7", "7 7", "", "9990"]
    cells = [f"{space}{one}{space}" for one in written]
    data = pyarrow.table({"hours": cells, "miles": cells})
    run = recordcheck.check(data, path)
    assert {(rate.field, rate.due, rate.recorded, rate.valid) for rate in run.rates} == {
        ("hours", 6, 4, 3),
        ("miles", 6, 4, 3),
    }
    prepared = recordcheck.prepare(data, path, "visit").to_pylist()
    assert [row["hours"] for row in prepared] == [7, None, 7, None, None, 9990]
    assert [row["miles"] for row in prepared] == [7.0, None, 7.0, None, None, 9990.0]
