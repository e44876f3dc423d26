"""The tutorial, command by command, as a newcomer types it: each prints what the page says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from flows import cli

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial.md"
WITH_REJECTS = 3


def steps() -> list[tuple[str, list[str]]]:
    """Each command with the lines that the page shows below it."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def pattern(line: str) -> str:
    """A shown line as an expression: an ellipsis stands for anything, spaces for any space."""
    parts = (r"\s+".join(map(re.escape, part.split())) for part in line.split("…"))
    return ".*".join(parts)


def test_each_command_prints_what_the_page_shows(
    prefect_server: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prefect_server is None  # it runs
    shutil.copytree(ROOT / "docs" / "tutorial" / "news", tmp_path / "news")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIRELAKE_LAKE", "first-lake")
    for command, shown in steps():
        monkeypatch.setattr("sys.argv", shlex.split(command))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = "\n".join(capsys.readouterr())
        assert ended.value.code in (0, None, WITH_REJECTS), f"{command}: {said}"
        at = 0
        for line in shown:
            match = re.compile(pattern(line)).search(said, at)
            assert match, f"{command} does not print “{line}” but:\n{said}"
            at = match.end()
