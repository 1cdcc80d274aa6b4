"""Which initiatives want the same as one: they are decided anew with it, near a plan at hand."""

from __future__ import annotations

from collections import Counter

from models.index import Index
from models.units import InitiativeId
from optimizer.charges import funds_that_may_pay, parts
from optimizer.counterfactual.displaced import Starts
from optimizer.funding.problem import Problem

RIVALS, SPARE = 8, 3
"""Initiatives of the plan, and of those that it leaves out, that are decided anew with one."""

TEAM, SKILL, FUND = 4, 2, 1
"""How much of a rival makes the same team, a skill in the same domain, the same fund."""


def rivals(problem: Problem, initiative: InitiativeId, starts: Starts) -> frozenset[InitiativeId]:
    """Those that want most of the same things: some of the plan, some that it leaves out."""
    index = problem.index
    mine = _wants(index, initiative)
    linked = _linked(index, initiative)
    planned = {stage.initiative for stage in problem.free if stage.key in starts}
    open_ones = {stage.initiative for stage in problem.free}
    close = {
        each: sum((mine & _wants(index, each)).values())
        for each in sorted(open_ones)
        if each != initiative
    }
    ranked = sorted(close, key=lambda each: (-close[each], each))
    inside = [each for each in ranked if each in planned and close[each]][:RIVALS]
    outside = [each for each in ranked if each not in planned and close[each]][:SPARE]
    return frozenset((initiative, *linked, *inside, *outside))


def _linked(index: Index, initiative: InitiativeId) -> set[InitiativeId]:
    """Those that it hangs on, and all that hang on it, near or far."""
    rows = index.portfolio.dependencies
    found = {row.before for row in rows if row.after == initiative}
    waiting = [initiative]
    while waiting:
        now = waiting.pop()
        news = {row.after for row in rows if row.before == now} - found - {initiative}
        found |= news
        waiting += sorted(news)
    return found


def _wants(index: Index, initiative: InitiativeId) -> Counter[tuple[str, ...]]:
    """Teams, skills and funds, by how much sharing them counts."""
    found: Counter[tuple[str, ...]] = Counter()
    team = index.teams[index.initiatives[initiative].team]
    found["team", team.id] = TEAM
    for stage in index.stages_of.get(initiative, ()):
        for row in index.demand_of.get(stage.key, ()):
            found["skill", row.skill, team.domain or ""] = SKILL
        for part in parts(stage):
            for fund in funds_that_may_pay(index, stage, part.cost_type):
                found["fund", fund] = FUND
    return found
