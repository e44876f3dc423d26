"""Settings, read once at the edge; everything below takes plain arguments."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.sources import Sources
from warehouse.store import address


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. Options of the command line win over it."""

    lake: str = "./lake"
    overlay: Path | None = None  # default: the folder `knowledge` in the lake
    model: Path | None = None  # default: the installed language model
    workers: int = 1
    profiles: Path | None = None  # what a lake has learnt of publishers' pages
    dask: str | None = None  # address of a Dask scheduler, or `local`: where an ingest's batches are worked on
    watch: Path | None = None  # folder that `wirelake serve` ingests on schedule

    @property
    def where(self) -> str:
        """The lake for people, without a password."""
        return str(address.parse(self.lake))

    @property
    def home(self) -> Path:
        """The local folder for what is on its way in, and for the user's own files."""
        return address.parse(self.lake).home

    @property
    def sources(self) -> Sources:
        return Sources(self.overlay or address.parse(self.lake).overlay, self.model, self.profiles)


def from_environment(environment: Mapping[str, str] = os.environ, lake: str | None = None) -> Settings:
    """Settings from WIRELAKE_LAKE, WIRELAKE_KNOWLEDGE, WIRELAKE_MODEL, WIRELAKE_WORKERS, WIRELAKE_DASK and
    WIRELAKE_WATCH."""
    wrong = [name for name in ("WIRELAKE_WORKERS",) if not environment.get(name, "1").isdigit()]
    if wrong:
        raise ValueError(f"{', '.join(wrong)}: must be a whole number, 1 or more.")
    return Settings(
        lake=lake or environment.get("WIRELAKE_LAKE", "./lake"),
        overlay=_path(environment.get("WIRELAKE_KNOWLEDGE")),
        model=_path(environment.get("WIRELAKE_MODEL")),
        workers=max(1, int(environment.get("WIRELAKE_WORKERS", cores()))),
        dask=environment.get("WIRELAKE_DASK") or None,
        watch=_path(environment.get("WIRELAKE_WATCH")),
    )


def cores() -> int:
    return os.cpu_count() or 1


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser().resolve() if text else None


def prepare_prefect(lake: str, environment: dict[str, str] | os._Environ[str] = os.environ) -> None:
    """Set what Prefect reads when it is imported: its home beside the lake, no analytics, patience at start-up.

    What the user has set stays.
    """
    home = address.parse(lake).home / ".prefect"
    defaults = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
        "PREFECT_LOGGING_LEVEL": "WARNING",
    }
    for name, value in defaults.items():
        environment.setdefault(name, value)
    Path(environment["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)  # Prefect makes no parents
