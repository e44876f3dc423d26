"""The compose file as data, and its Python services as plain processes on this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FILE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
PATIENCE = 240.0  # seconds; a loaded machine takes 90 to start Prefect's server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def on_this_machine(words: list[str], ports: Mapping[str, int]) -> list[str]:
    """A service's own command or health check, with this Python, on loopback and on free ports."""
    replaced = []
    for word in words:
        for port, free in ports.items():
            word = word.replace(port, str(free))
        replaced.append(word.replace("0.0.0.0", "127.0.0.1"))
    program = Path(sys.executable) if replaced[0] == "python" else Path(sys.executable).with_name(replaced[0])
    return [str(program), *replaced[1:]]


@contextmanager
def running(name: str, ports: Mapping[str, int], environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """Run a service until the block ends. It must be healthy, by its own check, before the block begins."""
    command = on_this_machine(SERVICES[name]["command"], ports)
    check = on_this_machine(SERVICES[name]["healthcheck"]["test"][1:], ports)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=os.environ | environment,
            cwd=log.parent,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_until_healthy(process, check, log)
            yield
        finally:
            stop(process)


def wait_until_healthy(process: subprocess.Popen[bytes], check: list[str], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        if subprocess.run(check, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.5)
    raise AssertionError(f"{log.stem} is not healthy:\n{log.read_text(errors='replace')[-4000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started, by the group that is its own."""
    for sign, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, 10)):
        try:
            os.killpg(process.pid, sign)
            process.wait(patience)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait(10)


def compose_programs() -> list[list[str]]:
    """The compose commands of this machine, old and new."""
    found = [["docker-compose"]] if shutil.which("docker-compose") else []
    if shutil.which("docker"):
        has_plugin = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0
        found += [["docker", "compose"]] if has_plugin else []
    return found
