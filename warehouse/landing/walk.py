"""Which files a path stands for, in an order that does not depend on the file system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SYSTEM_NAMES = {
    *("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"),
    *("lost+found", "icon\r"),
}
LEFTOVER_ENDS = ("~", ".swp", ".swo", ".tmp", ".temp", ".part", ".partial", ".crdownload", ".bak", ".orig")


def why_skip(name: str) -> str | None:
    """Why a file or folder of this name is nobody's news: hidden, of the system, or an editor's leftover."""
    if name.lower() in SYSTEM_NAMES:
        return "system file"
    if name.startswith("."):
        return "hidden"
    if name.startswith("~$") or name.lower().endswith(LEFTOVER_ENDS) or name[:1] == name[-1:] == "#":
        return "leftover of an editor or a download"
    return None


def walk(root: Path, skipped: Counter[str]) -> Iterator[Path]:
    """Everything below a folder that is no folder itself, sorted by name; the root itself when it is no folder.

    Linked folders come after all others, and only when nothing else led to them, so that links in circles end.
    A folder that cannot be opened is given back like a file, for its reader to say so.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        links: list[Path] = []
        for folder in waiting:
            yield from walk_tree(folder, seen, links, skipped)
        waiting = links


def walk_tree(root: Path, seen: set[tuple[int, int]], links: list[Path], skipped: Counter[str]) -> Iterator[Path]:
    stack = [root]
    while stack:
        path = stack.pop()
        try:
            below = list_folder(path, seen)
        except (OSError, ValueError):
            yield path
            continue
        if below is None:
            yield path
        elif below is SEEN:
            skipped["link to a folder that is read anyway"] += 1
        else:
            for child in reversed(below):
                if why := why_skip(child.name):
                    skipped[why] += 1
                else:
                    (links if child.is_symlink() and child.is_dir() else stack).append(child)


SEEN: list[Path] = []


def list_folder(path: Path, seen: set[tuple[int, int]]) -> list[Path] | None:
    """What is in a folder, sorted; None when the path is no folder; SEEN when the folder was listed before."""
    if not path.is_dir():
        return None
    status = path.stat()
    if (status.st_dev, status.st_ino) in seen:
        return SEEN
    seen.add((status.st_dev, status.st_ino))
    return sorted(path.iterdir(), key=lambda child: child.name)
