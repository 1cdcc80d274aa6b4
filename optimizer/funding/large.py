"""Choices of the strategy, settled to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.funding.choice import choice, chosen_starts
from optimizer.funding.engine import Ending, Search
from optimizer.funding.problem import Problem
from optimizer.funding.solve import MOST_CUTS, Clash, Funding, Lack, cut, not_these
from optimizer.funding.strategy.strategy import Found, Strategy

MANY_STARTS = 30_000
"""Starts to be decided (stages times periods) from which one exact solve is not the way."""

MANY_MEETINGS = 12_000
"""Meetings of alike people with needs, by period, from which it is not either."""


def is_large(problem: Problem) -> bool:
    """Whether a problem is for the strategy."""
    free = sum(1 for stage in problem.free if stage.key not in problem.facts.out)
    if free * problem.horizon > MANY_STARTS:
        return True
    force = problem.workforce
    meetings = sum(
        len(force.busy_at(node)) for group in force.groups for node in force.serves(group)
    )
    return meetings > MANY_MEETINGS


def first_plan(
    strategy: Strategy, search: Search, near: Mapping[StageKey, PeriodIndex] | None = None
) -> Funding | Ending:
    """The strategy's first plan: what is left of these starts, if it is any."""
    return _settled(strategy, strategy.first(search, near), search)


def improved(strategy: Strategy, search: Search, pairs: int | None = None) -> Funding | Ending:
    """A better one, after so many pairs of neighbourhoods or when nothing has helped for long."""
    return _settled(strategy, strategy.improve(search, pairs), search)


def corrected(strategy: Strategy, news: Sequence[Clash | Lack], search: Search) -> Funding | Ending:
    """One that heeds what names said of the last."""
    v, problem = strategy.programme.v, strategy.programme.problem
    proven, unproven = (
        [cut(v, problem, clash) for clash in news if clash.proven is wanted]
        for wanted in (True, False)
    )
    return _settled(strategy, strategy.again(proven, unproven, search), search)


def _settled(strategy: Strategy, found: Found | Ending, search: Search) -> Funding | Ending:
    """To the cent: where the money of an answer does not settle, another one is asked for."""
    programme, cut_short = strategy.programme, False
    for number in range(MOST_CUTS):
        if isinstance(found, Ending):
            return found
        cut_short |= found.ending is Ending.TIME
        chosen = choice(programme, tuple(found.values.tolist()))
        if chosen is not None:
            ending = Ending.TIME if cut_short else found.ending
            done = ending, found.neighbourhoods, found.steps
            return Funding(chosen, found.objective, found.bound, *done)
        refused = chosen_starts(programme, tuple(found.values.tolist()))
        row = not_these(programme.v, refused, ("settles_to_the_cent", number))
        found = strategy.again([row], [], search)
    raise RuntimeError(f"no split of the money settles after {MOST_CUTS} corrections")
