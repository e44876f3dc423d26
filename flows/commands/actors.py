"""`wirelake actors`: who is meant. Each change is a line in a file of the overlay, undone by `--undo`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from inspect import Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import JsonOption, LakeOption, settings_of

if TYPE_CHECKING:
    from warehouse.knowledge.overlay import Line

app = typer.Typer(
    help="Who is meant: look names up, put them right in files of your own, see what that alters. "
    "Each change is a line in the lake's folder `knowledge` (or WIRELAKE_KNOWLEDGE).",
    no_args_is_help=True,
)

UndoOption = Annotated[
    bool, typer.Option("--undo", help="Take away the line that this command would write, whatever its reason.")
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Only say what it would alter in the lake.")]
ReasonOption = Annotated[str | None, typer.Option(help="Why, for whoever reads the file later.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="How many names.")]
ActorArgument = Annotated[str, typer.Argument(metavar="ACTOR_ID", help="Id of an actor; `actors show NAME` finds it.")]


@app.command()
def resolve() -> None:
    """Resolve JSON lines {id, phrase, context, date} from standard input: one line {id, actor} each."""
    from flows.commands import reading

    sys.exit(reading.resolve(sys.stdin, settings_of(None)))


@app.command()
def unresolved(lake: LakeOption = None, limit: LimitOption = 30, json: JsonOption = False) -> None:
    """List the commonest names that no actor was found for, each with a sentence."""
    from flows.commands import correcting

    sys.exit(correcting.names(settings_of(lake), "unresolved", limit, json))


@app.command()
def ambiguous(lake: LakeOption = None, limit: LimitOption = 30, json: JsonOption = False) -> None:
    """List the commonest names that several actors may be meant by, with those actors and a sentence."""
    from flows.commands import correcting

    sys.exit(correcting.names(settings_of(lake), "ambiguous", limit, json))


@app.command()
def show(
    who: Annotated[str, typer.Argument(metavar="ACTOR_ID|NAME")], lake: LakeOption = None, json: JsonOption = False
) -> None:
    """Say who an actor is: names, offices, your own lines, and how often the lake mentions it."""
    from flows.commands import correcting

    sys.exit(correcting.show(who, settings_of(lake), json))


def changing(says: Callable[..., Line]) -> Callable[..., None]:
    """A command that writes the line which `says` makes of its own options; the options of all changes are added."""

    def command(
        lake: LakeOption = None,
        undo: UndoOption = False,
        dry_run: DryOption = False,
        json: JsonOption = False,
        **own: str,
    ) -> None:
        from flows.commands import correcting

        sys.exit(correcting.change([says(**own)], settings_of(lake), undo=undo, dry_run=dry_run, as_json=json))

    shared = [p for p in signature(command, eval_str=True).parameters.values() if p.name != "own"]
    own = signature(says, eval_str=True, locals={"Line": object}).parameters.values()
    command.__signature__ = Signature([*own, *(p.replace(kind=p.KEYWORD_ONLY) for p in shared)])  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in (*own, *shared)}
    command.__name__, command.__doc__ = says.__name__, says.__doc__
    return command


@app.command()
@changing
def add(
    name: Annotated[str, typer.Argument(help="The name that news uses most.")],
    kind: Annotated[str, typer.Option(help="person, organisation, igo or armed_group.")] = "person",
    country: Annotated[str | None, typer.Option(help="ISO 3166 alpha-3.")] = None,
    sector: Annotated[str | None, typer.Option(help="PLOVER sector, such as GOV or REB.")] = None,
    names: Annotated[str | None, typer.Option(help="Other names, divided by semicolons.")] = None,
    role: Annotated[str | None, typer.Option(help="A person's office or role.")] = None,
    held_from: Annotated[str | None, typer.Option("--from", help="First day in that role, as 2008-08-29.")] = None,
    held_until: Annotated[str | None, typer.Option("--until", help="Last day in it.")] = None,
    gender: Annotated[str | None, typer.Option(help="f or m.")] = None,
    actor_id: Annotated[str | None, typer.Option("--id", help="Id to give it. [default: made of the name]")] = None,
) -> Line:
    """Add an actor, or a role of one (same --id)."""
    from warehouse.knowledge import overlay

    cells = {"country_code": country and country.upper(), "sector_code": sector and sector.upper(), "names": names}
    cells |= {"role": role, "held_from": held_from, "held_until": held_until, "gender": gender, "actor_id": actor_id}
    return overlay.new_actor(kind, name, **cells)


@app.command()
@changing
def alias(
    name: Annotated[str, typer.Argument(help="The words as they stand in texts.")],
    actor: ActorArgument,
    withdraw: Annotated[bool, typer.Option(help="The actor is NOT to have this name.")] = False,
) -> Line:
    """Let a name mean an actor, wherever it stands; or, with --withdraw, no longer."""
    from warehouse.knowledge import overlay

    return overlay.line(overlay.ALIASES, name=name, actor_id=actor, withdrawn="yes" if withdraw else None)


@app.command()
@changing
def merge(
    actor: ActorArgument,
    into: Annotated[str, typer.Argument(metavar="INTO_ID", help="The actor that it is.")],
    reason: ReasonOption = None,
) -> Line:
    """Say that two actors are one: all mentions of the first become the second's."""
    from warehouse.knowledge import overlay

    return overlay.line(overlay.MERGES, actor_id=actor, into_id=into, reason=reason)


