"""The budgets of a fund, or of all funds, times a share."""

from __future__ import annotations

from models.fund import Budget
from models.portfolio import Portfolio
from models.scenario import Scale, Scenario, Touched
from models.units import LARGEST_MONEY, Money


def scaled(portfolio: Portfolio, edit: Scale) -> Scenario:
    """Every budget row of the fund times the share, each rounded half-even to minor units."""
    names = {row.id: row.name for row in portfolio.funds}
    rows = tuple(
        _times(row, edit) if edit.fund in (None, row.fund) else row for row in portfolio.budgets
    )
    funds = {row.fund for row in portfolio.budgets} if edit.fund is None else {edit.fund}
    whose = "all funds" if edit.fund is None else names.get(edit.fund, edit.fund)
    percent = round((edit.share - 1) * 1000)
    said = f"Budgets of {whose}: {percent / 10:+g} %" if percent else f"Budgets of {whose}: as now"
    touched = Touched(said, funds=frozenset(funds))
    return Scenario(portfolio.model_copy(update={"budgets": rows}), (touched,), ())


def _times(row: Budget, edit: Scale) -> Budget:
    amount = min(round(row.amount * edit.share), LARGEST_MONEY)
    return row.model_copy(update={"amount": Money(amount)})
