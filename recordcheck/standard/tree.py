"""A YAML document as plain values in which every scalar is text, with the place of each in its
file.

Everything that a code can look like (`NO`, `010`, `2026-01-01`) stays text; only an empty value,
`~` and an unquoted `null` are None. A repeated key, an alias, an anchor, a tag and a second
document are slips: the format has none of them.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from recordcheck.errors import Slip, StandardError
from recordcheck.model import Place
from recordcheck.standard.not_yaml import first_letter, what_is_wrong

Loc = tuple[Hashable, ...]
"""The way to a part of a document: the keys, and the numbers of list items, from the top."""
Event = Any
"""Of yaml, which gives it no usable type: each has start_mark, and a scalar its value and style."""
MAX_DEPTH = 40
MOST_GONE = 500  # nobody reads the places behind so many
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Tree:
    """The document's `data`, and where each of its parts stands. `gone` are the items of a list
    that were refused, so that those behind them are still found at their places.
    """

    path: str
    text: str
    data: object = None
    values: dict[Loc, Event] = field(default_factory=dict)
    keys: dict[Loc, Event] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)
    gone: dict[Loc, list[int]] = field(default_factory=dict)

    def slip(
        self, loc: Loc, message: str, *, at_key: bool = False, offset: int | None = None
    ) -> None:
        """Note what is wrong at a part of the document, or at a character of a text in it."""
        place = self.place(loc, at_key=at_key, offset=offset)
        self.slips.append(Slip(place.path, place.line, place.column, message))

    def named_once(self, loc: Loc, names: Sequence[str]) -> None:
        """A list at this place names nothing again."""
        before: set[str] = set()
        for position, name in enumerate(names):
            if name in before:
                self.slip((*loc, position), f"`{name}` is named twice; keep one of them")
            before.add(name)

    @property
    def in_order(self) -> tuple[Slip, ...]:
        """Each slip once, in the order of the file; those of other files last."""

        def order(slip: Slip) -> tuple[bool, str, int, int]:
            return slip.path != self.path, slip.path, slip.line, slip.column

        return tuple(sorted(dict.fromkeys(self.slips), key=order))

    def leave_out(self, loc: Loc) -> None:
        """Note that an item of a list is no more, by its number among those that still are."""
        *_, item = self.written(loc)
        assert isinstance(item, int)
        insort(self.gone.setdefault(self.written(loc[:-1]), []), item)

    def written(self, loc: Loc) -> Loc:
        """A place in the document as it is written, where items of its lists were left out."""
        known: Loc = ()
        for part in loc:
            known = (*known, self._item(known, part) if isinstance(part, int) else part)
        return known

    def _item(self, items: Loc, number: int) -> int:
        for gone in self.gone.get(items, ())[:MOST_GONE]:
            number += gone <= number
        return number

    def has(self, loc: Loc) -> bool:
        """Whether something is written there, be it right or wrong."""
        return self.written(loc) in self.values

    def keys_at(self, loc: Loc) -> set[Hashable]:
        """The keys that are written in a mapping, be they right or wrong."""
        written = self.written(loc)
        return {known[-1] for known in self.keys if known[:-1] == written}

    def place(self, loc: Loc, *, at_key: bool = False, offset: int | None = None) -> Place:
        """Where the deepest part of `loc` stands that the document has; parts unknown to it are
        skipped.
        """
        known: Loc = ()
        for part in self.written(loc):
            if (*known, part) in self.values:
                known = (*known, part)
        event = (self.keys.get(known) if at_key else None) or self.values.get(known)
        if event is None:
            return Place(self.path, 1, 1)
        if offset is not None and isinstance(event, yaml.ScalarEvent):
            return Place(self.path, *self._inside(event, offset))
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def folded(self, loc: Loc) -> bool:
        """Whether a text stands on several lines that YAML makes one of."""
        event = self.values.get(self.written(loc))
        several = event is not None and event.end_mark.line > event.start_mark.line
        return several and getattr(event, "style", None) != "|"

    def _inside(self, event: Event, offset: int) -> tuple[int, int]:
        """Where a character of a scalar stands in the file: its visible characters come in the same
        order.
        """
        while event.value[offset : offset + 1].isspace():
            offset += 1
        lines = self.text.split("\n")
        line, column = event.start_mark.line, event.start_mark.column
        if event.style == '"':
            visible = sum(not letter.isspace() for letter in event.value[: offset + 1])
            return _in_quotes(lines, line, column + 1, visible)
        if event.style in ("|", ">"):
            line, column = line + 1, 0
        elif event.style == "'":
            column += 1
        place = line, column
        for letter in event.value[: offset + 1]:
            if not letter.isspace():
                place = _next(lines, line, column, letter, event.style)
                line, column = place[0], place[1] + 1
        return place[0] + 1, place[1] + 1


def _next(
    lines: list[str], line: int, column: int, letter: str, style: str | None
) -> tuple[int, int]:
    """The next place at or after line and column where this character is written."""
    while line < len(lines):
        found = lines[line].find(letter, column)
        between = " '\t\r" if style == "'" else " \t\r"
        if found >= 0 and not lines[line][column:found].strip(between):
            return line, found
        line, column = line + 1, 0
    return len(lines) - 1, 0


# How a character may be written in a double-quoted text: escaped by a code, by a letter, or as it
# is.
WRITTEN = re.compile(r"\\(?:x(..)|u(....)|U(........)|(.?))|(.)")
BLANK_LETTERS = " \tntvrfNLP_"


def _in_quotes(lines: list[str], line: int, column: int, visible: int) -> tuple[int, int]:
    """Where the last of so many visible characters of a double-quoted text stands in the file."""
    place = (line + 1, column + 1)
    for number in range(line, len(lines)):
        for written in WRITTEN.finditer(lines[number], column):
            *codes, letter, plain = written.groups()
            code = next((code for code in codes if code is not None), None)
            if code is not None:
                blank = chr(int(code, 16)).isspace()
            else:
                blank = plain.isspace() if plain is not None else letter in BLANK_LETTERS
            visible -= not blank
            if visible <= 0:
                return (number + 1, written.start() + 1)
        column = 0
    return place


def read_tree(text: str, path: str) -> Tree:
    """Parse YAML. Raises StandardError where it is not YAML at all; other slips are collected in
    the tree.
    """
    tree = Tree(path, text)
    try:
        _build(tree)
    except yaml.MarkedYAMLError as error:
        line, column, says = what_is_wrong(error, text)
        raise StandardError((Slip(path, line, column, f"not YAML: {says}"),)) from None
    except yaml.YAMLError:
        message = "not YAML: a character that YAML does not allow"
        raise StandardError((Slip(path, 1, 1, message),)) from None
    return tree


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not been read yet."""

    loc: Loc
    value: dict[str, object] | list[object]
    key: str | None = None
    skip: bool = False


