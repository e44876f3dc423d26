"""What the user wants to be told of, and how: `alerts.toml` in the lake's folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

FILE = "alerts.toml"
KINDS = ("event", "burst", "new_actor", "silent")
CHANNELS = ("file", "webhook", "mail", "prefect")


class RulesRefused(ValueError):
    """A file of rules that can't be followed; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Parties are actor ids or alpha-3 country codes; what is left empty is not asked for."""

    name: str
    kind: str = "event"
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    either_way: bool = False  # whether source and target may change places
    types: tuple[str, ...] = ()  # PLOVER types
    quad_classes: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ("actual",)
    least_confidence: float = 0.0
    least_publishers: int = 1
    within_days: int = 0  # only what happened in the last so many days; 0 for whenever
    days: int = 7  # of a burst's period, of a new actor's youth
    least_count: int = 5  # events of a burst, articles of a new actor
    least_score: float = 3.5  # robust z of a burst
    hours: int = 24  # that a source may be silent
    past: bool = False  # whether what the lake held before the rule came is told too
    most: int = 20  # messages of one run; more are told in one


@dataclass(frozen=True, slots=True)
class Mail:
    """Where mail goes. The password comes from WIRELAKE_MAIL_PASSWORD."""

    to: tuple[str, ...]
    sender: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    security: str = "none"  # none, starttls or tls


@dataclass(frozen=True, slots=True)
class Alerts:
    """The whole file."""

    rules: tuple[Rule, ...] = ()
    file: Path | None = None
    webhook: str | None = None
    mail: Mail | None = None
    prefect: bool = False
    names: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def channels(self) -> tuple[str, ...]:
        return tuple(name for name in CHANNELS if getattr(self, name))


def read_alerts(home: Path) -> Alerts:
    """The rules of a lake; none when there is no file. Raises RulesRefused."""
    file = home / FILE
    if not file.exists():
        return Alerts()
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        deliver = told.get("deliver", {})
        check(told, {"rule", "deliver"}, "the file")
        check(deliver, set(CHANNELS), "[deliver]")
        rules = tuple(read_rule(one) for one in told.get("rule", []))
        if twice := [one.name for one in rules if sum(other.name == one.name for other in rules) > 1]:
            raise RulesRefused(f"the name {twice[0]} stands twice; give each rule a name of its own.")
        return Alerts(
            rules,
            home / deliver["file"] if "file" in deliver else None,
            deliver.get("webhook"),
            read_mail(deliver["mail"]) if "mail" in deliver else None,
            bool(deliver.get("prefect", False)),
            {rule.name: rule for rule in rules},
        )
    except (tomllib.TOMLDecodeError, RulesRefused, TypeError, AttributeError) as wrong:
        raise RulesRefused(f"{file}: {wrong}") from wrong


def read_rule(told: Mapping[str, Any]) -> Rule:
    name = str(told.get("name", ""))
    if not name:
        raise RulesRefused("a rule needs a name.")
    known = {one.name: one for one in fields(Rule)}
    check(told, set(known), f"rule {name}")
    rule = Rule(**{key: as_declared(name, key, value, known[key].default) for key, value in told.items()})
    if rule.kind not in KINDS:
        raise RulesRefused(f"rule {name}: kind {rule.kind}; choose one of {', '.join(KINDS)}.")
    return rule


def as_declared(rule: str, key: str, value: Any, default: Any) -> Any:
    """A value as the rule declares it: one or several, a number or a text."""
    if isinstance(default, tuple):
        wanted = int if key == "quad_classes" else str
        values = tuple(value) if isinstance(value, list) else (value,)
        if not all(isinstance(one, wanted) for one in values):
            raise RulesRefused(f"rule {rule}: {key} takes a list, such as {['RUS'] if wanted is str else [3, 4]}.")
        return values
    kind = float if isinstance(default, float) else type(default) if key != "name" else str
    if isinstance(value, bool) != (kind is bool) or not isinstance(value, (int, float) if kind is float else kind):
        raise RulesRefused(f"rule {rule}: {key} = {value!r} is no {kind.__name__}.")
    return value


def read_mail(told: Mapping[str, Any]) -> Mail:
    check(told, {one.name for one in fields(Mail)}, "[deliver.mail]")
    if not told.get("to") or not told.get("sender"):
        raise RulesRefused("[deliver.mail]: say to whom (`to`) and from whom (`sender`).")
    if told.get("security", "none") not in ("none", "starttls", "tls"):
        raise RulesRefused("[deliver.mail]: security is none, starttls or tls.")
    to = told["to"]
    return Mail(**{**told, "to": (to,) if isinstance(to, str) else tuple(to)})


def check(told: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(told) - known):
        raise RulesRefused(f"{where} has no {', '.join(unknown)}; known: {', '.join(sorted(known))}.")
