"""What the programme, the names and the audit say of a portfolio, held against the oracle."""

from decimal import Decimal

from models.plan import Plan, Provenance, SolveStatus
from models.portfolio import Portfolio
from optimizer.assemble import assemble
from optimizer.audit import audit
from optimizer.funding.engine import Ending
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Effort, decide
from tests.oracle.solve import Best, Oracle

SECONDS = 60
"""More than any tiny portfolio takes."""


def planned(portfolio: Portfolio) -> Plan | None:
    """The plan, without explanations; None if there can be none."""
    problem = Problem.of(portfolio, judge(portfolio))
    decision = decide(portfolio, problem, Effort(gap=Decimal(0), seconds=SECONDS))
    if isinstance(decision, Ending):
        assert decision is Ending.INFEASIBLE, decision
        return None
    return assemble(problem, decision, Provenance(portfolio=portfolio.digest(), headgate="test"))


def disagreements(portfolio: Portfolio) -> list[str]:
    """Where the plan of a portfolio and the best plan differ."""
    oracle = Oracle(portfolio)
    best, plan = oracle.best(), planned(portfolio)
    if best is None or plan is None:
        return [] if best is None and plan is None else [f"only one finds a plan: {best}, {plan}"]
    return [*_audited(portfolio, plan), *_valued(plan, best), *_staffed(oracle, plan)]


def _audited(portfolio: Portfolio, plan: Plan) -> list[str]:
    return [f"{row.name}: {row.detail}" for row in audit(portfolio, plan) if not row.passed]


def _valued(plan: Plan, best: Best) -> list[str]:
    value, found = plan.value.total, []
    short = sum(row.slices for row in plan.shortages)
    if short != best.short:
        found.append(f"the plan lacks {short} slices, the best one {best.short}")
    elif not value <= best.value <= plan.bound:
        found.append(f"{value} <= {best.value} <= {plan.bound} does not hold")
    elif plan.status is SolveStatus.OPTIMAL and value != best.value:
        found.append(f"called optimal at {value}, the best one has {best.value}")
    return found


def _staffed(oracle: Oracle, plan: Plan) -> list[str]:
    """The plan moves no fewer slices than possible, nor claims that more are needed."""
    done = oracle.ground.done
    starts = {row.key: int(row.start) for row in plan.stages if row.start is not None}
    starts = {key: start for key, start in starts.items() if key not in done}
    levels = {row.id: [0] * oracle.ground.horizon for row in oracle.ground.portfolio.hiring}
    for row in plan.hires:
        levels[row.option][row.period] = row.slices
    hires = {option: tuple(there) for option, there in levels.items()}
    least = oracle.least_moved(starts, hires)
    if least is None:
        return ["nobody can do the work of the plan"]
    if plan.moved_bound is None or not plan.moved_bound <= least <= plan.moved:
        return [f"{plan.moved_bound} <= {least} <= {plan.moved} moved slices does not hold"]
    return []
