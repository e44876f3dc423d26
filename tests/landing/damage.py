"""Sound files damaged in the ways that disks, networks and malice damage them, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.landing.make import one_of_each


def damaged_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    dice = random.Random(seed)
    sound = list(one_of_each().items())
    for _ in range(count):
        name, content = dice.choice(sound)
        for _ in range(dice.randint(1, 3)):
            content = dice.choice(DAMAGES)(content, dice)
        if dice.random() < 0.1:
            name = "x" + dice.choice(sound)[0]  # named as what it is not
        yield name, content


def cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randint(0, len(content))]


def change_bytes(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randint(1, 8) if changed else 0):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def repeat_piece(content: bytes, dice: random.Random) -> bytes:
    start = dice.randint(0, len(content))
    return content[:start] + content[max(0, start - 40) : start] * dice.randint(1, 50) + content[start:]


def drop_piece(content: bytes, dice: random.Random) -> bytes:
    start = dice.randint(0, len(content))
    return content[:start] + content[start + dice.randint(1, 64) :]


def insert_noise(content: bytes, dice: random.Random) -> bytes:
    start = dice.randint(0, len(content))
    return content[:start] + dice.randbytes(dice.randint(1, 64)) + content[start:]


def double(content: bytes, dice: random.Random) -> bytes:
    return content + content[dice.choice([0, 0, len(content) // 2]) :]


def encode_otherwise(content: bytes, dice: random.Random) -> bytes:
    """The whole or only its end in another encoding."""
    text = content.decode("utf-8", "replace")
    start = dice.choice([0, len(text) // 2])
    encoding = dice.choice(["utf-16", "utf-16-be", "utf-32", "latin-1", "cp1251", "shift_jis", "gb18030", "koi8-r"])
    return text[:start].encode() + text[start:].encode(encoding, "replace")


def sprinkle(content: bytes, dice: random.Random) -> bytes:
    """Null bytes, control characters, marks of direction, halves of characters and of tags in many places."""
    mark = dice.choice(MARKS)
    for _ in range(dice.randint(1, 20)):
        at = dice.randint(0, len(content))
        content = content[:at] + mark + content[at:]
    return content


def lose_spaces(content: bytes, dice: random.Random) -> bytes:
    return content.replace(
        dice.choice([b" ", b"\n", b"<p>", b">"]), dice.choice([b"", b"\r", b"\x0b", b"\x00", b"<b>"])
    )


def bombs() -> Iterator[tuple[str, bytes]]:
    """Files that are made to take a reader's time or memory."""
    sentence = "The minister said on Tuesday that the talks in the capital would go on until the end of the week. "
    prose = f"<p>{sentence}</p>" * 5
    yield "line.txt", b"word " * 10_000_000
    yield "sentences.txt", sentence.encode() * 100_000
    yield "word.txt", b"x" * 20_000_000
    yield "short lines.txt", b"ab cd\n" * 500_000
    yield "blanks.txt", b"a" + b"\n \t" * 3_000_000 + b"b"
    yield "capitals.txt", b"U.S. " * 1_000_000
    yield "dateline.txt", b"MOSCOW " * 50_000 + b" - " + sentence.encode()
    yield "nested.html", ("<html><body>" + "<div>" * 100_000 + prose).encode()
    yield "nested lists.html", ("<html><body>" + "<ul><li>a" * 50_000 + prose).encode()
    yield "nested a little.html", ("<html><body>" + "<div>" * 240 + prose + "</div>" * 240).encode()
    yield "links.html", ("<html><body><article>" + "<a href=x>y</a>" * 55_000 + prose).encode()
    attributes = " ".join(f"a{i}=b" for i in range(300_000))
    yield "attributes.html", f"<html><body><div {attributes}>{prose}".encode()
    yield "cells.html", ("<html><body><table>" + ("<tr>" + "<td>x</td>" * 100 + "</tr>") * 400 + prose).encode()
    head = '<html><head><script type="application/ld+json">'
    yield "brackets.html", (head + "[" * 100_000 + "</script></head><body>" + prose).encode()
    yield "entities.html", ("<html><body><p>" + "&amp;" * 1_000_000 + "</p>" + prose).encode()
    yield "unclosed.html", ("<html><body>" + "<p" * 1_000_000 + prose).encode()
    yield "comments.html", ("<html><body>" + "<!--" * 1_000_000 + prose).encode()
    yield "title.html", ("<html><head><title>" + "x - " * 200_000 + "</title></head><body>" + prose).encode()
    yield "brackets.json", b"[" * 1_000_000
    yield "objects.json", b'{"text":' * 200_000


MARKS = (
    b"\x00", b"\x01\x02", b"\x1a", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r",
    "\u202e".encode(), "\u200f".encode(), "\u2028".encode(), b"<", b">", b"<div>", b"</p>", b"<script>", b"&#x0;",
    b"<![CDATA[", b"{", b"}", b'"',
)  # fmt: skip
DAMAGES = (cut, change_bytes, repeat_piece, drop_piece, insert_noise, double, encode_otherwise, sprinkle, lose_spaces)
