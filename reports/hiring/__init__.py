"""The workbook that says which hires, contracts and reskillings pay: one sheet per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.comparison import Comparison
    from models.hiring import HiringCase


def write_hiring(
    case: HiringCase, comparison: Comparison | None, path: Path, audience: str = "all"
) -> None:
    """Write the answer as an Excel workbook, all or nothing.

    `comparison` holds the plan without any option against the one with all of them, where there
    are both. The same answer gives the same bytes. Raises OSError where the file cannot be
    written, ValueError for an unknown audience.
    """
    from reports.atomic import replace
    from reports.hiring.workbook import render

    replace(path, render(case, comparison, audience))
