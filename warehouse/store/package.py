"""The lake as a citable folder: Parquet files with a Frictionless data package that describes every column.

The form is Data Package v1 (https://specs.frictionlessdata.io), which catalogues and archives read.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

import polars as pl

from warehouse import tables
from warehouse.store import dictionary, export, sqlfiles
from warehouse.store.lake import Lake

DESCRIPTION = "datapackage.json"
# Types of the specification; lists and structs are arrays and objects there.
KINDS: list[tuple[tuple[type[pl.DataType], ...], str]] = [
    ((pl.String,), "string"),
    ((pl.Boolean,), "boolean"),
    ((pl.Date,), "date"),
    ((pl.Datetime,), "datetime"),
    ((pl.List,), "array"),
    ((pl.Struct,), "object"),
    ((pl.Float32, pl.Float64), "number"),
    ((pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt32, pl.UInt64), "integer"),
    ((pl.Binary,), "any"),
]


def to_package(lake: Lake, folder: Path, snapshot: int | None = None) -> Path:
    """Write tables and views as Parquet, `datapackage.json`, the data dictionary and how to cite the whole.

    Returns the package's description, which is written last: where it stands, all that it names is there.
    """
    snapshot = lake.snapshot() if snapshot is None else snapshot
    files = {file.stem: file for file in export.to_parquet(lake, folder, snapshot)}
    (folder / "data_dictionary.md").write_text(dictionary.markdown(), encoding="utf-8")
    facts = lake.cursor(snapshot).sql(sqlfiles.read("exports/package")).pl().to_dicts()[0] | {"snapshot": snapshot}
    (folder / "CITATION.txt").write_text(citation(facts), encoding="utf-8")
    described = [*export.exported(), *tables.VIEWS]
    package = {
        "profile": "data-package",
        "name": "wirelake",
        "title": "News events: who did what to whom, when, and where it says so",
        "version": f"snapshot-{facts['snapshot']}",
        "created": f"{facts['committed_at']:%Y-%m-%dT%H:%M:%SZ}",
        "wirelake": {"version": version("wirelake"), "coder_versions": facts["coder_versions"]},
        "resources": [_resource(one, files[one.name]) for one in described],
    }
    text = json.dumps(package, indent=2, ensure_ascii=False)
    export.whole(folder / DESCRIPTION, lambda draft: draft.write_text(text, encoding="utf-8"))
    return folder / DESCRIPTION


def citation(facts: dict) -> str:
    """How to cite: what, of when, made by what."""
    span = f"published {facts['first_day']} to {facts['last_day']}" if facts["first_day"] else "none of them dated"
    return (
        f"Wirelake data set, snapshot {facts['snapshot']} of {facts['committed_at']:%Y-%m-%d}: "
        f"{facts['event_count']:,} events in {facts['report_count']:,} reports of {facts['article_count']:,} articles "
        f"({span}). Made with Wirelake {version('wirelake')}, coder {', '.join(facts['coder_versions'])}.\n"
    )


def _resource(described: tables.Table | tables.View, file: Path) -> dict:
    key = {"primaryKey": list(described.key)} if isinstance(described, tables.Table) else {}
    fields = [
        {"name": name, "type": _kind(c.type), "description": c.meaning, "constraints": {"required": not c.nullable}}
        for name, c in described.columns.items()
    ]
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "name": described.name,
        "path": file.name,
        "description": described.meaning,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {"fields": fields} | key,
    }


def _kind(column: pl.DataType) -> str:
    return next(kind for types, kind in KINDS if isinstance(column, types))
