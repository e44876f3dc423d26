"""Other projects' actor lists → rows for an overlay of `knowledge/actors/`.

Each function takes the text of a file and gives a frame for every overlay file that it adds to, under that file's
name, in the columns which the overlay reads. Nothing is read but our own role nouns, and nothing is written.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import polars as pl

from warehouse.knowledge import files
from warehouse.knowledge.officeholders import PARTICLES, slug

COLUMNS = {
    "persons.csv": (
        "actor_id", "name", "names", "gender", "country_code", "sector_code", "role", "held_from", "held_until"
    ),
    "organisations.csv": ("actor_id", "name", "type", "country_code", "sector_code", "names"),
    "roles.csv": ("role", "plural", "number", "kind", "sector_code", "strength", "gender"),
}  # fmt: skip
# Codes of the older ontology, and what they are called in PLOVER.
SECTORS = {"HLH": "MED", "ENV": "SOC", "HRI": "SOC", "NGO": "SOC", "MNC": "BUS", "SEP": "REB", "INS": "REB"} | {
    "RAD": "REB", "OPP": "PTY", "MOD": "PTY", "LLY": "MIL", "PRO": "CVL", "DEV": "SOC", "BUD": "REL", "MOS": "REL",
}  # fmt: skip
PLOVER = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF REL SOC IGO PRE".split()  # noqa: SIM905
)
INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM", "NGM"})
CODE = re.compile(r"\[([^\]\s]+)(?:\s+([^\]]+))?\]")
# Words that names write small: "Party of the Left". Lists in capitals don't tell.
SMALL = PARTICLES | {"of", "the", "and", "for", "in", "on", "to", "against"}
FTM_TYPES = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
}


class NotThatFormatError(ValueError):
    """The text is not what it should be; the message names the line and what was expected."""


class Dated(NamedTuple):
    """A code of an actor and the days between which it holds."""

    code: str
    first: str
    last: str


def import_petrarch_actors(text: str) -> dict[str, pl.DataFrame]:
    """A PETRARCH actor file: names in capitals, `+` synonyms, codes such as `[RUSGOV 20000507-20080507]`.

    A name whose codes are dated is taken as a person, with a role for each; any other as an organisation. A bare
    country code adds nothing that the countries' own file lacks, so such names are passed over.
    """
    persons: list[dict[str, str]] = []
    bodies: list[dict[str, str]] = []
    for names, codes in _petrarch_entries(text):
        coded = [code for code in codes if len(code.code) > 3 or code.code in INTERNATIONAL]
        if not coded:
            continue
        shown = names[0]
        aliases = ";".join(names[1:])
        if any(code.first or code.last for code in coded):
            persons += [_petrarch_person(shown, aliases, code) for code in coded]
        else:
            country, sector = split_code(coded[0].code)
            kind = "igo" if sector == "IGO" else "armed_group" if sector in ("REB", "PRM", "CRM") else "organisation"
            bodies.append(
                {"actor_id": slug(shown), "name": shown, "type": kind, "country_code": country}
                | {"sector_code": sector, "names": aliases}
            )
    return _frames({"persons.csv": persons, "organisations.csv": bodies})


def import_petrarch_agents(text: str) -> dict[str, pl.DataFrame]:
    """A PETRARCH agent file: `FIREFIGHTER {FIREFIGHTERS} [~CVL]`; a plural in braces, else by rule."""
    rows: list[dict[str, str]] = []
    for line in _lines(text):
        if line.startswith("!") or not (match := CODE.search(line)) or "!" in line:
            continue  # macros stand for lists of nouns that the file also writes out
        noun, _, rest = line[: match.start()].partition("{")
        plural = rest.partition("}")[0]
        role = _readable(noun).lower()
        sector = split_code(match.group(1).removeprefix("~"))[1]
        if role and sector:
            rows.append(
                {"role": role, "plural": _readable(plural).lower() or _plural(role), "number": "singular"}
                | {"kind": "person", "sector_code": sector, "strength": "strong", "gender": ""}
            )
    return _frames({"roles.csv": rows})


def import_wikidata(text: str) -> dict[str, pl.DataFrame]:
    """A CSV of a Wikidata query on office-holders, one row a term.

    Columns by name: `personLabel`, and where they are given `altLabels` (divided by |), `countryCode` (alpha-3),
    `sector`, `positionLabel`, `start`, `end`, `genderLabel`.
    """
    rows = list(csv.DictReader(io.StringIO(text)))
    if rows and "personLabel" not in rows[0]:
        raise NotThatFormatError(f"no column personLabel among {list(rows[0])}; name it so in the query.")
    persons = [
        {
            "actor_id": slug(row["personLabel"]),
            "name": row["personLabel"],
            "names": (row.get("altLabels") or "").replace("|", ";"),
            "gender": {"male": "m", "female": "f"}.get(row.get("genderLabel") or "", ""),
            "country_code": row.get("countryCode") or "",
            "sector_code": row.get("sector") or _sector_of(position) or ("GOV" if position else ""),
            "role": position,
            "held_from": (row.get("start") or "")[:10],
            "held_until": (row.get("end") or "")[:10],
        }
        for row in rows
        for position in [row.get("positionLabel") or ""]
        if row["personLabel"]
    ]
    return _frames({"persons.csv": persons})


def import_followthemoney(text: str, alpha_3: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """FollowTheMoney entities, one JSON object a line: people and organisations with their names and countries.

    `alpha_3` gives the three-letter code for the two letters that the entities use (`actors/country_codes.csv`).
    """
    persons: list[dict[str, str]] = []
    bodies: list[dict[str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            kind = FTM_TYPES.get(entity["schema"])
            told: dict[str, list[str]] = entity["properties"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise NotThatFormatError(
                f"line {number} is no FollowTheMoney entity (schema, properties): {error}."
            ) from error
        names = [*told.get("name", []), *told.get("alias", []), *told.get("weakAlias", [])]
        if kind is None or not names:
            continue
        code = next(iter([*told.get("country", []), *told.get("nationality", [])]), "")
        country = alpha_3.get(code.upper(), "")
        shared = {"actor_id": slug(names[0]), "name": names[0], "names": ";".join(names[1:]), "country_code": country}
        if kind == "person":
            gender = {"male": "m", "female": "f"}.get(next(iter(told.get("gender", [])), ""), "")
            positions = told.get("position", []) or [""]
            is_official = any(topic.startswith(("role.pep", "gov")) for topic in told.get("topics", []))
            persons += [
                shared
                | {"gender": gender, "sector_code": _sector_of(position) or ("GOV" if is_official else "")}
                | {"role": position, "held_from": "", "held_until": ""}
                for position in positions
            ]
        else:
            sector = {"Company": "BUS", "PublicBody": "GOV"}.get(entity["schema"], "")
            bodies.append(shared | {"type": kind, "sector_code": sector})
    return _frames({"persons.csv": persons, "organisations.csv": bodies})


def split_code(code: str) -> tuple[str, str]:
    """Country and PLOVER sector of a CAMEO code: "RUSGOV" → RUS, GOV; "IGOEUREEC" → none, IGO; "CVL" → none, CVL."""
    parts = [code[at : at + 3] for at in range(0, len(code) - len(code) % 3, 3)]
    if not parts:
        return "", ""
    if parts[0] in ("IGO", "UNO", "EUR", "IMG") and parts[0] not in PLOVER - {"IGO"}:
        return "", "REB" if parts[0] == "IMG" else "IGO"
    country = "" if parts[0] in PLOVER | SECTORS.keys() | INTERNATIONAL else parts[0]
    rest = parts[1:] if country else parts
    sector = next((SECTORS.get(part, part) for part in rest if SECTORS.get(part, part) in PLOVER), "")
    return country, sector


def _petrarch_entries(text: str) -> Iterator[tuple[list[str], list[Dated]]]:
    """Each actor with its names and codes; a code stands on a line with a name or on one of its own."""
    names: list[str] = []
    codes: list[Dated] = []
    for line in _lines(text):
        is_code_alone = line.startswith("[")
        name = "" if is_code_alone else _readable(CODE.sub("", line).lstrip("+"))
        if name and not line.startswith("+") and names:
            yield names, codes
            names, codes = [], []
        if name:
            names += _in_both_cases(name)
        codes += [Dated(match.group(1), *_days(match.group(2) or "")) for match in CODE.finditer(line)]
    if names:
        yield names, codes


def _in_both_cases(name: str) -> list[str]:
    """A name as texts mostly write it, and with capitals throughout: Osama bin Laden, Osama Bin Laden."""
    first, *rest = name.split()
    small = " ".join([first, *(word.lower() if word.lower() in SMALL else word for word in rest)])
    return list(dict.fromkeys([small.removeprefix("The "), name]))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        kept = re.split(r"[;#]", line)[0].strip()
        if kept and not kept.startswith("<!--"):
            yield kept


def _readable(name: str) -> str:
    """ABDUL_GHANI_BARADAR_ → Abdul Ghani Baradar; the case of acronyms is lost in such files."""
    words = re.split(r"[_\s]+", name.strip(" _\t"))
    return " ".join(word if len(word) < 2 else word.capitalize() for word in words if word)


def _plural(role: str) -> str:
    """Keeper of the seals → keepers of the seals; attache → attaches."""
    head, of, rest = role.partition(" of ")
    return f"{head}{'' if head.endswith('s') else 's'}{of}{rest}"


def _sector_of(position: str) -> str:
    """The sector of a position by its last words that are a role noun: "Deputy Minister of Health" is GOV."""
    words = re.split(r" (?:of|for|to) |,", position.lower())[0].split()
    return next((found for at in range(len(words)) if (found := _role_sectors().get(" ".join(words[at:])))), "")


@cache
def _role_sectors() -> dict[str, str]:
    rows = files.rows("actors/roles.csv").filter(kind="person").fill_null("")
    return dict(rows.select("role", "sector_code").iter_rows())


def _days(restriction: str) -> tuple[str, str]:
    """First and last day of `<20010101`, `>20010101` or `20010101-20020202`, as ISO days; years may have two digits."""
    restriction = restriction.strip()
    if restriction.startswith("<"):
        return "", _day(restriction[1:], days_before=1)
    if restriction.startswith(">"):
        return _day(restriction[1:], days_before=-1), ""
    first, _, last = restriction.partition("-")
    return (_day(first), _day(last)) if first else ("", "")


def _day(digits: str, days_before: int = 0) -> str:
    digits = digits.strip()
    if len(digits) == 6:
        digits = ("19" if digits > "400000" else "20") + digits
    try:
        return (date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) - timedelta(days=days_before)).isoformat()
    except ValueError as error:
        raise NotThatFormatError(f"{digits!r} is no day; expected YYYYMMDD or YYMMDD.") from error


def _petrarch_person(name: str, aliases: str, code: Dated) -> dict[str, str]:
    country, sector = split_code(code.code)
    return {"actor_id": slug(name), "name": name, "names": aliases, "gender": "", "country_code": country} | {
        "sector_code": sector, "role": code.code, "held_from": code.first, "held_until": code.last
    }  # fmt: skip


def _frames(rows: dict[str, Iterable[dict[str, str]]]) -> dict[str, pl.DataFrame]:
    frames: dict[str, pl.DataFrame] = {}
    for name, found in rows.items():
        columns = COLUMNS[name]
        kept = list({tuple(row[column] for column in columns): None for row in found})
        if kept:
            frames[name] = pl.DataFrame(kept, schema=dict.fromkeys(columns, pl.String()), orient="row")
    return frames
