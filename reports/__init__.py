"""Out: the workbook that holds a plan, one sheet per file, styles in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from models.comparison import Comparison
    from models.plan import Plan
    from models.portfolio import Portfolio


def write_plan(
    portfolio: Portfolio,
    plan: Plan,
    path: Path,
    audience: str = "all",
    against: Comparison | None = None,
) -> None:
    """Write a plan as an Excel workbook, all or nothing: a reader sees the old file or the new one.

    Args:
        portfolio: What was planned.
        plan: The answer for it.
        path: The workbook to write; what is there is replaced.
        audience: `all` (everything but pay), `finance` (everything), `delivery` (people, no pay, no
            ledger of payments) or `executives` (no pay, nobody's name).
        against: What it changes against an earlier plan, as this audience may see it; the sheet
            Changes then tells it instead of the changes against the plan in force.

    The same plan gives the same bytes. Raises ValueError for another audience, OSError where the
    file cannot be written.
    """
    from reports.atomic import replace
    from reports.workbook import render

    replace(path, render(portfolio, plan, audience, against))
