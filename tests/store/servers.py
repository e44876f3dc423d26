"""Real servers for tests: PostgreSQL for a catalog, and an S3 store; each on this machine and for one test run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

BINARIES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
WEED = Path(sys.executable).with_name("weed")
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@contextmanager
def postgres() -> Iterator[str]:
    """A fresh PostgreSQL server; the address of its empty database `lake`. Skips where no server is installed."""
    if BINARIES is None:
        pytest.skip("no PostgreSQL server is installed (apt-get install postgresql)")
    # PostgreSQL refuses to run as root; its packages bring a user of their own.
    user = {"user": "postgres"} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="wirelake-postgres-"))
    if user:
        shutil.chown(folder, "postgres")
    port, data = free_port(), folder / "data"
    command = [
        BINARIES / "initdb",
        "-D",
        data,
        "-U",
        "wirelake",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, **user)
    options = f"-c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    server = subprocess.Popen(
        [BINARIES / "postgres", "-D", data, "-p", str(port), *options.split()],
        stderr=subprocess.DEVNULL,
        cwd=folder,
        **user,
    )
    try:
        make = [BINARIES / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "wirelake", "lake"]
        ends = time.monotonic() + 120
        while subprocess.run(make, check=False, capture_output=True).returncode and time.monotonic() < ends:
            time.sleep(0.2)
        yield f"postgresql://wirelake@127.0.0.1:{port}/lake"
    finally:
        server.send_signal(signal.SIGINT)  # at once; SIGTERM would wait for clients that are still connected
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def s3(bucket: str = "lake") -> Iterator[dict[str, str]]:
    """SeaweedFS with one bucket, which takes no key but its own; the variables by which it is reached."""
    ports = {name: free_port() for name in ("master", "volume", "filer", "s3")}
    with tempfile.TemporaryDirectory(prefix="wirelake-s3-") as folder:
        (Path(folder) / "keys.json").write_text(json.dumps({"identities": [identity(bucket)]}))
        listening = [f"-{name}.port{kind}={port}" for name, one in ports.items() for kind, port in grpc(one)]
        command = [WEED, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"]
        command += [
            *listening,
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            f"-s3.config={folder}/keys.json",
            "-volume.max=0",
            "-master.volumeSizeLimitMB=64",
        ]
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            make_bucket(bucket, ports)
            yield KEYS | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{ports['s3']}"}
        finally:
            server.kill()
            server.wait()


def identity(bucket: str) -> dict[str, object]:
    key = {"accessKey": KEYS["AWS_ACCESS_KEY_ID"], "secretKey": KEYS["AWS_SECRET_ACCESS_KEY"]}
    return {"name": "test", "credentials": [key], "actions": [f"{what}:{bucket}" for what in ("Read", "Write", "List")]}


def grpc(port: int) -> list[tuple[str, int]]:
    """A service's port, and the one by which SeaweedFS's services speak to each other: chosen, it may lie too high."""
    return [("", port), (".grpc", free_port())]


def make_bucket(bucket: str, ports: dict[str, int]) -> None:
    """Wait for the server and make the bucket, which is a folder of the filer."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        with suppress(OSError):
            urlopen(f"http://127.0.0.1:{ports['s3']}/healthz", timeout=10).close()
            urlopen(Request(f"http://127.0.0.1:{ports['filer']}/buckets/{bucket}/", method="POST"), timeout=10).close()
            return
        time.sleep(0.2)
    raise AssertionError("SeaweedFS did not come up in two minutes")
