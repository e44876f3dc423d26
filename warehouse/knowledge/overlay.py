"""A user's changes of the overlay: each is a line in a file, and undone by taking the line away.

A change is tried on a copy first; one that would break the overlay is refused with a sentence, and nothing is written.
Files keep their form: their order, comments, dividing character and line ends stay as their owner has them.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from warehouse.knowledge import actor_check, files
from warehouse.knowledge.actor_names import Actors
from warehouse.knowledge.files import KnowledgeError, Rows
from warehouse.knowledge.officeholders import slug

ALIASES, MERGES, SPLITS = "actors/aliases.csv", "actors/merges.csv", "actors/splits.csv"
FILE_OF_KIND = {
    "person": "actors/persons.csv",
    "organisation": "actors/organisations.csv",
    "igo": "actors/organisations.csv",
    "armed_group": "actors/groups.csv",
}
FROM_TEXT = re.compile(r"[0-9a-f]{24}")  # id of an actor that only texts name
ARTICLE_ID = re.compile(r"[0-9a-f]{64}")


class ChangeRefused(ValueError):
    """A change that would make the overlay say something that can't be used."""


class Line(NamedTuple):
    """A row of a file of the overlay, as its cells that are not empty."""

    file: str
    row: Mapping[str, str]

    @property
    def text(self) -> str:
        return _written(self.row, files.columns(self.file), ",")


def line(file: str, **cells: str | None) -> Line:
    return Line(file, {name: cell.strip() for name, cell in cells.items() if cell and cell.strip()})


def new_actor(kind: str, name: str, **cells: str | None) -> Line:
    """A row for an actor of a `kind` of FILE_OF_KIND. Raises ChangeRefused for another kind or cell."""
    if kind not in FILE_OF_KIND:
        raise ChangeRefused(f"{kind!r} is no kind of actor. Choose one of {', '.join(FILE_OF_KIND)}.")
    file = FILE_OF_KIND[kind]
    given = {"actor_id": slug(name), "name": name} | {key: cell for key, cell in cells.items() if cell}
    if kind != "person":
        given["type"] = kind
    if strange := sorted(given.keys() - set(files.columns(file))):
        raise ChangeRefused(f"{', '.join(strange)}: only a person has that. Leave it out, or choose the kind person.")
    return line(file, **given)


def add(overlay: Path, lines: Sequence[Line]) -> list[Line]:
    """Write the lines that the overlay lacks, and return them. Raises ChangeRefused, KnowledgeError."""
    missing = [one for one, stands in _with_standing(overlay, lines) if not stands]
    _tried(overlay, lambda home: _append(home, missing))
    return missing


def take_away(overlay: Path, lines: Sequence[Line]) -> list[Line]:
    """Take the lines away that the overlay has, and return them. Raises ChangeRefused, KnowledgeError."""
    standing = list(_meant(overlay, lines))
    _tried(overlay, lambda home: _remove(home, standing))
    return standing


