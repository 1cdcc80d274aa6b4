"""HiGHS alone: Headgate's programme, handed to the engine once, at HiGHS's own gap."""

from __future__ import annotations

import time

from benchmarks.peers.clock import Clock
from benchmarks.peers.run import Asks, Found
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import PeriodIndex

GAP = 1e-4
"""The default of HiGHS."""


def solve(portfolio: Portfolio, clock: Clock) -> Found:
    """The best values of the programme's columns that one call finds in time."""
    from optimizer.funding.build import build
    from optimizer.funding.choice import choice, chosen_starts
    from optimizer.funding.engine import Search
    from optimizer.funding.engine import solve as highs
    from optimizer.funding.problem import Problem
    from optimizer.gates import judge

    def heard(best: float | None, _: float | None) -> None:
        if best is not None:
            clock.found(best)

    built = build(Problem.of(portfolio, judge(portfolio)))
    search = Search(gap=GAP, deadline=time.monotonic() + clock.left, on_progress=heard)
    answer = highs(built.model, search)
    if answer.values is None:
        note = f"nothing found: {answer.ending.value}"
        return Found({}, Asks.EVERYTHING, bound=answer.bound, note=note)
    clock.found(answer.objective)
    chosen = choice(built.programme, answer.values)
    starts = chosen_starts(built.programme, answer.values)
    return Found(
        starts=_free(starts, built.programme.problem.facts.starts),
        asks=Asks.EVERYTHING,
        value=answer.objective,
        bound=answer.bound,
        hires=() if chosen is None else chosen.hires,
    )


def _free(
    starts: dict[StageKey, PeriodIndex], committed: dict[StageKey, PeriodIndex]
) -> dict[StageKey, PeriodIndex]:
    return {key: t for key, t in starts.items() if key not in committed}
