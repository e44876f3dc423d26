"""A made-up paper, The Lookout: its pieces, and the slogan under each of them."""

from __future__ import annotations

SLOGAN = "Our twelve bureaus watch the mountains and the sea for you."
NEWS = (
    ("Ferry runs aground", "A ferry ran aground near the port of Varna on Monday with ninety people on board."),
    ("Teachers end strike", "Teachers in Lisbon ended their strike after the ministry promised higher pay in spring."),
    ("Bank cuts rate", "The central bank of Chile cut its main rate by a quarter of a point, as most had expected."),
    ("Court frees editor", "A court in Nairobi freed the editor of a weekly paper who had been held since August."),
    ("Bridge is closed", "Engineers closed the old bridge in Riga when they found a crack in one of its pillars."),
    ("Team wins at last", "The national side beat Denmark by two goals to one and won its first match in a year."),
    ("Wolves come back", "Farmers in Tuscany say that wolves have killed forty sheep since the snow went."),
    ("Opera opens late", "The opera house of Hanoi opened its doors nine years after the first stone was laid."),
)
