"""A corpus of any size, of invented news in plain form: for proofs and timings, never for judging quality.

    python benchmarks/corpus.py FOLDER 2000

Document n is a function of n alone, so a larger corpus begins with the documents of a smaller one.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

COUNTRIES = {
    "Georgia": ("Georgian", "Tbilisi"),
    "Russia": ("Russian", "Moscow"),
    "Turkey": ("Turkish", "Ankara"),
    "Iran": ("Iranian", "Tehran"),
    "France": ("French", "Paris"),
    "Japan": ("Japanese", "Tokyo"),
    "Kenya": ("Kenyan", "Nairobi"),
    "Egypt": ("Egyptian", "Cairo"),
    "Brazil": ("Brazilian", "Brasilia"),
    "Poland": ("Polish", "Warsaw"),
    "India": ("Indian", "New Delhi"),
    "Ukraine": ("Ukrainian", "Kyiv"),
}
LEADS = (
    "{a}'s government on {day} imposed sanctions on {b} over the detention of {n} fishermen.",
    "{a} and {b} signed an agreement on {topic} in {city_a} on {day}.",
    "Police in {city_a} arrested {n} {adj_b} citizens on {day}, officials said.",
    "The foreign ministers of {a} and {b} met in {city_a} on {day} to discuss {topic}.",
    "{a} accused {b} on {day} of breaking a treaty on {topic}.",
    "Thousands of protesters marched through {city_a} on {day} against the government's plans for {topic}.",
    "{a} sent {n} tonnes of food to {b} on {day} after floods in the north.",
    "{adj_a} troops shelled positions in the north of {b} on {day}, killing {n} people.",
    "{a} refused on {day} to withdraw its troops from the border with {b}.",
    "{a} urged {b} on {day} to lift its ban on {topic}.",
)
BODY = (
    "The {adj_a} foreign minister said that talks with {b} would go on next month.",
    "Relations between {a} and {b} have been strained since a quarrel over {topic} two years ago.",
    "A spokesman for the {adj_b} government rejected the claim and said that {b} had kept its word.",
    "The United Nations called on both sides to show restraint.",
    "About {n} people live in the valley, most of them farmers who trade on both sides of the river.",
    "Prices of wheat and copper hardly moved, and the local currency closed a little lower.",
    "In {city_b}, shops stayed open and traffic was light.",
    "The European Union offered to send observers if {a} and {b} agreed.",
    "Opposition parties in {a} said that the government had acted too late.",
    "{b} warned that it would recall its ambassador from {city_a} if the dispute was not settled.",
    "The two countries share a border of {n} kilometres, much of it in the mountains.",
    "Weather in the region has been mild, and the harvest is expected to be good.",
)
TOPICS = ("fishing rights", "gas transit", "border crossings", "air traffic", "water supply", "visa rules", "grain")
FURNITURE = ("Accessibility links", "Breaking News", "Subscribe", "Share this page", "Newsfeed\n0\nlog in or register")
PUBLISHERS = ("Northern Wire", "Harbour Times", "Lowland Radio", "Signal Daily")


def document(number: int) -> str:
    """The text of document `number`."""
    r = random.Random(number)
    a, b = r.sample(sorted(COUNTRIES), 2)
    on = date(2001, 1, 1) + timedelta(days=r.randrange(6000))
    facts = {
        "a": a,
        "b": b,
        "adj_a": COUNTRIES[a][0],
        "adj_b": COUNTRIES[b][0],
        "city_a": COUNTRIES[a][1],
        "city_b": COUNTRIES[b][1],
        "day": f"{on:%A}",
        "topic": r.choice(TOPICS),
        "n": str(r.randrange(3, 900)),
    }
    lead = r.choice(LEADS).format(**facts)
    paragraphs = [
        " ".join(text.format(**facts) for text in r.sample(BODY, r.randrange(2, 4))) for _ in range(r.randrange(3, 7))
    ]
    dateline = f"{facts['city_a'].upper()}, {on:%B} {on.day}, {on.year} ({r.choice(PUBLISHERS)}) - "
    title = " ".join(lead.split()[:8]).rstrip(".,")
    return "\n\n".join([r.choice(FURNITURE), title, dateline + lead, *paragraphs, r.choice(FURNITURE)]) + "\n"


def write(folder: Path, count: int) -> Path:
    """Write `count` documents, a thousand to a folder; what stands already is kept."""
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document(number), encoding="utf-8")
    return folder


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    write(Path(sys.argv[1]), int(sys.argv[2]))
