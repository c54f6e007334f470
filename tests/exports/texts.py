"""Delimited texts of all sorts, and the ways in which they come in chunks."""

from __future__ import annotations

import os

from hypothesis import strategies as st

from recordcheck.exports.text.layout import Layout

# How many texts each property of this folder is held against; `make fuzz` asks for more.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "400"))

TWO = ["a,b\n", '"a","b"\n', 'a"b,c\n', 'a,b"\n', '"a\n""b",\n', '"a,b",c"d\n', "a,b\r\n", "a,b\r"]
ONE = ["a\n", '"a"\n', 'a"b\n', '"a\n\n"\n', '5"\n', "a\r\n", "a\r", "\n", '""\n']
ODD = ["", "a", ",", '"', '""', " ", "\n", "\r", "\r\n", ' "a"', '"a"b', "\0", "é", "\udcff"]


@st.composite
def texts(draw: st.DrawFn) -> tuple[bytes, Layout]:
    """Mostly whole records, mostly with one kind of line end; bytes that are no text, and cuts."""
    width, newline = draw(st.integers(1, 2)), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    whole = TWO if width == 2 else ONE
    records = st.lists(st.sampled_from(whole), max_size=6)
    parts = draw(st.lists(records | st.sampled_from(ODD).map(lambda odd: [odd]), max_size=6))
    header = ("a,b" if width == 2 else "a") + newline
    body = "".join(piece for part in parts for piece in part)
    if draw(st.booleans()):
        body = body.replace("\n", newline)
    text = (header + body).encode("utf-8", "surrogateescape")
    return text, Layout(b",", newline.encode(), width, len(header), 2)


def cut(text: bytes, size: int) -> list[bytes]:
    """The text in chunks of this size."""
    return [text[at : at + size] for at in range(0, len(text), size)]
