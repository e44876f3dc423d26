import pytest

from warehouse.articles.dateline import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "year", "month", "day", "agency"),
    [
        ("MOSCOW, November 1 (RIA Novosti) - Russia said", "Moscow", None, 11, 1, "RIA Novosti"),
        ("MOSCOW, 13 Mar 2013 — The letter says", "Moscow", 2013, 3, 13, None),
        ("BEIJING, Feb. 3 (Xinhua) -- China said", "Beijing", None, 2, 3, "Xinhua"),
        ("Moscow. August 29. INTERFAX.RU - The ministry", "Moscow", None, 8, 29, "INTERFAX.RU"),
        ("WASHINGTON (AP) — The president", "Washington", None, None, None, "AP"),
        ("Jerusalem (CNN) -- Israel said", "Jerusalem", None, None, None, "CNN"),
        ("(Reuters) - Oil prices rose", None, None, None, None, "Reuters"),
        ("DUBLIN — She has voted", "Dublin", None, None, None, None),
        ("RIO DE JANEIRO (Reuters) - Brazil", "Rio de Janeiro", None, None, None, "Reuters"),
        ("KHAN YOUNIS, Gaza Strip (AP) — Israel", "Khan Younis, Gaza Strip", None, None, None, "AP"),
        ("CRAWFORD, TEXAS, November 4, 2018 (Gazette) - The", "Crawford, Texas", 2018, 11, 4, "Gazette"),
        ("Vienna, 30 June -- Delegates said", "Vienna", None, 6, 30, None),
        ("Bogota, 4 Feb. (EFE).- The government", "Bogota", None, 2, 4, "EFE"),
        ("Lima, 3 May .- Miners said", "Lima", None, 5, 3, None),
        ("Naqoura, Lebanon | A patrol was", "Naqoura, Lebanon", None, None, None, None),
        ("A summary comes first.\n\nMOSCOW (Record) -- The text", "Moscow", None, None, None, "Record"),
    ],
)
def test_datelines(text: str, place: str | None, year: int | None, month: int | None, day: int | None, agency: str):
    found = find_dateline(text)
    assert found is not None
    assert (found.place, found.year, found.month, found.day, found.agency) == (place, year, month, day, agency)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "Putin - who was there - said",
        "UPDATE 1 - Oil falls",
        "NATO - the alliance - said",
        "U.S. - Russian talks began",
        "By John Smith (Reuters) - The",
        "The president (left) - a lawyer - said",
        "MOSCOW, November 41 (RIA Novosti) - Russia",
        "MOSCOW -",
        "News | World said",
        "HOME | The paper of the town",
        "Paris, 30 June - Exhibition opens",
        "",
    ],
)
def test_what_is_no_dateline(text: str):
    assert find_dateline(text) is None
