"""How the dashboard is started: one command line and environment for the CLI, the containers and the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = Path(__file__).with_name("app.py")


def command(
    lake_url: str | Path, *, port: int = 8501, address: str = "127.0.0.1", open_browser: bool = False
) -> tuple[list[str], dict[str, str]]:
    """The command that serves the dashboard, and what it needs in its environment beside what is there."""
    arguments = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(APP),
        f"--server.port={port}",
        f"--server.address={address}",
        f"--server.headless={str(not open_browser).lower()}",
        "--browser.gatherUsageStats=false",
    ]
    search_path = os.pathsep.join(filter(None, (str(APP.parent.parent), os.environ.get("PYTHONPATH"))))
    return arguments, {"WIRELAKE_LAKE": str(lake_url), "PYTHONPATH": search_path}
