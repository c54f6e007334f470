"""Whatever a standard holds, reading it gives slips or an error of the user's, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recordcheck import StandardError, UserError, load
from recordcheck.errors import Slip
from recordcheck.standard.check import check_files
from recordcheck.standard.codes import read_codes
from recordcheck.standard.find import shipped
from recordcheck.standard.load import read_standard

STANDARDS = sorted(shipped().glob("*.yaml"))
CODES = sorted((shipped() / "codes").glob("*.yaml"))
QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
NOISE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *"'\"|>&*!%@`{}[]:,#?-~;()",
            ": ",
            " - ",
            "\n",
            "\t",
            "\u2028",
            "\x85",
            "null",
            "<<: *a",
            "select",
            "²",
        ]
    ),
)


def check(text: str, path: Path) -> tuple[Slip, ...]:
    """The slips of a text; an error of the user's gives none."""
    try:
        read_standard(text, str(path))
    except StandardError as error:
        return error.slips
    except UserError:
        return ()
    return ()


@st.composite
def spoilt(draw: st.DrawFn, paths: list[Path]) -> tuple[Path, str]:
    """A shipped file in which some lines were lost, doubled, moved, or written over."""
    path = draw(st.sampled_from(paths))
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(st.sampled_from(["lose", "double", "indent", "cut", "write", "swap"]))
        line = lines[at]
        place = draw(st.integers(0, len(line)))
        if kind == "lose" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(at, line)
        elif kind == "indent":
            lines[at] = draw(st.sampled_from([f"  {line}", line[2:], line.lstrip()]))
        elif kind == "cut":
            lines[at] = line[:place]
        elif kind == "write":
            lines[at] = line[:place] + draw(NOISE) + line[place + draw(st.integers(0, 3)) :]
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
    return path, "\n".join(lines)


@QUICK
@given(spoilt(STANDARDS))
def test_a_spoilt_standard_gives_slips_that_stand_in_the_file(case: tuple[Path, str]) -> None:
    path, text = case
    rows = len(text.splitlines()) + 1
    for slip in check(text, path):
        assert slip.line >= 1
        assert slip.column >= 1
        assert slip.path != str(path) or slip.line <= rows
        assert slip.message
        assert "\n" not in slip.message


@QUICK
@given(spoilt(CODES))
def test_a_spoilt_code_list_gives_slips(case: tuple[Path, str]) -> None:
    path, text = case
    try:
        read_codes(text, str(path))
    except UserError as error:
        assert str(error)


