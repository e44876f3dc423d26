"""What is taken away from Curate is what the next run reads."""

from __future__ import annotations

from pathlib import Path

from dashboard import judging
from warehouse.knowledge.actor_names import Actors


def test_a_patch_is_an_overlay_that_the_next_run_reads(tmp_path: Path) -> None:
    person = {"actor_id": "o-neill", "name": 'O\'Neill, "Tip"', "names": "Tip of Vresk", "country_code": "USA"}
    made = judging.patch(
        [
            ("actors/persons.csv", person),
            ("actors/aliases.csv", {"name": "Big Tip", "actor_id": "o-neill"}),
            (
                "actors/splits.csv",
                {"actor_id": "russia", "new_id": "o-neill", "name": "the bear", "reason": "wrong actor"},
            ),
            ("actors/merges.csv", {"actor_id": "tip", "into_id": "o-neill", "reason": "one actor under two ids"}),
        ]
    )
    for name, content in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    actors = Actors.load(tmp_path)
    assert [sense.actor_id for sense in actors.named("Big Tip")] == ["o-neill"]
    assert [sense.actor_id for sense in actors.named("Tip of Vresk")] == ["o-neill"]
    assert actors.corrected("russia", "the bear", None, "a") == "o-neill"
    assert actors.corrected("tip", "Tip", None, "a") == "o-neill"
