"""The containers for real, where there is a Docker engine: up, fed, a worker killed, down and up again.

Takes some minutes, most of them to build the image. `WIRELAKE_TRY_CONTAINERS=1 pytest -m prove tests/deployment`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.deployment.compose import ROOT, compose_programs, free_port

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(
        "WIRELAKE_TRY_CONTAINERS" not in os.environ or not compose_programs(),
        reason="brings containers up only when asked: WIRELAKE_TRY_CONTAINERS=1, with docker-compose installed",
    ),
]


@dataclass(frozen=True)
class Containers:
    """One project of the compose file, with settings, ports and volumes of its own."""

    settings: Path
    inbox: Path
    dashboard_port: int

    def compose(self, *words: str) -> str:
        program = [*compose_programs()[0], "--project-name", "wirelaketest", "--env-file", str(self.settings)]
        done = subprocess.run([*program, *words], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def count(self, table: str, asked_by: str = "worker") -> int:
        answer = self.compose("exec", "-T", asked_by, "wirelake", "sql", "--json", f"select count(*) as n from {table}")
        return json.loads(answer)[0]["n"]

    def inspect(self, service: str, what: str) -> str:
        container = self.compose("ps", "-q", service).strip()
        return subprocess.run(
            ["docker", "inspect", "--format", f"{{{{{what}}}}}", container], capture_output=True, text=True, check=True
        ).stdout.strip()

    def is_healthy(self) -> bool:
        services = ("catalog", "store", "prefect", "worker", "dashboard")
        return all(self.inspect(name, ".State.Health.Status") == "healthy" for name in services)


def wait(until: Callable[[], bool], seconds: float = 300) -> None:
    ends = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < ends, f"waited {seconds:.0f} seconds in vain"
        time.sleep(2)


@pytest.fixture(scope="module")
def containers(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Containers]:
    folder = tmp_path_factory.mktemp("containers")
    inbox = folder / "inbox"
    shutil.copytree(seeds, inbox)
    for path in (*folder.parents[:2], folder, inbox):
        path.chmod(0o755)  # the worker reads as a user of its own
    settings = {
        "CATALOG_PASSWORD": "p@ss/word:1",
        "READER_PASSWORD": "re'ad er%2",
        "STORE_PASSWORD": 'st"ore\\/key',
        "STORE_READER_PASSWORD": "see+only",
        "INBOX": inbox,
        "DASHBOARD_PORT": free_port(),
        "PREFECT_PORT": free_port(),
    }
    (folder / "env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    started = Containers(folder / "env", inbox, int(settings["DASHBOARD_PORT"]))
    try:
        started.compose("up", "--detach", "--build")
        yield started
    finally:
        started.compose("down", "--volumes")


def test_containers_live_through_what_happens_to_them(containers: Containers):
    wait(containers.is_healthy)
    containers.compose("exec", "-T", "worker", "wirelake", "ingest", "/inbox")
    assert containers.count("articles") == 5
    assert containers.count("articles", asked_by="dashboard") == 5
    with urlopen(f"http://127.0.0.1:{containers.dashboard_port}/", timeout=30) as page:
        assert page.status == 200

    os.kill(int(containers.inspect("worker", ".State.Pid")), 9)
    wait(lambda: int(containers.inspect("worker", ".RestartCount")) == 1)
    wait(containers.is_healthy)

    containers.compose("down")
    containers.compose("up", "--detach")
    wait(containers.is_healthy)
    assert containers.count("articles") == 5


def test_the_dashboard_cannot_write_even_if_it_would(containers: Containers):
    write = (
        "import os; from warehouse.store import address, engine\n"
        "lake = engine.connect(address.parse(os.environ['WIRELAKE_LAKE']), read_only=False)\n"
        "try: lake.execute('delete from documents')\n"
        "except Exception as error: print('refused:', error)\n"
        "try: lake.execute(\"copy (select 1) to 's3://lake/data/x.parquet'\")\n"
        "except Exception as error: print('refused:', error)\n"
    )
    said = containers.compose("exec", "-T", "dashboard", "python", "-c", write).splitlines()
    assert [line.partition(":")[0] for line in said if line.startswith("refused")] == ["refused", "refused"]
    assert containers.compose("exec", "-T", "dashboard", "sh", "-c", "touch /lake/x || echo refused") == "refused\n"


def test_no_password_is_written_down(containers: Containers):
    said = containers.compose("logs", "--no-color")
    assert not [secret for secret in ("p@ss/word", "re'ad er", 'st"ore', "see+only") if secret in said]
