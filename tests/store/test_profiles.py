"""A lake's profiles: learnt from its documents, part of the version that reads, whatever order they came in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows import batches
from flows.profiles import learn, with_profiles
from flows.settings import Settings
from tests import rows
from tests.lookout import NEWS, SLOGAN
from tests.store.lakes import run
from warehouse import stages, tables, tools
from warehouse.landing.documents import Document
from warehouse.store import commit, staging
from warehouse.store.lake import Lake


def document(number: int) -> Document:
    title, text = NEWS[number]
    return Document(f"file:///{number}.txt", "text/plain", f"{title}\n\n{text}\n\n{SLOGAN}\n".encode(), "The Lookout")


def ingest(settings: Settings, order: Sequence[int]) -> Lake:
    """What the flow does with one batch, less mentions and events."""
    lake = Lake.open(settings.lake, read_only=False)
    loaded = tools.load(with_profiles(settings, lake).sources)
    landed = [document(number) for number in order]
    folder = lake.address.staging / batches.name_of(landed, loaded.coder_version)
    frames = stages.land_documents(landed, rows.NOW)
    staging.write(folder, "landed", frames)
    staging.write(folder, "read", stages.read_documents(frames["documents"], frames["sightings"], loaded))
    empty = {table.name: rows.rows(table, []) for table in (tables.MENTIONS, tables.REPORT_CODINGS)}
    staging.write(folder, staging.STAGES[-1], empty)
    commit.commit(lake, [folder], run(), loaded.actors, loaded.common_words, lambda: rows.NOW)
    return lake


def lake_of(home: Path, early: Sequence[Sequence[int]], late: Sequence[int]) -> Lake:
    """A lake that learns profiles between early documents and late ones."""
    settings = Settings(str(home), overlay=home.parent / "knowledge")
    for order in early:
        ingest(settings, order)
    lake = Lake.open(home, read_only=False)
    assert with_profiles(settings, lake) == settings
    assert learn(lake, settings)["lines"] == 1
    return ingest(settings, late)


def test_two_orders_of_arrival_give_one_lake(tmp_path: Path) -> None:
    one = lake_of(tmp_path / "one", ([0, 1, 2, 3, 4, 5],), [6, 7])
    other = lake_of(tmp_path / "other", ([3, 1, 5], [4, 0, 2]), [7, 6])
    for said in ("select * exclude (run_id, coder_version) from articles order by all", "from publisher_profiles"):
        assert one.cursor().execute(said).fetchall() == other.cursor().execute(said).fetchall()
    texts = dict(one.cursor().execute("select title, body from articles").fetchall())
    assert SLOGAN in texts["Ferry runs aground"], "what was read before stays as it is until it is recoded"
    assert SLOGAN not in texts["Opera opens late"]
    coders = one.cursor().execute("select count(distinct coder_version) from articles").fetchall()
    assert coders == [(2,)], "profiles are part of the coder's version"
    snapshot = one.snapshot()
    assert learn(one, Settings(str(tmp_path / "one")))["changed"] == "no"
    assert one.snapshot() == snapshot
