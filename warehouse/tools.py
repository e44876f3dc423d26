"""What the stages need besides documents: knowledge and the language model, each loaded once, when first needed.

`coder_version` names all of it: a row made by the same version from the same document is the same row.
"""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from pathlib import Path

from warehouse.articles.read import Reader
from warehouse.articles.stories import CommonWords
from warehouse.events.lexicon import Lexicon
from warehouse.events.places import Places
from warehouse.knowledge import files
from warehouse.knowledge.actor_names import Actors
from warehouse.parser import Model, Parser, find_model
from warehouse.sources import Sources

CODE_SUFFIXES = {".py", ".npy", ".json"}  # code, and the small model's weights
FOLDERS = ("landing", "articles", "mentions", "events", "knowledge")


class Tools:
    """Everything that the stages of one process share. Read-only.

    Its parts raise KnowledgeError for an overlay that can't be read, and ModelRefused for a model that is not what
    it should be.
    """

    def __init__(self, sources: Sources):
        self.overlay = existing(sources.overlay)
        self.model: Model = find_model(sources.model)
        self.profiles = sources.profiles

    @cached_property
    def reader(self) -> Reader:
        return Reader.load(self.overlay, self.profiles)

    @cached_property
    def common_words(self) -> CommonWords:
        return CommonWords.load(self.overlay)

    @cached_property
    def actors(self) -> Actors:
        return Actors.load(self.overlay)

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon.load(self.overlay)

    @cached_property
    def places(self) -> Places:
        return Places.load(self.overlay)

    @cached_property
    def parser(self) -> Parser:
        return Parser(self.model)

    @cached_property
    def coder_version(self) -> str:
        return coder_version(self.model, self.overlay, self.profiles)


def load(sources: Sources) -> Tools:
    """The tools of this process, shared by all who ask for the same sources; made anew when the overlay changes."""
    return _load(sources, files.version(existing(sources.overlay)))


@lru_cache(maxsize=2)
def _load(sources: Sources, _: str) -> Tools:
    return Tools(sources)


def warm_up(sources: Sources) -> Tools:
    """Load every part now, so that the first batch does not wait for it."""
    tools = load(sources)
    for part in ("reader", "common_words", "actors", "lexicon", "places", "parser", "coder_version"):
        getattr(tools, part)
    return tools


def existing(overlay: Path | None) -> Path | None:
    """The overlay's folder if there is one: most lakes have none."""
    return overlay if overlay and overlay.is_dir() else None


def coder_version(model: Model, overlay: Path | None, profiles: Path | None = None) -> str:
    """Hash of the stages' code, the knowledge files, the overlay, the profiles and the model: 16 hexadecimal digits."""
    learnt = f" {profiles.stem}" if profiles else ""
    known = f"{model.name} {model.version} {model.fingerprint} {files.version(overlay)}{learnt}"
    digest = hashlib.sha256(known.encode())
    home = Path(__file__).parent
    made_of = (path for folder in FOLDERS for path in (home / folder).rglob("*") if path.suffix in CODE_SUFFIXES)
    for path in sorted([*home.glob("*.py"), *made_of]):
        digest.update(path.relative_to(home).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
