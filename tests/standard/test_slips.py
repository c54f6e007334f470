"""Each mistake in a standard is named at its line and column, with what was probably meant.

The slip of every case stands between « and », which are taken out before the text is read: the
first is where the message must point. A slip at a key points at the key, one inside SQL at the
first character that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from recordcheck import StandardError
from recordcheck.standard.load import read_standard

HEAD = """\
standard: missing-children
version: "1"
title: A child who goes missing
parameters:
  period_end: {type: date, default: today}
  year: {type: integer, default: 2026}
tables:
  episode:
    one_record_is: one episode
    key: [episode_id]
    fields:
      episode_id: {type: text, due: always}
      child_id: {type: text}
      risk:
        type: code
        codes:
          - {code: H, label: High, group: raised}
          - {code: L, label: Low, aliases: [Lo], group: not raised}
      away: {type: integer}
      left_on: {type: date}
      back_at: {type: datetime}
      alone: {type: boolean}
"""
TOP = "standard: x\nversion: '1'\ntitle: x\n"
EXAMPLES = "        assert: alone\n        examples:\n"
RULE = """\
    rules:
      - id: MIS-401
        name: a-rule
        says: It holds.
        why: It must.
        severity: error
"""
DERIVED = f"    derive: {{{{longer: away + 1}}}}\n{RULE}        assert: {{}}\n"
HIDDEN = "`longer` belongs to the `episode` outside this select; write `from {} as other` inside it"


def slips_of(text: str, path: str = "missing-children.yaml") -> list[str]:
    """What is wrong in a text, as `line:column: message`."""
    try:
        read_standard(text, path)
    except StandardError as error:
        return [f"{slip.line}:{slip.column}: {slip.message}" for slip in error.slips]
    return []


def marked(text: str) -> tuple[str, str]:
    """The text without its marks, and `line:column` of the first."""
    before = text[: text.index("«")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return text.replace("«", "").replace("»", ""), f"{line}:{column}"


def test_the_standard_that_every_case_starts_from_has_no_slip() -> None:
    assert slips_of(HEAD + RULE + "        assert: alone\n") == []


def test_a_last_word_without_a_line_end_is_said_below_it() -> None:
    """The parser names the line after it, which the file has not."""
    says = "not YAML: the line before has no `:` and space after its key"
    assert slips_of("standard: x\n0") == [f"3:1: {says}"]


DOCUMENTS = {
    "a bracket that is not closed": (
        "standard: x\nversion: [1\ntitle«»: x\n",
        "not YAML: a `,` is missing, or the `[` of line 2 is not closed",
    ),
    "a tab": (
        "standard: x\ntables:\n«»\tx: 1\n",
        "not YAML: a tab; indent with spaces",
    ),
    "a tab after a key that is complete": (
        "standard: x\n«»\tx: 1\n",
        "not YAML: a tab; indent with spaces",
    ),
    "a colon in a text": (
        "standard: x\ntitle: Visits«»: when\n",
        "not YAML: a `:` where none is allowed; check the indentation and the space after each"
        " `:`, and put a text with `: ` in it into quotation marks",
    ),
    "a quotation mark that is not closed": (
        'standard: x\ntitle: «"»Visits\nversion: 1\n',
        "not YAML: a quotation mark is opened and not closed",
    ),
    "a key that is not indented as the others": (
        "standard: x\ntables:\n  visit:\n    title: a\n   «»fields:\n",
        "not YAML: neither a key nor indented as the keys above;"
        " look for a quotation mark before it, too",
    ),
    "a quotation mark within a text in quotation marks": (
        "standard: x\ntitle: 'A child'«s» visit'\n",
        'not YAML: the text goes on after its quotation mark; put all of it into "..."',
    ),
    "a text whose first word is quoted": (
        'standard: x\ntables:\n  visit:\n    title: "No" «is» no answer\n',
        "not YAML: the text goes on after its quotation mark; put all of it into '...'",
    ),
    "a text that begins with a star": (
        "standard: x\nsource:\n  - title: «*»A child* visits\n",
        'not YAML: put a text that begins with * into quotation marks: "*..."',
    ),
    "a text that begins with a bracket": (
        "standard: x\ntitle: [sic] «Visits»\n",
        "not YAML: there is something after the closing bracket;"
        ' put a text that begins with [ into quotation marks: "[..."',
    ),
    "an item that is not indented as the others": (
        "standard: x\nsource:\n  - title: a\n   «»note: b\n",
        "not YAML: neither an item of the list (`- `) nor indented as the keys of the item above",
    ),
    "a parameter without quotation marks": (
        "standard: x\ntables: {visit: {not_after: «»:today}}\n",
        "not YAML: no value, or one that begins with a character that YAML keeps for itself;"
        " put it into quotation marks",
    ),
    "a character that YAML keeps": (
        "standard: x\ntitle: «»@home\n",
        'not YAML: put a text that begins with @ into quotation marks: "@..."',
    ),
    "an alias": (
        "standard: x\nversion: '1'\ntitle: «*v»\ntables: {}\nincludes: [child-ethnicity]\n",
        "`*` makes a YAML alias; write the value out",
    ),
    "an anchor, which would take the first word": (
        HEAD + RULE.replace("It must.", "«&Partners» must know.") + "        assert: alone\n",
        'an anchor; put a text that begins with & into quotation marks: "&..."',
    ),
    "a tag, which would take the first word": (
        HEAD + RULE.replace("It must.", "«!important» It must.") + "        assert: alone\n",
        'a tag; put a text that begins with ! into quotation marks: "!..."',
    ),
    "a text that begins as an alias does": (
        TOP + "licence: «»*All* of it\n",
        'not YAML: put a text that begins with * into quotation marks: "*..."',
    ),
    "a regular expression in double quotation marks": (
        HEAD + '      extra: {type: text, format: "[A-Z]«»\\d"}\n',
        "not YAML: a `\\` that double quotation marks do not allow; put a text with a `\\` in it,"
        " such as a regular expression, into single ones",
    ),
    "a text beside the sign of a block": (
        TOP + "licence: > «»Open\n",
        "not YAML: below `|` or `>` the text begins on the next line",
    ),
    "a text that begins as an item does": (
        TOP + "licence: «»- Open\n",
        "not YAML: a list, or a text that begins with `- `; put the text into quotation marks",
    ),
    "a text that begins as a key does": (
        TOP + "licence: «»? Open\n",
        "not YAML: a text that begins with `? `; put it into quotation marks",
    ),
    "a text behind the end": (
        TOP + "includes: [child-ethnicity]\n...\n«»more\n",
        "not YAML: something after the end of the document; one file holds one",
    ),
    "a second document": (
        TOP + "includes: [child-ethnicity]\n«---»\nstandard: y\n",
        "a second document; one file holds one",
    ),
    "a list": ("«- standard: x»\n", "expected a mapping that begins with `standard:`"),
    "nothing": ("«»# nothing\n", "expected a mapping that begins with `standard:`"),
    "no table at all": (
        "«standard: x»\nversion: '1'\ntitle: x\n",
        "a standard needs `tables`, `includes` or `extends`",
    ),
    "a key that is no text": (
        TOP + "includes: [child-ethnicity]\n«[a]: b»\n",
        "a key must be plain text",
    ),
    "a standard that is not there": (
        TOP + "includes: [«child-etnicity»]\n",
        "unknown standard `child-etnicity`; did you mean `child-ethnicity`?",
    ),
    "another version": (
        TOP + "extends: «child-ethnicity@2020.1»\n",
        "`child-ethnicity` is here in version 2026.1, not 2020.1",
    ),
    "includes and extends": (
        TOP + "includes: [child-ethnicity]\n«extends»: child-ethnicity\n",
        "a standard has `includes` or `extends`, not both",
    ),
    "a repeated key": (
        HEAD + "«standard»: again\n",
        "the key `standard` is given twice; keep one of them",
    ),
    "a repeated field": (
        HEAD + "      «alone»: {type: text}\n",
        "the key `alone` is given twice; keep one of them",
    ),
    "an unknown key": (HEAD + "«tabels»: {}\n", "unknown key `tabels`; did you mean `tables`?"),
    "an unknown key of a table": (
        HEAD + "    «one_record»: x\n",
        "unknown key `one_record`; did you mean `one_record_is`?",
    ),
    "a key of other schemas": (
        HEAD + "      ward: {type: text, «required»: true}\n",
        "unknown key `required`; use `due: always`",
    ),
    "a key of other schemas where it means nothing here": (
        HEAD + "«required»: [ward]\n",
        "unknown key `required`; known: standard, version, title, prefix, licence, source,"
        " cannot_tell, placeholders, parameters, includes, extends, off, tables",
    ),
    "an unknown key of a field": (
        HEAD + "      extra: {type: text, «alias»: [x]}\n",
        "unknown key `alias`; did you mean `aliases`?",
    ),
    "an unknown key of a rule": (
        HEAD + RULE + "        assert: alone\n        «asert»: alone\n",
        "unknown key `asert`; did you mean `assert`?",
    ),
    "an unknown key of a code": (
        HEAD + "      extra: {type: code, codes: [{code: A, «lable»: B}]}\n",
        "unknown key `lable`; did you mean `label`?",
    ),
    "an unknown key of a source": (
        HEAD + "source:\n  - {title: x, «publsher»: y}\n",
        "unknown key `publsher`; did you mean `publisher`?",
    ),
    "a key that is like none": (
        HEAD + RULE + "        assert: alone\n        «check»: alone\n",
        "unknown key `check`; known: id, name, says, why, severity, source, field, when, assert,"
        " target, status, examples",
    ),
    "a key of a rule in a field": (
        HEAD + "      extra: {type: text, «severity»: error}\n",
        "unknown key `severity`; it is a key of a rule",
    ),
    "a key of a table in the document": (
        HEAD + "«rules»: []\n",
        "unknown key `rules`; it is a key of a table",
    ),
    "an unknown target": (
        HEAD + "      extra: {type: text, due: always, target: {«recordd»: 90%}}\n",
        "unknown key `recordd`; did you mean `recorded`?",
    ),
    "an unknown type": (
        HEAD + "      extra: {type: «integr»}\n",
        "`integr` is not a value of `type`; did you mean `integer`?",
    ),
    "an unknown time when it is due": (
        HEAD + "      extra: {type: text, due: «alway»}\n",
        "`alway` is not a value of `due`; did you mean `always`?",
    ),
    "an unknown severity": (
        HEAD + RULE.replace("severity: error", "severity: «eror»") + "        assert: alone\n",
        "`eror` is not a value of `severity`; did you mean `error`?",
    ),
    "an unknown role": (
        HEAD + "      extra: {type: code, codes: [{code: A, role: «unknwn»}]}\n",
        "`unknwn` is not a value of `role`; did you mean `unknown`?",
    ),
    "a text where a list belongs": (
        HEAD + "      extra: {type: text, aliases: «one»}\n",
        "`aliases` must be a list: [one]",
    ),
    "a text where a list of two belongs": (
        HEAD + "      extra: {type: integer, range: «1-17»}\n",
        "`range` must be a list, such as [0, 17]",
    ),
    "a text where a list of mappings belongs": (
        HEAD + "source: «Working together»\n",
        "`source` must be a list, such as [{title: local convention}]",
    ),
    "a mapping where a list of codes belongs": (
        HEAD + "      extra: {type: code, codes: «{s47: Section 47}»}\n",
        "`codes` must be a list, such as [home, {code: nk, label: Not known}]",
    ),
    "a value where a parameter belongs": (
        HEAD.replace("{type: integer, default: 2026}", "«2026»"),
        "`year` under `parameters` must be a mapping of keys, such as {type: integer, default: 24}",
    ),
    "a text where a mapping belongs": (
        HEAD + "      extra: «text»\n",
        "`extra` under `fields` must be a mapping of keys, such as {type: text}",
    ),
    "a mapping where a text belongs": (
        HEAD + "licence: «{a: b}»\n",
        "`licence` must be text",
    ),
    "a mapping where the share of a rule belongs": (
        HEAD
        + "    rules:\n      - {id: MIS-401, name: a-b, says: A., why: B., severity: error,"
        + " assert: 'true', target: «{kept: 95%}»}\n",
        "`target` must be text, such as 95%",
    ),
    "an empty text": (HEAD + "licence: «''»\n", "`licence` is empty"),
    "an empty item of a list": (
        HEAD + "      extra: {type: text, aliases: [Theirs, «''»]}\n",
        "an item of `aliases` is empty; write what belongs there, or take it out",
    ),
    "neither true nor false": (
        HEAD + "      extra: {type: text, unique: «maybe»}\n",
        "`maybe` is neither true nor false",
    ),
    "a field's name": (
        HEAD + "      «Extra»: {type: text}\n",
        "`Extra` is not a name: small letters, digits and _, a letter first",
    ),
    "a share without a sign": (
        HEAD + "      extra: {type: text, due: always, target: {recorded: «95»}}\n",
        "`95` does not have the form of `recorded`: a share such as 95% or `at most 10%`",
    ),
    "a share above all": (
        HEAD + "      extra: {type: text, due: always, target: {recorded: «101%»}}\n",
        "`101%` is more than 100%",
    ),
    "a floor that is a ceiling": (
        HEAD + "      extra: {type: text, due: always, target: {recorded: «at most 5%»}}\n",
        "`recorded` is a floor; leave `at most` out",
    ),
    "a ceiling that is a floor": (
        HEAD
        + "      extra: {type: code, codes: [{code: U, role: unknown}], due: always,\n"
        + "              target: {unknown: «5%»}}\n",
        "`unknown` is a ceiling; write `at most 5%`",
    ),
    "a ceiling for a role of a field without codes": (
        HEAD + "      extra: {type: text, due: always, target: {«unknown»: at most 5%}}\n",
        "no code of this field has the role unknown",
    ),
    "an end that only a cell may have": (
        HEAD + "      extra: {type: number, range: [«.5», 1]}\n",
        "`.5` is not a number",
    ),
    "a ceiling as the least": (
        HEAD + "      extra: {type: boolean, same_value: «at least 60%»}\n",
        "`same_value` is a ceiling; write `at most 60%`",
    ),
    "a code that is a list": (
        HEAD + "      extra: {type: code, codes: [«[A]»]}\n",
        "each item of `codes` must be a mapping of keys, such as"
        " [home, {code: nk, label: Not known}]",
    ),
    "a range with an end that is a list": (
        HEAD + "      extra: {type: integer, range: [«[1]», 2]}\n",
        "each item of `range` under `extra` must be text",
    ),
    "a ceiling for a role without codes": (
        HEAD
        + "      extra: {type: code, codes: [A], due: always, target: {«unknown»: at most 5%}}\n",
        "no code of this field has the role unknown",
    ),
    "a target of what is never due": (
        HEAD + "      extra: {type: text, «target»: {recorded: 95%}}\n",
        "a field with a target must be due; give it `due`, such as `due: always`",
    ),
    "a target of nothing": (
        HEAD + "      extra: {type: text, due: always, «target»: {}}\n",
        "`target` has no share; write one, such as {recorded: 95%}, or take it out",
    ),
    "a target of nothing that is on trial": (
        HEAD + "      extra: {type: text, due: always, «target»: {status: trial}}\n",
        "`target` has no share; write one, such as {recorded: 95%}, or take it out",
    ),
    "due at no time": (
        HEAD + "      extra: {type: text, due: «{}»}\n",
        "`due` is empty; write always, optional or {when: ...}",
    ),
    "no type": (HEAD + "      «extra»: {title: x}\n", "`type` is missing"),
    "no codes": (
        HEAD + "      «extra»: {type: code}\n",
        "a field of type code needs `codes`: the name of a code list, or the codes themselves",
    ),
    "codes without a code": (
        HEAD + "      extra: {type: code, codes: «[]»}\n",
        "`codes` is empty",
    ),
    "an empty code": (
        HEAD + "      extra: {type: code, codes: [A, «''»]}\n",
        "a code is empty; take it out: a blank cell has no code",
    ),
    "an empty code with a label": (
        HEAD + "      extra: {type: code, codes: [A, {code: «''», label: None}]}\n",
        "a code is empty; take it out: a blank cell has no code",
    ),
    "a code list that is not there": (
        HEAD + "      extra: {type: code, codes: «dfe-ethncity»}\n",
        "unknown code list `dfe-ethncity`; did you mean `dfe-ethnicity`?",
    ),
    "placeholders that are not there": (
        HEAD + "placeholders: «suspected-placeholder»\n",
        "unknown code list `suspected-placeholder`; did you mean `suspected-placeholders`?",
    ),
    "the beginning of the name of a code list": (
        HEAD + "      extra: {type: code, codes: «yes-no»}\n",
        "unknown code list `yes-no`; did you mean `yes-no-unknown`?",
    ),
    "a code twice": (
        HEAD + "      extra: {type: code, codes: [A, B, «A»]}\n",
        "the code `A` is on the list twice",
    ),
    "a spelling of two codes": (
        HEAD
        + "      extra: {type: code, codes: [{code: A, label: One}, «{code: B, label: One}»]}\n",
        "`One` stands for two codes, A and B",
    ),
    "a spelling that is a code further down": (
        HEAD + "      extra: {type: code, codes: [«{code: A, aliases: [B]}», B]}\n",
        "`B` stands for two codes, B and A",
    ),
    "a code that ends before it begins": (
        HEAD.replace("    key", "    dated: left_on\n    key")
        + "      extra: {type: code, codes: [{code: A, from: 2026-02-01, until: «2026-01-01»}]}\n",
        "`until` of `A` is before its `from`",
    ),
    "a day that is none": (
        HEAD + "      extra: {type: code, codes: [{code: A, from: «2026-02-30»}]}\n",
        "`2026-02-30` is not a day of the calendar",
    ),
    "a code without its code": (
        HEAD + "      extra: {type: code, codes: [«{label: One}»]}\n",
        "`code` is missing",
    ),
    "a key that does not go with the type": (
        HEAD + "      extra: {type: text, «range»: [1, 2]}\n",
        "`range` does not go with type text",
    ),
    "a form of a number": (
        HEAD + "      extra: {type: integer, «format»: '[0-9]+'}\n",
        "`format` does not go with type integer",
    ),
    "a range of one end": (
        HEAD + "      extra: {type: integer, range: «[1]»}\n",
        "`range` must be a list of 2, the least and the most: [0, 17]",
    ),
    "a range of no end": (
        HEAD + "      extra: {type: integer, range: «[null, null]»}\n",
        "`range` limits nothing; give one end at least",
    ),
    "a range turned round": (
        HEAD + "      extra: {type: integer, range: «[17, 0]»}\n",
        "`range` ends before it begins",
    ),
    "a range of days turned round": (
        HEAD + "      extra: {type: date, range: «[2026-02-01, 2026-01-31]»}\n",
        "`range` ends before it begins",
    ),
    "an end that is no whole number": (
        HEAD + "      extra: {type: integer, range: [«1.5», 2]}\n",
        "`1.5` is not a whole number",
    ),
    "an end that only Python reads": (
        HEAD + "      extra: {type: integer, range: [0, «1_000»]}\n",
        "`1_000` is not a whole number",
    ),
    "an end that is no day": (
        HEAD + "      extra: {type: date, range: [«20260101», null]}\n",
        "`20260101` is not a day such as 2026-03-31",
    ),
    "a length turned round": (
        HEAD + "      extra: {type: text, length: «[5, 3]»}\n",
        "`length` ends before it begins",
    ),
    "a length of no end": (
        HEAD + "      extra: {type: text, length: «[null, null]»}\n",
        "`length` limits nothing; give one end at least",
    ),
    "a length that nothing recorded has": (
        HEAD + "      extra: {type: text, length: [0, «0»]}\n",
        "0 allows no value; write at least 1, or leave `length` out",
    ),
    "a largest length that nothing recorded has": (
        HEAD + "      extra: {type: text, length: [null, «0»]}\n",
        "0 allows no value; write at least 1, or leave `length` out",
    ),
    "a length that is no number": (
        HEAD + "      extra: {type: text, length: [«²», 3]}\n",
        "`²` is not a number of characters",
    ),
    "a form that is no expression": (
        HEAD + "      extra: {type: text, format: «'[A-Z'»}\n",
        "not a regular expression: unterminated character set",
    ),
    "a form that looks around": (
        HEAD + "      extra: {type: text, format: «'(?=A)B'»}\n",
        "look-around, back references and possessive repeats are not available",
    ),
    "a form with flags in front": (
        HEAD + "      extra: {type: text, format: «'(?i)a'»}\n",
        "write the flags of a `format` in a group: (?i:...)",
    ),
    "a form that the engine has not": (
        HEAD + "      extra: {type: text, format: «'a\\Z'»}\n",
        r"`\Z`, `\u` and `\N` are not available; write the character itself",
    ),
    "a form that repeats too often": (
        HEAD + "      extra: {type: text, format: «'a{1,1001}'»}\n",
        "more than 1000 repeats are not available",
    ),
    "a form of dates of the machine's own": (
        HEAD + "      extra: {type: date, dates: «'%x'»}\n",
        "`%x` is not a form of dates (such as %m/%d/%Y)",
    ),
    "a form of dates with one part twice, the month as minutes": (
        HEAD + "      extra: {type: datetime, dates: «'%d-%M-%Y %H:%M'»}\n",
        "`%d-%M-%Y %H:%M` has a part out of place: %m is the month, %M the minute, after the hour,"
        " and %S the second, after the minute",
    ),
    "a form of dates without a month, by which every day is one of January": (
        HEAD + "      extra: {type: date, dates: «'%Y-%d'»}\n",
        "`%Y-%d` is not a form of dates (such as %m/%d/%Y)",
    ),
    "a form of dates with the month as minutes, by which every day is one of January": (
        HEAD + "      extra: {type: date, dates: «'%d/%M/%Y'»}\n",
        "`%d/%M/%Y` has a part out of place: %m is the month, %M the minute, after the hour, and"
        " %S the second, after the minute",
    ),
    "a form of dates with the minute as a month, by which an hour later is another month": (
        HEAD + "      extra: {type: datetime, dates: «'%d-%b-%Y %H:%m'»}\n",
        "`%d-%b-%Y %H:%m` has a part out of place: %m is the month, %M the minute, after the hour,"
        " and %S the second, after the minute",
    ),
    "a code with white space, which no cell has": (
        HEAD + "      extra: {type: code, codes: [A, «'B '»]}\n",
        "`B ` begins or ends with white space, which is taken off every cell",
    ),
    "an alias that is a blank": (
        HEAD + "      extra: {type: code, codes: [A, «{code: B, aliases: [' ']}»]}\n",
        "a blank cannot stand for a code",
    ),
    "a code with days in a table without a day": (
        HEAD + "      extra: {type: code, «codes»: [{code: A, from: 2026-02-01}]}\n",
        "codes with `from` or `until` need `dated` in the table: the field with its day",
    ),
    "those who declined set apart where no code says so": (
        HEAD + "      extra: {type: code, codes: [A], due: always, «declined»: apart}\n",
        "no code of this field has the role declined",
    ),
    "a target of a field that has no type either": (
        HEAD + "      «extra»: {target: {recorded: 95%, declined: at most 5%}}\n",
        "`type` is missing",
    ),
    "a target of a field that is never due": (
        HEAD + "      extra: {type: text, due: optional, «target»: {recorded: 95%}}\n",
        "a field with a target must be due; give it `due`, such as `due: always`",
    ),
    "spellings of what is no code": (
        HEAD + "      extra: {type: text, «map»: {Theirs: ours}}\n",
        "`map` does not go with type text",
    ),
    "a form of a code": (
        HEAD + "      extra: {type: code, codes: [a], «format»: a}\n",
        "`format` does not go with type code",
    ),
    "those who declined set apart among texts": (
        HEAD + "      extra: {type: text, due: always, «declined»: apart}\n",
        "`declined` does not go with type text",
    ),
    "a field that another table has not": (
        HEAD
        + "      extra: {type: text, refers_to: «person.nme»}\n"
        + "  person: {one_record_is: one person, fields: {name: {type: text}}}\n",
        "`person` has no field `nme`; did you mean `name`?",
    ),
    "an unknown column where a field is due": (
        HEAD + "      extra: {type: text, due: {when: alone and «alnoe»}}\n",
        "unknown column `alnoe`; did you mean `alone`?",
    ),
    "the target of a rule as a ceiling": (
        HEAD + RULE + "        assert: alone\n        target: «at most 5%»\n",
        "`target` of a rule is the share that keeps it; leave `at most` out",
    ),
    "the target of a rule above all": (
        HEAD + RULE + "        assert: alone\n        target: «101%»\n",
        "`101%` is more than 100%",
    ),
    "refers to a field of another type": (
        HEAD + "      extra: {type: text, refers_to: «episode.away»}\n",
        "`episode.away` is integer, and `extra` text; give both the same type",
    ),
    "switched off in a standard that extends none": (
        TOP + "includes: [child-ethnicity]\n«off»: [{rule: ETH-391, reason: y}]\n",
        "`off` is for rules of a standard that this one `extends`",
    ),
    "a derived column that uses itself": (
        HEAD + "    derive: {longer: «longer + 1»}\n",
        "unknown column `longer`; it is derived here or further down, and can be used only"
        " below that",
    ),
    "a derived column that uses one below": (
        HEAD + "    derive: {longer: «week * 7», week: away * 7}\n",
        "unknown column `week`; it is derived here or further down, and can be used only"
        " below that",
    ),
    "conditions behind a comment, in a text that is folded": (
        HEAD + RULE + "        assert: >\n          alone «-- the child\n          and away > 3\n»",
        "YAML joins these lines, so the comment takes in those after it; write them below a `|`",
    ),
    "a derived column with a slip, and a rule that asserts it": (
        HEAD + "    derive: {longer: «awya» > 1}\n" + RULE + "        assert: longer\n",
        "unknown column `awya`; did you mean `away`?",
    ),
    "a comment in a derived column on two lines": (
        HEAD + "    derive:\n      longer: away «-- hours»\n        + 1\n",
        "YAML joins these lines, so the comment takes in those after it; write them below a `|`",
    ),
    "a derived column of the record, in a select that reads its table by the same name": (
        HEAD + DERIVED.format("exists (select 1 from episode where «episode».longer > 5)"),
        HIDDEN.format("episode"),
    ),
    "the largest of a derived column, which no select has": (
        HEAD + DERIVED.format("longer = (select max(«longer») from episode)"),
        HIDDEN.format("episode"),
    ),
    "a derived column of the record, in a select over the period before": (
        HEAD + DERIVED.format("exists (select 1 from previous.episode where «longer» > 5)"),
        HIDDEN.format("previous.episode"),
    ),
    "a form of dates": (
        HEAD + "      extra: {type: date, dates: «'%Q'»}\n",
        "`%Q` is not a form of dates (such as %m/%d/%Y)",
    ),
    "a key that is no field": (
        HEAD.replace("key: [episode_id]", "key: [«episode»]"),
        "`episode` has no field `episode`; did you mean `episode_id`?",
    ),
    "a group that is no field": (
        HEAD + "    group_by: [«team»]\n",
        "`episode` has no field `team`; known: "
        "episode_id, child_id, risk, away, left_on, back_at, alone",
    ),
    "a record dated by a text": (
        HEAD + "    dated: «child_id»\n",
        "`child_id` is text, not a date",
    ),
    "a length that no code on the list has": (
        HEAD + "      extra: {type: code, codes: yes-no-unknown, «length»: [2, null]}\n",
        "`Y`, `N`, `U` of the field's codes do not fit this length; write one that all fit, or"
        " leave `length` out",
    ),
    "a length that one code has not, whatever its label and its spellings": (
        HEAD + "      extra: {type: code, codes: [{code: A, label: All of it}, BC, DEF, "
        "{code: GHIJ, aliases: [G]}], map: {Hello: BC}, «length»: [1, 3]}\n",
        "`GHIJ` of the field's codes does not fit this length; write one that all fit, or leave"
        " `length` out",
    ),
    "one value in a share that is no ceiling": (
        HEAD + "      extra: {type: boolean, same_value: «60%»}\n",
        "`same_value` is a ceiling; write `at most 60%`",
    ),
    "one length in a share that asks for nothing": (
        HEAD + "      extra: {type: text, same_length: «at most 100%»}\n",
        "`at most 100%` asks for nothing; write a share below 100%",
    ),
    "one length of a date": (
        HEAD + "      extra: {type: date, «same_length»: at most 2%}\n",
        "`same_length` does not go with type date",
    ),
    "the same within no field": (
        HEAD + "      extra: {type: text, same_within: [«child»]}\n",
        "`episode` has no field `child`; did you mean `child_id`?",
    ),
    "the same within itself": (
        HEAD + "      extra: {type: text, same_within: [«extra»]}\n",
        "`extra` is this field itself; name another",
    ),
    "needs no field": (
        HEAD + "      extra: {type: text, needs: [child_id, «rsk»]}\n",
        "`episode` has no field `rsk`; did you mean `risk`?",
    ),
    "in parts that are no text": (
        HEAD + "      extra: {type: text, in_parts: [child_id, «left_on»]}\n",
        "`left_on` is no text",
    ),
    "a part that stands in parts itself": (
        HEAD
        + "      extra: {type: text, in_parts: [«more»]}\n"
        + "      more: {type: text, in_parts: [child_id]}\n",
        "`more` stands in parts itself; name its parts",
    ),
    "a day in parts": (
        HEAD + "      extra: {type: date, «in_parts»: [child_id]}\n",
        "`in_parts` does not go with type date",
    ),
    "not before a text": (
        HEAD + "      extra: {type: date, not_before: «child_id»}\n",
        "`child_id` is text, not a date",
    ),
    "not after an unknown field": (
        HEAD + "      extra: {type: date, not_after: «left»}\n",
        "`episode` has no field `left`; did you mean `left_on`?",
    ),
    "not before a day": (
        HEAD + "      extra: {type: date, not_before: «2026-01-01»}\n",
        "`2026-01-01` is a day: give it in `range`, or as a parameter's default",
    ),
    "not after an unknown parameter": (
        HEAD + "      extra: {type: date, not_after: «':period'»}\n",
        "unknown parameter `:period`; did you mean `period_end`?",
    ),
    "not after a parameter that is no date": (
        HEAD + "      extra: {type: date, not_after: «':year'»}\n",
        "the parameter `:year` is integer, not a date",
    ),
    "refers to itself": (
        HEAD + "      extra: {type: text, refers_to: «episode.extra»}\n",
        "`extra` is this field itself; name another",
    ),
    "refers to no table": (
        HEAD + "      extra: {type: text, refers_to: «episod.child_id»}\n",
        "unknown table `episod`; did you mean `episode`?",
    ),
    "refers to no field": (
        HEAD + "      extra: {type: text, refers_to: «episode.child»}\n",
        "`episode` has no field `child`; did you mean `child_id`?",
    ),
    "refers to a word": (
        HEAD + "      extra: {type: text, refers_to: «episode»}\n",
        "`episode` does not have the form of `refers_to`: table.field",
    ),
    "an alias of another field": (
        HEAD + "      extra: {type: text, aliases: [«CHILD ID»]}\n",
        "`CHILD ID` already stands for the field `child_id`",
    ),
    "a parameter called today": (
        HEAD.replace("  year:", "  «today»: {type: date, default: today}\n  year:"),
        "`today` is always the day of --as-at; give this parameter another name",
    ),
    "a parameter whose default is no number": (
        HEAD.replace("default: 2026", "default: «soon»"),
        "`soon` is not an integer",
    ),
    "a parameter whose default is on two lines": (
        HEAD.replace("default: 2026", 'default: «"15\\nworking days"»'),
        "`15 working days` is not an integer",
    ),
    "a parameter whose default is no day of the calendar": (
        HEAD.replace("  year:", "  day: {type: date, default: «2026-02-30»}\n  year:"),
        "`2026-02-30` is not a date",
    ),
    "a parameter whose default has a sign between its digits": (
        HEAD.replace("  year:", "  most: {type: number, default: «1_000»}\n  year:"),
        "`1_000` is not a number",
    ),
    "a parameter whose default has digits of another script": (
        HEAD.replace("  year:", "  most: {type: number, default: «٣»}\n  year:"),
        "`٣` is not a number",
    ),
    "a parameter whose default is too large to be told from the next": (
        HEAD.replace("  year:", "  most: {type: number, default: «1e18»}\n  year:"),
        "`1e18` is not a number",
    ),
    "a parameter whose default is empty": (
        HEAD.replace("default: 2026", "default: «»"),
        "`default` is empty",
    ),
    "no list of what is included": (
        TOP + "includes: «child-ethnicity»\n",
        "`includes` must be a list: [child-ethnicity]",
    ),
    "tables of nothing": (
        TOP + "tables:«»\n",
        "`tables` must be a mapping of keys",
    ),
    "a parameter without a type": (
        HEAD.replace("  year: {type: integer, default: 2026}", "  «year»: {default: 2026}"),
        "`type` is missing",
    ),
    "a form of dates as a spreadsheet writes it": (
        HEAD + "      extra: {type: date, dates: «DD/MM/YYYY»}\n",
        "`DD/MM/YYYY` is not a form of dates (such as %m/%d/%Y)",
    ),
    "a form of dates without the hour of a moment": (
        HEAD + "      extra: {type: datetime, dates: «'%d-%b-%y'»}\n",
        "`%d-%b-%y` does not give the hour of a datetime (such as %m/%d/%Y %H:%M);"
        " a day alone needs a field of type date",
    ),
    "a form of dates whose hour may be in the morning or the evening": (
        HEAD + "      extra: {type: datetime, dates: «'%d-%b-%y %I:%M'»}\n",
        "`%d-%b-%y %I:%M` does not give the hour of a datetime (such as %m/%d/%Y %H:%M);"
        " a day alone needs a field of type date",
    ),
    "a parameter without its colon": (
        HEAD + "      extra: {type: date, not_after: «today»}\n",
        'a parameter is written with a colon, in quotation marks: ":today"',
    ),
    "the table of an extended standard, misspelt": (
        TOP + "extends: child-ethnicity\ntables:\n  «contacts»:\n    fields: {x: {type: text}}\n",
        "`one_record_is` is missing: say what one record stands for;"
        " did you mean the table `contact`?",
    ),
    "the field of an extended standard, misspelt": (
        TOP
        + "extends: child-ethnicity\ntables:\n  contact:\n    fields: {«distrct»: {due: always}}\n",
        "`type` is missing; did you mean the field `district`?",
    ),
    "a field that an extended standard has not, nor one that is called like it": (
        TOP
        + "extends: child-ethnicity\ntables:\n  contact:\n"
        + "    fields: {«zzz»: {dates: '%d-%b-%y'}}\n",
        "`type` is missing: there is no field `zzz` yet, and a new one needs a type",
    ),
    "an alias that a field of an extended standard has": (
        TOP
        + "extends: child-ethnicity\ntables:\n  contact:\n"
        + "    fields: {team: {aliases: [«District»]}}\n",
        "`District` already stands for the field `district`",
    ),
    "a text in no quotation marks": (
        HEAD
        + "      a: {type: text}\n      b: {type: text}\n"
        + RULE
        + "        assert: risk = «Top»\n",
        "unknown column `top`; write a text in single quotation marks",
    ),
    "a condition that is no mapping": (
        HEAD + "      extra: {type: text, due: «alone», target: {recorded: 90%}}\n",
        "`alone` is not a value of `due`; known: always, optional, {when: ...}",
    ),
    "a type of another language, whose field is used": (
        HEAD + "      extra: {type: «int»}\n" + RULE + "        assert: extra > 3\n",
        "`int` is not a value of `type`; did you mean `integer`?",
    ),
    "a target of a field without what it is of": (
        HEAD + "      extra: {type: text, due: always, target: «90%»}\n",
        "`target` under `extra` must be a mapping of keys, such as {recorded: 95%}",
    ),
    "rules at the indentation of a table": (
        HEAD + "  rules:\n    «- id: MIS-401»\n",
        "`rules` under `tables` must be a mapping of keys",
    ),
    "a table without a record": (
        HEAD + "  «interview»:\n    fields:\n      held: {type: date}\n",
        "`one_record_is` is missing: say what one record stands for",
    ),
    "a table without fields": (
        HEAD + "  «interview»:\n    one_record_is: one interview\n",
        "a table needs `fields`",
    ),
    "an assertion of nothing": (
        HEAD + RULE + "        «assert»:\n",
        "`assert` is empty; write what belongs there, or take the key out",
    ),
    "a condition that is a tag of YAML": (
        HEAD + RULE + "        when: «»!alone\n        assert: alone\n",
        'a tag; put a text that begins with ! into quotation marks: "!..."',
    ),
    "a form of nothing": (
        HEAD + "      extra: {type: text, «format»: }\n",
        "`format` is empty; write what belongs there, or take the key out",
    ),
    "an identifier": (
        HEAD + RULE.replace("MIS-401", "«MIS-41»") + "        assert: alone\n",
        "`MIS-41` does not have the form of `id`: a prefix and three digits, such as ETH-401",
    ),
    "another standard's prefix": (
        HEAD + RULE.replace("MIS-401", "«ETH-401»") + "        assert: alone\n",
        "`ETH-401` does not begin with this standard's prefix, MIS",
    ),
    "a family that is none": (
        HEAD + RULE.replace("MIS-401", "«MIS-701»") + "        assert: alone\n",
        "`MIS-701`: the families are 1xx to 6xx",
    ),
    "a number that is kept": (
        HEAD + RULE.replace("MIS-401", "«MIS-491»") + "        assert: alone\n",
        "`MIS-491`: x90 to x99 are for implied rules; take a lower number",
    ),
    "the first number of implied rules": (
        HEAD + RULE.replace("MIS-401", "«MIS-490»") + "        assert: alone\n",
        "`MIS-490`: x90 to x99 are for implied rules; take a lower number",
    ),
    "a family before the first": (
        HEAD + RULE.replace("MIS-401", "«MIS-001»") + "        assert: alone\n",
        "`MIS-001`: the families are 1xx to 6xx",
    ),
    "the name of an implied rule": (
        HEAD + RULE.replace("a-rule", "«missing-column»") + "        assert: alone\n",
        "an implied rule is already called `missing-column`; give this one another name",
    ),
    "an identifier twice": (
        HEAD
        + RULE
        + "        assert: alone\n"
        + RULE.removeprefix("    rules:\n").replace("MIS-401", "«MIS-401»")
        + "        assert: alone\n",
        "`MIS-401` is given twice in episode",
    ),
    "a rule about no field": (
        HEAD + RULE + "        field: «alon»\n        assert: alone\n",
        "`episode` has no field `alon`; did you mean `alone`?",
    ),
    "an example with an unknown field": (
        HEAD + RULE + EXAMPLES + "          keeps:\n            - {alone: y, «rik»: H}\n",
        "`episode` has no field `rik`; did you mean `risk`?",
    ),
    "one record where a list of them belongs": (
        HEAD + RULE + EXAMPLES + "          keeps:\n            - episode: «{alone: y}»\n",
        "`episode` must be a list",
    ),
    "a cell where a record belongs": (
        HEAD + RULE + EXAMPLES + "          keeps:\n            - {episode: [«y»]}\n",
        "each item of `episode` must be a mapping of keys",
    ),
    "an example of an unknown table": (
        HEAD
        + RULE
        + EXAMPLES
        + "          breaks:\n            - episode: [{alone: n}]\n"
        + "              «interviw»: []\n",
        "unknown table `interviw` in an example; known: episode",
    ),
    "a table of which an example gives a cell": (
        HEAD
        + RULE
        + EXAMPLES
        + "          breaks:\n            - previous.episode: []\n"
        + "              «episode»: n\n",
        "`episode` is a table: give a list of its records",
    ),
    "an unknown field of one record of several": (
        HEAD
        + RULE
        + EXAMPLES
        + "          breaks:\n"
        + "            - episode:\n                - {alone: n}\n                - {«alnoe»: n}\n",
        "`episode` has no field `alnoe`; did you mean `alone`?",
    ),
    "a derived column that is a field": (
        HEAD + "    derive: {«away»: 'away + 1'}\n",
        "`away` is already a column of episode",
    ),
    "a field by a name of the engine's own": (
        HEAD.replace("child_id", "«rowid»"),
        "the engine keeps the name `rowid`; call it row_id, with `rowid` as alias",
    ),
    "a derived column by a name of the engine's own": (
        HEAD + "    derive: {«rowid»: 'away + 1'}\n",
        "the engine keeps the name `rowid`; call it row_id, with `rowid` as alias",
    ),
    "switched off without a reason": (
        TOP + "extends: child-ethnicity\noff: [«{rule: ETH-391}»]\n",
        "`reason` is missing",
    ),
    "an unknown rule switched off": (
        TOP + "extends: child-ethnicity\noff: [{rule: «ETH-999», reason: y}]\n",
        "there is no rule `ETH-999`; did you mean `ETH-494`?",
    ),
    "a rule switched off twice": (
        TOP
        + "extends: child-ethnicity\noff: [{rule: ETH-391, reason: x},"
        + " {rule: ETH-392, reason: y}, {rule: «ETH-391», reason: y}]\n",
        "`ETH-391` is switched off twice; keep one of them",
    ),
    "a standard included twice": (
        TOP + "includes: [child-ethnicity, missing-children, «child-ethnicity»]\n",
        "`child-ethnicity` is named twice; keep one of them",
    ),
    "a field twice in a key": (
        HEAD.replace("key: [episode_id]", "key: [episode_id, «episode_id»]"),
        "`episode_id` is named twice; keep one of them",
    ),
    "a field twice among those to group by": (
        HEAD.replace("key: [episode_id]", "group_by: [risk, «risk»]"),
        "`risk` is named twice; keep one of them",
    ),
    "a field that needs another twice": (
        HEAD.replace("child_id: {type: text}", "child_id: {type: text, needs: [risk, «risk»]}"),
        "`risk` is named twice; keep one of them",
    ),
    "a text in the same part twice": (
        HEAD + "      extra: {type: text, in_parts: [child_id, «child_id»]}\n",
        "`child_id` is named twice; keep one of them",
    ),
    "a key twice within which a code is the same": (
        HEAD.replace(
            "        type: code\n",
            "        same_within: [child_id, «child_id»]\n        type: code\n",
        ),
        "`child_id` is named twice; keep one of them",
    ),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_slip_of_the_document_is_named_at_its_place(case: str) -> None:
    given, message = DOCUMENTS[case]
    text, place = marked(given)
    assert slips_of(text) == [f"{place}: {message}"]


def test_a_missing_key_of_a_rule_points_at_its_identifier() -> None:
    text = HEAD + "    rules:\n      - id: MIS-401\n"
    assert slips_of(text) == [
        "24:13: `name` is missing in MIS-401",
        "24:13: `says` is missing in MIS-401",
        "24:13: `why` is missing in MIS-401",
        "24:13: `severity` is missing in MIS-401",
        "24:13: `assert` is missing in MIS-401",
    ]


@pytest.mark.parametrize(
    ("codes", "slip"),
    [
        (", codes: «yes-no»", "unknown code list `yes-no`; did you mean `yes-no-unknown`?"),
        (
            ", codes: [{code: A, role: «refused»}]",
            "`refused` is not a value of `role`; known: stated, other, not_stated, unknown, "
            "declined, not_obtained",
        ),
        (
            "",
            "a field of type code needs `codes`: the name of a code list, or the codes themselves",
        ),
    ],
)
def test_of_a_code_list_that_cannot_be_read_nothing_is_said_to_lack(codes: str, slip: str) -> None:
    asked = "due: always, declined: apart, target: {unknown: at most 5%}"
    field = f"{'' if codes else '«»'}seen: {{type: code{codes}, {asked}}}"
    text, place = marked(HEAD + f"      {field}\n" + RULE)
    assert slips_of(text + "        assert: group_of(seen) = 'x'\n") == [f"{place}: {slip}"]


def test_a_name_that_is_none_lets_no_identifier_be_accused() -> None:
    text = HEAD.replace("standard: missing-children", "standard: Strip Search")
    text += RULE.replace("MIS", "STR")
    assert slips_of(text + "        assert: alone\n") == [
        "1:11: `Strip Search` does not have the form of `standard`: small letters, digits and -"
    ]


def test_missing_keys_of_the_document_stand_on_its_first_line() -> None:
    assert slips_of("standard: x\nincludes: [child-ethnicity]\n") == [
        "1:1: `version` is missing",
        "1:1: `title` is missing",
    ]


SQL = {
    "an unknown column": ("«alonee» and alone", "unknown column `alonee`; did you mean `alone`?"),
    "a column of an unknown table": (
        "exists (select 1 from episode as e where «x».away = 1)",
        "unknown table `x`; known: e, episode",
    ),
    "an unknown column of a table": (
        "exists (select 1 from episode as e where «e.awy» = 1)",
        "`episode` has no column `awy`; did you mean `away`?",
    ),
    "a text in double quotation marks": (
        'risk = «"H"»',
        "unknown column `H`; a text is written 'H'",
    ),
    "a text in the quotation marks of a letter": (
        "child_id = «‘x’»",
        "unknown column `‘x’`; a text is written 'x'",
    ),
    "the day of the run in the words of a database": (
        "left_on < «current_date»",
        "unknown column `current_date`; use `:today`",
    ),
    "a function of another database": (
        "«datediff(left_on, back_at)» > 3",
        "unknown function `datediff`; use `days_between` or `hours_between`",
    ),
    "the sign of other languages for `and`": (
        "«alone && alone» is null",
        "`alone && alone` is not part of the language; use `and`",
    ),
    "quotation marks of a word processor": (
        "«“»risk is null”",
        "not SQL: `“`; use `'`",
    ),
    "a sign of a word processor": (
        "away «≤» 3",
        "not SQL: `≤`; use `<=`",
    ),
    "a sign of a word processor between letters": (
        "child_id = 'a ≤ b' or away«–»away > 3",
        "not SQL: `–`; use `-`",
    ),
    "the choice of other languages": (
        "«if» alone then away > 3",
        "not SQL: `if ... then`; use `case when ... then ... else ... end`",
    ),
    "the choice of other languages, with its end": (
        "left_on is null or («IF» alone THEN away > 3 ELSE true END)",
        "not SQL: `if ... then`; use `case when ... then ... else ... end`",
    ),
    "no end of a case that looks for a word": (
        "«case» when child_id = 'if' then alone",
        "not SQL: this `case` has no `end`",
    ),
    "a list of texts in brackets": (
        "risk = [«'H'», 'L']",
        "`['H', 'L']` is not part of the language; use `in (...)`, with texts in single"
        " quotation marks",
    ),
    "a text without quotation marks": (
        "child_id = «home»",
        "unknown column `home`; known: episode_id, child_id, risk, away, left_on, back_at, alone;"
        " write a text in single quotation marks",
    ),
    "an unknown table": (
        "exists (select 1 from «episod»)",
        "unknown table `episod`; did you mean `episode`?",
    ),
    "an unknown function": (
        "alone and «lenght(child_id)» = 3",
        "unknown function `lenght`; did you mean `length`?",
    ),
    "a part of a date as a function": (
        "alone and «day(left_on)» = 1",
        "unknown function `day`; write `extract(day from ...)`",
    ),
    "an unknown parameter": (
        "left_on <= «:perid_end»",
        "unknown parameter `:perid_end`; did you mean `period_end`?",
    ),
    "a number and a text": ("«away = 'x'»", "compares integer with text"),
    "a date and a number": (
        "alone or «left_on > 3»",
        "compares date with integer; a day is written '2026-03-31'",
    ),
    "not a condition": ("«away + 1»", "`away + 1` is integer, not true or false"),
    "a part that is no condition": ("alone and «away»", "`away` is integer, not true or false"),
    "a where that is no condition": (
        "exists (select 1 from episode as e where «e.away»)",
        "`e.away` is integer, not true or false",
    ),
    "a literal off the list": ("risk = «'X'»", "`X` is not a code of risk; known: H, L"),
    "a label for its code": ("risk = «'Low'»", "`Low` is not a code of risk; write its code `L`"),
    "an alias for its code": (
        "risk in ('H', «'Lo'»)",
        "`Lo` is not a code of risk; write its code `L`",
    ),
    "a literal that is neither a code nor what stands for a blank": (
        "coalesce(risk, 'none') = «'X'»",
        "`X` is not a code of risk; known: H, L, none",
    ),
    "a literal off the list of a branch": (
        "case when alone then risk else null end = «'X'»",
        "`X` is not a code of risk; known: H, L",
    ),
    "a code that is null where it is none": (
        "nullif(risk, «'Low'») = 'H'",
        "`Low` is not a code of risk; write its code `L`",
    ),
    "a literal that no select of codes gives": (
        "alone and «'X'» in (select e.risk from episode as e where e.away = 1)",
        "`X` is not a code of risk; known: H, L",
    ),
    "a select of a literal that is no code": (
        "risk in (select «'X'» from episode as e where e.away = 1)",
        "`X` is not a code of risk; known: H, L",
    ),
    "a case of a code": (
        "case risk when «'X'» then 1 end = 1",
        "`X` is not a code of risk; known: H, L",
    ),
    "a group that is none": (
        "group_of(risk) = «'rased'»",
        "`rased` is not a group of that list; did you mean `raised`?",
    ),
    "a day that is none": (
        "left_on > «'2026-02-30'»",
        "`2026-02-30` is not a date (write 2026-03-31)",
    ),
    "a sum of days": (
        "«left_on» + 1 > left_on",
        "`+` needs numbers, not date; use add_days or days_between",
    ),
    "too few arguments": ("«length()» = 3", "`length` takes 1 argument, not 0"),
    "an argument of a wrong type": (
        "length(«away») = 3",
        "`length` needs a text, not integer",
    ),
    "a blank that is worked out": (
        "«»blank(away + 1)",
        "`blank` takes one field; for a computed value, write `is null`",
    ),
    "what is worked out and recorded": (
        "«»recorded(away + 1)",
        "`recorded` takes one field; for a computed value, write `is not null`",
    ),
    "a function of a field": ("«»known(away + 1)", "`known` takes one field"),
    "a list without groups": (
        "«»group_of(child_id) = 'x'",
        "`child_id` has no code list with groups",
    ),
    "a word after is": (
        "«»child_id is blank",
        "only null, true, false or distinct from can follow `is`; write `blank(...)` of the field",
    ),
    "another word after is": (
        "«»child_id is away",
        "only null, true, false or distinct from can follow `is`",
    ),
    "a table function": (
        "exists (select 1 from «read_csv('x.csv')»)",
        "a select can read only the standard's tables",
    ),
    "a file": ("exists (select 1 from «'x.csv'»)", "unknown table `x.csv`; known: episode"),
    "a select in a select": (
        "exists (select 1 from (select «»1 from episode) as e)",
        "a select cannot read another select; make that one a view, and read the view",
    ),
    "another schema": (
        "exists (select 1 from «main.episode»)",
        "unknown `main.episode`; only `previous.` may stand before a table",
    ),
    "a sample of a table": (
        "exists (select 1 from «episode» tablesample 10%)",
        "only another name for it can follow a table",
    ),
    "a join that leaves records out": (
        "exists (select 1 from episode as e left semi join «episode» as f on e.away = f.away)",
        "a join is `join ... on`, `left join ... on` or `cross join`",
    ),
    "a join without on": (
        "exists (select 1 from episode as e inner join «episode» as f)",
        "a join needs `on`, or is a `cross join`",
    ),
    "a join by a comma, which is of each with each": (
        "exists (select 1 from episode as e, «episode» as f)",
        "a join needs `on`, or is a `cross join`",
    ),
    "a cross join with on": (
        "exists (select 1 from episode as e cross join «episode» as f on e.away = f.away)",
        "`cross join` has no `on`",
    ),
    "a second statement": (
        "alone«;» drop table episode",
        "a second statement; write one expression",
    ),
    "a second statement after a semicolon in a text": (
        "child_id = ';'«;» select 1",
        "a second statement; write one expression",
    ),
    "a select that gives two values": (
        "away = (select «e».away from episode as e)",
        "a select that gives one value must aggregate: min, max, count, sum, avg",
    ),
    "a select that groups": (
        "away = (select «»max(e.away) from episode as e group by e.child_id)",
        "a select that gives one value cannot have `group by`",
    ),
    "a column beside an aggregate": (
        "away = (select «max»(e.away) + e.away from episode as e)",
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "an aggregate in an aggregate": (
        "away = (select max(«min»(e.away)) from episode as e)",
        "an aggregate cannot stand inside another",
    ),
    "an aggregate over nothing": (
        "«max»(away) = 1",
        "an aggregate needs `over (...)`, or a `select ... from` of its own",
    ),
    "an aggregate over nothing that a window takes": (
        "«lag»(count(*)) over (order by child_id) = 1",
        "an aggregate needs `over (...)`, or a `select ... from` of its own",
    ),
    "a column beside an aggregate that a window takes": (
        "away in (select «lag»(count(*)) over (order by e.away) from episode as e)",
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "a window over records beside an aggregate": (
        "away in (select «row_number»() over (order by 1) + count(*) from episode as e)",
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "a window without an order": (
        "«lag»(away) over (partition by child_id) = 1",
        "`lag` needs `order by` in its window",
    ),
    "a window that is named": (
        "«count»(*) over w = 1",
        "write the window out: `over (...)`",
    ),
    "a window that is not written": (
        "«count»(*) over > 1",
        "write the window out: `over (...)`",
    ),
    "a filter of a window": (
        "«count»(*) filter (where alone) over () = 1",
        "`count(*) FILTER(WHERE alone)` is not part of the language;"
        " use `case when ... then ... end` inside it",
    ),
    "a window in a window": (
        "«lag»(count(*) over ()) over (order by away) = 1",
        "a window inside a window; derive the inner one first",
    ),
    "a window in an aggregate": (
        "1 = (select «max»(lag(e.away) over (order by e.left_on)) from episode as e)",
        "a window inside an aggregate; derive it first",
    ),
    "a window in where": (
        "exists (select * from episode as e where «count»(*) over () > 1)",
        "a window can stand only after `select`; derive it first",
    ),
    "a window in a join": (
        "exists (select 1 from episode as e join episode as f on «count»(*) over () > 1)",
        "a window can stand only after `select`; derive it first",
    ),
    "a window in having": (
        "exists (select 1 from episode as e having «count»(*) over () > 1)",
        "a window can stand only after `select`; derive it first",
    ),
    "a frame that reaches out": (
        "«count»(*) over (order by away rows (select 1 from episode) preceding) = 1",
        "a window's frame takes whole numbers only",
    ),
    "a frame of half a record": (
        "«count»(*) over (order by away rows 1.5 preceding) = 1",
        "a window's frame takes whole numbers only",
    ),
    "a frame without an order": (
        "«count»(*) over (rows 1 preceding) = 1",
        "a window's frame needs `order by` before it",
    ),
    "a frame turned round": (
        "«count»(*) over (order by away rows between 1 following and 2 preceding) = 1",
        "a window's frame ends before it begins",
    ),
    "a frame behind the end": (
        "«max»(away) over (order by away rows between unbounded following and unbounded following)"
        " = 1",
        "a window's frame ends before it begins",
    ),
    "a frame of a distance between texts": (
        "«count»(*) over (order by child_id range 1 preceding) = 1",
        "`range` with a number needs `order by` one number or date; or write `rows`",
    ),
    "an aggregate of the record at hand": (
        "1 < (select «sum»(episode.away) from episode as e where e.child_id = episode.child_id)",
        "an aggregate needs a column of a table that its own select reads",
    ),
    "too many arguments": (
        "«count(child_id, away)» over () = 1",
        "`count` takes 0 or 1 arguments, not 2",
    ),
    "a day as a text in a function": (
        "age_years(left_on, «'2026-03-31'») > 3",
        "`age_years` needs a date, not text; give a day as a parameter here, such as `:period_end`",
    ),
    "a name in the place of a day": (
        "year(«child_id») > 3",
        "`year` needs a date, not text",
    ),
    "places that are no whole number": (
        "away = round(2.567, «1.5»)",
        "`round` needs a whole number of places, not number",
    ),
    "characters that are no whole number": (
        "left(child_id, «1.5») = 'a'",
        "`left` needs a whole number, not number",
    ),
    "places out of a cell": (
        "round(away, «away») = 1",
        "`round` needs its places written out as a number",
    ),
    "a text that is neither true nor false": (
        "«child_id» is true",
        "`child_id` is text, not true or false",
    ),
    "nothing as a value": (
        "«child_id = null»",
        "`= null` is never true; write `is null` or `is not null`",
    ),
    "a blank as a text": (
        "«child_id» <> ''",
        "a blank is not an empty text; write `blank(child_id)` or `recorded(child_id)`",
    ),
    "a blank as a text before its column": (
        "not «''» = child_id",
        "a blank is not an empty text; write `blank(child_id)` or `recorded(child_id)`",
    ),
    "a blank as a text in a list": (
        "child_id in ('x', «''»)",
        "a blank is not an empty text; write `blank(child_id)` or `recorded(child_id)`",
    ),
    "a blank as a text of a case, which no record is": (
        "case child_id when «''» then false else true end",
        "a blank is not an empty text; write `blank(child_id)` or `recorded(child_id)`",
    ),
    "a blank as a text that is looked for": (
        "not «child_id» like ''",
        "a blank is not an empty text; write `blank(child_id)` or `recorded(child_id)`",
    ),
    "a number among texts that a select gives": (
        "«away» in (select r.child_id from episode r)",
        "compares integer with text",
    ),
    "a list that is a column": (
        "«away» in away",
        "`in` needs a list or a select",
    ),
    "a case that gives a number and a text": (
        "case when away > 1 then 1 else «'x'» end = 1",
        "this value is text, and one before it integer; give all one type",
    ),
    "a text below nought": (
        "-«child_id» = 1",
        "`-` needs a number, not text",
    ),
    "a number in a text that is put together": (
        "«away» || 'x' = '1x'",
        "`||` needs a text on both sides",
    ),
    "a column of a table of a database": (
        "«main».episode.away = 1",
        "`main.episode.away` is not a column",
    ),
    "nothing as an end": (
        "«away between null and 5»",
        "`between null` is never true; write `is null` or `is not null`",
    ),
    "nothing as a case, which no record is": (
        "case «away» when null then false else true end",
        "`when null` is never true; write `is null` or `is not null`",
    ),
    "a column beside a having, where all records are one group": (
        "away in (select «other.away» from episode as other having count(*) > 1)",
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "a column that is looked for beside a having": (
        "exists (select «other.away» from episode as other having count(*) > 1)",
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "a view that is made beside a table": (
        "exists (select «1» from episode lateral view explode(away) t as one)",
        "`lateral` is not available in a select",
    ),
    "a table of the export before, of another database": (
        "exists (select 1 from «elsewhere».previous.episode)",
        "a select can read only the standard's tables",
    ),
    "other names for the columns of a table": (
        "exists (select 1 from «episode» as e (child_id, away) where e.away = 1)",
        "only another name for it can follow a table",
    ),
    "a join by a column that both have": (
        "exists (select 1 from episode as e join «episode» as f using (away))",
        "a join is `join ... on`, `left join ... on` or `cross join`",
    ),
    "a join with the nearest record": (
        "exists (select 1 from episode as e asof join «episode» as f on e.away >= f.away)",
        "a join is `join ... on`, `left join ... on` or `cross join`",
    ),
    "a count that is looked for, which is there also where it is nought": (
        "exists (select «count»(*) from episode as e where e.child_id = episode.child_id)",
        "a select of an aggregate always finds one record, so `exists` is always true;"
        " write `select *`",
    ),
    "nothing in a list": (
        "«risk» not in ('H', null)",
        "`in` never finds null; take it out, and ask for `is null` by itself",
    ),
    "a column of two tables, of which the engine would take either": (
        "exists (select 1 from episode as one join episode as two on «away» > 1)",
        "`away` could be one.away or two.away; say which",
    ),
    "a column and itself": (
        "exists (select 1 from episode as e where «child_id» = child_id)",
        "compares `child_id` with itself; for that of the record, write `episode.child_id`",
    ),
    "a column and itself, of the record's own table": (
        "exists (select 1 from episode where «episode».away = away)",
        "compares `episode.away` with itself; for that of the record, write `episode.away`,"
        " and in the select `from episode as other`",
    ),
    "a column among others, one of which is itself": (
        "«away» not in (away, 5)",
        "compares `away` with itself",
    ),
    "a column between itself and another": (
        "«away» between away and 5",
        "compares `away` with itself",
    ),
    "a column between an empty text and another": (
        "child_id between «''» and 'N'",
        "a blank is not an empty text; write `blank(child_id)` or `recorded(child_id)`",
    ),
    "a column of which each case is itself": (
        "case «away» when away then true else false end",
        "compares `away` with itself",
    ),
    "a column that is like itself": ("«child_id» like child_id", "compares `child_id` with itself"),
    "a literal off the list of a value of another record": (
        "lag(risk) over (order by away) = «'X'»",
        "`X` is not a code of risk; known: H, L",
    ),
    "a number in quotation marks": (
        "«away» = '3'",
        "compares integer with text; write a number without quotation marks",
    ),
    "a boolean in words": (
        "«alone» = 'Y'",
        "compares boolean with text; write `alone` or `not alone`",
    ),
    "between turned round": ("away between «9» and 1", "`between` ends before it begins"),
    "between turned round below nothing": (
        "away between -«1» and -5",
        "`between` ends before it begins",
    ),
    "days turned round": (
        "left_on between «'2026-03-31'» and '2026-03-01'",
        "`between` ends before it begins",
    ),
    "between in either order": (
        "«away» between symmetric 1 and 9",
        "`(away BETWEEN 1 AND 9 OR away BETWEEN...` is not part of the language",
    ),
    "an escape in like": (
        r"child_id like «'50\%'»",
        r"`\` escapes nothing in `like`; use `matches`",
    ),
    "an escape of its own": (
        "«child_id» like '50!%' escape '!'",
        "`child_id LIKE '50!%' ESCAPE '!'` is not part of the language; use `matches`",
    ),
    "a moment of another zone": (
        "back_at > «'2026-07-01T13:05Z'»",
        "`2026-07-01T13:05Z` is not a datetime (write 2026-03-31 or 2026-03-31 14:05)",
    ),
    "a day as a week": (
        "left_on > «'2026-W10-7'»",
        "`2026-W10-7` is not a date (write 2026-03-31)",
    ),
    "a select without a column": (
        "1 = (select «»* from episode as e)",
        "`*` is only for `exists (select * ...)`; name a column",
    ),
    "the day of the run, misspelt": (
        "left_on < «:toady»",
        "unknown parameter `:toady`; did you mean `today`?",
    ),
    "a parameter without its colon": (
        "away > «year»",
        "unknown column `year`; a parameter is written `:year`",
    ),
    "an expression that does not hold": (
        "matches(child_id, «'['»)",
        "not a regular expression: unterminated character set",
    ),
    "an expression that looks back": (
        r"matches(child_id, «'(.)\1'»)",
        "look-around, back references and possessive repeats are not available",
    ),
    "an expression with a named class": (
        "matches(child_id, «'[[:foo:]]+'»)",
        "no such class; there are [:alpha:], [:digit:], [:alnum:], [:lower:], [:upper:], [:punct:]"
        " and others",
    ),
    "an expression that is no literal": (
        "matches(child_id, «child_id»)",
        "`matches` needs its pattern written out as a text",
    ),
    "a text that never ends": (
        "«»child_id = 'x",
        "a quotation mark or a comment is opened and not closed",
    ),
    "half an expression": ("alone «and»", "not SQL: this is not complete near `and`"),
    "a case without an end": (
        "«case» when alone then case when away then true else false end",
        "not SQL: this `case` has no `end`",
    ),
    "a parameter as another language writes it": (
        "left_on < «@»period_end",
        "not SQL: this is not complete near `@`",
    ),
    "a record without names": ("away in {«:»1}", "not SQL: this was not expected near `:`"),
    "a name that a colon gives": ("alone «:»away", "not SQL: this was not expected near `:`"),
    "a name with a sign of private use": (
        "risk = «'\ue000H'»",
        "`\ue000H` is not a code of risk; did you mean `H`?",
    ),
    "Python": ("«»__import__('os')", "unknown function `__import__`"),
    "a variable of the engine": ("«getvariable('x')» = 1", "unknown function `getvariable`"),
    "a cast that loses": (
        "cast(«child_id» as date) = left_on",
        "text cannot be cast to date without loss",
    ),
    "distinct values of nothing": (
        "«count»(distinct) over () = 1",
        "`count(distinct ...)` needs a column",
    ),
    "a function over a window without one": (
        "«lag»(away) = 1",
        "`lag` needs `over (...)`",
    ),
    "two fields where one is asked for": (
        "«blank»(child_id, risk)",
        "`blank` takes one field",
    ),
    "a text beside days that is none": (
        "least(left_on, «'soon'») = left_on",
        "`soon` is not a date (write 2026-03-31)",
    ),
    "values of two kinds": (
        "«coalesce»(away, child_id) = 1",
        "`coalesce` needs values of one type, not integer and text",
    ),
    "a part of a number": (
        "extract(day from «away») = 1",
        "extract needs a date, not integer",
    ),
    "a part of a date that is none here": (
        "extract(week from «left_on») = 1",
        "cannot extract `week`; known: year, month, day, hour, minute, isodow",
    ),
    "a cast to a type of the engine's own": (
        "cast(«away» as smallint) = 1",
        "no cast to smallint; known: date, timestamp, integer, double, text",
    ),
    "a like without a text": ("«away like 'x'»", "`like` needs a text on both sides"),
    "a like of what is no text": ("«child_id» like 5", "`like` needs a text on both sides"),
}


@pytest.mark.parametrize(
    ("says", "ends"),
    [
        ("type: integer, range: [0, null]", ("0", None)),
        ("type: number, range: [-0.5, 0.5]", ("-0.5", "0.5")),
        ("type: date, range: [null, 2026-03-31]", (None, "2026-03-31")),
        ("type: integer, range: [7, 7]", ("7", "7")),
        ("type: text, length: [3, 3]", (3, 3)),
        ("type: text, length: [null, 9]", (None, 9)),
        ("type: text, length: [2, null]", (2, None)),
    ],
)
def test_a_range_is_open_where_nothing_is_written_and_may_be_one_value(
    says: str, ends: tuple[str | int | None, str | int | None]
) -> None:
    standard = read_standard(HEAD + f"      extra: {{{says}}}\n", "missing-children.yaml")
    field = standard.tables["episode"].fields["extra"]
    assert (field.range or field.length) == ends


VIEW = """\
  child:
    one_record_is: one child
    key: [child_id]
    fields:
      child_id: {type: text, due: always}
      episodes: {type: integer}
      latest: {type: date}
