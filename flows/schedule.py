"""`wirelake serve`: the ingest of a watched folder, now and on schedule, in this process; no worker is needed."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from flows.settings import Settings, prepare_prefect
from flows.terminal import say

DONE, WRONG_USAGE = 0, 2
MOST_RUNS = 1  # at a time; the lake's own lock holds even where this does not


def serve(folder: Path, settings: Settings, minutes: int) -> int:
    """Serve until stopped. Schedules live in a Prefect server, so one must be running."""
    if not folder.is_dir():
        say(f"wirelake: {folder}: no folder there to watch. Make it, or correct --watch.")
        return WRONG_USAGE
    prepare_prefect(settings.lake)
    if "PREFECT_API_URL" not in os.environ:
        say(
            "wirelake: a schedule needs a Prefect server that stays. Start one in another terminal:\n"
            f"  PREFECT_HOME={os.environ['PREFECT_HOME']} prefect server start\n"
            "and say where it is:\n  export PREFECT_API_URL=http://127.0.0.1:4200/api"
        )
        return WRONG_USAGE
    from flows.ingest import ingest  # imports Prefect, which reads the environment prepared above

    parameters = {
        "paths": [str(folder.resolve())],
        "lake": settings.lake,
        "overlay": str(settings.overlay) if settings.overlay else None,
        "model": str(settings.model) if settings.model else None,
        "workers": settings.workers,
    }
    say(f"Ingesting {folder} into {settings.where} now and every {minutes} minutes. Stop with Ctrl-C.")
    try:
        ingest(**parameters)
    except Exception as error:  # the schedule tries again; what went wrong stands in Prefect's pages too
        say(f"wirelake: the first run failed: {error}")
    ingest.serve(  # pyright: ignore[reportFunctionMemberAccess]
        name="watched-folder",
        interval=timedelta(minutes=minutes),
        parameters=parameters,
        limit=MOST_RUNS,
        tags=["wirelake"],
    )
    return DONE
