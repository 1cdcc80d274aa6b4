"""The only file that speaks to PuLP.

At the time limit PuLP says "Optimal" too, and with HiGHS even `sol_status` claims a solution where
there is none: so a solution that is not proven is looked at row by row. The objective is always
handed over as a minimization: of a maximization, PuLP's engines give duals of different signs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from optimizer.opinion.linear import Linear
from optimizer.opinion.model import Model


class Answer(StrEnum):
    """What a solve found out."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    """A solution within the time, not proven to be the best."""
    INFEASIBLE = "infeasible"
    NOTHING = "nothing found"
    """Neither a solution nor a proof within the time."""


class Engine(StrEnum):
    """Solvers that come with PuLP."""

    CBC = "CBC"
    HIGHS = "HiGHS"


@dataclass(frozen=True)
class Solution:
    """The outcome of one solve."""

    answer: Answer
    objective: float = 0.0
    """Value of the objective, constant included; 0 without a solution."""
    bound: float | None = None
    """No solution has more; None where the engine keeps that to itself."""
    values: tuple[float, ...] = ()
    """One per variable; empty without a solution."""
    duals: dict[str, float] = field(default_factory=dict)
    """Of a relaxation: what one more unit on the right of a named row adds to the maximum."""


def maximize(
    model: Model, objective: Linear, *, seconds: float, engine: Engine, relaxed: bool = False
) -> Solution:
    """Solves; `relaxed` lets whole variables be fractions and gives duals."""
    nothing = (0.0,) * len(model.highs)
    if not all(row.holds(nothing) for row in model.rows if row.is_constant):
        return Solution(Answer.INFEASIBLE)
    pulp = _pulp()
    columns = [_column(pulp, model, i, relaxed=relaxed) for i in range(len(model.highs))]
    problem = pulp.LpProblem("opinion", pulp.LpMinimize)
    problem += _expression(pulp, columns, objective, -1.0)
    for number, row in enumerate(model.rows):
        if not row.is_constant:
            expression = _expression(pulp, columns, row.expression, 1.0)
            problem += pulp.LpConstraint(expression, row.sense, f"r{number}", 0)
    if not problem.variables():  # an engine calls that a fault, not a solution
        constant = float(objective.constant)
        return Solution(Answer.OPTIMAL, constant, constant, nothing)
    problem.solve(_solver(pulp, engine, seconds))
    answer = _answer(pulp, problem)
    if answer in (Answer.INFEASIBLE, Answer.NOTHING):
        return Solution(answer)
    values = tuple(float(column.varValue or 0.0) for column in columns)
    if answer is Answer.FEASIBLE and not all(row.holds(values) for row in model.rows):
        return Solution(Answer.NOTHING)
    duals = _duals(model, problem) if relaxed else {}
    return Solution(
        answer, objective.at(values), _bound(problem, answer, objective, values), values, duals
    )


def _pulp() -> Any:  # noqa: ANN401 - PuLP ships no types
    """PuLP 3, without its warnings that PuLP 4, which needs Python 3.12, will do things its way."""
    import pulp

    pulp.set_v4_migration_warnings(enabled=False)
    return pulp


def _column(pulp: Any, model: Model, i: int, *, relaxed: bool) -> Any:  # noqa: ANN401 - PuLP ships no types
    kind = pulp.LpInteger if model.whole[i] and not relaxed else pulp.LpContinuous
    return pulp.LpVariable(f"v{i}", 0, model.highs[i], kind)


def _expression(pulp: Any, columns: list[Any], linear: Linear, factor: float) -> Any:  # noqa: ANN401 - PuLP ships no types
    terms = ((columns[i], factor * float(c)) for i, c in linear.terms.items() if c != 0)
    return pulp.LpAffineExpression(terms, constant=factor * float(linear.constant))


def _solver(pulp: Any, engine: Engine, seconds: float) -> Any:  # noqa: ANN401 - PuLP ships no types
    if engine is Engine.CBC:
        return pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds, gapRel=0.0, threads=1)
    return pulp.HiGHS(msg=False, timeLimit=seconds, gapRel=0.0, threads=1)


def _answer(pulp: Any, problem: Any) -> Answer:  # noqa: ANN401 - PuLP ships no types
    if problem.status == pulp.LpStatusInfeasible:
        return Answer.INFEASIBLE
    known = {
        pulp.LpSolutionOptimal: Answer.OPTIMAL,
        pulp.LpSolutionIntegerFeasible: Answer.FEASIBLE,
    }
    return known.get(problem.sol_status, Answer.NOTHING)


def _bound(
    problem: Any,  # noqa: ANN401 - PuLP ships no types
    answer: Answer,
    objective: Linear,
    values: tuple[float, ...],
) -> float | None:
    if answer is Answer.OPTIMAL:
        return objective.at(values)
    highs = getattr(problem, "solverModel", None)  # of HiGHS only
    return None if highs is None else -float(highs.getInfo().mip_dual_bound)


def _duals(model: Model, problem: Any) -> dict[str, float]:  # noqa: ANN401 - PuLP ships no types
    """Of a minimization the engines agree on the sign: a row that binds has a dual below 0."""
    rows = problem.constraints
    return {
        row.name: -float(rows[f"r{number}"].pi or 0.0)
        for number, row in enumerate(model.rows)
        if row.name and not row.is_constant
    }
