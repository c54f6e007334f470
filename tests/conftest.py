"""What several tests share: the folder of facts beside the checkout, where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# Timing decides no test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs the tests may have a job's summary, which is not ours to write to."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: figures and exports that are not ours to ship."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the folder `{folder.name}` is not beside the checkout")
    return folder
