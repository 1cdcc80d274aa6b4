"""PyJobShop, where its model fits: which stages, when, with which people, and money in all.

Its tasks may be left out, and its objective adds weighted times at which jobs end. So a stage that
has a value is a job of two tasks of which one is chosen: the stage, or "not", which ends so late
that what the job then costs is what the stage is worth. A straight line through the values of the
first and the last possible start takes the place of those between. Where the model does not reach:

- money is a consumable over the whole horizon, by fund, not by window; a mode says which fund pays;
- people are the textbook's crowds, as renewables; what is not there in a period is taken by a task;
- flagged dependencies ask nothing, nothing is overrun, nobody is hired, envelopes are not there.

Its plan is judged by Headgate's valuation and names like any other. It needs the extra `bench`.
"""

from __future__ import annotations

from benchmarks.peers import THREADS
from benchmarks.peers.clock import Clock
from benchmarks.peers.job_shop_model import Shop
from benchmarks.peers.run import Asks, Found
from models.portfolio import Portfolio
from models.units import PeriodIndex
from optimizer.funding.problem import Problem
from optimizer.gates import judge


def solve(portfolio: Portfolio, clock: Clock) -> Found:
    """The schedule of the least cost; raises ImportError where PyJobShop is not installed."""
    from ortools.sat.python import cp_model
    from pyjobshop import Model
    from pyjobshop.solvers.ortools import CPModel

    class Listener(cp_model.CpSolverSolutionCallback):
        """Tells the clock about each better schedule."""

        def on_solution_callback(self) -> None:
            clock.found((shop.most - self.objective_value) * shop.grain)

    shop = Shop(Problem.of(portfolio, judge(portfolio)), Model())
    shop.fill()
    asked = CPModel(shop.model.data())
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = clock.left
    solver.parameters.num_workers = THREADS
    status = solver.solve(asked.model, Listener())
    bound = (shop.most - solver.best_objective_bound) * shop.grain
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found({}, Asks.SCHEDULE, bound=bound, note=solver.status_name(status).lower())
    starts = {
        key: PeriodIndex(solver.value(variables.start))
        for key, task in shop.tasks.items()
        for variables in [asked.variables.task_vars[shop.number[id(task)]]]
        if solver.value(variables.present)
    }
    value = (shop.most - solver.objective_value) * shop.grain
    return Found(starts, Asks.SCHEDULE, value=value, bound=bound)
