"""What a share is a share of."""

from __future__ import annotations

from datetime import date

import polars as pl

from warehouse.articles.totals import article_days

DAY = date(2006, 9, 27)


def test_copies_are_articles_but_no_texts() -> None:
    articles = pl.DataFrame(
        [(DAY, "Gazette", "en", True, 9), (DAY, "Gazette", "en", False, 8), (None, None, "en", True, 7)],
        schema=["published_on", "publisher", "language", "is_original", "sentence_count"],
        orient="row",
    )
    assert article_days(articles).rows() == [(None, None, "en", 1, 1, 7), (DAY, "Gazette", "en", 2, 1, 9)]
