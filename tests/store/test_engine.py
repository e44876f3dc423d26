"""Connections: what they leave on disk."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from warehouse.store import engine


def test_what_does_not_fit_in_memory_goes_to_a_folder_that_goes_with_the_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, spills = tmp_path / "here", tmp_path / "spills"
    here.mkdir()
    spills.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(tempfile, "tempdir", str(spills))
    with engine.connect_plain([], []) as connection:
        connection.execute("set memory_limit = '60MB'; set threads = 1")
        connection.execute("create temp table t as select md5(i::varchar) as word from range(2_500_000) r(i)")
        assert len(list(spills.iterdir())) == 1
    assert list(spills.iterdir()) == list(here.iterdir()) == []
