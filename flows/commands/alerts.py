"""`wirelake alerts`: messages on events, by the rules in `alerts.toml` of the lake's folder, each told once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.commands.options import JsonOption, LakeOption, settings_of

app = typer.Typer(help="Messages on events, by the rules in alerts.toml of the lake's folder.", no_args_is_help=True)
DONE, FAILED = 0, 1
SHOWN = 10


@app.command("list")
def list_rules(lake: LakeOption = None, json: JsonOption = False) -> None:
    """List the rules, what each would tell now, and what it has told."""
    import polars as pl

    from flows import alerts
    from flows.clock import utc_now
    from flows.terminal import print_json, print_table
    from warehouse.alerts.memory import FILE, Memory
    from warehouse.alerts.rules import FILE as RULES
    from warehouse.alerts.rules import read_alerts
    from warehouse.store.lake import Lake

    settings = settings_of(lake)
    asked = read_alerts(settings.home)
    if not asked.rules:
        _say(f"No rules: write some into {settings.home / RULES}. The documentation shows how.")
        return
    opened, memory, rows = Lake.open(settings.lake), Memory(settings.home / FILE), []
    for rule in asked.rules:
        count, last = memory.count(rule.name)
        found = alerts.find_all(rule, opened, settings, utc_now())
        rows.append(
            {"rule": rule.name, "kind": rule.kind, "matches": len(found), "told": count, "last_told": last or ""}
        )
    memory.close()
    if json:
        print_json({"channels": asked.channels, "rules": rows})
    else:
        print_table(pl.DataFrame(rows), f"Delivered by: {', '.join(asked.channels) or 'nothing; see [deliver]'}")


@app.command("send")
def send_now(lake: LakeOption = None, json: JsonOption = False) -> None:
    """Tell now what is to be told; `wirelake serve` does it after each coding."""
    from flows import alerts
    from flows.clock import utc_now
    from flows.terminal import print_json

    sent = alerts.send(settings_of(lake), utc_now())
    if json:
        print_json({"messages": sent.messages, "troubles": sent.troubles})
    else:
        _say(f"Told: {sum(sent.messages.values())}." if sent.messages else "Nothing new to tell.")
        for trouble in sent.troubles:
            _say(f"wirelake: {trouble}")
    sys.exit(FAILED if sent.troubles else DONE)


@app.command("test")
def try_rules(
    name: Annotated[str | None, typer.Argument(metavar="RULE", help="One rule. [default: all]")] = None,
    deliver_it: Annotated[bool, typer.Option("--deliver", help="Send one message by each channel, too.")] = False,
    lake: LakeOption = None,
) -> None:
    """Show what rules find in the lake now; nothing counts as told."""
    from flows import alerts
    from flows.clock import utc_now
    from flows.delivery import NotDelivered, deliver
    from flows.terminal import OUT
    from warehouse.alerts.rules import RulesRefused, read_alerts
    from warehouse.store.lake import Lake

    settings, now, status = settings_of(lake), utc_now(), DONE
    asked = read_alerts(settings.home)
    if name is not None and name not in asked.names:
        raise RulesRefused(f"{name}: there is no rule of that name. Rules: {', '.join(asked.names) or 'none'}.")
    opened = Lake.open(settings.lake)
    for rule in asked.rules if name is None else (asked.names[name],):
        found = alerts.find_all(rule, opened, settings, now)
        OUT.print(f"{rule.name}: {len(found)} found", markup=False)
        for one in found[:SHOWN]:
            OUT.print(f"  {one.subject}", markup=False)
    for channel in asked.channels if deliver_it else ():
        told = {"id": "test", "rule": "test", "subject": "A test of this channel", "text": "Nothing happened."}
        try:
            deliver(told | {"kind": "test", "told_at": now}, channel, asked)
            _say(f"{channel}: delivered")
        except NotDelivered as failed:
            _say(f"wirelake: {failed}")
            status = FAILED
    sys.exit(status)


def _say(text: str) -> None:
    from flows.terminal import say

    say(text)
