"""The JSON Schema of `--output-format json`, version 1: what others may rely on.

`required` holds what version 1 promised from the start. Keys may be added, so unknown keys are
allowed everywhere. `make schemas` writes it to `recordcheck/run.schema.json`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from recordcheck.model import Severity
from recordcheck.model.baseline import Standing
from recordcheck.model.run import Verdict
from recordcheck.output.machine import VERSION

Schema = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"


def schema() -> Schema:
    """The schema of one run."""
    return {
        "$schema": DIALECT,
        "title": "A run of recordcheck",
        "description": "One or several standards over one export. No part of it holds a cell value,"
        " but for the values of the columns that were named with `--by`.",
        **_object(RUN, OPTIONAL),
        "definitions": {
            "target": {"description": "A target held against a rate.", **_object(TARGET, LATER)}
        },
    }


def text() -> str:
    """The file of the schema."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _object(required: dict[str, Schema], more: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": {**required, **more}, "required": list(required)}


def _text(says: str) -> Schema:
    return {"description": says, "type": "string"}


def _text_or_null(says: str) -> Schema:
    return {"description": says, "type": ["string", "null"]}


def _count(says: str) -> Schema:
    return {"description": says, "type": "integer", "minimum": 0}


def _count_or_null(says: str) -> Schema:
    return {"description": says, "type": ["integer", "null"], "minimum": 0}


def _flag(says: str) -> Schema:
    return {"description": says, "type": "boolean"}


def _list(says: str, items: Schema) -> Schema:
    return {"description": says, "type": "array", "items": items}


RULE = _text("The identifier of the rule.")
TABLE = _text("The table of the standard.")
FIELD = _text_or_null("The field that it is about, if it is about one.")
NEAREST = _text_or_null("The name that may have been meant.")
TRIAL = _flag("Whether it is being introduced: shown, and never fails a run.")
TEXTS: Schema = {"type": "array", "items": {"type": "string"}}

