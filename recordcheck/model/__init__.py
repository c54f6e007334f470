"""The words of the project as frozen values: what a standard says, and what a run found."""

from recordcheck.model.codes import Code, CodeList, Role
from recordcheck.model.expression import Expression, Lookup, Place
from recordcheck.model.field import FLOORS, Due, Field, Target, percent
from recordcheck.model.run import (
    Column,
    Finding,
    Kept,
    NotRun,
    Rate,
    Run,
    StandardUsed,
    TableRead,
    TargetResult,
)
from recordcheck.model.source import Source
from recordcheck.model.standard import (
    Change,
    Derive,
    Example,
    Parameter,
    Rule,
    Severity,
    Standard,
    Table,
)
from recordcheck.model.types import NUMBERS, TEXTS, TIMES, FieldType

__all__ = [
    "FLOORS",
    "NUMBERS",
    "TEXTS",
    "TIMES",
    "Change",
    "Code",
    "CodeList",
    "Column",
    "Derive",
    "Due",
    "Example",
    "Expression",
    "Field",
    "FieldType",
    "Finding",
    "Kept",
    "Lookup",
    "NotRun",
    "Parameter",
    "Place",
    "Rate",
    "Role",
    "Rule",
    "Run",
    "Severity",
    "Source",
    "Standard",
    "StandardUsed",
    "Table",
    "TableRead",
    "Target",
    "TargetResult",
    "percent",
]
