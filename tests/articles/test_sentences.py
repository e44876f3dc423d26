from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.articles.sentences import split_sentences


def sentences(body: str) -> list[str]:
    return [body[span.start : span.end] for span in split_sentences(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Gen. J. R. Brown met Sen. Doe.", ["Gen. J. R. Brown met Sen. Doe."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        ("He flew to the U.S. The talks failed.", ["He flew to the U.S.", "The talks failed."]),
        ("It rose 3.5 percent to No. 7 on Jan. 5.", ["It rose 3.5 percent to No. 7 on Jan. 5."]),
        ("“It is over.” They left.", ["“It is over.”", "They left."]),
        ('"Why?" the minister asked.', ['"Why?" the minister asked.']),
        (
            '"Why?" Prime Minister Ivanov asked. No reply.',
            ['"Why?" Prime Minister Ivanov asked.', "No reply."],
        ),
        ("He waited ... then left.", ["He waited ... then left."]),
        ("Talks ended.The president left.", ["Talks ended.", "The president left."]),
        ("Am 12. September begann es. Dann kam er.", ["Am 12. September begann es.", "Dann kam er."]),
        ("会议结束。总统离开。", ["会议结束。", "总统离开。"]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("The minister of foreign affairs of the republic said on Monday that\ntalks go on.", 1),
        ("", []),
    ],
)
def test_borders(body: str, expected: list[str] | int):
    found = sentences(body)
    assert found == expected or len(found) == expected


@given(st.text(alphabet="aB.?! \n\"'5U。", max_size=200))
def test_sentences_are_in_order_and_hold_every_character(body: str):
    spans = split_sentences(body)
    assert "".join("".join(body[s.start : s.end].split()) for s in spans) == "".join(body.split())
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert not any("\n\n" in body[s.start : s.end] for s in spans)


def test_a_run_without_stops_is_cut():
    assert max(span.end - span.start for span in split_sentences("word " * 5_000)) <= 2_000