TARGET: dict[str, Schema] = {
    "target": {"description": "The share asked for.", "type": "number", "minimum": 0, "maximum": 1},
    "met": {"description": "null where nothing is due.", "type": ["boolean", "null"]},
    "short_by": _count("How many records are short of a floor, or above a ceiling."),
}
LATER = {
    "at_most": _flag("Whether it is a ceiling."),
    "count": _count("The records that count towards it."),
    "of": _count("The records that it is held against."),
    "trial": TRIAL,
}
STANDARD = {
    "name": _text("The name of the standard."),
    "version": _text("Its version."),
    "hash": {
        "description": "Of the document and all that it stands on.",
        "type": "string",
        "pattern": "^sha256:[0-9a-f]+$",
    },
}
WEAKER = {"weaker": {"description": "What asks for less than the standard extended.", **TEXTS}}
READ = {
    "name": TABLE,
    "path": _text("The file."),
    "records": _count("How many records it has."),
}
COLUMNS = {
    "unused": _list(
        "Columns that no field uses.",
        _object({"column": _text("The name in the file."), "nearest": NEAREST}, {}),
    ),
    "absent": _list(
        "Optional fields without a column.",
        _object({"field": _text("The name in the standard."), "nearest": NEAREST}, {}),
    ),
    "warnings": {"description": "What was odd about the file.", **TEXTS},
    "sha256": _text_or_null("The SHA-256 of the file, where `--hash-input` asked for it."),
    "set_aside": _count("Records that could not be read and were left out, as asked."),
    "standard": _text("The name and version of the standard whose table it is."),
}
FINDING = {
    "rule": RULE,
    "name": _text("The short name of the rule."),
    "severity": {"enum": [str(one) for one in Severity]},
    "table": TABLE,
    "field": FIELD,
    "path": _text("The file."),
    "broken": _count("Records that broke it."),
    "judged": _count("Records for which it was true or false."),
    "not_judged": _count("Records that it applies to, and that could not be judged."),
    "records": _list(
        "The numbers of the first records that broke it; the first after the header is 1.",
        {"type": "integer", "minimum": 1},
    ),
}
RATE = {
    "table": TABLE,
    "field": FIELD,
    "rule": _text_or_null("The rule, where the rate is that of a rule."),
    "group": {
        "description": "null, or the value of each column of a group.",
        "type": ["object", "null"],
        "additionalProperties": {"type": ["string", "null"]},
    },
    "due": _count("Records where the field is due; for a rule, the records judged."),
    "recorded": _count_or_null("Of these, how many are not blank."),
    "valid": _count_or_null("How many are on the code list, or of the right form."),
    "known": _count_or_null("How many are valid and an answer."),
    "declined": _count_or_null("How many declined, where the field sets them apart."),
    "targets": {
        "description": "The targets, by what they are for.",
        "type": "object",
        "additionalProperties": {"$ref": "#/definitions/target"},
    },
}
KEPT = {
    "kept": _count_or_null("For a rule: how many records keep it."),
    "not_judged": _count_or_null("For a rule: how many more could not be judged."),
    "standard": _text("The name and version of the standard that asks."),
}
LINES = _list(
    "Of records that were set aside: the first physical lines.",
    {"type": "integer", "minimum": 1},
)
WORDS = {
    "says": _text("What is wrong, in a sentence."),
    "help": _text_or_null(
        "What to do, or where it says what the rule asks; empty where nothing does."
    ),
}
NOT_RUN = {"rule": RULE, "table": TABLE, "reason": _text("Why it could not be run.")}
LACKS = {
    "field": FIELD,
    "lacks_table": _text_or_null("The table that the export lacks, or a column of it; else null."),
    "lacks_column": _text_or_null("The column of it that the export lacks; null where it is all."),
    "no_rate": _flag("Whether its field has no rate either: nothing says where it is due."),
}
RUN = {
    "version": {"description": "The version of this contract.", "const": VERSION},
    "recordcheck": _text("The version of the program."),
    "as_at": {
        "description": "The day that `today` means.",
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    },
    "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
    "standards": _list("What was judged by.", _object(STANDARD, WEAKER)),
    "tables": _list("What was read.", _object(READ, COLUMNS)),
    "findings": _list(
        "Rules not kept, each for one table, field and file.",
        _object(FINDING, {"nearest": NEAREST, "trial": TRIAL, "lines": LINES, **WORDS}),
    ),
    "rates": _list("Rates of fields and of rules.", _object(RATE, KEPT)),
    "not_run": _list("Rules neither passed nor failed.", _object(NOT_RUN, LACKS)),
    "verdict": {"description": "The one word for a run.", "enum": [str(one) for one in Verdict]},
}
FIGURES: Schema = {
    "type": ["object", "null"],
    "properties": {"count": _count("Records that are wrong."), "of": _count("Of so many.")},
}
HELD: dict[str, Schema] = {
    "standing": {"enum": [str(one) for one in Standing if one is not Standing.KEPT]},
    "rule": _text_or_null("The rule; null where it is the target of a field, or a table."),
    "table": TABLE,
    "field": FIELD,
    "measure": _text_or_null("Which target, where it is one; `records` of a table itself."),
    "before": FIGURES,
    "now": FIGURES,
}
RULE_KEPT: dict[str, Schema] = {
    "rule": RULE,
    "name": _text("The short name of the rule."),
    "table": TABLE,
    "field": FIELD,
    "judged": _count(
        "Records that keep it; 0 where it could judge none, 1 of a column that is there."
    ),
    "not_judged": _count("Records that it applies to, and that could not be judged."),
}
OPTIONAL: dict[str, Schema] = {
    "kept": _list("Rules that were run and that no record breaks.", _object(RULE_KEPT, {})),
    "options": {"description": "How the run was asked for.", "type": "object"},
    "baseline": {
        "description": "The run held against a baseline; null without one.",
        "type": ["object", "null"],
        "properties": {
            "path": _text("The file of the baseline."),
            "held": _list(
                "What was wrong, or is, or is judged less.",
                _object(HELD, {"reason": _text_or_null("Why it was allowed to get worse.")}),
            ),
            "unnoted": _count("Things that are judged and that the baseline does not know of."),
            "rewritten": {
                "description": "Standards that say something else under the same version.",
                **TEXTS,
            },
        },
    },
    "versions": {
        "description": "Versions of what it ran on.",
        "type": "object",
        "additionalProperties": {"type": "string"},
    },
    "problem_records": _count("Records with any broken rule of severity warning or error."),
    "incomplete": {
        "description": "Whether records were set aside: then every figure lacks them.",
        "type": "boolean",
    },
}

if __name__ == "__main__":
    sys.stdout.write(text())
