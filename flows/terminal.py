"""What people see on a terminal, and programs in a pipe: tables, progress, clear sentences."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 200  # characters; a pipe has no width of its own
OUT = Console(soft_wrap=True, highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
ERR = Console(stderr=True, soft_wrap=True, highlight=False)
WIDEST_CELL = 80


def say(text: str) -> None:
    """A sentence for the person at the terminal; on standard error, so that data stays alone on standard output."""
    ERR.print(Text(text))


def as_json(value: object) -> str:
    """JSON with ISO dates; bytes as their length, for nobody wants them in a terminal."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def print_json(value: object) -> None:
    sys.stdout.write(as_json(value) + "\n")


def print_table(rows: pl.DataFrame, title: str | None = None) -> None:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for name, kind in rows.schema.items():
        is_id = name.endswith("_id")
        table.add_column(name, justify="right" if kind.is_numeric() else "left", overflow="fold", no_wrap=is_id)
    for row in rows.iter_rows():
        table.add_row(*(_cell(value) for value in row))
    OUT.print(table)


@contextmanager
def progress() -> Iterator[Any]:
    """Gives a function to call with (landed, done): a bar on a terminal, a line now and then in a pipe."""
    if not ERR.is_terminal:
        yield _Lines()
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task("documents", total=None)
        yield lambda landed, done: bar.update(task, total=landed, completed=done)


class _Lines:
    """Progress for a pipe: a line whenever a tenth more is done."""

    def __init__(self) -> None:
        self._told = -1.0

    def __call__(self, landed: int, done: int) -> None:
        share = done / landed if landed else 0.0
        if done and share - self._told >= 0.1:
            self._told = share
            say(f"{done} of {landed} documents done")


def _cell(value: object) -> Text:
    text = "" if value is None else as_json(value) if isinstance(value, (list, dict)) else str(value)
    flat = " ".join(text.split())
    return Text(flat if len(flat) <= WIDEST_CELL else flat[: WIDEST_CELL - 1] + "…")


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, pl.Series):
        return value.to_list()
    return str(value)
