"""`wirelake sources`: the feeds, sitemaps, lists and folders that the lake takes its news from; none unless added."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import JsonOption, LakeOption, settings_of

if TYPE_CHECKING:
    from warehouse.landing.web.sources import Source

app = typer.Typer(help="Feeds, sitemaps, lists and folders that the lake takes its news from.", no_args_is_help=True)
DONE, FAILED = 0, 1
SHOWN = 5  # addresses that a test shows
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The source's name, as `sources list` shows it.")]


@app.command()
def add(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="A URL, a folder, or a file such as news.mbox.")],
    name: Annotated[str, typer.Option(help="A name of your own. [default: from the address]")] = "",
    kind: Annotated[str, typer.Option(help="feed, sitemap, urls or path. [default: from the address]")] = "",
    publisher: Annotated[str, typer.Option(help="Who publishes it, where its pages do not say so.")] = "",
    take: Annotated[str, typer.Option(help="pages (fetch each) or entries (the feed holds whole texts).")] = "pages",
    every: Annotated[int, typer.Option(min=1, help="Least number of minutes between two visits.")] = 15,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A host on a private network that may be asked.")
    ] = None,
    lake: LakeOption = None,
) -> None:
    """Add a source to the lake's list, `sources.csv` in its folder."""
    from warehouse.landing.web.sources import SourceRefused, add_source, guess_kind, make_source

    if (kind or guess_kind(address)) == "path":  # the list is read wherever the schedule runs
        if not Path(address).expanduser().exists():
            raise SourceRefused(f"{address}: nothing there. A source is a URL, or a folder or file that exists.")
        address = str(Path(address).expanduser().resolve())
    told = {"address": address, "name": name, "kind": kind, "publisher": publisher, "take": take, "every": str(every)}
    source = make_source({key: value for key, value in told.items() if value} | {"allow": " ".join(allow_host or ())})
    file = _file(lake)
    add_source(file, source)
    _say(f"{source.name}: added to {file} as {source.kind}. Try it with: wirelake sources test {source.name}")


@app.command("list")
def list_sources(lake: LakeOption = None, json: JsonOption = False) -> None:
    """List the sources, how they did at their last visits, and what waits."""
    import polars as pl

    from flows.terminal import print_json, print_table
    from warehouse.landing.web.sources import read_sources
    from warehouse.landing.web.state import FILE, State

    home = settings_of(lake).home
    sources = read_sources(_file(lake))
    if not sources:
        _say("No sources: nothing is fetched. Add one with: wirelake sources add ADDRESS")
        return
    state = State(home / FILE)
    rows = [_describe(state, source) for source in sources]
    state.close()
    if json:
        print_json(rows)
    else:
        print_table(pl.DataFrame(rows, infer_schema_length=None))


@app.command("test")
def try_one(
    what: Annotated[str, typer.Argument(metavar="NAME|ADDRESS", help="A source of the list, or any address.")],
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A host on a private network that may be asked.")
    ] = None,
    lake: LakeOption = None,
    json: JsonOption = False,
) -> None:
    """Ask a source once and say what it offers; nothing is kept. Exit code 1 when it is not well."""
    from flows.clock import utc_now
    from flows.terminal import OUT, print_json
    from warehouse.landing.web.sources import make_source, read_sources
    from warehouse.landing.web.visit import try_source

    known = {source.name: source for source in read_sources(_file(lake))}
    source = known.get(what) or make_source({"address": what, "allow": " ".join(allow_host or ())})
    if not source.is_web:
        sys.exit(_test_path(Path(source.address).expanduser()))
    seen = try_source(source, utc_now)
    if json:
        entries = [{"address": one.address, "date": one.told_date} for one in seen.offer.entries]
        print_json({"trouble": seen.trouble and seen.trouble.what, "entries": entries, "lists": seen.offer.further})
    elif seen.trouble:
        _say(f"wirelake: {source.address} {seen.trouble.what}")
    else:
        OUT.print(f"{len(seen.offer.entries)} pages and {len(seen.offer.further)} lists, such as:", markup=False)
        for one in seen.offer.entries[:SHOWN]:
            OUT.print(f"  {one.told_date or '':19}  {one.address}", markup=False)
        for further in seen.offer.further[:SHOWN]:
            OUT.print(f"  {'list':19}  {further}", markup=False)
    sys.exit(FAILED if seen.trouble else DONE)


@app.command()
def remove(name: NameArgument, lake: LakeOption = None) -> None:
    """Take a source off the list. What it brought stays in the lake."""
    from warehouse.landing.web.sources import remove_source

    removed = remove_source(_file(lake), name)
    _say(f"{removed.name}: removed; what it brought stays in the lake.")


def _file(lake: str | None) -> Path:
    from warehouse.landing.web.sources import FILE

    return settings_of(lake).home / FILE


def _describe(state: Any, source: Source) -> dict[str, Any]:
    standing = state.standing(source)
    address, _ = state.whereabouts(source)
    return {
        "name": source.name,
        "kind": source.kind,
        "address": address if address == source.address else f"{source.address} (moved to {address})",
        "last_well": _minute(standing.well_at),
        "last_new": _minute(standing.new_at),
        "next_visit": _minute(standing.due_at),
        **state.counts(source.name),
        "trouble": ("failing; " if standing.is_failing else "") + standing.trouble,
    }


def _minute(moment: datetime | None) -> str:
    return moment.isoformat(sep=" ", timespec="minutes") if moment else ""


def _test_path(path: Path) -> int:
    from warehouse.landing.documents import Document
    from warehouse.landing.land import land

    if not path.exists():
        _say(f"wirelake: {path}: nothing there.")
        return FAILED
    landed = list(land([path]))
    documents = sum(isinstance(one, Document) for one in landed)
    _say(f"{path}: {documents} documents, {len(landed) - documents} that cannot be read.")
    return DONE


def _say(text: str) -> None:
    from flows.terminal import say

    say(text)
