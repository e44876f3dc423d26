"""What the stages need besides documents: knowledge and the language model, loaded once a process.

`coder_version` names all of it: a row made by the same version from the same document is the same row.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from warehouse.articles.read import Reader
from warehouse.articles.stories import CommonWords
from warehouse.events.lexicon import Lexicon
from warehouse.events.places import Places
from warehouse.knowledge import files
from warehouse.mentions.names import Actors
from warehouse.parser import Model, Parser, find_model

STAGES = ("landing", "articles", "mentions", "events")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the tools come from: the user's own knowledge files, and a language model other than the installed one."""

    overlay: Path | None = None
    model: Path | None = None


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that the stages of one process share. Read-only."""

    reader: Reader
    common_words: CommonWords
    actors: Actors
    lexicon: Lexicon
    places: Places
    parser: Parser
    coder_version: str


@lru_cache(maxsize=2)
def load(sources: Sources) -> Tools:
    """Load all tools. Raises ModelRefused, and KnowledgeError for an overlay that can't be read."""
    model = find_model(sources.model)
    overlay = existing(sources.overlay)
    return Tools(
        reader=Reader.load(overlay),
        common_words=CommonWords.load(overlay),
        actors=Actors.load(overlay),
        lexicon=Lexicon.load(overlay),
        places=Places.load(overlay),
        parser=Parser(model),
        coder_version=coder_version(model, overlay),
    )


def existing(overlay: Path | None) -> Path | None:
    """The overlay's folder if there is one: most lakes have none."""
    return overlay if overlay and overlay.is_dir() else None


def coder_version(model: Model, overlay: Path | None) -> str:
    """Hash of the stages' code, the knowledge files, the overlay and the model: 16 hexadecimal digits."""
    digest = hashlib.sha256(f"{model.name} {model.version} {model.fingerprint} {files.version(overlay)}".encode())
    home = Path(__file__).parent
    for path in sorted([*home.glob("*.py"), *(p for stage in STAGES for p in (home / stage).rglob("*.py"))]):
        digest.update(path.relative_to(home).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
