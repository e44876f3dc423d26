"""What is true of landing whatever comes in."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.landing.damage import damaged_files
from tests.landing.make import one_of_each
from warehouse.landing.decode import TWICE_ENCODED
from warehouse.landing.documents import Document
from warehouse.landing.land import ARCHIVES, MEDIA_TYPES, RECORD_FILES, land
from warehouse.landing.page import Page, open_page
from warehouse.rejects import Reject

SUFFIXES = sorted({*MEDIA_TYPES, *RECORD_FILES, *ARCHIVES, ".tar.gz", ".jsonl.gz", "", ".xyz"})
SOUND = one_of_each()
FEW = settings(max_examples=60, deadline=None)


def land_one(name: str, content: bytes) -> list[Document | Reject]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return list(land([path]))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SUFFIXES), st.binary(max_size=2000))
def test_any_bytes_become_documents_or_rejects(suffix: str, content: bytes):
    found = land_one("x" + suffix, content)
    assert found or suffix in (".zip", ".tar", ".csv", ".tsv")  # these may be sound and hold nothing
    for one in found:
        if isinstance(one, Document):
            assert isinstance(open_page(one), Page | Reject)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["text/plain", "text/html", "text/markdown", "application/json"]), st.binary(max_size=3000))
def test_any_document_is_opened_or_set_aside(media_type: str, content: bytes):
    opened = open_page(Document("x", media_type, content))
    if isinstance(opened, Page):
        opened.text.encode()  # no halves of characters
        assert opened.text.strip()


@FEW
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Co", "Zl", "Zp"]), max_size=500))
def test_utf_8_is_kept_as_it_is(text: str):
    assume(not TWICE_ENCODED.search(text))
    opened = open_page(Document("x", "text/plain", b"News: " + text.encode()))
    assert isinstance(opened, Page)
    assert opened.text == "News: " + text


@FEW
@given(st.permutations(sorted(SOUND)))
def test_the_order_of_arrival_changes_nothing(names: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            (Path(folder) / name).write_bytes(SOUND[name])
        found = list(land(Path(folder) / name for name in names))
        assert sorted(map(repr, found)) == sorted(map(repr, land([folder])))


def test_landing_twice_gives_equal_documents(tmp_path: Path):
    for name, content in SOUND.items():
        (tmp_path / name).write_bytes(content)
    assert list(land([tmp_path])) == list(land([tmp_path]))


@pytest.mark.parametrize("seed", range(3))
def test_damaged_files_stop_nothing(tmp_path: Path, seed: int):
    for number, (name, content) in enumerate(damaged_files(100, seed)):
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / name).write_bytes(content)
    (tmp_path / "last.txt").write_bytes(SOUND["news.txt"])
    found = list(land([tmp_path]))
    for one in found:
        if isinstance(one, Document):
            assert isinstance(open_page(one), Page | Reject)
    assert isinstance(found[-1], Document)
    assert found[-1].uri.endswith("/last.txt")
    heard_of = {one.uri.removeprefix(tmp_path.resolve().as_uri()).split("/")[1] for one in found}
    assert len(heard_of) > 95  # damage can leave a table or an archive with nothing in it, which is nothing to tell
