"""The list of sources is the user's: lines are added and taken out, and everything else stays as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.landing.web.sources import SourceRefused, add_source, make_source, read_sources, remove_source


def test_a_list_is_edited_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "lake" / "sources.csv"
    add_source(file, make_source({"address": "https://wire.example/rss", "publisher": "Eastern Wire, the"}))
    add_source(file, make_source({"address": "https://other.example/sitemap_news.xml", "name": "other", "every": "30"}))
    file.write_text(file.read_text() + "# a note of mine\n")
    add_source(file, make_source({"address": "/news", "allow": "b a"}))
    assert [(one.name, one.kind, one.every) for one in read_sources(file)] == [
        ("wire.example-rss", "feed", 15),
        ("other", "sitemap", 30),
        ("news", "path", 15),
    ]
    assert read_sources(file)[0].publisher == "Eastern Wire, the"
    before = file.read_text().splitlines()
    remove_source(file, "other")
    assert file.read_text().splitlines() == [line for line in before if not line.startswith("other,")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a,feed,ftp://x", "fetched from http"),
        ("a,blog,https://x.example", "choose one of feed"),
        ("a,feed,", "needs an address"),
        ("a,feed,https://x.example\na,feed,https://y.example", "stands twice"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "sources.csv"
    file.write_text(f"# mine\nname,kind,address\n{line}\n")
    with pytest.raises(SourceRefused, match=words) as told:
        read_sources(file)
    assert "sources.csv" in str(told.value)


def test_what_is_there_already_is_not_added_twice(tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    add_source(file, make_source({"address": "https://x.example/rss"}))
    with pytest.raises(SourceRefused, match="already"):
        add_source(file, make_source({"address": "https://x.example/rss", "name": "another"}))
    with pytest.raises(SourceRefused, match="no source of that name"):
        remove_source(file, "nobody")
