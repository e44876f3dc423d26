"""Whether the files of `actors/` agree with themselves and each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from warehouse.knowledge import files
from warehouse.knowledge.actor_names import EFFECTS, KINDS, SECTORS, listed

FILES = ("countries.csv", "organisations.csv", "groups.csv", "persons.csv")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def problems(overlay: Path | None = None) -> list[str]:
    """A sentence for each mistake: file, row, what is wrong."""
    rows = {name: files.rows(f"actors/{name}", overlay).fill_null("").to_dicts() for name in (*FILES, "members.csv")}
    roles = files.rows("actors/roles.csv", overlay).fill_null("").to_dicts()
    modifiers = files.rows("actors/modifiers.csv", overlay).fill_null("").to_dicts()
    codes = {row["country_code"] for row in rows["countries.csv"]} - {""}
    return [
        *(problem for name in FILES for row in rows[name] for problem in row_problems(name, row, codes)),
        *_shared_ids(rows),
        *_members(rows, codes),
        *(problem for row in roles for problem in _role(row)),
        *(f"modifiers.csv, {r['modifier']}: effect {r['effect']!r}." for r in modifiers if r["effect"] not in EFFECTS),
    ]


def row_problems(name: str, row: dict[str, str], codes: set[str]) -> Iterator[str]:
    """What is wrong with a row of one of FILES; `codes` are the countries that there are."""
    where = f"{name}, {row['actor_id']}"
    if not SLUG.fullmatch(row["actor_id"]):
        yield f"{where}: the id has other characters than a-z, 0-9 and hyphens."
    if not row["name"]:
        yield f"{where}: no name."
    if row["country_code"] and row["country_code"] not in codes:
        yield f"{where}: country_code {row['country_code']} is not in countries.csv."
    if row.get("sector_code") and row["sector_code"] not in SECTORS:
        yield f"{where}: sector_code {row['sector_code']} is none of PLOVER's."
    if name == "countries.csv" and row["kind"] not in KINDS:
        yield f"{where}: kind {row['kind']!r}."
    doubled = [text for text, count in Counter(listed(row["names"])).items() if count > 1 or text == row["name"]]
    if doubled:
        yield f"{where}: {doubled} stands twice."
    yield from _days(where, row.get("held_from", ""), row.get("held_until", ""))


def _days(where: str, first: str, last: str) -> Iterator[str]:
    try:
        if first and last and date.fromisoformat(first) > date.fromisoformat(last):
            yield f"{where}: {first} is after {last}."
    except ValueError as error:
        yield f"{where}: {error}."


def _shared_ids(rows: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    homes: dict[str, set[str]] = {}
    for name in FILES:
        for row in rows[name]:
            homes.setdefault(row["actor_id"], set()).add(name)
    counts = Counter(row["actor_id"] for name in FILES if name != "persons.csv" for row in rows[name])
    for actor_id, names in homes.items():
        if len(names) > 1 or counts[actor_id] > 1:
            yield f"{actor_id} stands more than once, in {sorted(names)}."


def _members(rows: dict[str, list[dict[str, str]]], codes: set[str]) -> Iterator[str]:
    bodies = {row["actor_id"] for name in ("organisations.csv", "countries.csv") for row in rows[name]}
    for row in rows["members.csv"]:
        if row["actor_id"] not in bodies:
            yield f"members.csv: there is no organisation or region {row['actor_id']}."
        if strange := [code for code in listed(row["country_codes"]) if code not in codes]:
            yield f"members.csv, {row['actor_id']}: {strange} are not in countries.csv."
        yield from _days(f"members.csv, {row['actor_id']}", row["joined"], row["left"])


def _role(row: dict[str, str]) -> Iterator[str]:
    where = f"roles.csv, {row['role']}"
    if row["role"] != row["role"].lower():
        yield f"{where}: write it in lower case."
    if row["sector_code"] and row["sector_code"] not in SECTORS:
        yield f"{where}: sector_code {row['sector_code']}."
    if row["kind"] not in ("person", "group", "body", "place", "adjective") or row["strength"] not in (
        "weak",
        "strong",
    ):
        yield f"{where}: kind {row['kind']!r}, strength {row['strength']!r}."
