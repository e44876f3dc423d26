"""What the commands `wirelake actors …` and `wirelake recode` do and say."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import polars as pl

from flows import recoding, terminal
from flows import settings as edge
from flows.recoding import LOOKED_AT, Preview
from flows.settings import Settings
from flows.terminal import OUT, print_json, print_table, say
from warehouse import tools
from warehouse.knowledge import actor_imports, files, overlay
from warehouse.knowledge.actor_names import Actor, Actors
from warehouse.knowledge.office_imports import is_dated_office, office_rows
from warehouse.knowledge.officeholders import slug
from warehouse.knowledge.overlay import ChangeRefused, Line
from warehouse.mentions import namesakes
from warehouse.store import sqlfiles
from warehouse.store.lake import Lake

DONE, FAILED, WRONG_USAGE, WITH_REJECTS = 0, 1, 2, 3
SHOWN_EVENTS = 20
NO_ROLE = {"role": "", "held_from": "", "held_until": ""}
IMPORTS: dict[str, Callable[[str], dict[str, pl.DataFrame]]] = {
    "petrarch-actors": actor_imports.import_petrarch_actors,
    "petrarch-agents": actor_imports.import_petrarch_agents,
    "wikidata": actor_imports.import_wikidata,
    "followthemoney": lambda text: actor_imports.import_followthemoney(text, alpha_3()),
}
SAID_OF_EVENTS = (
    "source_actor_id",
    "target_actor_id",
    "event_type",
    "cameo_code",
    "event_on",
    "status",
    "report_count",
)


def change(lines: Sequence[Line], settings: Settings, *, undo: bool, dry_run: bool, as_json: bool = False) -> int:
    """Write lines into the overlay, or take them away; with `dry_run` only say what that would alter in the lake."""
    home = overlay_of(settings)
    if dry_run:
        with tempfile.TemporaryDirectory() as folder:
            trial = overlay.changed_copy(home, Path(folder) / "overlay", lines, undo=undo)
            return preview(replace(settings, overlay=trial), LOOKED_AT, as_json)
    done = overlay.take_away(home, lines) if undo else overlay.add(home, lines)
    if not done:
        say("Nothing to do: " + ("the overlay has no such line." if undo else "the overlay says so already."))
        return DONE
    for file in dict.fromkeys(one.file for one in done):
        mine = [one for one in done if one.file == file]
        where = "Taken out of" if undo else "Written to"
        OUT.print(f"{where} {home / file}:", markup=False)
        for one in mine[:5]:
            OUT.print(f"  {one.text.rstrip()}", markup=False)
        if len(mine) > 5:
            OUT.print(f"  … {len(mine):,} lines in all", markup=False)
    if Lake.stands(settings.lake):
        OUT.print("What it alters: wirelake actors preview. Apply it: wirelake recode.", markup=False)
    return DONE


def alpha_3() -> dict[str, str]:
    """The three letters of a country for its two."""
    return dict(files.rows("actors/country_codes.csv").select("alpha_2", "alpha_3").iter_rows())


def overlay_of(settings: Settings) -> Path:
    home = settings.sources.overlay
    assert home is not None
    return home


def preview(settings: Settings, most: int, as_json: bool, articles: list[str] | None = None) -> int:
    """Say what the present overlay, dictionary and coder would alter, without altering it."""
    found = recoding.preview(settings, articles, most)
    if as_json:
        print_json(as_answer(found))
        return DONE
    count = len(found.plan.article_ids)
    if not count:
        OUT.print("No article is reached: the lake says already what the overlay and the coder say.", markup=False)
        return DONE
    OUT.print(f"Articles reached: {count:,} ({'; '.join(found.plan.reasons)}).", markup=False)
    if found.looked_at < count:
        OUT.print(f"The first {found.looked_at:,} of them were coded to see; the rest is likely to differ alike.")
    tell(asdict(found.difference))
    OUT.print("Nothing has been changed. Apply it: wirelake recode.", markup=False)
    return DONE


def as_answer(found: Preview) -> dict[str, Any]:
    return {
        "reached_article_count": len(found.plan.article_ids),
        "reasons": list(found.plan.reasons),
        "looked_at_article_count": found.looked_at,
    } | asdict(found.difference)


def recode(settings: Settings, articles: list[str], as_json: bool) -> int:
    """Code articles anew, the named ones or all that present knowledge and coder can change, and say what differs."""
    edge.prepare_prefect(settings.lake)
    Lake.open(settings.lake)  # says so before Prefect starts if there is none
    if "PREFECT_API_URL" not in os.environ:
        say("Starting Prefect's own server (about 20 seconds; set PREFECT_API_URL to use a running one) …")
    from flows import recode as flow  # imports Prefect, which reads the environment prepared above

    with terminal.progress() as progress:
        flow.PROGRESS.set(progress)
        told = flow.recode(
            lake=settings.lake,
            articles=articles or None,
            overlay=str(settings.overlay) if settings.overlay else None,
            model=str(settings.model) if settings.model else None,
            workers=settings.workers,
        )
    if as_json:
        print_json(told)
        return DONE
    if not told["article_count"]:
        OUT.print("Nothing to do: the lake says already what the overlay and the coder say.", markup=False)
        return DONE
    OUT.print(f"Articles coded anew: {told['article_count']:,} ({'; '.join(told['reasons'])}).", markup=False)
    tell(told)
    return DONE


def tell(difference: Mapping[str, Any]) -> None:
    """Counts, and the first of the events that differ."""
    OUT.print(f"Articles that differ: {difference['differing_article_count']:,} of {difference['article_count']:,}.")
    print_table(pl.DataFrame([{"of": name} | difference[name] for name in ("mentions", "reports", "events")]))
    for row in difference["event_rows"][:SHOWN_EVENTS]:
        told = [f"{n}: {_cell(was)} → {_cell(now)}" for n, (was, now) in row["fields"].items() if n in SAID_OF_EVENTS]
        OUT.print(f"  {row['change']:8}{row['event_id']}  {'; '.join(told)}", markup=False)
    if (more := len(difference["event_rows"]) - SHOWN_EVENTS) > 0:
        OUT.print(f"  … and {more:,} events more (--json gives all)")


def _cell(value: object) -> str:
    return "none" if value is None else str(value)


def names(settings: Settings, which: str, limit: int, as_json: bool) -> int:
    """The commonest names that nobody (`unresolved`) or several actors (`ambiguous`) may be meant by, each with a
    sentence."""
    rows = Lake.open(settings.lake).cursor().sql(sqlfiles.read(f"actors/{which}"), params={"how_many": limit}).pl()
    if as_json:
        print_json(rows.to_dicts())
    elif rows.is_empty():
        OUT.print(f"No name is {which}.")
    else:
        print_table(rows)
    return DONE


def join(settings: Settings, *, undo: bool, dry_run: bool, as_json: bool) -> int:
    """Merge people whom texts name without a country into the one namesake who has one; withdraw such merges of which
    that is no longer true, or with `undo` all of them."""
    home = overlay_of(settings)
    readings = Lake.open(settings.lake).cursor().sql(sqlfiles.read("actors/people_of_texts")).pl().to_dicts()
    known = tools.load(settings.sources).actors
    own = files.own_rows(overlay.MERGES, home)
    withdrawn, added = (
        namesakes.Revision(namesakes.standing(own), []) if undo else namesakes.revision(own, readings, known)
    )
    gone = [overlay.line(overlay.MERGES, **row) for row in withdrawn]
    come = [overlay.line(overlay.MERGES, **one._asdict()) for one in added]
    if gone:
        code = change(gone, settings, undo=True, dry_run=dry_run, as_json=as_json)
        if code != DONE or undo or dry_run or not come:
            return code
    return change(come, settings, undo=undo, dry_run=dry_run, as_json=as_json)


def show(who: str, settings: Settings, as_json: bool) -> int:
    """Everything that is known of an actor, by its id or a name; several when the name may mean several."""
    loaded = tools.load(settings.sources)
    found = list(dict.fromkeys(_ids_of(who, loaded.actors)))
    in_lake = dict.fromkeys(found) | {row["actor_id"]: row for row in _in_lake(who, found, settings)}
    if not in_lake or (not found and not any(in_lake.values())):
        say(f"wirelake: {who}: nobody has this id or name. `wirelake actors unresolved` lists names without an actor.")
        return FAILED
    told = [
        card(actor_id, loaded.actors.get(actor_id), row, loaded.actors, settings) for actor_id, row in in_lake.items()
    ]
    if as_json:
        print_json(told)
        return DONE
    for one in told:
        for name, value in one.items():
            if value not in (None, [], ""):
                OUT.print(f"{name:16} {_listing(value)}", markup=False)
        OUT.print()
    return DONE


def _listing(value: object) -> str:
    if not isinstance(value, list):
        return str(value)
    return "\n".join(f"{'' if at == 0 else ' ' * 17}{item}" for at, item in enumerate(value))


def _ids_of(who: str, actors: Actors) -> Iterator[str]:
    if actors.get(who):
        yield who
    yield from (sense.actor_id for sense in actors.named(who) if sense.actor_id)
    yield from (person.person_id for person in actors.offices.named(who) or actors.offices.surnamed(who))


def _in_lake(who: str, found: list[str], settings: Settings) -> list[dict[str, Any]]:
    if not Lake.stands(settings.lake):
        return []
    cursor = Lake.open(settings.lake).cursor()
    return cursor.sql(sqlfiles.read("actors/in_lake"), params={"who": who, "ids": found}).pl().to_dicts()


def card(
    actor_id: str, actor: Actor | None, row: dict[str, Any] | None, actors: Actors, settings: Settings
) -> dict[str, Any]:
    """What knowledge, the lake and the user say of one actor."""
    said = files.own_content(tools.existing(overlay_of(settings)))
    own = [
        Line(name, line).text.rstrip()
        for name, lines in said.items()
        for line in lines
        if actor_id in (line.get("actor_id"), line.get("into_id"), line.get("new_id"))
    ]
    roles = [
        f"{role.office} ({role.country_code or role.organisation or '-'} {role.sector_code or '-'}) "
        f"{role.held_from or '…'} to {role.held_until or '…'}"
        for role in actors.roles(actor_id)
    ]
    told = {
        "actor_id": actor_id,
        "name": actor.name if actor else None,
        "type": actor.type if actor else None,
        "country_code": actor.country_code if actor else None,
        "sector_code": actor.sector_code if actor else None,
        "gender": actor.gender if actor else None,
        "origin": actor.origin if actor else None,
    }
    if row:
        told = {name: value if value is not None else row.get(name) for name, value in told.items()}
    counts = {name: row[name] for name in ("mention_count", "article_count", "forms", "example")} if row else {}
    return told | {"names": actors.known_as(actor_id), "roles": roles, "your_lines": own} | counts


def import_list(file: Path, form: str, settings: Settings, *, undo: bool, dry_run: bool, as_json: bool) -> int:
    """Rows of another project's list, those that can be used, as lines of the overlay."""
    if form not in IMPORTS:
        say(f"wirelake: --format {form}: choose one of {', '.join(IMPORTS)}.")
        return WRONG_USAGE
    text = files.text_of(str(file), file.read_bytes())
    read = list(_imported(IMPORTS[form](text), settings, slug(file.stem)))
    lines, faults = overlay.usable(read)
    for fault in faults[:5]:
        say(f"wirelake: left out: {fault}")
    if faults:
        say(f"wirelake: {len(faults):,} faults in all; {len(lines):,} of {len(read):,} rows can be used.")
    if not lines:
        say(f"wirelake: {file}: nothing in it can be used as {form}.")
        return FAILED
    return change(lines, settings, undo=undo, dry_run=dry_run, as_json=as_json) or (WITH_REJECTS if faults else DONE)


