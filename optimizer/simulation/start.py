"""The portfolio from which both policies start: what is proven today stays so."""

from __future__ import annotations

from datetime import date

from models.ledger_extract import Waiver
from models.portfolio import Portfolio
from models.stage import StageKey
from optimizer.gates import judge
from optimizer.gates.verdicts import GATE_RULE


def lasting(portfolio: Portfolio) -> Portfolio:
    """Gates that are open stay open, and waivers hold: nothing grows old while it is simulated."""
    kept = tuple(
        row.model_copy(update={"expires": date.max})
        for row in portfolio.waivers
        if row.expires >= portfolio.settings.as_of
    )
    opened = [verdict.gate for verdict in judge(portfolio) if verdict.kind.opens]
    return portfolio.model_copy(update={"waivers": (*kept, *map(opening, opened))})


def opening(gate: StageKey) -> Waiver:
    """What keeps a gate open for good, in a portfolio that only the simulation sees."""
    return Waiver(
        rule=GATE_RULE,
        subject=f"{gate.initiative}/{gate.stage}",
        approver="simulation",
        reason="passed",
        expires=date.max,
    )
