"""The copy of an odd text has each record as it is written, and nothing else."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from recordcheck.exports.text.examine import examine
from recordcheck.exports.text.layout import Layout
from recordcheck.exports.text.normal import normal_text
from recordcheck.exports.text.record import records

from .texts import EXAMPLES, cut, texts


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=EXAMPLES
)
@given(texts(), st.integers(1, 40))
def test_a_copy_has_each_record_with_a_line_feed(written: tuple[bytes, Layout], size: int) -> None:
    text, layout = written
    chunks = cut(text, size)
    assume(examine(iter(chunks), layout).fault is None)
    found = records(text, b",", final=True, at=layout.data)
    expected = [text[record.start : record.stop] for record in found if not record.blank]
    copied = b"".join(normal_text(iter(chunks), layout))
    assert copied == b"".join(line + b"\n" for line in [b"header", *expected])


def test_line_ends_inside_quotes_and_bare_quotes_are_copied_as_they_stand() -> None:
    text = b'a,b\r\n1,"x\r\ny"\n\r\n\n"2",5" z\r3,"""\r"\r\n4,'
    copied = b'header\n1,"x\r\ny"\n"2",5" z\n3,"""\r"\n4,\n'
    for size in range(1, len(text)):
        chunks = cut(text, size)
        assert b"".join(normal_text(iter(chunks), Layout(b",", b"\r\n", 2, 5, 2))) == copied