"""
SELECT = (
    "select child_id, count(*) as episodes, max(left_on) as latest from episode group by child_id"
)
BELOW = """\
  below:
    one_record_is: one stay
    fields: {child_id: {type: text}, risk: {type: text}, left_on: {type: date}}
"""
VIEWS = {
    "a column that is no field": (
        SELECT.replace("count(*) as episodes", "«count»(*) as episode"),
        "`episode` is no field of child; did you mean `episodes`?",
    ),
    "a column of another type": (
        SELECT.replace("max(left_on)", "«max»(back_at)"),
        "`latest` is datetime, and the field date",
    ),
    "a column without a name": (
        SELECT.replace("count(*) as", "«count»(*), away as"),
        "a column of a view needs a name: `... as name`",
    ),
    "a column twice": (
        SELECT.replace("group by", "group by").replace(
            "max(left_on) as", "«max»(left_on) as episodes, 1 as"
        ),
        "two columns are called `episodes`; rename one",
    ),
    "every column": (
        "select «*» from episode",
        "a view must name each of its columns; write them in place of `*`",
    ),
    "every column of a table": (
        "select «e».* from episode as e",
        "a view must name each of its columns; write them in place of `*`",
    ),
    "a group of a name behind select": (
        "select lower(child_id) as child, count(*) as episodes from episode group by «child»",
        "`child` is only a name given by `select`; write `group by lower(child_id)`",
    ),
    "a column beside a group": (
        SELECT.replace("select child_id", "select «risk» as child_id"),
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "a column of a group in a select of its own": (
        SELECT.replace(
            "count(*)", "(select «count»(*) from episode as e where e.away = episode.away)"
        ),
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "columns beside aggregates": (
        "select «child_id», count(*) as episodes, max(left_on) as latest from episode",
        "columns beside aggregates need `group by`",
    ),
    "a group and more": (
        SELECT.replace("group by child_id", "group by «child_id» with rollup"),
        "only columns can follow `group by`",
    ),
    "a group by a place behind select": (
        "select count(*) as episodes, max(left_on) as latest from episode group by «1»",
        "only columns can follow `group by`",
    ),
    "a group of nothing": (
        "«»" + SELECT.replace("group by child_id", "group by"),
        "only columns can follow `group by`",
    ),
    "a having that is not grouped": (
        SELECT + " having «away» > 1",
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "a column beside a having, where all records are one group": (
        "select «child_id» from episode having count(*) > 1",
        "a column here is neither in an aggregate nor under `group by`",
    ),
    "an aggregate in where": (
        SELECT.replace("group by", "where «count»(*) > 1 group by"),
        "an aggregate can stand only after `select` or in `having`",
    ),
    "no select": ("«child_id» = 'x'", "expected `select ... from ...`"),
    "another order": (
        SELECT.replace("child_id", "«child_id»", 1) + " order by 1",
        "`order` is not available in a select",
    ),
    "itself": (
        "«»" + SELECT.replace("from episode", "from child").replace("left_on", "latest"),
        "`child` is not above this view; a view can read only those above it",
    ),
}


@pytest.mark.parametrize("case", VIEWS)
def test_a_slip_in_a_view_is_named_at_its_character(case: str) -> None:
    given, message = VIEWS[case]
    text, place = marked(HEAD + VIEW + f"    view: {given}\n")
    found = [slip for slip in slips_of(text) if "the view has no column" not in slip]
    assert found == [f"{place}: {message}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("child_id, count", "child_id, count"),
        ("child_id, count", "risk as child_id, count"),  # a code is a text
        ("count(*) as", "null as"),
        ("from episode", "from previous.episode"),
        ("from episode", "from below"),
    ],
)
def test_a_view_that_is_right_has_no_slip(old: str, new: str) -> None:
    select = SELECT.replace(old, new).replace("by child_id", "by child_id, risk")
    assert slips_of(HEAD + VIEW + f"    view: {select}\n" + BELOW) == []
    whole = VIEW.replace("{type: integer}", "{type: number}")
    assert slips_of(HEAD + whole + f"    view: {select}\n" + BELOW) == []


def test_a_view_without_fields_says_where_its_columns_are_named() -> None:
    text = HEAD + VIEW.partition("    fields")[0] + f"    view: {SELECT}\n"
    assert any(
        slip.endswith("`latest` is no field of child; name it under `fields`")
        for slip in slips_of(text)
    )


def test_a_comment_takes_in_no_line_of_a_view_either() -> None:
    select = SELECT.replace("from", "-- by child\n      from")
    assert slips_of(HEAD + VIEW + f"    view: |\n      {select}\n") == []
    says = "YAML joins these lines, so the comment takes in those after it; write them below a `|`"
    found = slips_of(HEAD + VIEW + f"    view: >\n      {select}\n")
    assert f"31:{7 + select.index('--')}: {says}" in found


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("aliases: [x]", "a view is in no export, so `aliases` does nothing here; take it out"),
        ("dates: '%d %b %Y'", "a view is in no export, so `dates` does nothing here; take it out"),
    ],
)
def test_a_view_has_no_column_of_an_export(written: str, message: str) -> None:
    text = HEAD + VIEW.replace("{type: date}", f"{{type: date, {written}}}")
    assert slips_of(text + f"    view: {SELECT}\n") == [f"29:28: {message}"]


def test_a_text_of_a_view_stands_in_no_parts() -> None:
    named = "      name: {type: text, in_parts: [child_id]}\n"
    select = SELECT.replace(", count", ", min(child_id) as name, count")
    says = "a view is in no export, so `in_parts` does nothing here; take it out"
    assert slips_of(HEAD + VIEW + named + f"    view: {select}\n") == [f"30:26: {says}"]


def test_a_field_that_the_view_does_not_give_is_a_slip() -> None:
    text = HEAD + VIEW + "      lates: {type: date}\n" + f"    view: {SELECT}\n"
    assert slips_of(text) == ["30:7: the view has no column `lates`; did you mean `latest`?"]


def test_a_view_reads_no_view_below_it() -> None:
    below = VIEW.replace("  child:", "  other:").replace(
        "one_record_is", "view: " + SELECT + "\n    one_record_is"
    )
    reads = SELECT.replace("from episode", "from other").replace("left_on", "latest")
    assert slips_of(HEAD + VIEW + f"    view: {reads}\n" + below) == [
        "30:11: `other` is not above this view; a view can read only those above it"
    ]
    assert slips_of(HEAD + below + VIEW + f"    view: {reads}\n") == []


def test_no_view_is_read_of_the_export_before_which_has_its_tables_alone() -> None:
    seen = "exists (select * from {} p where p.child_id = child.child_id)"
    whole = HEAD + VIEW + f"    view: {SELECT}\n" + RULE + "        assert: "
    assert slips_of(whole + seen.format("previous.episode") + "\n") == []
    assert slips_of(whole + seen.format("previous.child") + "\n") == [
        "37:39: `child` is a view, and `previous.` has the tables of the last export only;"
        " read those that the view reads"
    ]


def test_an_example_gives_what_a_view_reads_not_its_records() -> None:
    rule = RULE + "        assert: episodes > 1\n        examples:\n          breaks:\n"
    text = HEAD + VIEW + f"    view: {SELECT}\n" + rule
    alone = "            - {child_id: a}\n"
    named = "            - {child: [{child_id: a}]}\n"
    message = "`child` is a view: give the records that it reads, not its own"
    assert slips_of(text + alone) == [f"40:15: {message}"]
    assert slips_of(text + named) == [f"40:16: {message}"]


def _as_plain(sql: str) -> str:
    return f"        assert: {sql}\n"


def _as_block(sql: str) -> str:
    return f"        assert: |\n          true and\n          ({sql})\n"


def _as_folded(sql: str) -> str:
    return f"        assert: >-\n          true\n          and ({sql})\n"


def _in_single_quotes(sql: str) -> str:
    return "        assert: '" + sql.replace("'", "''") + "'\n"


def _in_double_quotes(sql: str) -> str:
    escaped = sql.replace("\\", "\\\\").replace('"', '\\"')
    return f'        assert: "\\ttrue\\u0020and\n          ({escaped})"\n'


WAYS = [_as_plain, _as_block, _as_folded, _in_single_quotes, _in_double_quotes]
STANDS_ALONE = {
    "a text that never ends",
    "a second statement",
    "a second statement after a semicolon in a text",
    "half an expression",
    "a name that a colon gives",
    "not a condition",
    "an aggregate over nothing",
    "an aggregate over nothing that a window takes",
}


@pytest.mark.parametrize("case", SQL)
@pytest.mark.parametrize("write", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_a_slip_in_sql_is_named_at_its_character_however_it_is_written(
    case: str, write: Callable[[str], str]
) -> None:
    given, message = SQL[case]
    if case in STANDS_ALONE and write is not _in_single_quotes:
        text, place = marked(HEAD + RULE + f"        assert: |\n\n          {given}\n")
    else:
        text, place = marked(HEAD + RULE + write(given))
    assert slips_of(text) == [f"{place}: {message}"]


def test_all_slips_of_a_file_are_shown_in_its_order() -> None:
    text = HEAD.replace("key: [episode_id]", "key: [episode]").replace(
        "type: boolean", "type: bool"
    )
    text += "      more: {type: text, alias: [x], format: '['}\n" + RULE
    text += "        when: alonee\n        assert: lenght(child_id) = awy and risk = 'X'\n"
    assert slips_of(text) == [
        "10:11: `episode` has no field `episode`; did you mean `episode_id`?",
        "22:21: `bool` is not a value of `type`; did you mean `boolean`?",
        "23:26: unknown key `alias`; did you mean `aliases`?",
        "23:46: not a regular expression: unterminated character set",
        "30:15: unknown column `alonee`; did you mean `alone`?",
        "31:17: unknown function `lenght`; did you mean `length`?",
        "31:36: unknown column `awy`; did you mean `away`?",
        "31:51: `X` is not a code of risk; known: H, L",
    ]


NAMED = """\
standard: visits
version: "1"
title: Visits to children
parameters: {least: {type: integer, default: 1}}
tables:
  visit:
    one_record_is: one visit
    key: [visit_id]
    fields: {visit_id: {type: text}, team: {type: text}}
    derive: {visits_of_team: count(*) over (partition by team)}
    rules:
      - id: VIS-401
        name: one-alone
        says: A team makes several visits.
        why: One alone is not seen.
        severity: info
        assert: visits_of_team > :least
  report:
    one_record_is: one report
    fields: {visit_id: {type: text, refers_to: visit.visit_id}}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "slip"),
    [
        (
            "fields: {visit_id: {type: text}, team: {type: text}}",
            "fields: [{name: visit_id, type: text}, {name: team, type: text}]",
            "9:13: `fields` under `visit` must be a mapping of keys, such as {type: text}",
        ),
        (
            "derive: {visits_of_team: count(*) over (partition by team)}",
            "derive: [count(*) over (partition by team)]",
            "10:13: `derive` under `visit` must be a mapping of keys",
        ),
        (
            "parameters: {least: {type: integer, default: 1}}",
            "parameters: [{name: least, type: integer, default: 1}]",
            "4:13: `parameters` must be a mapping of keys, such as {type: integer, default: 24}",
        ),
        (
            "one_record_is: one visit\n    key: [visit_id]\n",
            "one_record_is: one visit\n    key: [visit]\n",
            "8:11: `visit` has no field `visit`; did you mean `visit_id`?",
        ),
    ],
    ids=["fields", "derived columns", "parameters", "a name that is not there"],
)
def test_a_list_in_the_place_of_names_is_one_slip_whatever_names_them(
    right: str, wrong: str, slip: str
) -> None:
    assert slips_of(NAMED, "visits.yaml") == []
    assert slips_of(NAMED.replace(right, wrong), "visits.yaml") == [slip]


