"""The words of the project as frozen values: what a standard says, and what a run found."""

from recordcheck.model.codes import Code, CodeList, Role
from recordcheck.model.run import (
    Column,
    Finding,
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
    Due,
    Example,
    Expression,
    Field,
    FieldType,
    Parameter,
    Place,
    Rule,
    Severity,
    Standard,
    Table,
    Target,
)

__all__ = [
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
]
