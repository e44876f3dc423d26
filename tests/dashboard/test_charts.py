"""What charts draw stands where it should: days in their weeks, bars on their ground, colours apart from the page."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from dashboard import show
from dashboard.charts import between_two, drawing, over_time
from dashboard.colours import DARK, LIGHT, Palette

QUIET = dict.fromkeys(drawing.QUAD_COLUMNS.values(), 0)


def periods(*rows: tuple[date, dict[str, int]]) -> pl.DataFrame:
    listed = [
        {"period": day, "article_count": 10, "total": sum(counts.values())} | QUIET | counts for day, counts in rows
    ]
    return drawing.with_keys(pl.DataFrame(listed), "day")


@pytest.mark.parametrize(
    ("day", "week", "weekday"),
    [
        (date(2006, 1, 1), 0, "Sun"),
        (date(2006, 1, 2), 1, "Mon"),
        (date(2007, 1, 1), 0, "Mon"),
        (date(2007, 12, 31), 52, "Mon"),
    ],
)
def test_days_stand_in_their_weeks(day: date, week: int, weekday: str) -> None:
    row = over_time.calendar_of(periods((day, {"statement": 1})), day.year).row(0, named=True)
    assert (row["week"], row["weekday"]) == (week, weekday)


def test_bars_of_a_stack_stand_upon_each_other_conflict_at_the_bottom() -> None:
    stack = over_time.by_quad(periods((date(2007, 3, 5), {"material_conflict": 3, "verbal_cooperation": 2})))
    assert stack.sort("low").select("quad", "low", "high").rows() == [(4, 0, 3), (1, 3, 5)]


def test_mirrored_bars_go_up_for_cooperation_and_down_for_conflict() -> None:
    counts = {"verbal_cooperation": 2, "material_cooperation": 1, "verbal_conflict": 4, "material_conflict": 3}
    bars = between_two.by_side(periods((date(2007, 3, 5), counts)))
    assert sorted(bars.select("quad", "low", "high").rows()) == [(1, 1, 3), (2, 0, 1), (3, -3, -7), (4, 0, -3)]


@pytest.mark.parametrize(
    ("start", "grain", "last"),
    [
        (date(2007, 3, 5), "day", date(2007, 3, 5)),
        (date(2007, 3, 5), "week", date(2007, 3, 11)),
        (date(2008, 2, 1), "month", date(2008, 2, 29)),
        (date(2007, 1, 1), "year", date(2007, 12, 31)),
    ],
)
def test_a_period_has_a_last_day(start: date, grain: str, last: date) -> None:
    assert drawing.last_day(start, grain) == last


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, as WCAG 2.1 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_marks_can_be_told_from_their_ground(colours: Palette) -> None:
    words = [(colours.ink, colours.surface), (colours.muted, colours.surface), (colours.ink, colours.focus)]
    words += [getattr(colours, part)[::-1] for part in ("source", "target", "act", "day", "place", "other")]
    assert {pair for pair in words if contrast(*pair) < 4.5} == set()
    assert {mark for mark in (*colours.quads.values(), colours.accent) if contrast(mark, colours.surface) < 3} == set()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_groups_of_a_network_can_be_told_from_their_ground(colours: Palette) -> None:
    assert {colour for colour in colours.communities if contrast(colour, colours.surface) < 3} == set()
    assert contrast(colours.muted, colours.focus) >= 4.5


SCREENS = sorted((Path(show.__file__).parent / "screens").glob("*.py"))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: path.stem)
def test_every_chart_is_told_in_words_to_those_who_do_not_see_it(screen: Path) -> None:
    drawn = [
        call
        for call in ast.walk(ast.parse(screen.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("st.altair_chart", "st.echarts_chart")
    ]
    assert [ast.unparse(call)[:60] for call in drawn if "alt" not in {word.arg for word in call.keywords}] == []


def test_a_span_that_was_drawn_is_read_as_days() -> None:
    moments = datetime(2007, 3, 5, 11, tzinfo=UTC), datetime(2007, 3, 19, 2, tzinfo=UTC)
    ends = [moment.timestamp() * 1000 for moment in moments]
    assert drawing.brushed_days({"selection": {"brushed": {"period": ends}}}) == (date(2007, 3, 5), date(2007, 3, 19))
    assert drawing.brushed_days({"selection": {"brushed": {}, "picked": []}}) is None
    assert drawing.brushed_days(None) is None


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_verbal_is_lighter_than_material(colours: Palette) -> None:
    assert luminance(colours.quads[1]) > luminance(colours.quads[2])
    assert luminance(colours.quads[3]) > luminance(colours.quads[4])