def test_every_wrong_literal_of_a_list_is_shown() -> None:
    text = HEAD + RULE + "        assert: risk in ('H', 'X', 'L', 'Y')\n"
    assert slips_of(text) == [
        "29:31: `X` is not a code of risk; known: H, L",
        "29:41: `Y` is not a code of risk; known: H, L",
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "away = " + "1" + " + 1" * 4_000,
        "not " * 4_000 + "alone",
        "(" * 3_000 + "alone" + ")" * 3_000,
        "away = " + "- " * 4_000 + "1",
        "case when alone then " * 900 + "alone" + " else alone end" * 900,
    ],
    ids=["sums", "not", "brackets", "signs", "cases"],
)
def test_sql_that_is_too_deep_is_a_slip(sql: str) -> None:
    text = HEAD + RULE + f"        assert: {sql}\n"
    found = slips_of(text)
    assert len(found) == 1
    assert found[0].startswith("29:")
    assert found[0].endswith(("nested too deeply", "longer than 20,000 characters"))


def test_a_long_chain_of_conditions_is_not_deep() -> None:
    assert slips_of(HEAD + RULE + "        assert: " + "alone and " * 1_900 + "alone\n") == []


@pytest.mark.parametrize(
    "sql",
    [
        "alone;",
        "alone -- a comment",
        "alone -- a comment\n          and away > 3",
        "child_id <> '--'",
        "coalesce(child_id, '') = '' or without(child_id, 'x') <> ''",
        "back_at = timestamp '2026-03-31 10:00'",
        "back_at >= cast(left_on as timestamp)",
        "left_on between '2026-01-01' and :period_end",
        "back_at between '2026-03-31T09:00' and '2026-03-31 10:00'",
        "count(*) over (partition by child_id order by away rows 2 preceding) < 3",
        "away = (select max(e.away) from episode as e where e.child_id = episode.child_id)",
        "exists (select 1 from previous.episode as p where p.child_id = episode.child_id)",
        "matches(child_id, '(?i)[[:alpha:]]+\\d{1,1000}')",
        "case risk when 'H' then 1 else 2 end = 1",
        "risk is not distinct from 'H'",
        "coalesce(risk, 'none') in ('none', 'H')",
        "coalesce(risk, child_id) = 'X'",
        "case when alone then risk else 'none' end = 'none'",
        "case when alone then 'X' else child_id end = 'Y'",
        "nullif(child_id, 'X') is null or nullif(risk, 'H') = 'L'",
        "'H' in (select e.risk from episode as e where e.away = 1)",
    ],
)
def test_what_the_language_has_is_no_slip(sql: str) -> None:
    assert slips_of(HEAD + RULE + f"        assert: |\n          {sql}\n") == []


