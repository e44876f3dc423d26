"""With a provider in the secrets nobody sees the lake before signing in; without one there is no door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.serve import APP
from dashboard.sign_in import is_reader

PROVIDER = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "not a secret",
    "client_id": "wirelake",
    "client_secret": "not a secret",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}


def test_with_a_provider_there_is_a_door(monkeypatch: pytest.MonkeyPatch, small_lake: Path) -> None:
    monkeypatch.setenv("WIRELAKE_LAKE", str(small_lake))
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.secrets["auth"] = PROVIDER
    app.run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Sign in"]
    assert app.get("html") == []  # nothing of the lake


READERS = {"wirelake": {"readers": ["Ann@example.org"]}}


@pytest.mark.parametrize(
    ("secrets", "user", "may"),
    [
        ({}, {"email": "anybody@example.org"}, True),
        (READERS, {"email": "ann@EXAMPLE.org", "email_verified": True}, True),
        (READERS, {"email": "ann@example.org"}, True),
        (READERS, {"email": "ann@example.org", "email_verified": False}, False),
        (READERS, {"email": "bob@example.org", "email_verified": True}, False),
        (READERS, {}, False),
        ({"wirelake": {"readers": []}}, {"email": "ann@example.org"}, False),
    ],
)
def test_who_is_a_reader(secrets: dict[str, Any], user: dict[str, Any], may: bool) -> None:
    assert is_reader(secrets, user) is may
