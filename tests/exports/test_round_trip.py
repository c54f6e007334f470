"""Any table in any dialect is read back exactly; broken in one place it is refused or the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recordcheck.errors import ReadError

from .reader import Table, read
from .texts import EXAMPLES

CHARACTERS = st.sampled_from([*"ab01 ,;|\t\"'\n\r-=é£#\\x", "\u2028", "\u00a0", "\U0001f98a"])
CELLS = st.text(CHARACTERS, max_size=8) | st.sampled_from(["NULL", "", "1.10", "010", ' "a"'])
SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=EXAMPLES // 2,
)


@dataclass(frozen=True)
class Written:
    """A table, and the bytes of a file that holds it."""

    header: tuple[str, ...]
    records: Table
    text: str
    encoding: str


@st.composite
def files(draw: st.DrawFn) -> Written:
    """A file as some program might write it, under a header that leaves no doubt."""
    width = draw(st.integers(3, 6))
    header = tuple(f"name_{place}" for place in range(width))
    records = draw(st.lists(st.tuples(*[CELLS] * width), max_size=12))
    delimiter, end = draw(st.sampled_from(",\t;|")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    always = draw(st.booleans())
    text = "".join(line(record, delimiter, always=always) + end for record in [header, *records])
    if draw(st.booleans()):
        text = text.removesuffix(end)
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))
    return Written(header, list(records), text, encoding)


def line(record: tuple[str, ...], delimiter: str, *, always: bool) -> str:
    return delimiter.join(
        '"' + cell.replace('"', '""') + '"'
        if always or any(character in cell for character in f'\r\n"{delimiter}')
        else cell
        for cell in record
    )


def read_bytes(data: bytes) -> tuple[tuple[str, ...], Table] | ReadError:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(data)
        try:
            source, records = read(path)
        except ReadError as error:
            return error
        return source.columns, records


@SLOW
@given(files())
def test_any_table_in_any_dialect_is_read_back_exactly(written: Written) -> None:
    found = read_bytes(written.text.encode(written.encoding))
    assert found == (written.header, written.records)


@SLOW
@given(files(), st.data())
def test_a_text_cut_short_is_refused_or_a_beginning_of_the_table(
    written: Written, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(written.text)))
    found = read_bytes(written.text[:cut].encode())
    if isinstance(found, ReadError):
        assert found.remedy
    elif found[0] == written.header:
        whole = found[1][:-1]
        assert whole == written.records[: len(whole)]


@SLOW
@given(files(), st.data())
def test_a_damaged_byte_is_refused_or_costs_no_record(
    written: Written, data: st.DataObject
) -> None:
    """A quote that is damaged may make another good file: that cannot be seen, and is left out.
    So may the end of the header: then there is no record, and no run.
    """
    whole = written.text.encode()
    place = data.draw(st.sampled_from([at for at in range(len(whole)) if whole[at] != 0x22]))
    byte = data.draw(st.sampled_from([b"\x00", b"\xff", b"\x80", b" ", b"a", b",", b"\\", b"\n"]))
    found = read_bytes(whole[:place] + byte + whole[place + 1 :])
    if isinstance(found, ReadError):
        assert found.line is not None
    else:
        assert byte not in (b"\x00", b"\xff")
        assert not found[1] or len(found[1]) >= len(written.records)


@SLOW
@given(files(), st.data())
def test_a_record_with_a_field_too_many_or_too_few_is_refused_with_its_line(
    written: Written, data: st.DataObject
) -> None:
    lines = plain_lines(written)
    at = data.draw(st.integers(1, len(lines) - 1)) if len(lines) > 1 else 0
    if not at:
        return
    lines[at] = data.draw(st.sampled_from([lines[at] + ",", lines[at].rsplit(",", 1)[0]]))
    found = read_bytes("\n".join(lines).encode())
    assert isinstance(found, ReadError)
    assert (found.line, found.record) == (at + 1, at)


def plain_lines(written: Written) -> list[str]:
    """The same table without any cell that needs quotes."""
    cells = str.maketrans(dict.fromkeys('",\r\n;|\t', "."))
    return [
        ",".join((cell or "").translate(cells) for cell in record)
        for record in [written.header, *written.records]
    ]
