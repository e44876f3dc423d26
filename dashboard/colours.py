"""One palette: blue cooperates, orange is in conflict, light is verbal, dark is material; grey is neither."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

QUADS = {
    1: "Verbal cooperation",
    2: "Material cooperation",
    3: "Verbal conflict",
    4: "Material conflict",
    0: "Statement",
}


@dataclass(frozen=True)
class Palette:
    """Colours of marks and words on one background."""

    quads: dict[int, str]
    surface: str
    ink: str
    muted: str
    line: str
    accent: str
    focus: str  # ground of the sentence that is looked at
    # Words in a text: background and ink of source, target, act, day, place, and of any other mention.
    source: tuple[str, str]
    target: tuple[str, str]
    act: tuple[str, str]
    day: tuple[str, str]
    place: tuple[str, str]
    other: tuple[str, str]
    # Pale to strong, for how much; a second scale with a middle, for less and more than expected.
    ramp: tuple[str, ...]
    communities: tuple[str, ...]

    def quad(self, quad_class: int | None) -> str:
        return self.quads[quad_class or 0]


LIGHT = Palette(
    quads={1: "#5a93cc", 2: "#174a85", 3: "#d67c22", 4: "#8f3908", 0: "#7d7f83"},
    surface="#fdfcfa",
    ink="#22262b",
    muted="#5d636b",
    line="#d9d5cc",
    accent="#1f5c73",
    focus="#f0ede4",
    source=("#d3ebe6", "#0b4f45"),
    target=("#e7dcf3", "#4d2578"),
    act=("#fbe49a", "#4a3500"),
    day=("#e4e6ea", "#33383f"),
    place=("#dcebd0", "#2f5214"),
    other=("#f1efe9", "#4a4f57"),
    ramp=("#eef3f2", "#c5dcdc", "#8fbfc4", "#559ca6", "#2a7585", "#134e5e"),
    communities=("#2a7585", "#7a5aa6", "#64883a", "#b0527a", "#8a6d1f", "#55677d", "#3f8f6b", "#a05a4a"),
)

DARK = Palette(
    quads={1: "#a9cdf0", 2: "#4b90dc", 3: "#f6c48f", 4: "#e2711f", 0: "#9a9ca0"},
    surface="#14171b",
    ink="#e8e6e1",
    muted="#a7adb5",
    line="#363d45",
    accent="#7fc0d6",
    focus="#23292f",
    source=("#123f38", "#a9e6da"),
    target=("#3b2557", "#dcc6f5"),
    act=("#5a4400", "#ffe594"),
    day=("#343a42", "#e0e3e8"),
    place=("#2b4017", "#cfe9b4"),
    other=("#23282e", "#b9bec5"),
    ramp=("#1c2429", "#1f404a", "#27616f", "#3a8798", "#69b2c0", "#b3e0e6"),
    communities=("#69b2c0", "#b79ae0", "#a3c773", "#e58db3", "#d6b55c", "#a2b4ca", "#7fd0a9", "#e0a08f"),
)


def palette() -> Palette:
    return DARK if st.context.theme.type == "dark" else LIGHT
