"""Why each initiative is in a plan or not, who competed for what, and what waits for what."""

from __future__ import annotations

from typing import NamedTuple

from models.explanation import Conflict, Delay, Reason
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import InitiativeId
from optimizer.explain.conflict import conflicts_among
from optimizer.explain.delay import delay_of
from optimizer.explain.inherited import inherited
from optimizer.explain.insertion import Finding, insertion
from optimizer.explain.reason import reason_for
from optimizer.explain.standing import Standing
from optimizer.explain.wait import waits


class Explanation(NamedTuple):
    """What travels with a plan."""

    reasons: tuple[Reason, ...]
    conflicts: tuple[Conflict, ...]
    delays: tuple[Delay, ...]


def explained(portfolio: Portfolio, plan: Plan) -> Explanation:
    """Reasons, conflicts and delays of a plan of this portfolio, from one look at both.

    Raises KeyError where a row names something that does not exist: references are checked before.
    """
    standing = Standing.of(portfolio, plan)
    findings = _findings(standing)
    names = sorted(standing.index.initiatives)
    reasons_found = tuple(reason_for(standing, name, findings.get(name)) for name in names)
    waiting = waits(standing)
    return Explanation(
        reasons_found,
        conflicts_among(findings, waiting, inherited(standing, waiting)),
        tuple(delay_of(standing, wait) for wait in waiting),
    )


def reasons(portfolio: Portfolio, plan: Plan) -> tuple[Reason, ...]:
    """One reason per initiative, by ID: what bound the decision on it, in a sponsor's words."""
    standing = Standing.of(portfolio, plan)
    findings = _findings(standing)
    names = sorted(standing.index.initiatives)
    return tuple(reason_for(standing, name, findings.get(name)) for name in names)


def conflicts(portfolio: Portfolio, plan: Plan) -> tuple[Conflict, ...]:
    """Scarce money and people: who wanted and got them, what the losers forgo; dearest first."""
    standing = Standing.of(portfolio, plan)
    waiting = waits(standing)
    return conflicts_among(_findings(standing), waiting, inherited(standing, waiting))


def delays(portfolio: Portfolio, plan: Plan) -> tuple[Delay, ...]:
    """Stages that start later than the stage before would let them, by stage, and why."""
    standing = Standing.of(portfolio, plan)
    return tuple(delay_of(standing, wait) for wait in waits(standing))


def _findings(standing: Standing) -> dict[InitiativeId, Finding]:
    """What keeps out each initiative that has stages which neither are over nor start."""
    return {
        name: insertion(standing, name)
        for name in sorted(standing.index.initiatives)
        if standing.missing(name)
    }
