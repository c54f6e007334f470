"""What is wrong where a text is not YAML, in words that say what to do.

The parser says what it expected next. Somebody who wrote the file knows what they typed: a tab, a
colon in a sentence, a quotation mark that nothing closes.
"""

from __future__ import annotations

import re
from itertools import islice

import yaml

VALUE = re.compile(r"""\s*(?:- )*[\w-]+:\s+(?P<first>[*&!\[{"'])""")  # of a key on its line
ENDED = "\"'[{"  # what begins so ends somewhere, and more may stand behind that
LOOK = {
    "mapping values are not allowed": "a `:` where none is allowed; check the indentation and the"
    " space after each `:`, and put a text with `: ` in it into quotation marks",
    "could not find expected ':'": "the line before has no `:` and space after its key",
    "did not find expected '-' indicator": "neither an item of the list (`- `) nor indented"
    " as the keys of the item above",
    "did not find expected key": "neither a key nor indented as the keys above;"
    " look for a quotation mark before it, too",
    "expected node content": "no value, or one that begins with a character that YAML keeps for"
    " itself; put it into quotation marks",
    "violates indentation": "a tab; indent with spaces",
    "unknown escape character": "a `\\` that double quotation marks do not allow; put a text"
    " with a `\\` in it, such as a regular expression, into single ones",
    "comment or line break": "below `|` or `>` the text begins on the next line",
    "block sequence entries are not allowed": "a list, or a text that begins with `- `; put"
    " the text into quotation marks",
    "mapping keys are not allowed": "a text that begins with `? `; put it into quotation marks",
    "expected <document start>": "something after the end of the document; one file holds one",
}


def what_is_wrong(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """The line and column to look at, and what is wrong there."""
    problem = error.problem or ""
    opened = error.context_mark
    mark = error.problem_mark or opened
    if mark is None:
        return 1, 1, problem
    if "quoted scalar" in (error.context or "") and "end of" in problem and opened is not None:
        return opened.line + 1, opened.column + 1, "a quotation mark is opened and not closed"
    if "cannot start any token" in problem:
        return mark.line + 1, mark.column + 1, first_letter(_letter_at(text, mark))
    if "alphabetic or numeric" in problem and opened is not None:  # behind a `*` or a `&`
        return opened.line + 1, opened.column + 1, first_letter(_letter_at(text, opened))
    first = VALUE.match(_line_at(text, mark)[: mark.column])
    if "did not find expected key" in problem and first is not None:
        column = mark.column if first["first"] in ENDED else first.start("first")
        return mark.line + 1, column + 1, _goes_on(first["first"])
    says = next((words for part, words in LOOK.items() if part in problem), problem)
    if says == problem and "flow" in (error.context or "") and opened is not None:
        bracket = f"`{_letter_at(text, opened)}` of line {opened.line + 1}"
        says = f"a `,` is missing, or the {bracket} is not closed"
    return mark.line + 1, mark.column + 1, says


def _goes_on(letter: str) -> str:
    """What to do with a value that has more behind its end, as YAML sees it."""
    if letter in "\"'":
        other = "'...'" if letter == '"' else '"..."'
        return f"the text goes on after its quotation mark; put all of it into {other}"
    if letter in "[{":
        return f"there is something after the closing bracket; {first_letter(letter)}"
    return first_letter(letter)


def _letter_at(text: str, mark: yaml.Mark) -> str:
    return _line_at(text, mark)[mark.column : mark.column + 1]


def _line_at(text: str, mark: yaml.Mark) -> str:
    """The line of the mark; none where it stands behind the last."""
    return next(islice(text.split("\n"), mark.line, None), "")


def first_letter(letter: str) -> str:
    """What to do with a text whose first letter means something to YAML."""
    if letter == "\t":
        return "a tab; indent with spaces"
    return f'put a text that begins with {letter} into quotation marks: "{letter}..."'
