"""The dictionary of acts is sound, sorted and broad, and a user's rows win."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.events.examples import tools
from warehouse.events.lexicon import Lexicon, LexiconFault
from warehouse.knowledge import files

FILES = (
    "verbs",
    "nouns",
    "adjectives",
    "operators",
    "effects",
    "classes",
    "agents",
    "irregular",
    "forms",
    "confidence",
)


def test_every_code_is_known() -> None:
    assert tools().lexicon.faults() == []


def test_breadth() -> None:
    lexicon = tools().lexicon
    rows = sum(files.rows(f"verbs/{name}.csv").height for name in ("verbs", "nouns", "adjectives", "operators"))
    assert rows >= 2500
    coded = {code.event_type for _, code in lexicon._coded()}  # pyright: ignore[reportPrivateUsage]
    assert coded >= set(lexicon.codes.quad_classes)
    roots = {code.root for _, code in lexicon._coded()}  # pyright: ignore[reportPrivateUsage]
    assert roots == {f"{root:02}" for root in range(1, 21)}


def test_every_mode_has_words() -> None:
    lexicon = tools().lexicon
    coded = {(c.event_type, c.event_mode) for _, c in lexicon._coded()}  # pyright: ignore[reportPrivateUsage]
    # A meeting on third ground is told by its place, not by its verb.
    assert lexicon.codes.modes - coded == {("CONSULT", "third-party")}


@pytest.mark.parametrize("name", FILES)
def test_rows_are_sorted_and_said_once(name: str) -> None:
    rows = [tuple(cell or "" for cell in row) for row in files.rows(f"verbs/{name}.csv").rows()]
    assert rows == sorted(set(rows))


def test_an_overlay_adds_and_wins(tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs/verbs.csv").write_text(
        "verb,object,cameo_code,event_type,event_mode,target\ndefenestrate,,1823,,,obj\npraise,,111,,,obj\n"
    )
    lexicon = Lexicon.load(tmp_path)
    assert lexicon.verbs["defenestrate"][0].code.event_type == "ASSAULT"
    assert lexicon.verbs["praise"][-1].code.event_type == "ACCUSE"


def test_an_overlay_takes_out(tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs/verbs.csv").write_text("verb,object,cameo_code\narrest,,none\n")
    (tmp_path / "verbs/operators.csv").write_text("word,pos,kind,cameo_code\nexhort,verb,ask,none\n")
    (tmp_path / "verbs/nouns.csv").write_text("noun,cameo_code\nairlift,none\n")
    lexicon = Lexicon.load(tmp_path)
    assert "arrest" not in lexicon.verbs
    assert "airlift" not in lexicon.nouns
    assert ("exhort", "verb") not in lexicon.operators


def test_an_overlay_says_how_sure_a_report_must_be(tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs/confidence.csv").write_text("name,value\nleast,0.8\n")
    assert not Lexicon.load(tmp_path).is_sure(0.7)
    assert tools().lexicon.is_sure(0.7)


def test_an_unsound_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs/verbs.csv").write_text(
        "verb,object,cameo_code,event_type,event_mode,target\nzap,,190,ASSAULT,tickle,obj\n"
    )
    with pytest.raises(LexiconFault, match=r"verb:zap: ASSAULT has no mode tickle"):
        Lexicon.load(tmp_path)


def test_british_spellings_are_understood() -> None:
    assert "recognise" in tools().lexicon.verbs


def test_a_rule_is_cited_by_a_short_id_that_leads_to_its_row() -> None:
    verbs = tools().lexicon.verbs
    ids = [entry.rule_id for verb in ("lift", "seize", "call") for entry in verbs[verb]]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) < 40
    assert {"verb:seize+hostage|…", "verb:seize+hostage|crew|…"} <= set(ids)
