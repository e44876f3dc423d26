"""What every test shares: Prefect's settings, before anything imports Prefect."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

HOME = tempfile.mkdtemp(prefix="wirelake-prefect-")
os.environ |= {
    "PREFECT_HOME": HOME,
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "DO_NOT_TRACK": "1",
}
os.environ.pop("PREFECT_API_URL", None)
os.environ.pop("WIRELAKE_LAKE", None)
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The five example documents."""
    return ROOT / "seeds"
