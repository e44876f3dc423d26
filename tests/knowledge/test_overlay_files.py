"""An overlay as people save it: from an editor, from a spreadsheet, with mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.knowledge import files
from warehouse.knowledge.files import KnowledgeError

ALIASES = "actors/aliases.csv"
ROW = {"name": "The Lion, of Gori", "actor_id": "mikheil-saakashvili"}


def write(overlay: Path, name: str, content: str | bytes) -> Path:
    file = overlay / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return overlay


PLAIN = 'name,actor_id,withdrawn\n"The Lion, of Gori",mikheil-saakashvili,\n'


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        "name;actor_id;withdrawn\nThe Lion, of Gori;mikheil-saakashvili;\n",
        "name\tactor_id\nThe Lion, of Gori\tmikheil-saakashvili\n",
        '"# mine, all of them",,\nactor_id,name,,\nmikheil-saakashvili, "The Lion, of Gori",,\n,,,\n'.replace(
            ' "', '"'
        ),
    ],
)
def test_the_form_in_which_a_file_is_saved_makes_no_difference(tmp_path: Path, content: str | bytes) -> None:
    overlay = write(tmp_path, ALIASES, content)
    assert files.own_rows(ALIASES, overlay) == [ROW]
    assert files.version(overlay) == files.version(write(tmp_path / "plain", ALIASES, PLAIN))


def test_a_file_without_rows_says_nothing(tmp_path: Path) -> None:
    assert files.version(write(tmp_path, ALIASES, "# to be filled\nname,actor_id,withdrawn\n")) == files.version(None)


def test_the_users_rows_come_last_and_what_they_lack_is_null(tmp_path: Path) -> None:
    overlay = write(tmp_path, "actors/groups.csv", "actor_id;name;type\nnew-front;New Front;armed_group\n")
    last = files.rows("actors/groups.csv", overlay).tail(1).to_dicts()[0]
    assert (last["actor_id"], last["type"], last["sector_code"]) == ("new-front", "armed_group", None)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (ALIASES, "name,actor\nx,y\n", "there is no column 'actor'.*name,actor_id,withdrawn"),
        (ALIASES, "name,actor_id\nx\n", "line 2: the cell actor_id is empty"),
        (ALIASES, "name,actor_id\nx,y,\nThe Lion, of Gori,z\n", "line 3: more cells than columns"),
        (ALIASES, "name,name,actor_id\n", "stands twice"),
        (ALIASES, "name,actor_id\nx,y\nZo\xeb,z\n".encode("latin-1"), "line 3: not UTF-8.*CSV UTF-8"),
        (ALIASES, 'name,actor_id\n"a"b,c\n', "line 2: .*double quotes"),
        ("actors/person.csv", "actor_id\nx\n", "nothing reads a file of that name. Is it actors/persons.csv?"),
        ("pages/date.toml", "", "Is it pages/dates.toml?"),
    ],
)
def test_what_cannot_be_understood_is_said_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    with pytest.raises(KnowledgeError, match=words):
        files.own_content(write(tmp_path, name, content))


def test_hidden_files_and_locks_of_spreadsheets_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "actors/~$persons.csv", b"\xff\x00")
    write(tmp_path, ".git/index.csv", b"\xff\x00")
    assert files.own_content(tmp_path) == {}
