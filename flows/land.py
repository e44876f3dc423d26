"""The flow `land`: a round of visits to the sources. What it brings waits in `incoming/` for the flow `code`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.events import emit_event

from flows.clock import utc_now
from flows.settings import Settings
from warehouse.landing.web.visit import Busy, go_round

LANDED = "wirelake.landed"  # the event that tells Prefect's automations that the sources were asked


@flow(name="land", flow_run_name="land into {lake}")
def land(lake: str = "./lake") -> dict[str, Any]:
    """Visit the sources that are due and fetch what they offer that is new; its counts are returned.

    When another run is at it, this one leaves it alone.
    """
    settings = Settings(lake)
    try:
        tally = asdict(go_round(settings.home, utc_now))
    except Busy as busy:
        get_run_logger().warning("%s", busy)
        return {"busy": True}
    if tally["troubles"]:
        troubles = [{"source": name, "trouble": what} for name, what in tally["troubles"].items()]
        create_table_artifact(key="land-troubles", table=troubles, description="Sources that were not well.")
    emit_event(LANDED, resource={"prefect.resource.id": "wirelake.lake", "wirelake.lake": settings.where})
    get_run_logger().info("landed: %s", tally)
    return tally
