"""What is wrong where a text is not YAML, in words that say what to do.

The parser says what it expected next. Somebody who wrote the file knows what they typed: a tab, a
colon in a sentence, a quotation mark that nothing closes.
"""

from __future__ import annotations

import yaml

LOOK = {
    "mapping values are not allowed": "a `:` where none may stand; look at the indentation and for"
    " a space after each `:`, and put a text with `: ` in it into quotation marks",
    "could not find expected ':'": "the line before has no `:` after its key",
    "did not find expected '-' indicator": "neither an item of the list (`- `) nor indented"
    " as the keys of the item above",
    "did not find expected key": "neither a key nor indented as the keys above;"
    " look for a quotation mark before it, too",
    "expected node content": "no value, or one that begins with a character that YAML keeps for"
    " itself; put it into quotation marks",
    "violates indentation": "a tab; indent with spaces",
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
        return mark.line + 1, mark.column + 1, _first_letter(text, mark.line, mark.column)
    says = next((words for part, words in LOOK.items() if part in problem), problem)
    if says == problem and "flow" in (error.context or "") and opened is not None:
        bracket = text.split("\n")[opened.line][opened.column : opened.column + 1]
        says = f"a `,` is missing, or the `{bracket}` of line {opened.line + 1} is not closed"
    return mark.line + 1, mark.column + 1, says


def _first_letter(text: str, line: int, column: int) -> str:
    letter = text.split("\n")[line][column : column + 1]
    if letter == "\t":
        return "a tab; indent with spaces"
    return f'a text that begins with {letter} stands in quotation marks: "{letter}..."'