def _meant(overlay: Path, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of the overlay that lines to take away mean: the same; of one that gives no reason, with any reason."""
    asked = {(one.file, _key(one.row)) for one in lines}
    for name in dict.fromkeys(one.file for one in lines):
        for row in dict.fromkeys(map(_key, files.own_rows(name, overlay))):
            if {(name, row), (name, tuple(cell for cell in row if cell[0] != "reason"))} & asked:
                yield Line(name, dict(row))


def _with_standing(overlay: Path, lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    standing = {
        (name, _key(row)) for name in dict.fromkeys(one.file for one in lines) for row in files.own_rows(name, overlay)
    }
    for one in dict.fromkeys((one.file, _key(one.row)) for one in lines):
        yield Line(one[0], dict(one[1])), one in standing


def _key(row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.items()))


def changed_copy(overlay: Path, into: Path, lines: Sequence[Line], *, undo: bool) -> Path:
    """A copy of the overlay with the lines added, or taken away: to see what they would do."""
    if overlay.is_dir():
        shutil.copytree(overlay, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
    into.mkdir(parents=True, exist_ok=True)
    (take_away if undo else add)(into, lines)
    return into


def problems(overlay: Path) -> list[str]:
    """A sentence for each row of the user's that can't be used, or that speaks of an actor whom nobody knows."""
    try:
        content = files.own_content(overlay)
        actors = Actors.load(overlay)
    except KnowledgeError as error:
        return [str(error)]
    codes = set(files.rows("actors/countries.csv", overlay)["country_code"].drop_nulls())
    return [
        *(fault for name, rows in content.items() for row in rows for fault in _row_problems(name, row, codes)),
        *_strange_ids(content, actors),
        *_rings(content.get(MERGES, [])),
        *_unbound(content.get(SPLITS, [])),
    ]


def usable(lines: Iterable[Line]) -> tuple[list[Line], list[str]]:
    """The lines of a list of somebody else's that can be used, and a sentence for each that can't."""
    codes = set(files.rows("actors/countries.csv")["country_code"].drop_nulls())
    kept: list[Line] = []
    faults: list[str] = []
    for one in lines:
        found = list(_row_problems(one.file, one.row, codes))
        faults += found
        if not found:
            kept.append(one)
    return kept, faults


def _row_problems(name: str, row: Mapping[str, str], codes: set[str]) -> Iterator[str]:
    if name in FILE_OF_KIND.values() or name == "actors/countries.csv":
        whole = dict.fromkeys(files.columns(name), "") | dict(row)
        yield from actor_check.row_problems(name.removeprefix("actors/"), whole, codes)
    if name.startswith(files.HOLDERS) and (of := row["of"]).isupper() and len(of) == 3 and of not in codes:
        yield f"{name.removeprefix('offices/')}, {row.get('person')}: {of} is not in countries.csv."


def _strange_ids(content: Mapping[str, Rows], actors: Actors) -> Iterator[str]:
    """Corrections that speak of nobody. Whoever only texts name has an id that nobody but the lake knows."""
    made = {row["new_id"] for row in content.get(SPLITS, []) if "new_name" in row}
    for name, columns in ((MERGES, ("actor_id", "into_id")), (SPLITS, ("actor_id", "new_id"))):
        for row in content.get(name, []):
            for column in (column for column in columns if column in row):
                actor_id = row[column]
                if actors.get(actor_id) or actor_id in made or FROM_TEXT.fullmatch(actor_id):
                    continue
                yield f"{name}, {column}: there is no actor {actor_id!r}.{_near(actor_id, actors)}"


def _near(actor_id: str, actors: Actors) -> str:
    near = get_close_matches(actor_id, actors.ids(), n=1)
    return f" Is it {near[0]}?" if near else " `wirelake actors show NAME` finds ids."


def _unbound(splits: Rows) -> Iterator[str]:
    for row in splits:
        if "actor_id" not in row and "name" not in row:
            yield f"{SPLITS}: a line without actor_id needs a name: which words mean {row['new_id']}?"
        if not ARTICLE_ID.fullmatch(row.get("article_id", "0" * 64)):
            yield f"{SPLITS}: {row['article_id']!r} is no article's id; write all its 64 characters."


def _rings(merges: Rows) -> Iterator[str]:
    into = {row["actor_id"]: row["into_id"] for row in merges}
    for actor_id in into:
        met = [actor_id]
        while (following := into.get(met[-1])) is not None:
            if following == actor_id:
                yield f"{MERGES}: {' → '.join([*met, actor_id])} is a ring. Take one of these lines away."
            if following in met:
                break
            met.append(following)


def _tried(overlay: Path, change: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "overlay"
        if overlay.is_dir():
            shutil.copytree(overlay, trial, ignore=shutil.ignore_patterns(".*"))
        change(trial)
        if faults := problems(trial):
            known = set(problems(overlay))
            if new := [fault for fault in faults if fault not in known]:
                more = f" ({len(new) - 3} more.)" if len(new) > 3 else ""
                raise ChangeRefused(f"Nothing was written. {' '.join(new[:3])}{more}")
    change(overlay)


def _append(overlay: Path, lines: Sequence[Line]) -> None:
    for name in dict.fromkeys(one.file for one in lines):
        mine = [one.row for one in lines if one.file == name]
        file = overlay / name
        if not file.is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            _put(
                file,
                _written(dict(zip(files.columns(name), files.columns(name), strict=True)), files.columns(name), ","),
            )
        text, mark = _read(name, file)
        at, header, delimiter = _header(text)
        lacking = [column for column in files.columns(name) if column not in header and any(column in r for r in mine)]
        columns = [*header, *lacking]
        ends = text.splitlines(keepends=True)
        end = "\r\n" if text.count("\r\n") > text.count("\n") / 2 else "\n"
        if lacking:
            ends[at] = delimiter.join(columns) + end
        if ends and not ends[-1].endswith("\n"):
            ends[-1] += end
        _put(file, mark + "".join([*ends, *(_written(row, columns, delimiter, end) for row in mine)]))


def _remove(overlay: Path, lines: Sequence[Line]) -> None:
    for name in dict.fromkeys(one.file for one in lines):
        unwanted = {_key(one.row) for one in lines if one.file == name}
        text, mark = _read(name, overlay / name)
        at, header, delimiter = _header(text)
        ends = text.splitlines(keepends=True)
        kept = [
            one
            for number, one in enumerate(ends)
            if number <= at or _key(_cells(one, header, delimiter)) not in unwanted
        ]
        _put(overlay / name, mark + "".join(kept))


def _read(name: str, file: Path) -> tuple[str, str]:
    """A file's text, and the mark that it begins with."""
    content = file.read_bytes()
    return files.text_of(name, content), "\ufeff" if content[:3] == b"\xef\xbb\xbf" else ""


def _header(text: str) -> tuple[int, list[str], str]:
    """Number of the line that names the columns, the columns, and what divides them."""
    lines = text.splitlines()
    at = next(n for n, one in enumerate(lines) if one.strip(" ,;\t") and not files.is_comment(one))
    delimiter = next((d for d in files.DELIMITERS if d in lines[at]), ",")
    return at, [cell.strip() for cell in next(csv.reader([lines[at]], delimiter=delimiter))], delimiter


def _cells(one: str, header: Sequence[str], delimiter: str) -> dict[str, str]:
    cells = next(csv.reader([one], delimiter=delimiter), [])
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name and cell.strip()}


def _written(row: Mapping[str, str], columns: Sequence[str], delimiter: str, end: str = "\n") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerow([row.get(column, "") for column in columns])
    return buffer.getvalue()


def _put(file: Path, text: str) -> None:
    """Write a file so that it is there whole or as it was."""
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(text.encode())
    draft.replace(file)
