"""What a page under test says."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def words_on(page: AppTest) -> str:
    """Every text, message and piece of HTML on the page, one after the other."""
    said = [
        element.value
        for kind in ("title", "info", "warning", "caption", "markdown", "subheader")
        for element in page.get(kind)
    ]
    return "\n".join([*map(str, said), *(element.proto.body for element in page.get("html"))])
