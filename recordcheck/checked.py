"""A run as a pipeline or a notebook has it: it raises, becomes an Arrow table, shows itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from recordcheck import model
from recordcheck.errors import FindingsError, UserError
from recordcheck.model.run import Verdict

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True, repr=False)
class Run(model.Run):
    """The run that `recordcheck.check` gives."""

    def __repr__(self) -> str:
        from recordcheck.output.sentences import summary

        return f"<run {self.verdict}: {summary(self)}>"

    def raise_for_findings(self) -> None:
        """Raise FindingsError, in words without a value, unless the run has passed."""
        from recordcheck.output.sentences import summary

        if self.verdict != Verdict.PASSED:
            raise FindingsError(summary(self))

    def to_arrow(self, what: Literal["findings", "rates"] = "findings") -> pyarrow.Table:
        """The findings, or the rates of fields and rules, as a table: one line for each, with the
        names and counts of the JSON output. Targets and groups are lists. Raises UserError.
        """
        if what not in ("findings", "rates"):
            raise UserError(f"there is no table `{what}` of a run", remedy="findings or rates")
        import pyarrow

        from recordcheck.output import machine

        if what == "findings":
            kinds = pyarrow.schema(_finding_fields())
            columns = {name: [getattr(one, name) for one in self.findings] for name in kinds.names}
            return pyarrow.table(columns, schema=kinds)
        rows = machine.document(self)["rates"]
        rows = [
            {**row, "targets": _targets(row), "group": list((row["group"] or {}).items())}
            for row in rows
        ]
        return pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(_rate_fields()))

    def _repr_html_(self) -> str:
        """What a notebook shows: findings and rates, without a value."""
        from recordcheck.output import html

        return html.render(self)


def checked(run: model.Run) -> Run:
    """A run with what pipelines and notebooks ask of it."""
    return Run(**{one.name: getattr(run, one.name) for one in fields(run)})


def _targets(row: dict[str, dict[str, dict[str, object]]]) -> list[dict[str, object]]:
    return [{"measure": measure, **target} for measure, target in row["targets"].items()]


def _finding_fields() -> list[pyarrow.Field]:
    """Those of the JSON output, in their order; what is no text is named here."""
    import pyarrow as pa

    from recordcheck.output.encode import FINDING

    kinds = {
        **dict.fromkeys(("broken", "judged", "not_judged"), pa.int64()),
        **dict.fromkeys(("records", "lines"), pa.list_(pa.int64())),
        "trial": pa.bool_(),
    }
    return [pa.field(name, kinds.get(name, pa.string())) for name in FINDING]


def _rate_fields() -> list[pyarrow.Field]:
    import pyarrow as pa

    target = pa.struct(
        [
            ("measure", pa.string()),
            ("target", pa.float64()),
            ("at_most", pa.bool_()),
            ("count", pa.int64()),
            ("of", pa.int64()),
            ("met", pa.bool_()),
            ("short_by", pa.int64()),
            ("trial", pa.bool_()),
        ]
    )
    counts = ("due", "recorded", "valid", "known", "declined", "kept", "not_judged")
    return [
        *(pa.field(name, pa.string()) for name in ("table", "field", "rule")),
        pa.field("group", pa.map_(pa.string(), pa.string())),
        *(pa.field(name, pa.int64()) for name in counts),
        pa.field("targets", pa.list_(target)),
        pa.field("standard", pa.string()),
    ]
