"""The flow `tell`: a message about a run, by the channels of the alerts. Prefect's automations call it."""

from __future__ import annotations

from prefect import flow, get_run_logger

from flows import alerts
from flows.clock import utc_now
from flows.settings import Settings


@flow(name="tell", flow_run_name="tell: {subject}")
def tell(lake: str = "./lake", subject: str = "", text: str = "") -> list[str]:
    """Send a message by every channel; the troubles of channels are returned."""
    troubles = alerts.tell_all(Settings(lake), subject, text, utc_now())
    for trouble in troubles:
        get_run_logger().warning("%s", trouble)
    return troubles