@app.command()
@changing
def split(
    actor: ActorArgument,
    new: Annotated[str, typer.Argument(metavar="NEW_ID", help="The actor that the mentions mean; may be a new one.")],
    new_name: Annotated[str | None, typer.Option(help="Name of a new actor.")] = None,
    name: Annotated[str | None, typer.Option(help="Only mentions in these words.")] = None,
    country: Annotated[str | None, typer.Option(help="Only mentions with this country, alpha-3.")] = None,
    article: Annotated[str | None, typer.Option(help="Only mentions in this article.")] = None,
    reason: ReasonOption = None,
) -> Line:
    """Say that some mentions of an actor mean another: by words, by country, or in one article."""
    from warehouse.knowledge import overlay

    where = {"name": name, "country_code": country and country.upper(), "article_id": article}
    return overlay.line(overlay.SPLITS, actor_id=actor, new_id=new, new_name=new_name, **where, reason=reason)


@app.command()
@changing
def settle(
    name: Annotated[str, typer.Argument(help="Words that the lake leaves open, as `actors ambiguous` lists them.")],
    actor: ActorArgument,
    article: Annotated[str | None, typer.Option(help="Only in this article.")] = None,
    reason: ReasonOption = None,
) -> Line:
    """Say who is meant by words that can't be told, and by nothing else."""
    from warehouse.knowledge import overlay

    return overlay.line(overlay.SPLITS, new_id=actor, name=name, article_id=article, reason=reason)


@app.command()
def join(
    lake: LakeOption = None, undo: UndoOption = False, dry_run: DryOption = False, json: JsonOption = False
) -> None:
    """Merge people whom texts name without a country into the only namesake who has one."""
    from flows.commands import correcting

    sys.exit(correcting.join(settings_of(lake), undo=undo, dry_run=dry_run, as_json=json))


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    form: Annotated[
        str, typer.Option("--format", help="petrarch-actors, petrarch-agents, wikidata or followthemoney.")
    ],
    lake: LakeOption = None,
    undo: UndoOption = False,
    dry_run: DryOption = False,
    json: JsonOption = False,
) -> None:
    """Bring another project's list of actors into the overlay."""
    from flows.commands import correcting

    sys.exit(correcting.import_list(file, form, settings_of(lake), undo=undo, dry_run=dry_run, as_json=json))


@app.command()
def apply(
    patch: Annotated[Path, typer.Argument(exists=True, help="overlay.zip from the Curate page, or a folder.")],
    lake: LakeOption = None,
    undo: UndoOption = False,
    dry_run: DryOption = False,
    json: JsonOption = False,
) -> None:
    """Add the lines of a patch to the overlay."""
    from flows.commands import correcting

    sys.exit(correcting.apply(patch, settings_of(lake), undo=undo, dry_run=dry_run, as_json=json))


@app.command()
def check(lake: LakeOption = None, json: JsonOption = False) -> None:
    """Say what in your overlay can't be used, row by row."""
    from flows.commands import correcting

    sys.exit(correcting.check(settings_of(lake), json))


@app.command()
def preview(
    lake: LakeOption = None,
    most: Annotated[int, typer.Option(min=1, help="Articles that are coded to see, at most.")] = 1_000,
    json: JsonOption = False,
) -> None:
    """Say how many mentions, reports and events your changes alter, before `wirelake recode` applies them."""
    from flows.commands import correcting

    sys.exit(correcting.preview(settings_of(lake), most, json))
