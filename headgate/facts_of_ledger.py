"""What the ledger beside a portfolio says of its releases."""

from __future__ import annotations

from pathlib import Path

from models.ledger_extract import Release
from models.portfolio import Portfolio


def releases_of(portfolio_path: Path, portfolio: Portfolio) -> tuple[Release, ...] | None:
    """All releases of the portfolio as they stand today; None where there is no ledger."""
    del portfolio_path, portfolio
    return None
