"""The records that were set aside, as findings: one for each kind of fault and file."""

from __future__ import annotations

from collections.abc import Iterator

from recordcheck.engine.given.tables import TableInput
from recordcheck.exports.refusals import Fault, Kind
from recordcheck.model import Finding, Severity, Table
from recordcheck.model.kinds import identifier

NAME = "unreadable-record"
HELP = "mend these lines, or export the file again; no figure counts these records"


def unreadable(table: Table, given: TableInput, most: int | None) -> Iterator[Finding]:
    """The faults of a table's files, with the first physical lines of each kind."""
    for part in given.parts:
        kinds: dict[Kind, list[Fault]] = {}
        for fault in part.set_aside:
            kinds.setdefault(fault.kind, []).append(fault)
        for kind, faults in kinds.items():
            yield Finding(
                rule=identifier(table.prefix, NAME),
                name=NAME,
                severity=Severity.ERROR,
                table=table.name,
                field=None,
                path=part.label,
                broken=len(faults),
                judged=len(faults),
                not_judged=0,
                says=f"a record was set aside: {kind}",
                help=HELP,
                lines=tuple(fault.line for fault in faults[:most]),
            )
