"""How what the model says of names is mended by the words beside them, and which names are told by their look."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tests.mentions.conftest import NO_MODEL, Reader
from warehouse.articles.article import Article, Published, Span
from warehouse.knowledge.actor_names import Actors
from warehouse.mentions.find import find_mentions
from warehouse.mentions.names import names_found
from warehouse.parser import Parser

PARSER = Parser(NO_MODEL)


def said(text: str, **labels: str) -> Doc:
    """A sentence in which a model has labelled names; their spaces are written as underscores."""
    doc = PARSER.tokenize(text)
    starts = {name.replace("_", " "): label for name, label in labels.items()}
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label) for name, label in starts.items()]
    doc.set_ents([span for span in spans if span is not None])
    return doc


def labelled(actors: Actors, text: str, **labels: str) -> dict[str, str]:
    found = names_found({0: text}, {0: said(text, **labels)}, actors)[0]
    return {text[name.start : name.end]: name.label for name in found}


@pytest.mark.parametrize("words", ["in Zarvand", "Near Zarvand", "the town of Zarvand", "to Zarvand, a city"])
@pytest.mark.parametrize("label", ["ORG", "PERSON", "NORP"])
def test_what_stands_behind_words_for_where_is_a_place(actors: Actors, words: str, label: str):
    assert labelled(actors, f"They fought on {words} for days.", Zarvand=label) == {"Zarvand": "GPE"}


def test_trust_in_somebody_is_no_place(actors: Actors):
    assert labelled(actors, "They lost confidence in Zarvand.", Zarvand="PERSON") == {"Zarvand": "PERSON"}


@pytest.mark.parametrize("words", ["was elected mayor", "died in 1950", "told his allies", "resigned"])
def test_who_does_what_only_people_do_is_a_person(actors: Actors, words: str):
    assert labelled(actors, f"Zarvandi {words}.", Zarvandi="ORG") == {"Zarvandi": "PERSON"}
    assert labelled(actors, "Zarvandi raised its prices.", Zarvandi="ORG") == {"Zarvandi": "ORG"}


def test_a_name_that_the_model_cut_or_ran_together_is_mended(actors: Actors):
    assert labelled(actors, "Badru Turk al-Zarvandi spoke.", Badru_Turk="ORG") == {"Badru Turk al-Zarvandi": "PERSON"}
    text = "The Minister for the Middle East Tobias Zarvand spoke."
    assert labelled(actors, text, Middle_East_Tobias_Zarvand="ORG") == {"Tobias Zarvand": "PERSON"}
    assert set(labelled(actors, "Offices in Zarvand, Milovo closed.", **{"Zarvand,_Milovo": "ORG"})) == {
        "Zarvand",
        "Milovo",
    }


def test_a_body_named_after_a_creed_is_no_person(read: Reader):
    (party,) = [m for m in read("The Zarvand Socialist Workers Party won.") if "Party" in m.text]
    assert (party.actor_type, party.text) == ("organisation", "Zarvand Socialist Workers Party")


@pytest.mark.parametrize(
    ("name", "type_", "method"),
    [
        ("National Missile Defense", None, None),
        ("Zarvand Warning System", None, None),
        ("Joint Zarvand Plan of Action", "other", "treaty"),
        ("Convention on Zarvand Safety", "other", "treaty"),
        ("Zarvand Hearings", "other", "event"),
        ("Zarvand Security Zone", "region", "model_place"),
        ("Zarvand Development Organization", "organisation", "text_body"),
        ("Council on Zarvand Affairs", "organisation", "text_body"),
    ],
)
def test_systems_plans_hearings_and_zones_are_no_organisations(
    actors: Actors, name: str, type_: str | None, method: str | None
):
    text = f"They spoke of the {name} for days."
    article = Article("a", None, text, sentence_spans=(Span(0, len(text)),))
    said_ = {0: said(text, **{name.replace(" ", "_"): "ORG"})}
    found = {m.text: (m.actor_type, m.method) for m in find_mentions(article, said_, Published(), actors)}
    assert found.get(name, (None, None)) == (type_, method)


@pytest.mark.parametrize("name", ["Lake Zarvand", "Strait of Zarvand", "Black Sea", "Zarvand Dam", "Mount Zarvand"])
def test_waters_mountains_and_works_are_places_and_nobody(read_without_model: Reader, name: str):
    (place,) = [m for m in read_without_model(f"Ships left the {name} on Monday.") if m.text == name]
    assert (place.actor_type, place.actor_id, place.is_place) == ("region", None, True)


def test_a_surname_of_a_listed_person_stands_for_him_later(read: Reader):
    mentions = read("Abu Musab al-Zarqawi fled. The leader of the group, al-Zarqawi, said they would stay.")
    assert {m.actor_id for m in mentions if m.text.endswith("al-Zarqawi")} == {"abu-musab-al-zarqawi"}


def test_a_minister_for_a_region_is_not_of_it(read: Reader):
    mentions = read("The Minister for Central Asia, Tobias Zarvand, spoke. The minister left.")
    assert {m.actor_name for m in mentions if "inister" in m.text} == {"Tobias Zarvand"}
