"""Options that many commands share."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from flows import settings as edge

WRONG_USAGE = 2

LakeOption = Annotated[
    str | None,
    typer.Option("--lake", metavar="URL", help="The lake: a folder, or postgresql://…?data=PATH. [default: ./lake]"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


class Form(StrEnum):
    """What `wirelake export` can write, by the name that `--as` takes."""

    DUCKDB = "duckdb"
    PARQUET = "parquet"
    CSV = "csv"
    EXCEL = "excel"
    PACKAGE = "package"
    GDELT = "gdelt"
    ICEWS = "icews"
    POLECAT = "polecat"
    PHOENIX = "phoenix"
    PLOVER = "plover"
    GEXF = "gexf"
    GRAPHML = "graphml"


def settings_of(lake: str | None) -> edge.Settings:
    """The settings of a command; wrong ones end the program with a sentence."""
    try:
        return edge.from_environment(lake=lake)
    except ValueError as wrong:
        sys.stderr.write(f"wirelake: {wrong}\n")
        sys.exit(WRONG_USAGE)
