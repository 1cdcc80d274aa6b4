"""The workbook that tells why initiatives are decided as they are, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from models.counterfactual import Counterfactual, Price
    from models.portfolio import Portfolio


def write_why(
    portfolio: Portfolio,
    answers: Sequence[Counterfactual],
    prices: Sequence[Price],
    path: Path,
    audience: str = "all",
) -> None:
    """Write the answers as an Excel workbook, all or nothing; the same answers, the same bytes.

    `audience` is one of those of a plan: finance alone sees what people's time is worth, executives
    see nobody's name. Raises OSError where the file cannot be written, ValueError for an unknown
    audience.
    """
    from reports.atomic import replace
    from reports.why.workbook import render

    replace(path, render(portfolio, answers, prices, audience))
