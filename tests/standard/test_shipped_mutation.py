"""The examples of the shipped standards notice what is changed in their rules; those of a bundle,
in the rules of its own.

It takes as long as all that `test_shipped` holds, so each is one worker's.
"""

from __future__ import annotations

import pytest

from recordcheck.engine.mutation import mutate
from recordcheck.standard import load
from recordcheck.standard.find import shipped, standards_in

STANDARDS = {path.stem: load(path) for path in standards_in(shipped())}


@pytest.mark.parametrize("name", STANDARDS)
def test_the_examples_notice_nine_changes_in_ten(name: str) -> None:
    found = mutate(STANDARDS[name])
    assert found.noticed >= 0.9 * found.changes, found.unproved