TURNED = "a window's frame ends before it begins"
FAR = "`range` with a number needs `order by` one number or date; or write `rows`"


@pytest.mark.parametrize(
    ("window", "message"),
    [
        ("order by away rows between 1 preceding and 1 preceding", None),
        ("order by away rows between current row and current row", None),
        ("order by away rows between current row and 2 following", None),
        ("order by away rows between 3 preceding and 2 preceding", None),
        ("order by away rows between unbounded preceding and 1 preceding", None),
        ("order by child_id rows 2 preceding", None),
        ("order by child_id range between unbounded preceding and unbounded following", None),
        ("order by away range between 1 preceding and current row", None),
        ("order by left_on desc range 7 preceding", None),
        ("order by away rows between current row and 1 preceding", TURNED),
        ("order by away rows between 2 preceding and 3 preceding", TURNED),
        ("order by away rows between 2 following and 1 following", TURNED),
        ("order by away rows between unbounded preceding and unbounded preceding", TURNED),
        ("order by back_at range 1 preceding", FAR),
        ("order by away, left_on range 1 preceding", FAR),
    ],
)
def test_a_frame_begins_before_it_ends_and_counts_in_what_has_a_distance(
    window: str, message: str | None
) -> None:
    text = HEAD + RULE + f"        assert: count(*) over ({window}) = 1\n"
    assert slips_of(text) == ([] if message is None else [f"29:17: {message}"])


