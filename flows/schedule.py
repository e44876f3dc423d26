"""`wirelake serve`: the schedule of a lake, in this process and its children; no worker is needed.

Landing asks the sources every quarter of an hour, coding brings what came into the lake every hour, maintenance comes
by night; backfill and recode wait to be asked for, in Prefect's pages or with `prefect deployment run`.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from flows.settings import Settings, prepare_prefect
from flows.terminal import say

DONE, FAILED, WRONG_USAGE = 0, 1, 2
TAG = "wirelake"
USUAL_PORT = 4200
PATIENCE = 300.0  # seconds for Prefect's server to come up
SOON = (timedelta(0), timedelta(minutes=5))  # when a lake that is just being served is coded first
# How a server of our own keeps its records: runs and their events for a month, and who holds a concurrency slot on
# disk, for in memory it would be forgotten with a killed server and the slot never be given back.
RECORDS = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 86_400),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P30D",
}
HEARTBEAT = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "60"}  # seconds; by these a dead run is told from a long one


@dataclass(frozen=True, slots=True)
class Times:
    """When things happen: minutes between runs, and the nightly hour as cron has it."""

    land: int = 15
    code: int = 60
    maintain: str = "30 3 * * *"


def serve(folder: Path | None, settings: Settings, times: Times) -> int:
    """Serve until stopped. Without PREFECT_API_URL, a Prefect server is started that ends with this process."""
    if folder is not None and not folder.is_dir():
        say(f"wirelake: {folder}: no folder there to watch. Make it, or correct --watch.")
        return WRONG_USAGE
    prepare_prefect(settings.lake)
    for name, value in HEARTBEAT.items():
        os.environ.setdefault(name, value)
    with prefect_server() as address:
        say(f"Runs and schedules: {address.removesuffix('/api')}")
        say(
            f"Landing every {times.land} and coding every {times.code} minutes into {settings.where}. Stop with Ctrl-C."
        )
        # Made before the loop runs: inside one, Prefect would give coroutines.
        asyncio.run(run(deployments(folder, settings, times), timedelta(minutes=times.land)))
    return DONE


@contextmanager
def prefect_server() -> Iterator[str]:
    """The address of a server: the one that the user has, or one of our own until the end of the block."""
    if given := os.environ.get("PREFECT_API_URL"):
        yield given
        return
    port = free_port()
    os.environ["PREFECT_API_URL"] = address = f"http://127.0.0.1:{port}/api"
    log = Path(os.environ["PREFECT_HOME"]) / "server.log"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("ab") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, env=dict(os.environ) | RECORDS)
    try:
        say("Starting Prefect's server (about 20 seconds) …")
        wait_for(server, address, log)
        yield address
    finally:
        server.terminate()
        server.wait()
        del os.environ["PREFECT_API_URL"]


def free_port() -> int:
    """The port that Prefect uses by custom, or any other that is free."""
    for port in (USUAL_PORT, 0):
        with socket.socket() as asked:
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                asked.bind(("127.0.0.1", port))
            except OSError:
                continue
            return asked.getsockname()[1]
    raise RuntimeError("no port is free on this machine")


def wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urlopen(f"{address}/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"Prefect's server did not come up; {log} says why.")


async def run(served: Sequence[Any], land_every: timedelta) -> None:
    # Imported here: Prefect reads the environment that was prepared above.
    from prefect.client.orchestration import get_client
    from prefect.runner import Runner

    from flows import automations

    began = datetime.now(UTC)
    runner = Runner(name="wirelake", pause_on_shutdown=False)
    ids = {one.name: await runner.aadd_deployment(one) for one in served}
    async with get_client() as client:
        await forget_dead(client, list(ids.values()))
        # Messages wait: they tell of what happened while nobody was there.
        await forget_missed(client, [one for name, one in ids.items() if name != "tell"], began)
        await automations.put(client, ids["tell"], land_every)
        await begin(client, ids)
    await runner.start()


def deployments(folder: Path | None, settings: Settings, times: Times) -> list[Any]:
    """What is served, each with its schedule. One run of each at a time; the lake's own locks hold besides."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.types.entrypoint import EntrypointType

    from flows.code import code
    from flows.ingest import ingest
    from flows.land import land
    from flows.nightly import maintain
    from flows.recode import recode
    from flows.tell import tell

    lake: dict[str, Any] = {"lake": settings.lake}
    coder = lake | {
        "overlay": str(settings.overlay) if settings.overlay else None,
        "model": str(settings.model) if settings.model else None,
        "workers": settings.workers,
    }
    one = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    watch = {"watch": [str(folder.resolve())] if folder else []}
    plan: list[tuple[Any, str, dict[str, Any], Mapping[str, Any]]] = [
        (land, "land", lake, {"interval": timedelta(minutes=times.land)}),
        (code, "code", coder | watch, {"interval": timedelta(minutes=times.code)}),
        (maintain, "maintain", lake, {"cron": times.maintain}),
        (ingest, "backfill", coder | {"paths": []}, {}),
        (recode, "recode", coder, {}),
        (tell, "tell", lake | {"subject": "", "text": ""}, {}),
    ]
    return [
        flow.to_deployment(
            name=name,
            description=flow.description,
            parameters=parameters,
            tags=[TAG],
            # Parts of a large input may be brought in side by side, each by a run of its own.
            concurrency_limit=None if flow in (tell, ingest) else one,
            entrypoint_type=EntrypointType.MODULE_PATH,  # wherever the command is called
            **when,
        )
        for flow, name, parameters, when in plan
    ]


async def forget_dead(client: Any, ids: list[Any]) -> None:
    """Runs that an earlier serving left unfinished are over, and the slots that they hold are free.

    Their processes were killed; should one live on, the lake's own locks keep it apart from the next.
    """
    from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
    from prefect.states import Crashed

    for flow_run in await runs_of(client, ids, {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}):
        state = Crashed(message="The schedule that ran it was killed.")
        await client.set_flow_run_state(flow_run.id, state, force=True)
    for one in ids:
        limit = (await client.read_deployment(one)).global_concurrency_limit
        if limit is not None:
            await client.update_global_concurrency_limit(limit.name, GlobalConcurrencyLimitUpdate(active_slots=0))


async def forget_missed(client: Any, ids: list[Any], began: datetime) -> None:
    """Runs that nobody was there to start are not made up for: the next one does their work."""
    before = {"expected_start_time": {"before_": began.isoformat()}}
    for flow_run in await runs_of(client, ids, {"state": {"type": {"any_": ["SCHEDULED"]}}} | before):
        await client.delete_flow_run(flow_run.id)


async def runs_of(client: Any, ids: list[Any], asked: Mapping[str, Any]) -> list[Any]:
    from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter

    return await client.read_flow_runs(
        flow_run_filter=FlowRunFilter.model_validate(asked),
        deployment_filter=DeploymentFilter.model_validate({"id": {"any_": [str(one) for one in ids]}}),
    )


async def begin(client: Any, ids: Mapping[str, Any]) -> None:
    """The first runs, now and soon, without waiting for the schedule's hour."""
    from prefect.states import Scheduled

    await client.create_flow_run_from_deployment(ids["land"])
    for wait in SOON:
        state = Scheduled(scheduled_time=datetime.now(UTC) + wait)
        await client.create_flow_run_from_deployment(ids["code"], state=state)
