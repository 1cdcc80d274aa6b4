"""The way of a plan: check, judge, fund, name, explain, audit.

Nothing is returned that the audit refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from importlib.metadata import version

from headgate.errors import AuditFailed, InputFaults, NothingFound, Unsolvable
from models.earlier import Earlier
from models.issue import Issue
from models.plan import Plan, Provenance
from models.portfolio import Portfolio
from models.progress import OnProgress, ignore
from models.references import check
from models.verdict import Verdict
from optimizer.assemble import assemble
from optimizer.audit import audit
from optimizer.explain import explained
from optimizer.funding.conflict import clashing_rows
from optimizer.funding.engine import Ending
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Decision, Effort, decide
from optimizer.rules import findings

ENGINES = ("highspy", "ortools", "pulp")

PRICED_STAGES = 600
"""Larger portfolios go without shadow prices: those would take longer than the plan."""


def never() -> bool:
    """Nobody wants to stop."""
    return False


def run(
    portfolio: Portfolio,
    *,
    gap: Decimal | None = None,
    time_limit: int | None = None,
    on_progress: OnProgress = ignore,
    interrupted: Callable[[], bool] = never,
    earlier: Earlier | None = None,
) -> Plan:
    """Plans a portfolio.

    Args:
        portfolio: what is to be planned; its rows in any order.
        gap: percent at which the search may stop; the portfolio's own unless given.
        time_limit: seconds until the best plan so far is taken; the portfolio's own unless given.
        on_progress: told about phases, values and bounds.
        interrupted: asked from time to time; once it says yes, the best plan so far is taken.
        earlier: a plan from which the search of a large portfolio begins.

    Raises:
        InputFaults: rows contradict each other or the rules.
        Unsolvable: no plan can satisfy the portfolio; the rows that clash are named.
        NothingFound: none was found in time.
        AuditFailed: the audit refused the plan that was found.
    """
    warnings = checked(portfolio)
    verdicts = judge(portfolio)
    problem = Problem.of(portfolio, verdicts)
    settings = portfolio.settings
    effort = Effort(
        gap=settings.gap if gap is None else gap,
        seconds=settings.time_limit if time_limit is None else time_limit,
        on_progress=on_progress,
        interrupted=interrupted,
    )
    decision = decide(portfolio, problem, effort, earlier)
    if isinstance(decision, Ending):
        raise _refusal(portfolio, problem, decision, effort)
    plan = assemble(problem, decision, provenance(portfolio, decision))
    effort.tell("explaining", plan.value.total, plan.bound)
    plan = _explained(portfolio, verdicts, plan, warnings)
    effort.tell("auditing", plan.value.total, plan.bound)
    checks = audit(portfolio, plan)
    if not all(each.passed for each in checks):
        raise AuditFailed(checks, plan)
    return plan.model_copy(update={"checks": checks})


def checked(portfolio: Portfolio) -> tuple[Issue, ...]:
    """Warnings and waived errors of a portfolio; raises InputFaults where errors stand."""
    issues = check(portfolio)
    if not any(issue.stops for issue in issues):
        issues += findings(portfolio)
    if any(issue.stops for issue in issues):
        raise InputFaults(issues)
    return issues


def _explained(
    portfolio: Portfolio, verdicts: tuple[Verdict, ...], plan: Plan, warnings: tuple[Issue, ...]
) -> Plan:
    from optimizer.opinion import shadow_prices

    why = explained(portfolio, plan)
    few = len(portfolio.stages) <= PRICED_STAGES
    return plan.model_copy(
        update={
            "findings": warnings,
            "reasons": why.reasons,
            "conflicts": why.conflicts,
            "delays": why.delays,
            "prices": shadow_prices(portfolio, verdicts) if few else (),
        }
    )


def _refusal(
    portfolio: Portfolio, problem: Problem, ending: Ending, effort: Effort
) -> Unsolvable | NothingFound:
    if ending is Ending.INFEASIBLE:
        effort.tell("finding what clashes")
        return Unsolvable(clashing_rows(portfolio, problem, effort.interrupted))
    return NothingFound(effort.seconds)


def provenance(portfolio: Portfolio, decision: Decision) -> Provenance:
    """What a plan was made by and of."""
    return Provenance(
        portfolio=portfolio.digest(),
        headgate=version("headgate"),
        solvers=tuple((engine, version(engine)) for engine in ENGINES),
        seed=portfolio.settings.seed,
        rounds=decision.rounds,
        notes=(*decision.notes, *decision.staffing.notes),
    )
