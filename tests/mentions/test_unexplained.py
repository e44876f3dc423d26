"""The names model sees the sentences whose capitals nothing else explains, and no others."""

from __future__ import annotations

import pytest

from warehouse.knowledge.actor_names import Actors
from warehouse.mentions.unexplained import need_names_model

COMMON = frozenset({"protesters", "later"})


def needed(*sentences: str, actors: Actors) -> set[int]:
    return need_names_model(dict(enumerate(sentences)), actors, COMMON)


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia and the European Union will meet in Helsinki on Friday.",
        "Protesters marched on Monday.",
        "The Georgian Foreign Minister met his Turkish colleague in June.",
        "Foreign Secretary David Miliband said so.",
        "prices rose by a third.",
        '"It\'s late," said the Georgian Foreign Minister: "We go, and so do I."',
    ],
)
def test_what_knowledge_and_calendar_explain_needs_no_model(sentence: str, actors: Actors) -> None:
    assert needed(sentence, actors=actors) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman for Vexilon Hulls declined to comment.",
        "Zorbak arrived late.",
        "They flew to Zorbak from Helsinki.",
        "The Moscow Zorbak opened.",
    ],
)
def test_an_unknown_name_needs_it(sentence: str, actors: Actors) -> None:
    assert needed(sentence, actors=actors) == {0}


def test_the_first_word_is_ordinary_where_the_article_has_it_in_small_letters(actors: Actors) -> None:
    assert needed("Lanterns hung in the port.", actors=actors) == {0}
    assert needed("Lanterns hung in the port.", "Four lanterns went out.", actors=actors) == set()


def test_a_name_is_shown_to_it_twice(actors: Actors) -> None:
    sentences = [f"On day {n}, Vexilon Zorbak spoke." for n in range(4)]
    assert needed(*sentences, "Later Zorbak left.", actors=actors) == {0, 1}


def test_the_choice_is_the_articles_own(actors: Actors) -> None:
    sentences = ["He met Vexilon Zorbak.", "He met Oona Quillimar.", "He met Quillimar again."]
    first, second = needed(*sentences, actors=actors), needed(*sentences[1:], actors=actors)
    assert (first, second) == ({0, 1, 2}, {0, 1})
