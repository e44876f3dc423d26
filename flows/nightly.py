"""The flow `maintain`: what keeps a lake small and sound, once a night. Each step can be run by itself as well."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from flows import upkeep
from flows.runs import describe_run
from flows.settings import Settings
from warehouse.store.lake import Lake
from warehouse.verdicts import beside, precisions


class LakeBroken(RuntimeError):
    """Verification found that the lake breaks promises."""


@flow(name="maintain", flow_run_name="maintain {lake}")
def maintain(lake: str = "./lake", keep_days: int = upkeep.KEEP_DAYS, check: bool = True) -> dict[str, Any]:
    """Compact the lake, forget snapshots older than `keep_days`, delete what nobody needs, and verify it.

    Returns what each step did. Raises LakeBroken when verification finds something.
    """
    opened = Lake.open(lake, read_only=False)
    described = describe_run("maintain", Settings(lake), flow_run.id)
    done = compact(opened) | expire(opened, keep_days)
    upkeep.record(opened, described)
    judged = precisions(beside(opened.address.home).values())
    if judged:
        create_table_artifact(
            key="precision", table=[asdict(row) for row in judged], description="By the verdicts of readers."
        )
    problems = verify(opened) if check else []
    create_table_artifact(key="maintain", table=[done | {"problems": len(problems)}], description="What was done.")
    if problems:
        raise LakeBroken(f"{opened.address}: {'; '.join(problems)}")
    get_run_logger().info("maintained: %s", json.dumps(done))
    return done


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=30)
def compact(lake: Lake) -> dict[str, int]:
    return upkeep.compact(lake)


@task(cache_policy=NO_CACHE, retries=2, retry_delay_seconds=30)
def expire(lake: Lake, keep_days: int) -> dict[str, int]:
    return upkeep.expire(lake, keep_days)


@task(cache_policy=NO_CACHE)
def verify(lake: Lake) -> list[str]:
    return upkeep.verify(lake)
