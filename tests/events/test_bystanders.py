"""Who is not meant: victims, topics, those who are only backed or awaited, and what is only insisted on."""

from __future__ import annotations

import pytest

from tests.events.examples import told

Told = tuple[str | None, str | None, str | None, str]

TABLE: list[tuple[str, Told]] = [
    ("Mexico criticized Chile and asked it to lift the tariffs.", ("MEX", "REQUEST", "CHL", "actual")),
    ("Kenya will not lift the ban until Somalia pays its debt.", ("KEN", "REJECT", "SOM", "actual")),
    ("Chad signed an accord with Libya without consulting Sudan.", ("TCD", "CONSULT", "SDN", "denied")),
    ("Egypt's court jailed three Turkish reporters for insulting Qatar.", ("TUR", "ACCUSE", "QAT", "actual")),
    ("Nigeria imposed a curfew in Lagos.", ("NGA", "COERCE", "Lagos", "actual")),
]

SILENT: list[tuple[str, tuple[str, str, str]]] = [
    ("France backed sanctions against Iran.", ("FRA", "SUPPORT", "IRN")),
    ("France welcomed the ban on Iran.", ("FRA", "SUPPORT", "IRN")),
    ("Iran insisted that Iraq was ready.", ("IRN", "REQUEST", "IRQ")),
    ("Peru discussed trade under the chairmanship of Chile.", ("PER", "CONSULT", "CHL")),
    ("Uruguay crushed Venezuela 4-0.", ("URY", "ASSAULT", "VEN")),
]


@pytest.mark.parametrize(("text", "event"), TABLE)
def test_who_is_meant(text: str, event: Told) -> None:
    assert event in told(text)


@pytest.mark.parametrize(("text", "event"), SILENT)
def test_who_is_not_meant(text: str, event: tuple[str, str, str]) -> None:
    assert event not in {(source, kind, target) for source, kind, target, _ in told(text)}
