"""Real servers for tests: PostgreSQL for a catalog, and an S3 store; each on this machine and for one test run."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

BINARIES = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
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
    """An S3 store with one bucket; the variables by which it is reached."""
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    try:
        host, port = running.get_host_and_port()
        urlopen(Request(f"http://{host}:{port}/{bucket}", method="PUT")).close()
        yield KEYS | {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}
    finally:
        running.stop()
