"""Record numbers are those of the file, however large it is and whatever its fields ask."""

from __future__ import annotations

from pathlib import Path

import recordcheck

STANDARD = """
standard: visits
version: "1"
title: Visits
tables:
  visit:
    one_record_is: one visit
    fields:
      place: {type: code, codes: [home, school, street, car, shop, station, elsewhere], due: always}
      note: {type: text, due: always}
"""


def test_a_file_that_is_read_in_pieces_keeps_the_order_of_its_records(tmp_path: Path) -> None:
    """Above some megabytes several threads read a file, each a piece of it."""
    note = "x" * 300
    lines = (
        f"{'nowhere' if number % 1000 == 0 else 'home'},{note}\n" for number in range(1, 80_001)
    )
    (tmp_path / "visits.yaml").write_text(STANDARD, encoding="utf-8")
    (tmp_path / "visits.csv").write_text("place,note\n" + "".join(lines), encoding="utf-8")
    run = recordcheck.check(tmp_path / "visits.csv", tmp_path / "visits.yaml", max_records=None)
    [finding] = run.findings
    assert finding.records == tuple(range(1000, 80_001, 1000))
