"""A short week (`make prove`): feeds with faults, killed processes, readers. The benchmark plays longer ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.simulate_week import Week, simulate

pytestmark = pytest.mark.prove


def test_nothing_is_lost_or_doubled_and_no_reader_meets_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PREFECT_HOME", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)
    found = simulate(Week(tmp_path / "lake", days=1, feeds=10, articles=1, kills=3, seed=2))
    assert found.problems == []
    assert found.nights
