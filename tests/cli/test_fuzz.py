"""Whatever bytes are given: a run or one or two lines and exit 2, never a traceback, never a hang.

`make fuzz` looks for longer (FUZZ_EXAMPLES).
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from doors import FAULTY, VISITS, run
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))
PARQUET = Path(__file__).parents[2] / "examples" / "parquet" / "contacts.parquet"
FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ_EXAMPLES" not in os.environ,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ODD = st.sampled_from(
    [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b";", b"\t", b"=1+1", b" ", b""]
)
pieces = st.one_of(ODD, st.binary(max_size=6))


@st.composite
def spoilt(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound file with some pieces cut out and others put in."""
    text = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text[at : at + draw(st.integers(0, 8))] = draw(pieces)
    return bytes(text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("visits.yaml").write_text(VISITS)
    return tmp_path


def hold(capfd: pytest.CaptureFixture[str], *args: str) -> None:
    said = run(capfd, *args)
    assert said.code in (0, 1, 2)
    assert "Traceback" not in said.err
    assert "fault of its own" not in said.err
    if said.code == 2 and args[0] == "lint":
        assert re.fullmatch(r"recordcheck: .+\n(  .+\n)?", said.err), said.err


@FUZZ
@given(text=st.one_of(spoilt(FAULTY.encode() * 3), st.binary(max_size=200)))
def test_any_delimited_text_is_read_or_refused(
    folder: Path, capfd: pytest.CaptureFixture[str], text: bytes
) -> None:
    Path("export.csv").write_bytes(text)
    for more in ((), ("--set-aside",)):
        hold(capfd, "lint", "export.csv", "--standard", "visits.yaml", *more)


@FUZZ
@given(text=spoilt(FAULTY.encode() * 3))
def test_any_delimited_text_is_profiled_or_refused(
    folder: Path, capfd: pytest.CaptureFixture[str], text: bytes
) -> None:
    Path("export.csv").write_bytes(text)
    hold(capfd, "profile", "export.csv")


@settings(FUZZ, max_examples=max(EXAMPLES // 4, 10))
@given(data=st.data())
def test_any_parquet_is_read_or_refused(
    folder: Path, capfd: pytest.CaptureFixture[str], data: st.DataObject
) -> None:
    Path("export.parquet").write_bytes(data.draw(spoilt(PARQUET.read_bytes())))
    hold(capfd, "lint", "export.parquet", "--standard", "child-ethnicity")
