"""Runs of the simulation as tests want them: at gap 0, with outcomes that they name."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from headgate.errors import InputFaults, Unsolvable
from headgate.pipeline import run
from models.plan import Plan
from models.portfolio import Portfolio
from models.stage import StageKey
from models.staged import Sample
from models.units import InitiativeId
from optimizer.simulation import Task, in_full, in_play, lasting, simulate


def planner(portfolio: Portfolio) -> Plan | None:
    """The best plan; None where there is none."""
    try:
        return run(portfolio, gap=Decimal(0))
    except (Unsolvable, InputFaults):
        return None


def task(portfolio: Portfolio, failing: Iterable[str] = (), quarters: int | None = None) -> Task:
    """A sample in which these gates fail, named as in `shop/1`."""
    start = lasting(portfolio)
    annual, staged = run(in_full(start), gap=Decimal(0)), run(start, gap=Decimal(0))
    gates = frozenset(stage.key for stage in in_play(portfolio))
    names = [name.split("/") for name in failing]
    failed = frozenset(StageKey(InitiativeId(name), int(stage)) for name, stage in names)
    assert failed <= gates
    horizon = len(portfolio.periods)
    return Task(1, start, annual, staged, gates, failed, quarters or horizon)


def sample(
    portfolio: Portfolio, failing: Iterable[str] = (), quarters: int | None = None
) -> Sample:
    """What comes of both policies where these gates fail."""
    return simulate(task(portfolio, failing, quarters), planner)