def _imported(frames: Mapping[str, pl.DataFrame], settings: Settings, source: str) -> Iterator[Line]:
    """The lines of a list: roles with a country and a first day as terms of office, all else as actors."""
    persons = frames.get("persons.csv", pl.DataFrame())
    offices = office_rows(persons, tools.load(settings.sources).actors.offices, source) if persons.height else {}
    for name, frame in offices.items():
        yield from (overlay.line(f"offices/{name}", **row) for row in frame.iter_rows(named=True))
    for name, frame in frames.items():
        for row in frame.iter_rows(named=True):
            is_term = name == "persons.csv" and is_dated_office(row)
            yield overlay.line(f"actors/{name}", **row | (NO_ROLE if is_term else {}))


def apply(patch: Path, settings: Settings, *, undo: bool, dry_run: bool, as_json: bool) -> int:
    """The lines of a patch: a folder or a ZIP archive of files of the overlay, as the dashboard's Curate page gives."""
    lines = [
        Line(name, row)
        for name, content in sorted(_files_of(patch))
        if name.endswith(".csv")
        for row in files.rows_in(name, content)
    ]
    return change(lines, settings, undo=undo, dry_run=dry_run, as_json=as_json)


def _files_of(patch: Path) -> Iterator[tuple[str, bytes]]:
    if patch.is_dir():
        yield from ((file.relative_to(patch).as_posix(), file.read_bytes()) for file in patch.rglob("*.csv"))
    elif zipfile.is_zipfile(patch):
        with zipfile.ZipFile(patch) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist())
    else:
        raise ChangeRefused(f"{patch}: is no folder and no ZIP archive. Give what the Curate page gave, or a folder.")


def check(settings: Settings, as_json: bool) -> int:
    """What in the overlay can't be used; what of it is used."""
    home = overlay_of(settings)
    faults = overlay.problems(home) if home.is_dir() else []
    counts = {} if faults else {name: len(rows) for name, rows in files.own_content(tools.existing(home)).items()}
    if as_json:
        print_json({"overlay": str(home), "rows": counts, "problems": faults})
    else:
        for fault in faults:
            say(f"wirelake: {fault}")
        said = ", ".join(f"{count} rows in {name}" for name, count in counts.items())
        OUT.print(f"{home}: {said or ('see above' if faults else 'nothing')}.", markup=False)
    return FAILED if faults else DONE