@QUICK
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_give_an_error_of_the_user(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.yaml"
    path.write_bytes(data)
    with pytest.raises(UserError):
        load(path)


@QUICK
@given(st.lists(NOISE, max_size=12).map("".join))
def test_an_expression_of_any_kind_gives_slips_or_none(sql: str) -> None:
    indented = "".join(f"          {line}\n" for line in (sql or "x").splitlines() or ["x"])
    text = f"""\
standard: any
version: "1"
title: Any
tables:
  child:
    one_record_is: one child
    fields:
      name: {{type: text}}
      born: {{type: date}}
    rules:
      - id: ANY-401
        name: any
        says: any
        why: any
        severity: error
        assert: |
          name = 'x' and
{indented}"""
    check(text, Path("any.yaml"))


def _bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join([*lines, "standard: bomb\n"])


TOO_MUCH = {
    "aliases that grow": _bomb(),
    "an alias of itself": "standard: &a [*a]\n",
    "lists in lists": "standard: " + "[" * 100_000,
    "mappings in mappings": "standard: " + "{a: " * 100_000,
    "lines ever deeper": "".join(f"{' ' * n}a:\n" for n in range(2_000)),
    "a very long text": "standard: " + "x" * 4_900_000,
    "a very long list": "standard: x\nincludes: [" + "a," * 100_000 + "]\n",
    "many keys": "".join(f"k{n}: v\n" for n in range(20_000)),
    "many documents": "--- x\n" * 50_000,
}


@pytest.mark.parametrize("case", TOO_MUCH)
def test_a_bomb_does_not_go_off(tmp_path: Path, case: str) -> None:
    path = tmp_path / "bomb.yaml"
    path.write_text(TOO_MUCH[case], encoding="utf-8")
    started = time.process_time()  # of this process alone: how busy the machine is decides nothing
    with pytest.raises(UserError):
        load(path)
    assert time.process_time() - started < 60, "what goes off takes hours"


def test_more_than_five_megabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text("standard: long\n" + "# a comment\n" * 420_000, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: too long for a standard (more than 5 MB)"


def test_a_file_that_is_not_utf_8_names_the_place(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("standard: é\ntitle: ".encode() + "Königsberg\n".encode("latin-1"))
    with pytest.raises(UserError) as caught:
        load(path)
    assert str(caught.value) == f"{path}:2:9: not UTF-8; save the file as UTF-8"


def test_a_file_that_is_not_utf_8_hides_no_slip_of_another(tmp_path: Path) -> None:
    latin = "Königsberg".encode("latin-1")
    (tmp_path / "codes").mkdir()
    (tmp_path / "a.yaml").write_bytes(b"standard: a\ntitle: " + latin)
    (tmp_path / "codes" / "b.yaml").write_bytes(b"codes: b\ntitle: " + latin)
    mixed = "codes: c\ntitle: c\nmixed_with: [b]\nlist: [x]\n"
    (tmp_path / "codes" / "c.yaml").write_text(mixed)
    (tmp_path / "d.yaml").write_text("standard: d\nversion: '1'\ntitle: d\nincludes: [a]\n")
    fields = "tables: {t: {one_record_is: x, fields: {f: {type: code, codes: b}}}}\n"
    (tmp_path / "e.yaml").write_text("standard: e\nversion: '1'\ntitle: e\n" + fields)
    found = check_files([str(tmp_path)], (), skip_others=False)
    assert [str(slip).removeprefix(f"{tmp_path}/") for slip in found.slips] == [
        "a.yaml:2:9: not UTF-8; save the file as UTF-8",
        "d.yaml:4:12: `a` has slips of its own; mend those first",
        "e.yaml:4:64: the code list `b` has slips of its own; mend those first",
        "codes/b.yaml:2:9: not UTF-8; save the file as UTF-8",
        "codes/c.yaml:3:14: the code list `b` has slips of its own; mend those first",
    ]
    assert found.files == 5


def test_windows_line_ends_and_a_byte_order_mark_change_no_place(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(
        b"\xef\xbb\xbfstandard: x\r\nversion: '1'\r\ntitle: x\r\nincludes: [child-etnicity]\r\n"
    )
    with pytest.raises(UserError) as caught:
        load(path)
    assert (
        str(caught.value)
        == f"{path}:4:12: unknown standard `child-etnicity`; did you mean `child-ethnicity`?"
    )


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        (
            'standrad: x\nversion: "1"\ntitle: X\nincludes: [child-ethnicity]\n',
            [
                "1:1: unknown key `standrad`; did you mean `standard`?",
                "1:1: `standard` is missing",
            ],
        ),
        (
            "codse: x\ntitle: X\nsource: [{title: local convention}]\nlist: [a]\n",
            ["1:1: unknown key `codse`; did you mean `codes`?", "1:1: `codes` is missing"],
        ),
        (
            "codes: My List\ntitle: X\nlist: [a]\n",
            ["1:8: `My List` does not have the form of `codes`: small letters, digits and -"],
        ),
        ('standard : x\nversion: "1"\n', ["1:1: `title` is missing"]),
        ('"standard": x\nversion: "1"\n', ["1:1: `title` is missing"]),
        ("title: A page\nlayout: x\n", None),
        ("title: A page\nlist: [a]\n", None),
        ("title: A page\nextends: base\ntables: {}\n", None),
        ("version: 2\nincludes: [a]\n", None),
        ("on: push\njobs: {}\n", None),
    ],
)
def test_what_is_meant_as_a_standard_is_not_passed_over_as_the_yaml_of_others(
    tmp_path: Path, text: str, slips: list[str] | None
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    found = check_files([str(path)], (), skip_others=True)
    assert bool(found.skipped) == (slips is None)
    said = [str(slip).removeprefix(f"{path}:") for slip in found.slips]
    assert [one for one in said if "needs `tables`" not in one] == (slips or [])
