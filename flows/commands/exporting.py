"""`wirelake export`: the lake's rows in the form that another tool reads."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.commands.options import Form
from flows.settings import Settings
from warehouse.store import export, field_exports, package
from warehouse.store.lake import Lake

SUFFIXES = {
    ".duckdb": Form.DUCKDB,
    ".xlsx": Form.EXCEL,
    ".jsonl": Form.PLOVER,
    ".gexf": Form.GEXF,
    ".graphml": Form.GRAPHML,
}
FOLDERS = set(Form) - set(SUFFIXES.values())


class TargetRefused(ValueError):
    """Target and form don't fit; the message says what would."""


def form_of(target: Path, asked: Form | None) -> Form:
    """The form that is asked for, or that the target's suffix tells. Raises TargetRefused."""
    told = SUFFIXES.get(target.suffix)
    form = asked or told
    if form is None:
        raise TargetRefused(f"{target}: say what it shall be with --as: {', '.join(Form)}.")
    if form in FOLDERS and (target.is_file() or told):
        raise TargetRefused(f"{target}: {form} is a folder of files; name a folder.")
    if form not in FOLDERS and told != form:
        suffix = next(suffix for suffix, one in SUFFIXES.items() if one == form)
        raise TargetRefused(f"{target}: {form} is one file; name it with the ending {suffix}.")
    return form


def write(settings: Settings, target: Path, asked: Form | None, snapshot: int | None) -> int:
    form = form_of(target, asked)
    sys.stderr.write(_write(Lake.open(settings.lake), target, form, snapshot) + "\n")
    return 0


def _write(lake: Lake, target: Path, form: Form, snapshot: int | None) -> str:
    match form:
        case Form.DUCKDB:
            export.to_duckdb(lake, target, snapshot)
            return f"{target} written. Open it with any DuckDB from 1.4 on: duckdb -readonly {target}"
        case Form.PARQUET | Form.CSV:
            to_files = export.to_parquet if form is Form.PARQUET else export.to_csv
            return f"{len(to_files(lake, target, snapshot))} files written to {target}"
        case Form.EXCEL:
            return f"{export.to_excel(lake, target, snapshot)} written: {', '.join(export.SHEETS)}"
        case Form.PACKAGE:
            return f"{package.to_package(lake, target, snapshot)} written, with the files that it describes"
        case Form.GEXF | Form.GRAPHML:
            return f"{export.to_graph(lake, target, snapshot)} written: co-mentions of articles"
        case Form.PLOVER:
            return _told(field_exports.to_plover(lake, target, snapshot))
        case _:
            return _told(field_exports.to_field_format(lake, form, target, snapshot))


def _told(written: field_exports.Written) -> str:
    names = ", ".join(str(file) for file in written.files)
    without = f"; {written.left_out} left out: planned, denied, conditional or undated" if written.left_out else ""
    return f"{names} written: {written.events} events{without}"
