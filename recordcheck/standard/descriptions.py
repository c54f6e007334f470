"""What each key of a standard and of a code list says, in the words that editors show beside it."""

from __future__ import annotations

STANDARD = {
    "standard": "The name: small letters, digits and hyphens. The file has the same name.",
    "version": 'The version, such as "2026.1".',
    "title": "One line for people.",
    "prefix": "The beginning of every identifier. Left out, the first three letters of the name.",
    "licence": "The licence of the document.",
    "source": "Where what it asks comes from.",
    "cannot_tell": "What no rule of it can judge: a sentence each, shown beside the rules.",
    "placeholders": "The code list of what counts as blank, where it is not the shipped one.",
    "parameters": "Values that a run may set with `--param name=value`.",
    "includes": "The standards that this one puts together: name, or name@version.",
    "extends": "The standard that this one builds on: name, or name@version.",
    "off": "Rules of the extended standard that are switched off, each with a reason.",
    "tables": "The tables, by name.",
}
SOURCE = {
    "title": "What was read; `local convention` where nobody published it.",
    "publisher": "Who published it.",
    "year": "When.",
    "url": "Where it can be read.",
    "note": "What of it was used, or what is unsure.",
}
CODE = {
    "code": "The code, as an export holds it.",
    "label": "What it means. An export may hold the label in its place.",
    "role": "What kind of answer it is: four different ways of not knowing are never merged.",
    "group": "The group above it, for `group_of`.",
    "aliases": "Other spellings of the code.",
    "from": "The first day on which it may be used.",
    "until": "The last day on which it may be used.",
}
CODES = {
    "codes": "The name: small letters, digits and hyphens. The file has the same name.",
    "title": "One line for people.",
    "licence": "The licence that its facts come under.",
    "source": "Where the codes come from.",
    "note": "What a reader should know of the list.",
    "mixed_with": "Other code lists whose codes are often found in the columns of this one.",
    "list": "The codes: each alone, or with its label, role, group, aliases and dates.",
}
PARAMETER = {
    "type": "What its value is.",
    "default": "Its value where a run sets none; `today` for the day of `--as-at`.",
    "says": "What it is.",
}
TARGET = {
    "recorded": "The least share, of the records where the field is due, that are not blank.",
    "valid": "The least share that are on the code list or of the right form.",
    "known": "The least share that are valid and an answer.",
    "other": "The largest share of codes with the role `other`.",
    "not_stated": "The largest share of codes with the role `not_stated`.",
    "unknown": "The largest share of codes with the role `unknown`.",
    "declined": "The largest share of codes with the role `declined`.",
    "not_obtained": "The largest share of codes with the role `not_obtained`.",
    "status": "`trial`: shown, and never fails a run.",
}
DUE = {"when": "A condition in SQL. Where it is unknown for a record, the field is not due."}
FIELD = {
    "title": "One line for people.",
    "type": "What the column holds.",
    "format": "A regular expression (RE2) that the whole value matches.",
    "range": "The least and the most, ends included; `null` is no limit.",
    "length": "The fewest and the most characters; `null` is no limit.",
    "codes": "The name of a code list, or the codes in place.",
    "map": "Further spellings, each with the code that it stands for.",
    "aliases": "Other names that the column may have in an export.",
    "due": 'When it must be recorded: `always`, `optional`, or `{when: "..."}`.',
    "target": "Targets for its rate.",
    "declined": "`apart`: who declined to answer is set apart from what is due for `known`.",
    "unique": "No two records share a value.",
    "refers_to": "table.field: that table has a record with this value.",
    "same_within": "All known values under the same value of these fields agree.",
    "same_value": "Of what is recorded, the largest share that may be one value: at most 60%.",
    "same_length": "Of the texts, the largest share that may be as long as the longest.",
    "not_before": "Another field, or a `:parameter`, that it may not be before.",
    "not_after": "Another field, or a `:parameter`, that it may not be after.",
    "needs": "Fields that are recorded wherever this one is.",
    "dates": "The form of its dates where it is neither ISO nor day/month/year: `%m/%d/%Y`.",
    "source": "Where the field, or its target, comes from.",
}
EXAMPLES = {
    "keeps": "Records, or `{table: [records]}`: every record of the rule's table keeps the rule.",
    "breaks": "Records, or `{table: [records]}`: at least one record breaks the rule.",
}
RULE = {
    "id": "The prefix and three digits: 1xx structure, 2xx completeness, 3xx validity, "
    "4xx consistency and accuracy, 5xx timeliness, 6xx quality of text. Never reused.",
    "name": "A short name: small letters, digits and hyphens.",
    "says": "What is required, in one sentence.",
    "why": "Why it matters for a child.",
    "severity": "What a broken rule means for a run.",
    "source": "Where the requirement comes from.",
    "field": "The field that the rule is about.",
    "when": "A condition in SQL: the records that the rule is for.",
    "assert": "A condition in SQL that holds where the rule is kept.",
    "target": "Of the records judged, the least share that keeps it.",
    "status": "`trial`: judged and shown, and never fails a run.",
    "examples": "Made-up records that keep the rule, and some that break it.",
}
TABLE = {
    "title": "One line for people.",
    "one_record_is": "What one record stands for: one visit to one child.",
    "key": "The fields that together identify a record.",
    "view": "A `select` over other tables: the table stands in no export.",
    "group_by": "The columns that `--by` may show; no other column can be shown.",
    "dated": "The field with the day of the record, for code lists with dates.",
    "fields": "The fields, by name.",
    "derive": "Columns that are computed in SQL, by name; each may use those above it.",
    "rules": "The written rules.",
}
OFF = {"rule": "The identifier of the rule.", "reason": "Why it does not apply here."}

KEYS: dict[str, dict[str, str]] = {
    "StandardDocument": STANDARD,
    "SourcePart": SOURCE,
    "CodePart": CODE,
    "CodesDocument": CODES,
    "ParameterPart": PARAMETER,
    "TargetPart": TARGET,
    "DuePart": DUE,
    "FieldPart": FIELD,
    "ExamplesPart": EXAMPLES,
    "RulePart": RULE,
    "TablePart": TABLE,
    "OffPart": OFF,
}
