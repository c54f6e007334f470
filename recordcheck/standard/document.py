"""The format of a standard and of a code list, as documents: which keys there are and what each may
hold.

The JSON Schema that editors use is generated from these models. Every scalar arrives as text (see
`tree`). What the keys mean, and which names they may point to, is checked in `build`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

SCALAR = {"type": ["string", "number", "boolean"]}
Text = Annotated[str, StringConstraints(min_length=1), Schema(SCALAR)]
# Words that stand in a list, on one line, however the document folds them.
Line = Annotated[Text, AfterValidator(lambda text: " ".join(text.split()))]
Cell = Annotated[str | None, Schema({"type": ["string", "number", "boolean", "null"]})]
A_NAME = r"^[a-z][a-z0-9_]*$"
A_SLUG = r"^[a-z0-9][a-z0-9-]*$"
AN_IDENTIFIER = r"^[A-Z][A-Z0-9]*-[0-9]{3}$"
A_PREFIX = r"^[A-Z][A-Z0-9]*$"
A_SHARE = r"^((at most|at least) )?[0-9]+(\.[0-9]+)? ?%$"
A_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
A_REFERENCE = r"^[a-z0-9_]+\.[a-z0-9_]+$"
# What a slip says of a text that has not its form.
FORMS = {
    A_NAME: "small letters, digits and _, a letter first",
    A_SLUG: "small letters, digits and -",
    AN_IDENTIFIER: "a prefix and three digits, such as ETH-401",
    A_PREFIX: "capital letters and digits",
    A_SHARE: "a share such as 95% or `at most 10%`",
    A_DAY: "a day such as 2026-03-31",
    A_REFERENCE: "table.field",
}
Name = Annotated[
    str, StringConstraints(pattern=A_NAME), Schema({"type": "string", "pattern": A_NAME})
]
Slug = Annotated[str, StringConstraints(pattern=A_SLUG)]
Identifier = Annotated[str, StringConstraints(pattern=AN_IDENTIFIER)]
Share = Annotated[str, StringConstraints(pattern=A_SHARE)]
Day = Annotated[str, StringConstraints(pattern=A_DAY)]
RoleName = Literal["stated", "other", "not_stated", "unknown", "declined", "not_obtained"]
TypeName = Literal["text", "code", "integer", "number", "boolean", "date", "datetime"]


def _due(value: object) -> object:
    if value == {}:
        raise PydanticCustomError("nothing_said", "write always, optional or {when: ...}")
    if not isinstance(value, str):
        return value
    if value not in ("always", "optional"):
        expected = {"expected": "'always', 'optional', '{when: ...}'"}
        raise PydanticCustomError("literal_error", "not a time when a field is due", expected)
    return {"always": "yes"} if value == "always" else {}


def _code(value: object) -> object:
    return {"code": value} if isinstance(value, str) else value


class Part(BaseModel):
    """A part of a document: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourcePart(Part):
    """Where a fact, rule or target comes from; `local convention` where nobody published it."""

    title: Line
    publisher: Text | None = None
    year: Text | None = None
    url: Text | None = None
    note: Text | None = None


class CodePart(Part):
    """One code of a list."""

    code: Text
    label: Text | None = None
    role: RoleName = "stated"
    group: Text | None = None
    aliases: list[Text] = []
    valid_from: Day | None = Field(None, alias="from")
    until: Day | None = None


InlineCode = Annotated[CodePart, BeforeValidator(_code, json_schema_input_type=Text | CodePart)]


class CodesDocument(Part):
    """A code list."""

    codes: Slug
    title: Line
    licence: Text | None = None
    source: list[SourcePart] = []
    note: Text | None = None
    mixed_with: list[Slug] = []
    list_: list[InlineCode] = Field(alias="list", min_length=1)


class ParameterPart(Part):
    """A named value that a run may set with `--param`."""

    type: Literal["integer", "number", "date", "text"] | None = None
    default: Text
    says: Line | None = None


