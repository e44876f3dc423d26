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


DAMAGES = (cut, change_bytes, repeat_piece, drop_piece, insert_noise)
