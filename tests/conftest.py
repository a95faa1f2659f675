"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from where import SHARED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material; tests that need it are skipped where it is missing."""
    if not SHARED.exists():
        pytest.skip("the shared folder (../shared) is not here")
    return SHARED
