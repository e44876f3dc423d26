"""Why a sentence was coded, or was not."""

from __future__ import annotations

from tests.events.examples import parsed, tools
from warehouse.events.explain import Explanation, explain_sentence


def explain(text: str) -> Explanation:
    [sentence] = parsed(text)
    return explain_sentence(sentence, tools().lexicon, None, tools().places)


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