def test_a_regular_expression_prints_no_warning(recwarn: pytest.WarningsRecorder) -> None:
    slips_of(HEAD + "      extra: {type: text, format: '[[:digit:]]+'}\n")
    assert list(recwarn) == []


def test_sql_that_the_parser_knows_and_we_do_not_is_not_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    sql = "first_value(away ignore nulls) over (order by away) = 1 or id ilike 'x'"
    assert len(slips_of(HEAD + RULE + f"        assert: {sql}\n")) == 2
    assert (caplog.records, capfd.readouterr()) == ([], ("", ""))


def test_wrong_items_of_a_long_list_are_each_shown_at_their_place() -> None:
    items = "".join(f"          - {{code: A{number}}}\n" for number in range(9))
    text = HEAD + "      extra:\n        type: code\n        codes:\n" + items
    text += "          - {cod: A9}\n          - {code: B, role: x}\n          - {code: C}\n"
    assert slips_of(text) == [
        "35:13: `code` is missing",
        "35:14: unknown key `cod`; did you mean `code`?",
        "36:29: `x` is not a value of `role`; known: "
        "stated, other, not_stated, unknown, declined, not_obtained",
    ]


def test_what_stands_behind_a_refused_rule_is_named_at_its_own_place() -> None:
    rule = RULE.removeprefix("    rules:\n")
    text = HEAD + "    rules:\n      - MIS-402\n" + rule + "        assert: alnoe\n"
    assert slips_of(text) == [
        "24:9: each item of `rules` under `episode` must be a mapping of keys",
        "30:17: unknown column `alnoe`; did you mean `alone`?",
    ]


