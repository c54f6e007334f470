"""An export whose every value is a marker that stands nowhere else, and the search for markers."""

from __future__ import annotations

import random
import traceback
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet

COLUMNS = (
    "child_id",
    "team",
    "worker",
    "risk",
    "born",
    "seen_at",
    "visits",
    "score",
    "alone",
    "voice",
)
RECORDS = 60
STANDARD = """\
standard: canary
version: "1"
title: Every kind of rule
parameters:
  period_end: {type: date, default: today}
tables:
  child:
    one_record_is: one child
    key: [child_id]
    group_by: [team]
    dated: born
    fields:
      child_id: {type: text, due: always, unique: true, format: "[A-Z]{2}[0-9]{4}"}
      team: {type: text, due: always, length: [200, null]}
      worker: {type: text, due: {when: "visits > 1"}, refers_to: child.team}
      risk:
        type: code
        codes: [{code: H, group: high, until: 2020-01-01}, {code: U, role: unknown}]
        due: always
        target: {recorded: 100%, known: 95%, unknown: at most 5%}
        same_within: [worker]
      born: {type: date, due: always, range: [2008-01-01, 2026-01-01]}
      seen_at: {type: datetime, not_before: born, not_after: ":period_end"}
      visits: {type: integer, range: [0, 5], needs: [alone]}
      score: {type: number, range: [0, 1]}
      alone: {type: boolean}
      voice: {type: text, due: always, target: {recorded: 90%}}
    derive:
      others: count(*) over (partition by worker)
      latest: (select max(c.voice) from child as c where c.team = child.team)
    rules:
      - {id: CAN-401, name: of-a-record, says: x, why: x, severity: error,
         assert: "length(voice) < 3"}
      - {id: CAN-402, name: of-all, says: x, why: x, severity: warning, assert: "others > 90"}
      - {id: CAN-403, name: of-a-select, says: x, why: x, severity: info, assert: "voice <> latest"}
      - {id: CAN-404, name: with-a-rate, says: x, why: x, severity: error, target: 95%,
         assert: "risk = 'H' and lower(team) = 'x'"}
  load:
    one_record_is: one worker
    view: |
      select worker, min(team) as team, count(*) as children, max(voice) as said
      from child where recorded(worker) group by worker
    key: [worker]
    group_by: [team]
    fields:
      worker: {type: text, format: "[0-9]+"}
      team: {type: text}
      children: {type: integer, range: [90, null]}
      said: {type: text, due: always, length: [null, 2], target: {valid: 99%}}
    rules:
      - {id: CAN-405, name: of-a-view, says: x, why: x, severity: error, assert: "said = worker"}
"""


class Markers:
    """Values of many kinds, each different from all others, and what to search for."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.made: set[str] = set()

    def word(self) -> str:
        return self._keep(f"zq{self._random.randrange(16**10):010x}")

    def code(self) -> str:
        return self._keep(f"Q{self._random.randrange(10**7):07}-W")

    def day(self) -> str:
        return self._keep(f"{self._random.randint(1701, 1899)}-{self._month()}-{self._month()}")

    def number(self) -> str:
        return self._keep(str(self._random.randrange(10**11, 10**12)))

    def _month(self) -> str:
        return f"{self._random.randint(1, 12):02}"

    def _keep(self, text: str) -> str:
        self.made.add(text)
        return text


def columns(markers: Markers) -> dict[str, list[str]]:
    """The export, column by column. Seven records share a team, four another."""
    often, seldom = markers.word(), markers.word()
    teams = [often] * 7 + [seldom] * 4
    found: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for number in range(RECORDS):
        found["child_id"].append(markers.code())
        found["team"].append(teams[number] if number < len(teams) else markers.word())
        found["worker"].append(markers.word())
        found["risk"].append(markers.code() if number % 3 else markers.word())
        found["born"].append(markers.day())
        found["seen_at"].append(f"{markers.day()} 09:30")
        found["visits"].append(markers.number())
        found["score"].append(f"{markers.number()}.5")
        found["alone"].append(markers.word())
        found["voice"].append(f"{markers.word()} said {markers.word()}, “{markers.word()}”")
    return found


def csv_text(given: dict[str, list[str]], *, header: bool = True) -> str:
    """The export as CSV."""
    rows = [list(given)] if header else []
    rows += [list(row) for row in zip(*given.values(), strict=True)]
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def write_parquet(given: dict[str, list[str]], path: Path) -> Path:
    """The export as Parquet."""
    pyarrow.parquet.write_table(pyarrow.table(given), path)
    return path


def chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that stands behind it."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [other for other in (one.__cause__, one.__context__) if other is not None]


def words_of(error: BaseException) -> str:
    """Everything that an exception says, in any way that a program or a log would show it."""
    texts = []
    for one in chain(error):
        notes = getattr(one, "__notes__", [])
        texts += [str(one), repr(one), repr(one.args), repr(vars(one)), *notes]
    texts += traceback.format_exception(error)
    return "\n".join(texts)


def found_in(text: str, markers: Markers) -> list[str]:
    """The markers that a text gives away, whole or nearly so."""
    folded = text.lower()
    return sorted(marker for marker in markers.made if marker.lower() in folded)
