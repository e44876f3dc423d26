"""The schedule: what is served, how its server keeps records, and what the server watches."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from flows import automations, schedule
from flows.schedule import RECORDS, Times
from flows.settings import Settings

ROOT = Path(__file__).parents[2]


def test_the_server_keeps_records_for_a_month(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.settings import Settings as PrefectSettings

    for name, value in RECORDS.items():
        monkeypatch.setenv(name, value)
    server = PrefectSettings().server
    assert server.services.db_vacuum.retention_period == server.events.retention_period == timedelta(days=30)
    assert server.concurrency.lease_storage.endswith("filesystem")
    assert server.services.db_vacuum.enabled == {"events", "flow_runs"}


def test_what_is_served_is_what_is_deployed(tmp_path: Path) -> None:
    served = {one.name: one for one in schedule.deployments(tmp_path, Settings(str(tmp_path / "lake")), Times())}
    deployed = {one["name"]: one for one in yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]}
    assert set(served) == set(deployed)
    for name, one in served.items():
        assert one.entrypoint == deployed[name]["entrypoint"].replace("/", ".").replace(".py:", "."), name
        assert bool(one.schedules) == bool(deployed[name].get("schedules")), name
        assert set(deployed[name]["parameters"]) <= set(one._parameter_openapi_schema.properties), name
        assert (one.concurrency_limit is None) == ("concurrency_limit" not in deployed[name]), name
    assert served["code"].parameters["watch"] == [str(tmp_path)]


def test_dead_runs_failures_and_silence_are_watched() -> None:
    tell = uuid4()
    dead = automations.dead_runs().model_dump(mode="json")
    assert (dead["trigger"]["posture"], dead["actions"][0]["state"]) == ("Proactive", "CRASHED")
    failed = automations.failures(tell).model_dump(mode="json")
    assert failed["actions"][0]["deployment_id"] == str(tell)
    stale = automations.staleness(tell, timedelta(minutes=30)).model_dump(mode="json")
    assert stale["trigger"]["within"] == 7200.0