class TargetPart(Part):
    """Floors for recorded, valid and known; ceilings (`at most 10%`) for the share of a role."""

    recorded: Share | None = None
    valid: Share | None = None
    known: Share | None = None
    other: Share | None = None
    not_stated: Share | None = None
    unknown: Share | None = None
    declined: Share | None = None
    not_obtained: Share | None = None
    status: Literal["trial"] | None = None


class DuePart(Part):
    """`always`, `optional`, or `{when: "..."}`."""

    always: Literal["yes"] | None = Field(None, json_schema_extra={"deprecated": True})
    when: Text | None = None


Due = Annotated[
    DuePart, BeforeValidator(_due, json_schema_input_type=Literal["always", "optional"] | DuePart)
]


class FieldPart(Part):
    """One column of a table: what it holds, when it is due, and the everyday rules that its keys
    imply.
    """

    title: Line | None = None
    type: TypeName | None = None
    format: Text | None = None
    range: Annotated[list[Cell], Field(min_length=2, max_length=2)] | None = None
    length: Annotated[list[Cell], Field(min_length=2, max_length=2)] | None = None
    codes: Annotated[Any, Schema({"anyOf": [{"type": "string"}, {"type": "array"}]})] = None
    map: dict[str, Text] = {}
    aliases: list[Text] = []
    due: Due | None = None
    target: TargetPart | None = None
    declined: Literal["apart"] | None = None
    unique: bool | None = None
    refers_to: Annotated[str, StringConstraints(pattern=A_REFERENCE)] | None = None
    same_within: list[Name] = []
    same_value: Share | None = None
    same_length: Share | None = None
    not_before: Text | None = None
    not_after: Text | None = None
    needs: list[Name] = []
    in_parts: list[Name] = []
    dates: Text | None = None
    source: list[SourcePart] = []


# One record is cells by field, several are lists by table: what is no text is meant as these.
Records = Annotated[
    Annotated[Cell, Tag("cell")] | Annotated[list[dict[str, Cell]], Tag("records")],
    Discriminator(lambda value: "cell" if isinstance(value, str | None) else "records"),
]


class ExamplesPart(Part):
    """Made-up records: each of `keeps` keeps the rule, at least one of `breaks` breaks it."""

    keeps: list[dict[str, Records]] = []
    breaks: list[dict[str, Records]] = []


class RulePart(Part):
    """One written rule. Its words stand once, where it is first asserted."""

    id: Identifier
    name: Slug | None = None
    says: Line | None = None
    why: Text | None = None
    severity: Literal["error", "warning", "info"] | None = None
    source: list[SourcePart] = []
    field: Name | None = None
    when: Text | None = None
    assert_: Text | None = Field(None, alias="assert")
    target: Share | None = None
    status: Literal["trial"] | None = None
    examples: ExamplesPart = ExamplesPart()


class TablePart(Part):
    """One table: what one record is, its fields, derived columns and rules. A `view` is a select
    over other tables.
    """

    title: Line | None = None
    one_record_is: Text | None = None
    key: list[Name] = []
    group_by: list[Name] = []
    dated: Name | None = None
    view: Text | None = None
    fields: dict[Name, FieldPart] = {}
    derive: dict[Name, Text] = {}
    rules: list[RulePart] = []


class OffPart(Part):
    """A rule of the extended standard that is switched off, and why."""

    rule: Identifier
    reason: Text


class StandardDocument(Part):
    """A standard: what must be recorded, or a bundle of standards, or an extension of one."""

    standard: Slug
    version: Text
    title: Line
    prefix: Annotated[str, StringConstraints(pattern=A_PREFIX)] | None = None
    licence: Text | None = None
    source: list[SourcePart] = []
    cannot_tell: list[Text] = []
    placeholders: Slug | None = None
    parameters: dict[Name, ParameterPart] = {}
    includes: list[Text] = []
    extends: Text | None = None
    off: list[OffPart] = []
    tables: dict[Name, TablePart] = {}
