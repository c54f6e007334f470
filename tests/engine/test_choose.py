"""Where no standard fits, what is said names what there is: a file, a folder, or neither."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from recordcheck.engine.given.choose import LIST, choose
from recordcheck.engine.given.inputs import open_data
from recordcheck.engine.profiling.profile import known_in
from recordcheck.errors import UserError
from recordcheck.standard.load import load

OWN = "Misper No,Person ID,Area,Last seen on\n1,2,3,4\n"
FITS = ",".join(load("missing-children").tables["episode"].fields) + "\n"
DATA = "1,2,North\n3,4,South\n"
WESTERN = OWN.replace("3", "\u00e9").encode("windows-1252")


def said_of(data: object, encoding: str | None = None) -> UserError:
    with pytest.raises(UserError) as caught:
        choose(open_data(data, encoding=encoding), known_in([], {}).standards, {})
    return caught.value


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"a/x.csv": OWN, "a/y.csv": OWN}, "--from a"),
        ({"a/x.csv": OWN}, "--from a/x.csv"),
        ({"a/x.csv": OWN, "b/y.csv": OWN}, "--from a/x.csv"),  # no folder has both
        ({"a/f.csv": FITS, "a/x.csv": OWN, "a/y.csv": OWN}, "--from a/x.csv"),  # one fits
        ({"a/x.csv": OWN, "a/y.csv": DATA}, "--from a/x.csv"),  # of one the names are not known
        ({"a/x.csv": WESTERN, "a/y.csv": "\ufeff" + OWN}, "--from a/x.csv --encoding cp1252"),
    ],
)
def test_the_command_maps_a_folder_only_where_it_would_read_all_of_it_alike(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str | bytes],
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    western = WESTERN in files.values()
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    said = said_of(list(files), "windows-1252" if western else None)
    begins = f"to map its columns: recordcheck init {command} --standard missing-children; "
    assert (said.remedy or "").startswith(begins)
    assert f"recordcheck init {command} --write-standard " in (said.remedy or "")


def test_of_a_frame_no_command_reads_a_file() -> None:
    assert said_of(pa.table({"item": ["1"]})).remedy == LIST


def test_of_what_looks_like_data_no_standard_is_begun(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(DATA)
    assert said_of(tmp_path / "export.csv").remedy == (
        f"{LIST}; what was read as the header looks like data: write the names of the columns above"
        " it"
    )
