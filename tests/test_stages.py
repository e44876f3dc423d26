"""What saves time changes nothing else: neither the gate before the parser, nor what is worked on together."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks import corpus
from tests.rows import NOW
from warehouse import stages, tools
from warehouse.landing.documents import Document
from warehouse.landing.land import land
from warehouse.sources import Sources
from warehouse.stages import Frames
from warehouse.tools import Tools


@pytest.fixture(scope="module")
def loaded() -> Tools:
    return tools.load(Sources())


@pytest.fixture(scope="module")
def documents(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    invented = corpus.write(tmp_path_factory.mktemp("invented"), 10)
    return [item for item in land([seeds, invented]) if isinstance(item, Document)]


@pytest.fixture(scope="module")
def together(documents: list[Document], loaded: Tools) -> Frames:
    return made(documents, loaded)


def made(documents: list[Document], loaded: Tools) -> Frames:
    """All that the stages make of documents."""
    landed = stages.land_documents(documents, NOW)
    read = stages.read_documents(landed["documents"], landed["sightings"], loaded)
    named = stages.mention_actors(read["article_texts"], read["article_dates"], loaded)
    coded = stages.code_reports(read["article_texts"], read["article_dates"], named["mentions"], loaded)
    return read | {"mentions": named["mentions"], "report_codings": coded["report_codings"]}


def test_sentences_that_the_gate_keeps_from_the_parser_hold_no_event(
    documents: list[Document], together: Frames, loaded: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(stages, "may_hold_event", lambda *given: asked.append(given) or True)
    assert made(documents, loaded)["report_codings"].equals(together["report_codings"])
    assert asked


def test_a_document_gives_the_same_rows_alone_and_among_others(
    documents: list[Document], together: Frames, loaded: Tools
) -> None:
    alone = [made([document], loaded) for document in documents]
    for name, rows in together.items():
        parts, first = pl.concat([frames[name] for frames in alone]), rows.columns[:4]
        assert parts.sort(first).equals(rows.sort(first)), name
