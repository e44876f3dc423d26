"""`wirelake maintain profiles`: learns what recurs on publishers' pages, in worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

import polars as pl

from flows.settings import Settings
from flows.workers import map_in_order
from warehouse import tables, tools
from warehouse.articles.profiles import PublishedPage, learn_profiles, page_lines, profile_version
from warehouse.sources import Sources
from warehouse.store import profiles
from warehouse.store.lake import Lake


def with_profiles(settings: Settings, lake: Lake) -> Settings:
    """The settings with the profiles that the lake holds now: what a run reads with, from its start to its end."""
    return replace(settings, profiles=profiles.provide(lake))


def learn(lake: Lake, settings: Settings) -> dict[str, int | str]:
    """Learn the profiles anew from the lake's documents and store them if they say something else than before."""
    learnt = pl.concat([tables.PUBLISHER_PROFILES.frame(), *learn_all(lake, settings)])
    changed = profiles.replace(lake, learnt)
    return {
        "publishers": learnt["publisher"].n_unique(),
        "lines": learnt.height,
        "version": profile_version(learnt) or "none",
        "changed": "yes; new articles are read with it, older ones when they are recoded" if changed else "no",
    }


def learn_all(lake: Lake, settings: Settings) -> Iterator[pl.DataFrame]:
    """Publisher by publisher, so that no more than one publisher's lines are held at a time."""
    work = partial(lines_of_pages, settings.sources)
    lines = map_in_order(work, profiles.pages_of_publishers(lake), settings.workers, settings.sources)
    for _, frames in groupby((frame for frame in lines if frame.height), key=lambda frame: frame["publisher"][0]):
        yield learn_profiles(pl.concat(frames))


def lines_of_pages(sources: Sources, pages: list[PublishedPage]) -> list[pl.DataFrame]:
    words = tools.load(sources).reader.furniture
    return [page_lines(page, words) for page in pages]
