"""The workbook that tells what changed between two plans: one sheet per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.comparison import Comparison


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the changes as an Excel workbook, all or nothing.

    The same two plans give the same bytes. Raises OSError where the file cannot be written.
    """
    from reports.atomic import replace
    from reports.comparison.workbook import render

    replace(path, render(comparison))
