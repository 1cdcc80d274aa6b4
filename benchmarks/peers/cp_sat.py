"""CP-SAT at its default settings on the textbook's model."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

from benchmarks.peers import THREADS
from benchmarks.peers.clock import Clock
from benchmarks.peers.run import Asks, Found
from benchmarks.peers.textbook import Textbook
from models.portfolio import Portfolio
from optimizer.opinion.linear import Linear

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr


def solve(portfolio: Portfolio, clock: Clock) -> Found:
    """The best plan of the textbook's model that CP-SAT finds in time."""
    from ortools.sat.python import cp_model

    class Listener(cp_model.CpSolverSolutionCallback):
        """Tells the clock about each better plan."""

        def on_solution_callback(self) -> None:
            clock.found(self.objective_value / scale)

    book = Textbook.of(portfolio)
    model = cp_model.CpModel()
    variables = _variables(book, model)
    gains, scale = _whole(book.frame.gains, variables)
    for row in book.frame.model.rows:
        left, _ = _whole(row.expression, variables)
        model.add(left <= 0 if row.sense < 0 else left == 0)
    model.maximize(gains)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = clock.left
    solver.parameters.num_workers = THREADS
    status = solver.solve(model, Listener())
    bound = solver.best_objective_bound / scale
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found({}, Asks.TEXTBOOK, bound=bound, note=solver.status_name(status).lower())
    values = [solver.value(variable) for variable in variables]
    return Found(
        starts=book.starts(values),
        asks=Asks.TEXTBOOK,
        value=solver.objective_value / scale,
        bound=bound,
        hires=book.hires(values),
    )


def _variables(book: Textbook, model: CpModel) -> list[IntVar]:
    """Money is in whole minor units here, so all variables are whole."""
    most = book.frame.most_money
    highs = book.frame.model.highs
    return [model.new_int_var(0, most if high is None else int(high), "") for high in highs]


def _whole(linear: Linear, variables: list[IntVar]) -> tuple[LinearExpr, int]:
    """The expression times the smallest number that makes all of it whole, and that number."""
    from ortools.sat.python import cp_model

    terms = {i: c for i, c in linear.terms.items() if c != 0}
    scale = lcm(linear.constant.denominator, *(c.denominator for c in terms.values()))
    columns = [variables[i] for i in terms]
    weights = [int(c * scale) for c in terms.values()]
    total = cp_model.LinearExpr.weighted_sum(columns, weights)
    return total + int(linear.constant * scale), scale
