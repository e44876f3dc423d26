"""What Prefect's server itself watches: runs that died or failed, and a lake that nothing lands in any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from prefect.automations import AutomationCore
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.land import LANDED

SILENT = timedelta(minutes=4)  # of a run's heartbeats, one a minute, after which it counts as dead
MISSED = 4  # landings in a row
RUN = "prefect.flow-run."
ENDS = {RUN + end for end in ("Completed", "Failed", "Cancelled", "Crashed")}
OURS = ResourceSpecification({"prefect.resource.id": "prefect.tag.wirelake", "prefect.resource.role": "tag"})
RUNS = ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"})


async def put(client: PrefectClient, tell: UUID, land_every: timedelta) -> None:
    """Make the automations, or bring them up to date; `tell` is the deployment that delivers messages."""
    wanted = (dead_runs(), failures(tell), staleness(tell, land_every))
    standing = {one.name: one for one in await client.read_automations()}
    for automation in wanted:
        if automation.name in standing:
            await client.update_automation(standing[automation.name].id, automation)
        else:
            await client.create_automation(automation)


def dead_runs() -> AutomationCore:
    """A run whose process was killed is marked as crashed, so that nothing waits for it."""
    return AutomationCore(
        name="wirelake: dead runs",
        trigger=EventTrigger(
            after={RUN + "heartbeat"},
            expect={RUN + "heartbeat", *ENDS},
            match=RUNS,
            match_related=OURS,
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENT,
        ),
        actions=[
            ChangeFlowRunState(
                name=None, state=StateType.CRASHED, message="Its process is gone: no heartbeat.", force=False
            )
        ],
    )


def failures(tell: UUID) -> AutomationCore:
    """A run that failed or crashed is told of."""
    return AutomationCore(
        name="wirelake: failures",
        trigger=EventTrigger(
            expect={RUN + "Failed", RUN + "Crashed"}, match=RUNS, match_related=OURS, posture=Posture.Reactive
        ),
        actions=[
            message(
                tell,
                "{{ flow.name }} did not end well",
                "The run {{ flow_run.name }} is {{ flow_run.state.name }}: {{ flow_run.state.message }}",
            )
        ],
    )


def staleness(tell: UUID, land_every: timedelta) -> AutomationCore:
    """A lake whose sources have not been asked for several landings is told of."""
    return AutomationCore(
        name="wirelake: staleness",
        trigger=EventTrigger(
            expect={LANDED}, posture=Posture.Proactive, threshold=1, within=max(MISSED * land_every, timedelta(hours=1))
        ),
        actions=[message(tell, "nothing lands any more", f"No landing has ended for {MISSED * land_every}.")],
    )


def message(tell: UUID, subject: str, text: str) -> Any:
    templates = {"subject": subject, "text": text}
    return RunDeployment(
        source="selected",
        deployment_id=tell,
        parameters={name: {"__prefect_kind": "jinja", "template": value} for name, value in templates.items()},
        job_variables=None,
    )
