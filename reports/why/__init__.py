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
) -> None:
    """Write the answers as an Excel workbook, all or nothing; the same answers, the same bytes.

    Raises OSError where the file cannot be written.
    """
    from reports.atomic import replace
    from reports.why.workbook import render

    replace(path, render(portfolio, answers, prices))
