"""Who did what to whom: one small sentence for each construction."""

from __future__ import annotations

from datetime import date

import pytest

from tests.events.examples import code, party, told
from warehouse.articles.article import Published


def on(day: date) -> Published:
    return Published(day, day.year, day.month, day.day, "day", 1.0, (), day, day)


CONSTRUCTIONS = {
    "active": ("Kenya arrested eleven Somali fishermen.", ("KEN", "COERCE", "SOM", "actual")),
    "passive": ("Somali fishermen were arrested by Kenya.", ("KEN", "COERCE", "SOM", "actual")),
    "participle": ("The Somali fishermen arrested by Kenya went home.", ("KEN", "COERCE", "SOM", "actual")),
    "relative clause": (
        "Kenya, which arrested the Somali fishermen, said nothing.",
        ("KEN", "COERCE", "SOM", "actual"),
    ),
    "nominal": ("Kenya's arrest of Somali fishermen led to a crisis.", ("KEN", "COERCE", "SOM", "actual")),
    "nominal with by": ("The arrest of Somali fishermen by Kenya led to a crisis.", ("KEN", "COERCE", "SOM", "actual")),
    "light verb": ("Israel carried out a raid on Syria.", ("ISR", "ASSAULT", "SYR", "actual")),
    "undergoing": ("Poland received an apology from Germany.", ("DEU", "SUPPORT", "POL", "actual")),
    "coordinated verbs": ("Iran met and praised Iraq.", ("IRN", "SUPPORT", "IRQ", "actual")),
    "control": ("Finland urged Russia to free the sailors.", ("FIN", "REQUEST", "RUS", "actual")),
    "promise": ("Germany promised Ukraine to send tanks.", ("DEU", "AGREE", "UKR", "actual")),
    "apposition": (
        "Russia, a neighbour of Georgia, expelled Estonian diplomats.",
        ("RUS", "SANCTION", "EST", "actual"),
    ),
    "possessor": ("Germany rejected Greece's offer.", ("DEU", "REJECT", "GRC", "actual")),
    "adjective": ("China was critical of Japan.", ("CHN", "ACCUSE", "JPN", "actual")),
    "at war": ("Ethiopia is at war with Eritrea.", ("ETH", "ASSAULT", "ERI", "actual")),
    "must": ("Russia says Israel must end the attacks.", ("RUS", "REQUEST", "ISR", "actual")),
    "end of a thing": ("Turkey lifted the sanctions on Armenia.", ("TUR", "RETREAT", "ARM", "actual")),
    "halt of help": ("Canada suspended aid to Mali.", ("CAN", "SANCTION", "MLI", "actual")),
    "accuse of": ("Chad accused Sudan of arming the rebels.", ("TCD", "ACCUSE", "SDN", "actual")),
    "by telephone": ("Iran's president spoke with Iraq's president by telephone.", ("IRN", "CONSULT", "IRQ", "actual")),
    "refuse": ("Sudan refused to release the Chadian pilots.", ("SDN", "REJECT", "TCD", "actual")),
    "cease-fire": ("Hamas declared a cease-fire with Israel.", ("hamas", "RETREAT", "ISR", "actual")),
    "harmed in": ("Nine Syrians were killed in an Israeli air strike on Homs.", ("ISR", "ASSAULT", "SYR", "actual")),
    "harmed in clashes": ("Six Kenyans were hurt in clashes with Somali troops.", ("SOM", "ASSAULT", "KEN", "actual")),
    "aimed at a place": ("Iran fired missiles at Basra.", ("IRN", "ASSAULT", "Basra", "actual")),
    "each other": ("India and Pakistan accused each other of shelling villages.", ("PAK", "ACCUSE", "IND", "actual")),
    "each other, turned": ("India and Pakistan accused each other of shelling.", ("IND", "ACCUSE", "PAK", "actual")),
    "co-operation": ("Oman is willing to carry on co-operation with Qatar.", ("OMN", "AGREE", "QAT", "actual")),
    "with the other": ("Oman discussed Yemen with Qatar.", ("OMN", "CONSULT", "QAT", "actual")),
    "without target": ("Indian farmers began a hunger strike.", ("IND", "PROTEST", None, "actual")),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_construction(name: str) -> None:
    sentence, expected = CONSTRUCTIONS[name]
    assert expected in told(sentence)


def test_no_party_in_what_is_discussed_or_promised_to_others() -> None:
    assert told("The two sides discussed relations between Oman and Yemen.") == set()
    assert told("They confirmed the commitment of Oman and Qatar to trading with everybody.") == set()


STATUSES = {
    "Iran did not attack Kuwait.": "denied",
    "Iran denied attacking Kuwait.": "denied",
    "Iran denied that it had attacked Kuwait.": "denied",
    "If Iran attacks Kuwait, prices will rise.": "conditional",
    "Iran may attack Kuwait.": "conditional",
    "Iran attacked Kuwait.": "actual",
    "Iran attacked Kuwait 20 years ago.": "past_background",
    "Iran attacked Kuwait in 1980.": "past_background",
}


@pytest.mark.parametrize("sentence", STATUSES)
def test_status_of_an_attack(sentence: str) -> None:
    assert told(sentence, on(date(2016, 5, 4))) == {("IRN", "ASSAULT", "KWT", STATUSES[sentence])}


def test_what_lies_ahead_is_another_act() -> None:
    assert told("Iran will attack Kuwait.") == {("IRN", "THREATEN", "KWT", "planned")}
    assert told("Iran will visit Kuwait.") == {("IRN", "AGREE", "KWT", "planned")}
    assert told("Iran will not receive Kuwait's envoy.") == {("IRN", "REJECT", "KWT", "actual")}
    assert told("Iran's king travels to Kuwait on July 7.", on(date(2016, 7, 6))) == {
        ("IRN", "AGREE", "KWT", "planned")
    }


def test_a_meeting_of_two_is_one_report() -> None:
    [report] = code("France and Italy held talks.")
    assert (party(report.source), report.event_type, party(report.target)) == ("FRA", "CONSULT", "ITA")


def test_each_member_of_a_list_is_a_party() -> None:
    assert told("The foreign ministers of Canada, France and Italy condemned Russia.") == {
        (country, "ACCUSE", "RUS", "actual") for country in ("CAN", "FRA", "ITA")
    }


def test_people_whom_no_list_knows_are_parties() -> None:
    [report] = code("Georgian officer Zurab Testadze arrested Russian journalist Oleg Probov on Monday.")
    parties = [mention.country_code for mention in (report.source, report.target) if mention]
    assert (report.cameo_code, parties) == ("173", ["GEO", "RUS"])


def test_offices_and_their_holders_are_the_same_people() -> None:
    text = "The foreign ministers of Norway and Sweden, Espen Barth Eide and Carl Bildt, met in Oslo on Thursday."
    assert told(text) == {("espen-barth-eide", "CONSULT", "carl-bildt", "actual")}


def test_the_day_holds_for_what_the_same_people_did_next() -> None:
    acts = code("Norway seized a Swedish trawler on Monday and expelled a Swedish diplomat.")
    assert [(act.cameo_code[:2], act.event_date_text) for act in acts] == [("17", "Monday"), ("16", "Monday")]


def test_nobody_acts_on_himself() -> None:
    assert told("Russia praised Russia.") == set()


def test_a_government_and_its_protesters_are_two() -> None:
    [report] = code("Egyptian police beat Egyptian protesters in Cairo.")
    assert report.event_type == "ASSAULT"
    assert report.source is not None
    assert report.target is not None
    assert report.source.sector_code != report.target.sector_code


def test_who_says_so_is_kept() -> None:
    [report] = code("Ukraine said Russia attacked Georgia.")
    assert (report.attributed_to_actor_id, party(report.source)) == ("ukraine", "RUS")


def test_the_two_sides_are_the_last_two_countries() -> None:
    reports = code("The United States and Georgia are friends. The two countries signed a treaty.")
    assert [(party(c.source), c.event_type, party(c.target)) for c in reports] == [("USA", "SUPPORT", "GEO")]


def test_the_day_is_that_of_the_clause() -> None:
    reports = code("Iran arrested Iraqi pilgrims in May, and Kuwait expelled an Iranian envoy on Tuesday.")
    assert {(c.event_type, c.event_date_text) for c in reports} == {
        ("COERCE", "in May"),
        ("SANCTION", "on Tuesday"),
    } or {(c.event_type, c.event_date_value) for c in reports} == {
        ("COERCE", "XXXX-05"),
        ("SANCTION", "weekday=tuesday"),
    }


def test_offsets_are_those_of_the_body() -> None:
    text = "The rain fell. Iran arrested four Iraqi pilgrims in Basra on Monday."
    [report] = code(text)
    assert text[report.action_start : report.action_end] == report.action_text == "arrested"
    assert report.event_date_start is not None
    assert "Monday" in text[report.event_date_start : report.event_date_end]
    assert report.place_start is not None
    assert text[report.place_start : report.place_end] == "Basra"


SILENT = [
    "The striker scored twice as Brazil beat Argentina in the final.",
    "Shares in Tokyo fell after weak data from China.",
    "Heavy rain is expected over northern India on Thursday.",
    "The Swiss bank reported a profit of two billion francs.",
    "Canada has ten provinces and three territories.",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_sport_weather_and_markets_are_silent(sentence: str) -> None:
    assert told(sentence) == set()
