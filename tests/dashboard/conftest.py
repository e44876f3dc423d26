from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.serve import APP
from tests.dashboard.invented import build_lake


@pytest.fixture(scope="session")
def empty_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_lake(tmp_path_factory.mktemp("empty") / "lake", 0)


@pytest.fixture(scope="session")
def lake_of_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_lake(tmp_path_factory.mktemp("one") / "lake", 1)


@pytest.fixture(scope="session")
def small_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_lake(tmp_path_factory.mktemp("small") / "lake", 300)


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page of a lake with the given address; fails when the page does."""

    def open_page(lake: Path, page: str, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("WIRELAKE_LAKE", str(lake))
        app = AppTest.from_file(str(APP), default_timeout=120)
        for name, value in query.items():
            app.query_params[name] = value
        if page != "overview":
            app.switch_page(f"screens/{page}.py")
        app.run()
        assert not app.exception, app.exception[0].message
        return app

    return open_page
