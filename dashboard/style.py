"""The page's own style sheet: names of classes begin with wl-; colours come from the palette."""

from __future__ import annotations

from dashboard.colours import Palette

SERIF = '"Source Serif", "Source Serif 4", Georgia, serif'
FEW = 20  # below this, a count is called small
# Pixels that charts need which answer to clicks, by the beginnings of their keys: the room is kept, so that nothing
# moves when they are drawn. For others see `show.still`.
HEIGHTS = {
    "course": 240,
    "share": 270,
    "class-": 130,
    "calendar-": 112,
    "mirror-": 190,
    "map": 470,
}
PARTS = ("source", "target", "act", "day", "place", "other")


def sheet(colours: Palette) -> str:
    rooms = "\n".join(f'.stMain [class*="st-key-{key}"] {{ min-height: {high}px; }}' for key, high in HEIGHTS.items())
    marks = "\n".join(mark_rule(part, *getattr(colours, part)) for part in PARTS)
    return f"""<style>
.wl-title {{ font-size: 1.08rem; line-height: 1.35; margin: 0; padding: 0; font-weight: 600; }}
.wl-note {{ color: {colours.muted}; font-size: 0.86rem; margin: 0.15rem 0 0 0; line-height: 1.45; }}
.wl-head {{ display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 1rem; }}
.wl-head h1 {{ margin: 0; padding: 0; font-family: {SERIF}; font-weight: 600; }}
.wl-big {{ font-family: {SERIF}; font-size: 1.35rem; line-height: 1.35; margin-right: 0.5rem; }}
.stMainBlockContainer {{ padding-left: 2.4rem; padding-right: 2.4rem; padding-bottom: 2.5rem; max-width: 1320px; }}
.st-key-query textarea {{ font-family: "Source Code Pro", monospace; font-size: 0.9rem; }}
.wl-head .wl-question {{ color: {colours.muted}; font-size: 1.02rem; font-style: italic; }}
.wl-facts {{ color: {colours.muted}; font-size: 0.84rem; margin-top: 0.2rem; }}
.wl-facts b {{ color: {colours.ink}; font-weight: 600; }}
.wl-over {{ font-size: 0.92rem; font-weight: 600; margin: 0.3rem 0 0 0; color: {colours.ink}; }}
.wl-event {{ display: flex; gap: 0.9rem; padding: 0.15rem 0; }}
.wl-when {{ flex: 0 0 6.2rem; color: {colours.muted}; font-size: 0.84rem; padding-top: 0.12rem; text-align: right;
    font-variant-numeric: tabular-nums; }}
.wl-what {{ flex: 1 1 auto; min-width: 0; overflow-wrap: anywhere; }}
.wl-chip {{ display: inline-block; width: 0.72rem; height: 0.72rem; border-radius: 0.18rem; margin-right: 0.45rem;
    vertical-align: -0.05rem; }}
.wl-act {{ color: {colours.ink}; margin-right: 0.55rem; font-size: 0.9rem; }}
.wl-told {{ color: {colours.muted}; font-size: 0.8rem; margin-left: 0.6rem; white-space: nowrap; }}
.wl-flag {{ border: 1px solid {colours.line}; border-radius: 0.3rem; padding: 0 0.35rem; font-size: 0.76rem;
    color: {colours.muted}; margin-left: 0.3rem; }}
.wl-term {{ display: inline-block; background: {colours.focus}; color: {colours.ink}; border-radius: 0.3rem;
    padding: 0 0.4rem; margin: 0 0.15rem 0.15rem 0; }}
.wl-under {{ border-left: 2px solid {colours.line}; margin-left: 7.1rem; padding-left: 0.8rem; }}
.wl-sentence {{ color: {colours.ink}; font-size: 0.95rem; line-height: 1.55; margin-top: 0.15rem; }}
.wl-text {{ font-family: {SERIF}; font-size: 1.06rem; line-height: 1.75;
    max-width: 44rem; white-space: pre-wrap; overflow-wrap: anywhere; }}
.wl-text h2 {{ font-size: 1.4rem; line-height: 1.3; margin: 0 0 0.6rem 0; white-space: pre-wrap; }}
.wl-text > .wl-note {{ margin-bottom: 0.7rem; }}
.wl-text .wl-lead {{ font-style: italic; color: {colours.muted}; margin: 0 0 0.9rem 0; white-space: pre-wrap; }}
.wl-text .wl-focus {{ background: {colours.focus}; border-radius: 0.3em; padding: 0.22em 0.3em; margin: 0 -0.3em;
    box-decoration-break: clone; -webkit-box-decoration-break: clone; }}
.wl-facts-table {{ border-collapse: collapse; font-size: 0.88rem; width: 100%; }}
.wl-facts-table td, .wl-facts-table th {{ border: none; border-bottom: 1px solid {colours.line};
    padding: 0.28rem 0.6rem 0.28rem 0; vertical-align: top; text-align: left; overflow-wrap: anywhere; }}
.wl-facts-table td:first-child, .wl-facts-table th {{ color: {colours.muted}; font-weight: 400; }}
.wl-facts-table:not(.wl-list) td:first-child {{ white-space: nowrap; padding-right: 1rem; }}
.wl-even {{ table-layout: fixed; }}
.wl-even td:first-child, .wl-even th:first-child {{ width: 6.5rem; }}
.wl-track {{ background: {colours.line}; border-radius: 0.3rem; height: 0.55rem; margin-top: 0.35rem;
    overflow: hidden; }}
.wl-fill {{ background: {colours.accent}; height: 100%; }}
.wl-aside {{ display: block; font-size: 0.78rem; color: {colours.muted}; }}
.stMain [data-testid="stCaptionContainer"], .stMain [data-testid="stCaptionContainer"] p {{ color: {colours.muted};
    opacity: 1; }}
.stMain ::placeholder {{ color: {colours.muted} !important; opacity: 1; }}
.wl-name {{ white-space: nowrap; padding-right: 1.2rem !important; }}
.wl-wide {{ width: 34%; }}
.wl-number {{ text-align: right !important; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.wl-differs {{ box-shadow: inset 0 -2px 0 {colours.quads[3]}; }}
mark[class^="wl-"] {{ padding: 0.06em 0.2em; margin: 0 -0.03em; border-radius: 0.25em; box-decoration-break: clone;
    -webkit-box-decoration-break: clone; }}
{marks}
{rooms}
.stMain button[kind="primary"], .stMain button[kind="primary"] * {{ color: {colours.surface} !important; }}
.stMain [class*="st-key-tall-"] {{ min-height: 4.3rem; }}
.stMain .st-key-strongest {{ min-height: 497px; }}
:focus-visible {{ outline: 2px solid {colours.accent} !important; outline-offset: 2px; }}
.stMain:focus-visible {{ outline: none !important; }}
mark.wl-act {{ font-weight: 600; margin-right: 0; font-size: inherit; }}
.wl-line-second {{ display: inline-block; width: 1.6rem; border-top: 2.5px dashed {colours.communities[3]};
    vertical-align: 0.25rem; margin-right: 0.35rem; }}
.stMain [data-testid="stPageLink-NavLink"] {{ background: transparent; font-weight: 400; }}
.stMain [data-testid="stPageLink-NavLink"] p {{ font-weight: 400; }}
.stMain [data-testid="stPageLink-NavLink"]:hover {{ background: {colours.focus}; }}
.stMain [class*="st-key-facet-"] button {{ min-height: 1.6rem; padding: 0; }}
.wl-key {{ font-size: 0.84rem; color: {colours.muted}; display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; }}
[data-testid="stSidebarHeader"] {{ justify-content: flex-start; gap: 0.6rem; }}
[data-testid="stSidebarHeader"]::after {{ content: "Wirelake"; order: 1; flex: 1; font-family: {SERIF};
    font-size: 1.25rem; font-weight: 600; color: {colours.ink}; }}
[data-testid="stSidebarHeader"] > :not(:first-child) {{ order: 2; }}
@media (max-width: 1100px) {{
    .stMain [data-testid="stColumn"] {{ min-width: 25rem; }}
    .stMain [class*="st-key-pairwise"] [data-testid="stColumn"] {{ min-width: 12rem; }}
    .stMainBlockContainer {{ padding-left: 1.4rem; padding-right: 1.4rem; }}
    .wl-when {{ flex-basis: 4.4rem; }}
    .wl-told {{ white-space: normal; margin-left: 0.2rem; }}
}}
.wl-foot {{ color: {colours.muted}; font-size: 0.8rem; line-height: 1.5; border-top: 1px solid {colours.line};
    padding-top: 0.6rem; margin-top: 1.2rem; }}
.wl-foot b {{ color: {colours.ink}; }}
</style>"""


def mark_rule(part: str, background: str, ink: str) -> str:
    if part == "other":
        # Most words of an article may be mentions: they are to be seen, not to be read around.
        return "mark.wl-other { background: transparent; color: inherit; padding: 0; border-bottom: 1px dotted; }"
    line = {"day": "border-bottom: 2px dotted currentColor;", "place": "border-bottom: 2px dashed currentColor;"}
    return f"mark.wl-{part} {{ background: {background}; color: {ink}; {line.get(part, '')} }}"