def _build(tree: Tree) -> None:
    stack: list[_Open] = []
    documents = 0
    for event in yaml.parse(tree.text, Loader=_Loader):
        _nothing_dropped(tree, event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                tree.slips.append(_slip_at(tree, event, "a second document; one file holds one"))
                return
        elif isinstance(event, yaml.AliasEvent):
            tree.slips.append(_slip_at(tree, event, "`*` makes a YAML alias; write the value out"))
            _put(tree, stack, event, None)
        elif isinstance(event, yaml.ScalarEvent):
            _scalar(tree, stack, event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) >= MAX_DEPTH:
                raise StandardError((_slip_at(tree, event, f"more than {MAX_DEPTH} levels deep"),))
            value: dict[str, object] | list[object]
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
            loc = _put(tree, stack, event, value)
            stack.append(_Open(loc, value))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()


def _nothing_dropped(tree: Tree, event: Event) -> None:
    """A slip for what YAML takes for its own: the text that was meant would lose its first word."""
    for sign, key, called in (("!", "tag", "a tag"), ("&", "anchor", "an anchor")):
        if getattr(event, key, None) is not None and not isinstance(event, yaml.AliasEvent):
            message = f"{called}; {first_letter(sign)}"
            tree.slips.append(_slip_at(tree, event, message))


def _scalar(tree: Tree, stack: list[_Open], event: Event) -> None:
    top = stack[-1] if stack else None
    if top is not None and isinstance(top.value, dict) and top.key is None:
        top.key = event.value
        top.skip = event.value in top.value
        if top.skip:
            message = f"the key `{event.value}` is given twice; keep one of them"
            tree.slips.append(_slip_at(tree, event, message))
        else:
            tree.keys[(*top.loc, event.value)] = event
        return
    blank = not event.style and event.value in ("", "~", "null")
    _put(tree, stack, event, None if blank else event.value)


def _put(tree: Tree, stack: list[_Open], event: Event, value: object) -> Loc:
    """Hang a value on the open mapping or sequence, and remember where it stands."""
    if not stack:
        tree.data = value
        loc: Loc = ()
    else:
        top = stack[-1]
        if isinstance(top.value, list):
            loc = (*top.loc, len(top.value))
            top.value.append(value)
        elif top.key is None:
            tree.slips.append(_slip_at(tree, event, "a key must be plain text"))
            top.key, top.skip = "", True
            return (*top.loc, "")
        else:
            loc = (*top.loc, top.key)
            if top.skip:
                loc = (*top.loc, top.key, "twice")
            else:
                top.value[top.key] = value
            top.key = None
    tree.values.setdefault(loc, event)
    return loc


def _slip_at(tree: Tree, event: Event, message: str) -> Slip:
    return Slip(tree.path, event.start_mark.line + 1, event.start_mark.column + 1, message)