def test_what_lacks_in_a_rule_whose_identifier_is_refused_is_said_of_this_rule() -> None:
    """Of each: two refused identifiers are no two rules of one."""
    rule = "      - id: MIS-1\n        name: a\n        says: b\n        why: c\n"
    form = "`MIS-1` does not have the form of `id`: a prefix and three digits, such as ETH-401"
    assert slips_of(f"{HEAD}    rules:\n{rule}{rule}") == [
        f"{line}:13: {says}"
        for line in (24, 28)
        for says in (
            form,
            "`severity` is missing in this rule",
            "`assert` is missing in this rule",
        )
    ]


def test_a_table_that_is_refused_is_not_missing_as_well() -> None:
    text = TOP + "tables:\n  Visit:\n    one_record_is: x\n    fields: {a: {type: text}}\n"
    message = "`Visit` is not a name: small letters, digits and _, a letter first"
    assert slips_of(text) == [f"5:3: {message}"]


@pytest.mark.parametrize(
    ("kind", "default"),
    [("integer", "1_000"), ("integer", "١٢"), ("date", "20260101"), ("number", "1_0.5")],
)
def test_a_default_is_written_as_everybody_reads_it(kind: str, default: str) -> None:
    text = HEAD.replace("{type: integer, default: 2026}", f"{{type: {kind}, default: {default}}}")
    article = "an" if kind == "integer" else "a"
    assert slips_of(text)[0] == f"6:{27 + len(kind)}: `{default}` is not {article} {kind}"


