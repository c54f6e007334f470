"""What is known: the standards and code lists of the user's folders, before those shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from recordcheck.standard import known


def test_a_standard_and_a_list_of_ones_own_hide_what_is_shipped_by_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, title in ((tmp_path / "shipped", "Theirs"), (tmp_path, "Ours")):
        (folder / "codes").mkdir(parents=True)
        (folder / "codes" / "kinds.yaml").write_text(f"codes: kinds\ntitle: {title}\nlist: [A]\n")
        tables = "tables: {visit: {one_record_is: one, fields: {kind: {type: code, codes: kinds}}}}"
        text = f"standard: visits\nversion: '1'\ntitle: {title}\n{tables}\n"
        (folder / "visits.yaml").write_text(text)
    (tmp_path / "shipped" / "codes" / "more.yaml").write_text(
        "codes: more\ntitle: More\nlist: [A]\n"
    )
    (tmp_path / "other.yaml").write_text("name: the YAML of others\n")
    monkeypatch.setattr(known, "shipped", lambda: tmp_path / "shipped")
    (visits,) = known.catalogue([tmp_path])
    codes = visits.tables["visit"].fields["kind"].codes
    assert (visits.title, codes and codes.title) == ("Ours", "Ours")
    assert {name: one.title for name, one in known.code_lists([tmp_path]).items()} == {
        "kinds": "Ours",
        "more": "More",
    }
