"""Messages on events and runs: what the rules of `alerts.toml` find, each told once, by the channels that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.settings import Settings
    from warehouse.alerts.find import Finding
    from warehouse.alerts.memory import Memory
    from warehouse.alerts.rules import Alerts, Rule
    from warehouse.store.lake import Lake


@dataclass(slots=True)
class Sent:
    """What a round of alerts did: messages by rule, and channels that did not take theirs."""

    messages: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


def send(settings: Settings, now: datetime) -> Sent:
    """Tell what the rules find and was not told yet. A channel that fails is tried again the next time."""
    from warehouse.alerts.memory import FILE, Memory
    from warehouse.alerts.rules import read_alerts
    from warehouse.store.lake import Lake, NoLake

    alerts, sent = read_alerts(settings.home), Sent()
    if not alerts.rules or not alerts.channels:
        return sent
    try:
        lake = Lake.open(settings.lake)
    except NoLake:  # nothing has come yet
        return sent
    memory = Memory(settings.home / FILE)
    try:
        for rule in alerts.rules:
            send_rule(rule, alerts, find_all(rule, lake, settings, now), lake, memory, now, sent)
    finally:
        memory.close()
        lake.close()
    return sent


def find_all(rule: Rule, lake: Lake, settings: Settings, now: datetime) -> list[Finding]:
    from warehouse.alerts.find import find, find_silent
    from warehouse.landing.web.sources import FILE as LIST
    from warehouse.landing.web.sources import read_sources
    from warehouse.landing.web.state import FILE, State

    if rule.kind != "silent":
        return find(rule, lake, now.date())
    state = State(settings.home / FILE)
    try:
        return find_silent(rule, read_sources(settings.home / LIST), state, now)
    finally:
        state.close()


def send_rule(
    rule: Rule, alerts: Alerts, found: list[Finding], lake: Lake, memory: Memory, now: datetime, sent: Sent
) -> None:
    from flows.delivery import NotDelivered, deliver
    from warehouse.alerts.memory import BASELINE, untold

    if not memory.knows(rule):
        if not rule.past and rule.kind != "silent":
            memory.remember(found, BASELINE, now)
        memory.begin(rule, now)
    told: set[str] = set()
    for channel in alerts.channels:
        for batch in in_messages(untold(found, *memory.told(rule.name, channel)), rule.most):
            try:
                deliver(message_of(rule, batch, lake, now), channel, alerts)
            except NotDelivered as failed:
                sent.troubles.append(f"{rule.name}: {failed}")
                break
            memory.remember(batch, channel, now)
            told |= {one.key for one in batch}
    if told:
        sent.messages[rule.name] = len(told)


def in_messages(findings: Sequence[Finding], most: int) -> list[list[Finding]]:
    """One message each; what goes beyond `most` is told in one."""
    rest = list(findings[most:])
    return [*([one] for one in findings[:most]), *([rest] if rest else [])]


def message_of(rule: Rule, findings: list[Finding], lake: Lake, now: datetime) -> dict[str, Any]:
    """What is delivered: one finding with its sentences, or a list of many."""
    from warehouse import ids
    from warehouse.alerts.find import quotes

    first = findings[0]
    told = {"rule": rule.name, "kind": rule.kind, "told_at": now, "lake": str(lake.address)}
    if len(findings) == 1:
        about = {"id": first.message_id, "subject": first.subject, "text": first.text}
        return told | about | {"key": first.key, "facts": first.facts, "quotes": quotes(first, lake)}
    return told | {
        "id": ids.row_id(rule.name, *(one.key for one in findings)),
        "subject": f"{len(findings)} more by the rule {rule.name}",
        "text": "\n".join(one.subject for one in findings),
        "keys": [one.key for one in findings],
    }


def tell_all(settings: Settings, subject: str, text: str, now: datetime) -> list[str]:
    """One message by every channel, about a run rather than an event; the troubles of channels."""
    from flows.delivery import NotDelivered, deliver
    from warehouse import ids
    from warehouse.alerts.rules import read_alerts

    alerts, troubles = replace(read_alerts(settings.home), prefect=False), []
    message = {"id": ids.row_id(subject, text), "rule": "runs", "kind": "run", "subject": subject, "text": text}
    for channel in alerts.channels:
        try:
            deliver(message | {"told_at": now}, channel, alerts)
        except NotDelivered as failed:
            troubles.append(str(failed))
    return troubles
