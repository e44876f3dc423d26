"""The door: `wirelake`. Each command says what it does, does it through `warehouse` or a flow, and exits with a code.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejects. Heavy parts are imported where they are used, so
that `wirelake --help` answers at once.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from flows.commands import actors, alerts, maintain, sources
from flows.commands.options import Form, JsonOption, LakeOption, settings_of

app = typer.Typer(
    name="wirelake",
    help="A lake of who did what to whom, when, and where it says so, from the news that you own.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(actors.app, name="actors")
app.add_typer(maintain.app, name="maintain")
app.add_typer(sources.app, name="sources")
app.add_typer(alerts.app, name="alerts")

FAILED, WRONG_USAGE, WITH_REJECTS = 1, 2, 3

PathsArgument = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders or archives.")]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="FIELD=NAME", help="Where a field (text, title, url, date, publisher) stands in records."
    ),
]


@app.command()
def ingest(
    paths: PathsArgument,
    lake: LakeOption = None,
    column: ColumnOption = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Worker processes. [default: all cores]")] = None,
    json: JsonOption = False,
) -> None:
    """Bring files, folders and archives into the lake. What it holds already is left alone."""
    from flows.commands import reading

    sys.exit(reading.ingest(paths, settings_of(lake), _columns(column), workers, json))


@app.command()
def read(
    paths: PathsArgument,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say in words how each day of publication was found.")
    ] = False,
    column: ColumnOption = None,
) -> None:
    """Read files or folders: one JSON line an article, no lake needed."""
    from flows.commands import reading

    sys.exit(reading.read(paths, settings_of(None), _columns(column), explain))


@app.command()
def code() -> None:
    """Code JSON lines {id, text, date, actors?} from standard input: one line {id, mentions, events} each."""
    from flows.commands import reading

    sys.exit(reading.code(sys.stdin, settings_of(None)))


@app.command()
def explain(
    what: Annotated[str, typer.Argument(metavar="EVENT_ID|TEXT", help="An event of the lake, or any sentence.")],
    lake: LakeOption = None,
    json: JsonOption = False,
) -> None:
    """Say why an event was coded as it was, or what would be coded in a sentence and why."""
    from flows.commands import reading

    sys.exit(reading.explain(what, settings_of(lake), json))


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="One SELECT. Without it, a small shell opens.")] = None,
    lake: LakeOption = None,
    json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    parquet: Annotated[Path | None, typer.Option(help="Write the rows to a Parquet file.")] = None,
    snapshot: Annotated[int | None, typer.Option(help="The lake as it was at a snapshot.")] = None,
) -> None:
    """Ask the lake in SQL, read-only. `show tables` and `from dictionary` say what there is."""
    from flows.commands import query as asking

    if json + csv + (parquet is not None) > 1:
        _refuse("Choose one of --json, --csv and --parquet.")
    form = "json" if json else "csv" if csv else "table"
    sys.exit(asking.sql(query, settings_of(lake), form, parquet, snapshot))


@app.command()
def status(lake: LakeOption = None, json: JsonOption = False) -> None:
    """Say what the lake holds, up to which day, and how its last runs went."""
    from flows.commands import query as asking

    sys.exit(asking.status(settings_of(lake), json))


@app.command()
def dashboard(
    lake: LakeOption = None,
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = False,
) -> None:
    """Open the dashboard on this machine."""
    from flows.commands import reading

    reading.dashboard(settings_of(lake), port, address, browser)


@app.command()
def serve(
    watch: Annotated[Path | None, typer.Option(help="A folder to take in too. [default: WIRELAKE_WATCH]")] = None,
    lake: LakeOption = None,
    every: Annotated[int, typer.Option(min=1, help="Minutes between visits to the sources.")] = 15,
    code_every: Annotated[int, typer.Option(min=1, help="Minutes between codings of what came.")] = 60,
    maintain_at: Annotated[str, typer.Option(metavar="CRON", help="When to maintain the lake (UTC).")] = "30 3 * * *",
) -> None:
    """Keep the lake up to date until stopped: visit sources, code what came, maintain by night, send alerts."""
    from flows import schedule

    chosen = settings_of(lake)
    times = schedule.Times(every, code_every, maintain_at)
    sys.exit(schedule.serve(watch or chosen.watch, chosen, times))


@app.command()
def export(
    target: Annotated[
        Path | None, typer.Argument(metavar="TARGET", help="A file such as lake.duckdb or events.xlsx, or a folder.")
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--as", help="What to write, where the file's ending does not tell.")
    ] = None,
    parquet: Annotated[Path | None, typer.Option(metavar="DIR", help="The same as DIR --as parquet.")] = None,
    snapshot: Annotated[int | None, typer.Option(help="The lake as it was at a snapshot.")] = None,
    lake: LakeOption = None,
) -> None:
    """Write the lake for other tools: DuckDB, Parquet, CSV, Excel, a citable package, GDELT and others, graphs."""
    from flows.commands import exporting

    where = target or parquet
    if where is None or (target and parquet) or (parquet and form):
        _refuse("Say once where to: FILE.duckdb, or DIR --as parquet.")
    sys.exit(exporting.write(settings_of(lake), where, Form.PARQUET if parquet else form, snapshot))


@app.command()
def doctor(lake: LakeOption = None, json: JsonOption = False) -> None:
    """Say what is installed, which language model is used, whether the lake is whole, and what to do."""
    from flows.commands import health

    sys.exit(health.doctor(settings_of(lake), json))


@app.command()
def recode(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE_ID…", help="Ids, or their beginnings. [default: all that can change]"),
    ] = None,
    lake: LakeOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would alter.")] = False,
    json: JsonOption = False,
) -> None:
    """Apply your overlay, and a new coder, to the articles of the lake that they can change; say what differs."""
    from flows.commands import correcting

    chosen = settings_of(lake)
    if dry_run:
        sys.exit(correcting.preview(chosen, correcting.LOOKED_AT, json, articles))
    sys.exit(correcting.recode(chosen, articles or [], json))


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        app()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. What was committed stays; the same command goes on from there.\n")
        sys.exit(FAILED)
    except BrokenPipeError:  # the reader of our output has gone: `wirelake sql … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except Exception as error:
        if not _is_known(error):
            raise
        sys.stderr.write(f"wirelake: {error}\n")
        sys.exit(_code_of(error))


def _columns(given: list[str] | None) -> dict[str, str] | None:
    pairs = [text.partition("=") for text in given or []]
    if wrong := ["".join(pair) for pair in pairs if not (pair[0] and pair[2])]:
        _refuse(f"--column {wrong[0]}: write FIELD=NAME, such as --column text=article_text.")
    return {field: name for field, _, name in pairs} or None


def _refuse(sentence: str) -> NoReturn:
    sys.stderr.write(f"wirelake: {sentence}\n")
    sys.exit(WRONG_USAGE)


def _is_known(error: Exception) -> bool:
    """Errors that say in a sentence what is wrong and what to do: no traceback for them."""
    return any(base.__module__.split(".")[0] in ("warehouse", "flows") for base in type(error).__mro__) or isinstance(
        error, (PermissionError, FileNotFoundError)
    )


def _code_of(error: Any) -> int:
    wrong_usage = {
        "AddressRefused",
        "QueryRefused",
        "TargetRefused",
        "NoLake",
        "NotInLake",
        "ChangeRefused",
        "KnowledgeError",
        "NotThatFormatError",
        "SourceRefused",
        "NotVerdicts",
        "RulesRefused",
        "CopyRefused",
        "ColumnError",
        "SnapshotGone",
    }
    return WRONG_USAGE if type(error).__name__ in wrong_usage else FAILED


if __name__ == "__main__":
    main()
