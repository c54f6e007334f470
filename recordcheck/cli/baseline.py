"""The options of `lint` that hold a run against what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from recordcheck import baseline as file
from recordcheck.cli.destinations import check_folder
from recordcheck.cli.options import PLACE
from recordcheck.cli.write import write_whole
from recordcheck.errors import UserError
from recordcheck.model import Run
from recordcheck.model.baseline import Baseline
from recordcheck.model.run import Verdict
from recordcheck.output.cut import plain

OPTIONS = [
    click.option(
        "--baseline",
        type=PLACE,
        metavar="FILE",
        help="Fail only on what is new, worse or judged less than this file says.",
    ),
    click.option(
        "--write-baseline",
        type=PLACE,
        metavar="FILE",
        help="Write what is wrong now, and how much is judged, to a new file.",
    ),
    click.option("--update-baseline", is_flag=True, help="Write what got better to --baseline."),
    click.option(
        "--allow-worse",
        metavar="REASON",
        help="Let what is new, worse or judged less into --baseline too; it keeps the reason.",
    ),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done with a baseline: `known` is what it says, None where it is written."""

    path: Path
    known: Baseline | None
    update: bool = False
    reason: str | None = None

    @property
    def as_it_was(self) -> bool:
        """Whether nobody has written the file since it was read, or before it is written."""
        return not self.path.exists() if self.known is None else file.read(self.path) == self.known


def asked(given: dict[str, Any]) -> Asked | None:
    """What the options ask for, before any data is read. Raises UserError."""
    path, new = given["baseline"], given["write_baseline"]
    update, reason = given["update_baseline"], given["allow_worse"]
    if path is not None and new is not None:
        raise UserError("--baseline or --write-baseline, not both")
    if path is None and (update or reason is not None):
        option = "--update-baseline" if update else "--allow-worse"
        raise UserError(f"{option} needs --baseline FILE")
    reason = reason.strip() if reason is not None else None  # as it is read again
    if reason is not None and (not reason or not reason.isprintable()):
        raise UserError(
            "--allow-worse takes a reason, in one line",
            remedy='for example --allow-worse "new form since March"',
        )
    if new is not None:
        return _new(new)
    if path is None:
        return None
    return Asked(path, file.read(path), update or reason is not None, reason)


def _new(path: Path) -> Asked:
    if path.exists():
        raise UserError(
            "this file is there already, and a baseline is never loosened by writing it again",
            path=str(path),
            remedy="--baseline FILE --update-baseline tightens it; to begin again, delete it first",
        )
    check_folder(path)
    return Asked(path, None)


def hold(run: Run, wanted: Asked, mapped: Mapping[str, str]) -> Run:
    """The run held against its baseline, which is written or updated where that was asked for;
    `mapped` is how each field is mapped, as a hash. Raises UserError where it cannot be held
    against it.
    """
    from recordcheck.engine.gate.baseline import baseline_of
    from recordcheck.engine.gate.held import held_against, standings
    from recordcheck.engine.gate.renewed import loosened, tightened

    known = wanted.known
    if known is None and run.verdict == Verdict.NOTHING_JUDGED:
        return run  # it would know nothing, and stand in the way of the next
    new = now = baseline_of(run, mapped, known.figures if known is not None else ())
    if known is not None:
        held = held_against(run, known, now)
        if not wanted.update or run.verdict == Verdict.NOTHING_JUDGED:
            return held
        stand = standings(run, known, now)
        if wanted.reason is None:
            new = tightened(known, now, stand)
        else:
            new = loosened(known, now, stand, wanted.reason)
    if not wanted.as_it_was:
        raise UserError(
            "another run has written this baseline meanwhile",
            path=str(wanted.path),
            remedy="run it again, on what it says now",
        )
    targets = {
        (rate.table, rate.field) for rate in run.rates if rate.field is not None and rate.targets
    }
    write_whole([(wanted.path, file.text(new, run.rules, targets))])
    if known is None:  # a run that exits 0 whatever it found: nothing else tells why
        click.echo(f"wrote {plain(str(wanted.path))}", err=True)
    held = held_against(run, file.read(wanted.path), now)
    if known is not None or held.comparison is None:
        return held
    return replace(held, comparison=replace(held.comparison, written=True))
