"""News of sport, weather and markets holds next to no political acts, whatever verbs it uses."""

from __future__ import annotations

import pytest

from tests.events.examples import code, tools

SPORT = (
    "Uruguay beat Paraguay 3-1 in Asunción. Its striker shot twice from the left, and Paraguay attacked until the end.",
    "Norway defended its title in the relay. Sweden fought back in the last lap but lost by a ski's length.",
    "Kenya's runners dominated the marathon. Ethiopia, which had threatened to win the race, took second place.",
    "The Danish coach dropped two players for the match against Wales. He blasted the referee after the last game.",
)
WEATHER = (
    "A storm struck the coast of Portugal on Friday. Winds battered Lisbon, and rain is expected to reach Spain.",
    "Heavy snow cut off villages in Austria. Trains from Vienna to Munich ran late, and drivers were told to wait.",
    "Heat gripped India for a ninth day. Clouds from the south may bring relief to Delhi before the weekend.",
    "Fog delayed flights in Helsinki. Warm air from Estonia will push into Finland on Monday.",
)
MARKETS = (
    "Shares in Tokyo retreated from their high. The yen fought its way back against the dollar in late trade.",
    "Oil surged past ninety dollars. Traders in London blamed thin stocks, and a bank raised its forecast for winter.",
    "A Swiss maker of watches bought a rival in Italy. Investors welcomed the price, and its shares gained a tenth.",
    "Copper slid in Santiago as buyers in China held back. Chile's largest mine cut its target for the year.",
)


@pytest.mark.parametrize("texts", [SPORT, WEATHER, MARKETS], ids=["sport", "weather", "markets"])
def test_at_most_one_report_is_made(texts: tuple[str, ...]) -> None:
    told = [report for text in texts for report in code(text) if tools().lexicon.is_sure(report.confidence)]
    assert len(told) <= 1, [(r.source_text, r.event_type, r.target_text, r.action_text) for r in told]
