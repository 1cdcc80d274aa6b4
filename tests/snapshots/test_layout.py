"""The layout of every sheet is the one kept here; `HEADGATE_SNAPSHOTS=write` keeps a new one."""

from __future__ import annotations

import os
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest

from reports.workbook import SHEETS, render
from tests.complete import complete
from tests.reports.handmade import handmade
from tests.snapshots.layout import layouts

FOLDER = Path(__file__).parent / "plan"
NAMES = (*(spec.name for spec in SHEETS), "(charts)", "(workbook)")
_SHOWN = 60
"""Lines of a difference that are told."""


@cache
def _found() -> dict[str, str]:
    portfolio = complete()
    return layouts(render(portfolio, handmade(portfolio), "finance"))


@pytest.mark.parametrize("name", NAMES)
def test_the_layout_is_the_one_kept(name: str) -> None:
    kept, found = FOLDER / f"{name.strip('()').replace(' ', '_')}.txt", _found()[name]
    if name.startswith("("):
        kept = kept.with_name(f"_{kept.name}")
    if os.environ.get("HEADGATE_SNAPSHOTS") == "write":
        kept.write_text(found, encoding="utf-8")
    before = kept.read_text(encoding="utf-8") if kept.exists() else ""
    difference = list(unified_diff(before.split("\n"), found.split("\n"), "kept", "now", "", "", 1))
    assert not difference, "\n".join([f"{name}:", *difference[:_SHOWN]])


def test_nothing_is_kept_that_is_not_compared() -> None:
    assert len(list(FOLDER.glob("*.txt"))) == len(NAMES)
