"""What Prefect's server watches, seen to happen (`make prove`): a failed run, a dead one, and silence."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corpus
from flows import automations
from flows.schedule import prefect_server
from flows.settings import prepare_prefect
from tests.end_to_end.served import serving
from warehouse.store.lake import Lake

pytestmark = pytest.mark.prove
PATIENCE = 900.0  # seconds


def wait_for(found: Callable[[], Any]) -> Any:
    ends = time.monotonic() + PATIENCE
    while not (seen := found()) and time.monotonic() < ends:
        time.sleep(2)
    assert seen
    return seen


def told(lake: Path) -> str:
    path = lake / "alerts.jsonl"
    return path.read_text() if path.exists() else ""


def ask(question: Callable[[Any], Any]) -> Any:
    """What Prefect's server answers to a client."""
    from prefect.client.orchestration import PrefectClient

    async def asked() -> Any:
        async with PrefectClient(os.environ["PREFECT_API_URL"]) as client:
            return await question(client)

    return asyncio.run(asked())


def run(deployment: str, parameters: dict[str, Any]) -> Any:
    """Ask for a run of a deployment, once it is served; the run's id."""

    from prefect.exceptions import ObjectNotFound

    async def start(client: Any) -> Any:
        try:
            found = await client.read_deployment_by_name(deployment)
        except ObjectNotFound:
            return None
        return (await client.create_flow_run_from_deployment(found.id, parameters=parameters)).id

    return wait_for(lambda: ask(start))


def state_of(run_id: Any) -> str:
    async def read(client: Any) -> str:
        return str((await client.read_flow_run(run_id)).state_type.value)

    return ask(read)


def tell_of_silence_after(time: timedelta) -> None:
    """The same automation with another time in place of its hour."""

    async def put(client: Any) -> None:
        standing = next(one for one in await client.read_automations() if one.name == "wirelake: staleness")
        changed = automations.staleness(standing.actions[0].deployment_id, timedelta(minutes=15))
        changed.trigger.within = time
        await client.update_automation(standing.id, changed)

    ask(put)


def test_a_failed_run_a_dead_one_and_silence_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PREFECT_HOME", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)
    lake = tmp_path / "lake"
    Lake.open(lake, read_only=False).close()
    (lake / "alerts.toml").write_text('[deliver]\nfile = "alerts.jsonl"\n')
    corpus.write(tmp_path / "news", 2_000)
    prepare_prefect(str(lake))
    with prefect_server() as address:
        monkeypatch.setenv("PREFECT_API_URL", address)
        with serving(lake, PREFECT_API_URL=address):
            run("ingest/backfill", {"paths": [str(tmp_path / "news")], "model": str(tmp_path / "nothing")})
            wait_for(lambda: "ingest did not end well" in told(lake))
            tell_of_silence_after(timedelta(seconds=20))
            wait_for(lambda: "nothing lands any more" in told(lake))
            tell_of_silence_after(timedelta(hours=1))
            long = run("ingest/backfill", {"paths": [str(tmp_path / "news")]})
            wait_for(lambda: any((lake / "staging").glob("*/read")))
        assert state_of(long) == "RUNNING"  # killed with its schedule: nobody is there to say so
        wait_for(lambda: state_of(long) == "CRASHED")
        with serving(lake, PREFECT_API_URL=address):
            wait_for(lambda: told(lake).count("ingest did not end well") == 2)