def test_a_field_called_as_a_parameter_is_an_end_without_a_colon() -> None:
    fields = "      period_end: {type: date}\n      shut_on: {type: date, not_after: period_end}\n"
    assert slips_of(HEAD + fields) == []


def test_a_name_that_is_a_word_of_sql_is_said_to_be_one() -> None:
    field = "      from: {type: date}\n"
    assert slips_of(HEAD + field + RULE + "        assert: from < left_on\n") == [
        "30:22: not SQL: this was not expected near `<`;"
        ' `from` is a word of SQL; as a name, write "from"'
    ]
    assert slips_of(HEAD + field + RULE + "        assert: '\"from\" < left_on'\n") == []


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        (
            "count(«attendee») >= 3",
            "unknown column `attendee`; it is a table: read it with a select, such as"
            " `(select count(*) from attendee where ...)`",
        ),
        (
            "«attendee.agency» is not null",
            "`attendee` is another table; read it with a select, such as"
            " `(select count(*) from attendee where ...)`",
        ),
        (
            "exists (select 1 from attendee a where «attendee.agency» = 'police')",
            "unknown table `attendee`; known: a, discussion",
        ),
        (
            "«»length(agencies) >= '3'",
            "compares integer with text; write a number without quotation marks",
        ),
    ],
)
def test_another_table_in_the_place_of_a_column_is_answered_with_a_select(
    written: str, answer: str
) -> None:
    text = (
        TOP + "prefix: VIS\ntables:\n"
        "  discussion:\n    one_record_is: x\n    fields: {agencies: {type: text}}\n    rules:\n"
        "      - {id: VIS-401, name: n, says: s, why: w, severity: error,\n"
        f'         assert: "{written}"}}\n'
        "  attendee:\n    one_record_is: x\n    fields: {agency: {type: text}}\n"
    )
    text, place = marked(text)
    assert slips_of(text) == [f"{place}: {answer}"]
