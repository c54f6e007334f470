"""What the quick searches find in a text is what stands written here, one expression for each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordcheck.exports.text.western import is_western

from .texts import EXAMPLES

SIGNS = re.compile(
    rb"[A-Za-z]\x92(?=(?:s|t|d|m|ll|re|ve)(?![A-Za-z]))"
    rb"|(?<![A-Za-z])[\x91\x93](?=[A-Za-z])"
    rb"|(?<=[A-Za-z.,!?])\x94(?![A-Za-z])"
    rb"|(?<= )[\x96\x97](?= )"
    rb"|\xa3(?=[0-9])"
)
NEVER = re.compile(
    rb"[\x00-\x08\x0e-\x1f\x7f]"
    rb"|[\x81-\x84\x86-\x90\x98\x9a-\x9f]"
    rb"|[\xa1\xa2\xa4-\xa6\xa8\xac\xad\xaf\xb2\xb3\xb5\xb6\xb8-\xba\xbf]"
    rb"|[\xd0\xd7\xdd\xde\xf0\xf7\xfd-\xff]"
    rb"|[\xc0-\xff]{3}"
    rb"|[\xc2-\xdf][\x80-\xbf]"
    rb"|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)
ENOUGH = b"\xa35 " * 10
SIGN = [b"don\x92t", b"we\x92ll", b"\x91", b"\x93", b"\x94", b"\x96", b" \x97 ", b"\xa3", b"\x92"]
BESIDE = [b"a", b"s", b"5", b" ", *[bytes([mark]) for mark in b".,!?"], b"\r", b"\n", b"\xe9"]
HIGH = st.sampled_from(b"\x80\x85\x91\xa0\xbb\xc0\xc2\xdf\xe0\xef\xf1\xf4")


def plainly(text: bytes) -> bool:
    return not NEVER.search(text) and len(SIGNS.findall(text)) >= 10


@settings(max_examples=EXAMPLES)
@given(st.lists(st.sampled_from(SIGN + BESIDE), max_size=12), st.integers(0, 60))
def test_signs_are_counted_as_written_here(pieces: list[bytes], at: int) -> None:
    text = b" " + b"".join(pieces)
    lacking = 10 - len(SIGNS.findall(text))
    for more in (lacking - 1, lacking):
        filled = b"\xa35 " * more + text
        assert is_western([filled[:at], filled[at:]]) == plainly(filled)


@settings(max_examples=EXAMPLES)
@given(st.lists(HIGH, max_size=5).map(bytes))
def test_what_speaks_against_it_is_what_is_written_here(text: bytes) -> None:
    assert is_western([ENOUGH + text]) == plainly(ENOUGH + text)


def test_each_byte_alone_speaks_against_it_or_not_as_written_here() -> None:
    one = [bytes([byte]) for byte in range(256)]
    assert [is_western([ENOUGH + byte]) for byte in one] == [not NEVER.match(byte) for byte in one]


SIGNS_OF_WINDOWS = [
    "don’t", "she’s", "he’d", "I’m", "they’ll", "we’re", "they’ve", "‘never", "“never",
    "again.”", "why?”", "no!”", "£5", "at home – mostly", "at home — mostly",
]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS_OF_WINDOWS)
def test_ten_of_each_sign_are_enough(sign: str) -> None:
    text = f"she said {sign} and left\n".encode("windows-1252")
    assert [is_western([text * times]) for times in (9, 10)] == [False, True]


@pytest.mark.parametrize(
    "letters", ["O’Brien", "d’accord", "l’dere", "a“b", "a”b", "a –b", "a— b", "£x", "’t"]
)
def test_what_stands_where_no_sentence_has_it_is_no_sign(letters: str) -> None:
    text = f"she said {letters}and left\n".encode("windows-1252")
    assert not is_western([text * 100])
