"""`wirelake sources`: the list by commands, and one flow after the other from a feed to the lake."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.newsroom import Newsroom, Reply, article, open_newsroom, rss
from tests.flows.test_cli import wirelake

__all__ = ["wirelake"]
DONE, FAILED, WRONG_USAGE = 0, 1, 2


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with open_newsroom() as made:
        made.pages["/rss"] = Reply(rss([("/a", "a", "Mon, 06 Nov 2006 10:11:12 +0300")]))
        made.pages["/a"] = Reply(article("Officers", "Georgia arrested four Russian officers in Tbilisi on Monday."))
        yield made


def test_sources_are_added_listed_tested_and_removed(wirelake, room: Newsroom, tmp_path: Path) -> None:
    lake = ("--lake", tmp_path / "lake")
    assert "No sources" in wirelake("sources", "list", *lake)[2]
    added = wirelake("sources", "add", f"{room.root}/rss", "--name", "wire", "--allow-host", "127.0.0.1", *lake)
    assert added[0] == DONE
    assert wirelake("sources", "add", f"{room.root}/rss", *lake)[0] == WRONG_USAGE
    assert wirelake("sources", "add", tmp_path / "nothing", *lake)[0] == WRONG_USAGE
    code, out, _ = wirelake("sources", "test", "wire", "--json", *lake)
    assert (code, json.loads(out)["entries"]) == (DONE, [{"address": f"{room.root}/a", "date": "2006-11-06T07:11:12"}])
    code, _, err = wirelake("sources", "test", f"{room.root}/rss", *lake)
    assert (code, "private network" in err) == (FAILED, True)
    [row] = json.loads(wirelake("sources", "list", "--json", *lake)[1])
    assert (row["name"], row["kind"], row["waiting"]) == ("wire", "feed", 0)
    assert wirelake("sources", "remove", "wire", *lake)[0] == DONE
    assert wirelake("sources", "remove", "wire", *lake)[0] == WRONG_USAGE
