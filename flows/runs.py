"""What a run says of itself in the table `runs`."""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from uuid import uuid4

from flows.clock import utc_now
from flows.settings import Settings
from warehouse import tools
from warehouse.knowledge import files
from warehouse.store.commit import Run

PACKAGES = ("wirelake", "duckdb", "polars", "prefect", "spacy")


def describe_run(flow: str, settings: Settings, run_id: object = None) -> Run:
    """A run of `flow` that begins now, with what it works with; without an id it gets one."""
    loaded = tools.load(settings.sources)
    model = loaded.model
    packages = {name: version(name) for name in PACKAGES}
    return Run(
        run_id=str(run_id or uuid4()),
        flow=flow,
        started_at=utc_now(),
        coder_version=loaded.coder_version,
        knowledge_version=files.version(loaded.overlay),
        versions=json.dumps(
            packages | {"python": platform.python_version(), model.name: model.version, "sha256": model.fingerprint}
        ),
        settings=json.dumps({"workers": settings.workers, "overlay": str(loaded.overlay or "")}),
        made_of=tools.coder_version(model, None, loaded.profiles),
        overlay=json.dumps(files.own_content(loaded.overlay), ensure_ascii=False),
    )
