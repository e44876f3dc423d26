"""Changes of an overlay: one line each, undone by taking it away, refused with a sentence when they can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.knowledge import overlay
from warehouse.knowledge.files import own_rows, version
from warehouse.knowledge.overlay import ALIASES, MERGES, SPLITS, ChangeRefused, line

MERGE = line(MERGES, actor_id="sergei-ivanov", into_id="igor-ivanov", reason="one man, so the paper")


def test_a_change_is_a_line_and_its_undoing_leaves_the_overlay_as_it_was(tmp_path: Path) -> None:
    nothing = version(tmp_path)
    assert overlay.add(tmp_path, [MERGE]) == [MERGE]
    assert (tmp_path / MERGES).read_text().splitlines()[1] == 'sergei-ivanov,igor-ivanov,"one man, so the paper"'
    assert version(tmp_path) != nothing
    assert overlay.add(tmp_path, [MERGE]) == []
    assert overlay.take_away(tmp_path, [MERGE]) == [MERGE]
    assert version(tmp_path) == nothing


def test_undoing_asks_for_no_reason_but_heeds_one_that_is_given(tmp_path: Path) -> None:
    overlay.add(tmp_path, [MERGE])
    bare = {name: cell for name, cell in MERGE.row.items() if name != "reason"}
    assert overlay.take_away(tmp_path, [line(MERGES, **bare, reason="another")]) == []
    assert overlay.take_away(tmp_path, [line(MERGES, **bare)]) == [MERGE]


def test_a_file_keeps_the_form_that_its_owner_gave_it(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    mine = "\ufeff# who is who\r\nname;actor_id\r\nMischa;mikheil-saakashvili\r\n"
    (tmp_path / ALIASES).write_bytes(mine.encode())
    given = [line(ALIASES, name="Igor the Wise", actor_id="igor-ivanov", withdrawn="yes")]
    overlay.add(tmp_path, given)
    text = (tmp_path / ALIASES).read_bytes().decode()
    assert text.endswith("name;actor_id;withdrawn\r\nMischa;mikheil-saakashvili\r\nIgor the Wise;igor-ivanov;yes\r\n")
    overlay.take_away(tmp_path, given)
    assert (tmp_path / ALIASES).read_bytes().decode() == mine.replace("actor_id\r", "actor_id;withdrawn\r")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (line(MERGES, actor_id="sergei-ivanow", into_id="igor-ivanov"), "'sergei-ivanow'. Is it sergei-ivanov?"),
        (line(ALIASES, name="X", actor_id="nobody-at-all"), "there is no actor 'nobody-at-all'"),
        (line(SPLITS, new_id="igor-ivanov"), "needs a name"),
        (overlay.new_actor("person", "Ann Example", country_code="QQQ"), "country_code QQQ is not in countries.csv"),
        (overlay.new_actor("person", "Ann Example", role="Premier", held_from="29.8.2008"), "2008"),
    ],
)
def test_what_cannot_be_used_is_refused_and_not_written(tmp_path: Path, wrong: overlay.Line, words: str) -> None:
    with pytest.raises(ChangeRefused, match="Nothing was written") as refused:
        overlay.add(tmp_path, [wrong])
    assert words in str(refused.value)
    assert own_rows(wrong.file, tmp_path) == []


def test_a_ring_of_merges_is_refused(tmp_path: Path) -> None:
    overlay.add(tmp_path, [MERGE])
    with pytest.raises(ChangeRefused, match="is a ring"):
        overlay.add(tmp_path, [line(MERGES, actor_id="igor-ivanov", into_id="sergei-ivanov")])


def test_whoever_only_texts_name_may_be_merged(tmp_path: Path) -> None:
    assert overlay.add(tmp_path, [line(MERGES, actor_id="0123456789abcdef01234567", into_id="igor-ivanov")])


def test_an_actor_has_only_the_cells_of_its_kind() -> None:
    with pytest.raises(ChangeRefused, match="role: only a person"):
        overlay.new_actor("armed_group", "Example Front", role="leader")
    assert overlay.new_actor("armed_group", "Example Front", sector_code="REB").text == (
        "example-front,Example Front,armed_group,,REB,\n"
    )


def test_a_copy_shows_a_change_that_is_not_made(tmp_path: Path) -> None:
    copy = overlay.changed_copy(tmp_path / "mine", tmp_path / "copy", [MERGE], undo=False)
    assert own_rows(MERGES, copy) == [dict(MERGE.row)]
    assert not (tmp_path / "mine").exists()
