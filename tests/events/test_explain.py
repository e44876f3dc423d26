"""Why a sentence was coded, or was not."""

from __future__ import annotations

from pathlib import Path

from tests.events.examples import parsed, tools
from warehouse.events.explain import Explanation, explain_sentence
from warehouse.events.lexicon import Lexicon


def explain(text: str, lexicon: Lexicon | None = None) -> Explanation:
    [sentence] = parsed(text)
    return explain_sentence(sentence, lexicon or tools().lexicon, None, tools().places)


def with_own_verbs(folder: Path, rows: str) -> Lexicon:
    (folder / "verbs").mkdir()
    (folder / "verbs/verbs.csv").write_text("verb,object,cameo_code,target\n" + rows)
    return Lexicon.load(folder)


def test_a_report_names_its_rule_and_operators() -> None:
    [report] = explain("Sudan refused to release the Chadian pilots.").reports
    assert report.rule_id.startswith("verb:release")
    assert "refuse:refuse" in report.rule_id


def test_a_missing_target_is_a_near_miss() -> None:
    explanation = explain("Kenya arrested nobody.")
    assert explanation.reports == ()
    assert any("target missing" in miss.reason for miss in explanation.near_misses)


def test_a_missing_source_is_a_near_miss() -> None:
    explanation = explain("A Somali fisherman was arrested.")
    assert any("source unsaid" in miss.reason for miss in explanation.near_misses)


def test_the_words_are_those_of_the_sentence() -> None:
    explanation = explain("Kenya arrested a Somali fisherman.")
    assert [word.text for word in explanation.words] == ["Kenya", "arrested", "a", "Somali", "fisherman", "."]
    assert explanation.passes_gate


def test_a_reading_less_sure_than_a_lake_keeps_is_a_near_miss() -> None:
    explanation = explain("Canada closed its embassy in Iran, if we believe them.")
    assert explanation.reports == ()
    assert any("less sure" in miss.reason for miss in explanation.near_misses)


def test_a_verb_that_the_user_adds_makes_reports(tmp_path: Path) -> None:
    text = "Kenya snaffled a Somali fisherman."
    assert explain(text).reports == ()
    [report] = explain(text, with_own_verbs(tmp_path, "snaffle,,173,obj\n")).reports
    assert (report.rule_id, report.cameo_code) == ("verb:snaffle", "173")


def test_a_verb_that_the_user_takes_out_makes_none(tmp_path: Path) -> None:
    text = "Kenya detained a Somali fisherman."
    assert [report.rule_id for report in explain(text).reports] == ["verb:detain"]
    assert explain(text, with_own_verbs(tmp_path, "detain,,none,\n")).reports == ()
