"""`wirelake maintain`: what keeps a lake small and sound over years, all at once or step by step."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from flows.commands.options import JsonOption, LakeOption, settings_of

app = typer.Typer(help="Keep the lake small and sound; without a command, everything that a night needs.")
KEEP_DAYS = 30
KeepDaysOption = Annotated[int, typer.Option(min=0, help="Days for which every snapshot can still be opened.")]
DONE, FAILED = 0, 1


@app.callback(invoke_without_command=True)
def nightly(
    context: typer.Context,
    lake: LakeOption = None,
    keep_days: KeepDaysOption = KEEP_DAYS,
    check: Annotated[bool, typer.Option(help="Verify the lake at the end.")] = True,
    json: JsonOption = False,
) -> None:
    """Compact, expire, clean up and verify, as a flow that Prefect records."""
    if context.invoked_subcommand is not None:
        return
    from flows import settings as edge

    chosen = settings_of(lake)
    edge.prepare_prefect(chosen.lake)
    if "PREFECT_API_URL" not in os.environ:
        _say("Starting Prefect's own server (about 20 seconds; set PREFECT_API_URL to use a running one) …")
    from flows.nightly import maintain

    _tell(maintain(lake=chosen.lake, keep_days=keep_days, check=check), json)


@app.command()
def compact(lake: LakeOption = None, json: JsonOption = False) -> None:
    """Join small files and drop deleted rows from files; readers see the same rows."""
    from flows import upkeep

    _tell(upkeep.compact(_open(lake)), json)


@app.command()
def index(lake: LakeOption = None, json: JsonOption = False) -> None:
    """Make the index of words anew from the texts in the lake; each commit keeps it up by itself."""
    from warehouse.store import search

    _tell({"articles_indexed": search.rebuild(_open(lake))}, json)


@app.command()
def expire(lake: LakeOption = None, keep_days: KeepDaysOption = KEEP_DAYS, json: JsonOption = False) -> None:
    """Forget old snapshots, but for the kept ones, and delete files that nobody needs any more."""
    from flows import upkeep

    _tell(upkeep.expire(_open(lake), keep_days), json)


@app.command("profiles")
def learn_profiles(lake: LakeOption = None, json: JsonOption = False) -> None:
    """Learn which lines recur on each publisher's pages, so that reading knows them for furniture."""
    from flows import profiles

    _tell(profiles.learn(_open(lake), settings_of(lake)), json)


@app.command()
def verify(
    lake: LakeOption = None,
    snapshot: Annotated[int | None, typer.Option(help="The lake as it was at a snapshot.")] = None,
    json: JsonOption = False,
) -> None:
    """Hash every document again and check every rule of every table; exit code 1 when something is wrong."""
    from warehouse.store import verify as verifying
    from warehouse.store.lake import Lake

    problems = verifying.verify(Lake.open(settings_of(lake).lake), snapshot)
    if json:
        _tell({"problems": problems}, json)
    else:
        _say("\n".join(problems) if problems else "Every promise holds.")
    sys.exit(FAILED if problems else DONE)


@app.command()
def keep(
    snapshot: Annotated[int | None, typer.Argument(help="Number of the snapshot. [default: the newest]")] = None,
    note: Annotated[str, typer.Option(help="What it is kept for, such as a paper's title.")] = "",
    lake: LakeOption = None,
) -> None:
    """Keep a snapshot for good, because somebody cites it."""
    from flows.clock import utc_now
    from warehouse.store import keeping

    opened = _open(lake)
    number = opened.snapshot() if snapshot is None else snapshot
    keeping.keep(opened, number, note, utc_now())
    _say(f"Snapshot {number} is kept.")


@app.command()
def release(snapshot: Annotated[int, typer.Argument(help="Number of the snapshot.")], lake: LakeOption = None) -> None:
    """Let a kept snapshot go with the others of its age."""
    from warehouse.store import keeping

    keeping.release(_open(lake), snapshot)
    _say(f"Snapshot {snapshot} is kept no longer.")


@app.command()
def kept(lake: LakeOption = None, json: JsonOption = False) -> None:
    """List the kept snapshots."""
    from flows.terminal import print_json, print_table
    from warehouse.store import keeping

    rows = keeping.kept(_open(lake))
    if json:
        print_json(rows.to_dicts())
    else:
        print_table(rows)


@app.command()
def backup(
    target: Annotated[
        str, typer.Argument(metavar="DEST", help="A folder; one with an older backup takes what is new.")
    ],
    check: Annotated[bool, typer.Option(help="Verify the copy.")] = True,
    lake: LakeOption = None,
    json: JsonOption = False,
) -> None:
    """Copy the lake whole, with all its snapshots and your own files, while flows go on writing it."""
    _copy(settings_of(lake).lake, target, check, json)


@app.command()
def restore(
    source: Annotated[str, typer.Argument(metavar="BACKUP", help="A folder that `backup` made.")],
    check: Annotated[bool, typer.Option(help="Verify the copy.")] = True,
    lake: LakeOption = None,
    json: JsonOption = False,
) -> None:
    """Make the lake again from a backup, in a place where there is none."""
    _copy(source, settings_of(lake).lake, check, json)


@app.command("copy")
def copy_to(
    target: Annotated[str, typer.Argument(metavar="URL", help="A folder, or postgresql://…?data=PATH&home=FOLDER.")],
    check: Annotated[bool, typer.Option(help="Verify the copy.")] = True,
    lake: LakeOption = None,
    json: JsonOption = False,
) -> None:
    """Copy the lake to another place: from a folder to PostgreSQL and S3, or back. The old one stays as it is."""
    _copy(settings_of(lake).lake, target, check, json)


def _copy(source: str, target: str, check: bool, as_json: bool) -> None:
    from dataclasses import asdict

    from warehouse.store import address
    from warehouse.store import backup as copying
    from warehouse.store import verify as verifying
    from warehouse.store.lake import Lake

    copied = asdict(copying.copy_lake(address.parse(source), address.parse(target)))
    problems = verifying.verify(Lake.open(target)) if check else []
    _tell(copied | ({"problems": problems} if check else {}), as_json)
    sys.exit(FAILED if problems else DONE)


def _open(lake: str | None) -> Any:
    """The lake, for writing; one that is not there is not made."""
    from warehouse.store.lake import Lake

    url = settings_of(lake).lake
    Lake.open(url).close()
    return Lake.open(url, read_only=False)


def _tell(done: dict[str, Any], as_json: bool) -> None:
    from flows.terminal import OUT, print_json

    if as_json:
        print_json(done)
        return
    for name, value in done.items():
        OUT.print(f"{name.replace('_', ' '):20} {value}", markup=False)


def _say(text: str) -> None:
    from flows.terminal import say

    say(text)
