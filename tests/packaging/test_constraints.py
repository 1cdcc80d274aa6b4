"""The pinned versions: hashed, free of addresses, and enough for what the project asks for."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _pins() -> dict[str, str]:
    """Name of each pin with everything that belongs to it."""
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", CONSTRAINTS).strip())
    return {_name(entry): entry for entry in entries}


def test_nothing_names_an_address() -> None:
    for place in (ROOT / "constraints.txt", ROOT / "pyproject.toml", ROOT / "Makefile"):
        text = place.read_text(encoding="utf-8")
        assert re.findall(r"https?://|file://|--(?:extra-)?index-url|--find-links", text) == []


def test_every_pin_is_exact_and_hashed() -> None:
    pins = _pins()
    assert len(pins) > len(PROJECT["dependencies"])
    for name, entry in pins.items():
        assert re.match(r"[\w.-]+==[\w.]+", entry), name
        assert "--hash=sha256:" in entry, name


def test_everything_asked_for_is_pinned() -> None:
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    missing = {_name(requirement) for requirement in asked} - set(_pins())
    assert missing == set()
