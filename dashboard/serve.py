"""How the dashboard is started: one command line and environment for the CLI, the containers and the tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

APP = Path(__file__).with_name("app.py")


def command(port: int = 8501, address: str = "127.0.0.1", base_path: str = "") -> list[str]:
    """The command that serves the dashboard; needs `environment` around it."""
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(APP),
        f"--server.port={port}",
        f"--server.address={address}",
        f"--server.baseUrlPath={base_path}",
        "--server.headless=true",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
    ]


def environment(lake_url: str, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """What the command needs around it: which lake, and where this project's theme is found."""
    kept = dict(os.environ if base is None else base)
    root = str(APP.parent.parent)
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (root, kept.get("PYTHONPATH", ""))))
    return kept | {"WIRELAKE_LAKE": lake_url}
