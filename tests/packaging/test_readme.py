"""The front page promises only what is there."""

import re
import shlex
from pathlib import Path

import pytest

from headgate.__main__ import parser
from headgate.answer import Answer
from headgate.commands import COMMANDS
from headgate.errors import Exit

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\n(.*?)```", README, re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]
COMMAND_LINES = [line for line in LINES if line.startswith("headgate ")]


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_each_command_line_of_the_readme_is_understood(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    if words[-1] == "--help":
        with pytest.raises(SystemExit) as leaving:
            parser().parse_args(words)
        assert leaving.value.code == 0
    else:
        understood = parser().parse_args(words)
        assert words[0] == understood.command.NAME


def test_the_readme_shows_every_command() -> None:
    assert {line.split()[1] for line in COMMAND_LINES} == {command.NAME for command in COMMANDS}


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"(?m)^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"(?:`|^)make (\w+)", README, re.MULTILINE))
    assert named >= {"demo", "test", "lint", "bench"}
    assert named <= targets


def test_the_readme_lists_the_exit_codes() -> None:
    assert {int(code) for code in re.findall(r"(?m)^\| (\d+) \|", README)} == {*map(int, Exit)}


def test_the_readme_lists_every_key_of_the_json_document() -> None:
    answer = Answer(command="plan", status="ok", code=Exit.DONE, seconds=0)
    keys = re.findall(r'(?m)^  "(\w+)":', answer.as_json())
    rows = re.findall(r"(?m)^\| (`[^|]*`) \|", README)
    assert sorted(word for row in rows for word in re.findall(r"`(\w+)`", row)) == sorted(keys)


def test_every_page_that_is_linked_exists() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for link in re.findall(r"(?<!!)\[[^]]*\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
