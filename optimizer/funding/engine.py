"""HiGHS behind one function: the only file that knows the engine."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from optimizer.funding.model import Model
from optimizer.funding.scaled import Scaled
from optimizer.highs import listening

PRESOLVED = 2_000
"""Columns from which the engine may presolve. Smaller programmes need it not, and on one in some
thousands it loses the optimum or never ends (docs/decisions/0006)."""

LEAN = {
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_allow_restart": False,
}


class Ending(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"
    """Proven best, or within the asked gap."""
    TIME = "time limit"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"
    TOO_LITTLE = "too little"
    """Proven that no solution is worth enough."""


class BrokenDownError(RuntimeError):
    """The engine ended without an answer and without saying why."""


@dataclass(frozen=True)
class Search:
    """How long and how well to search."""

    gap: float
    """Relative gap at which to stop."""
    deadline: float
    """`time.monotonic()` at which to stop."""
    seed: int = 0
    nodes: int | None = None
    """Branch-and-bound nodes after which to stop: the same on every machine."""
    lean: bool = False
    """Whether to go without the heuristics that solve programmes of their own: where a good
    solution is known, they take most of the time and bring nothing."""
    relaxed: bool = False
    """Whether whole-number columns may be fractional."""
    on_progress: Callable[[float | None, float | None], None] | None = None
    """Told the best objective and the bound, in minor units."""
    interrupted: Callable[[], bool] = lambda: False
    enough: float = -math.inf
    """Minor units: once no solution can be worth so much, the search ends."""
    target: float = math.inf
    """Minor units: once a solution is worth so much, the search ends."""

    @property
    def decides(self) -> bool:
        """Whether it may end before the best solution is known."""
        return self.enough > -math.inf or self.target < math.inf


@dataclass(frozen=True)
class Answer:
    """What the engine found."""

    ending: Ending
    values: tuple[float, ...] | None
    """One per column; None where nothing was found."""
    objective: float
    bound: float
    """No solution has a larger objective, in minor units."""
    nodes: int


def solve(model: Model, search: Search, hint: tuple[float, ...] | None = None) -> Answer:
    """Maximizes a model; raises RuntimeError where the engine refuses it.

    An engine that breaks down gets a second try, with presolve where it had none or without.
    """
    small = len(model.columns.names) < PRESOLVED
    try:
        return _solve(model, search, hint, presolve="off" if small else "on")
    except BrokenDownError:
        return _solve(model, search, hint, presolve="on" if small else "off")


def _solve(
    model: Model, search: Search, hint: tuple[float, ...] | None, *, presolve: str
) -> Answer:
    import highspy
    import numpy as np

    options = {
        "output_flag": True,  # without it the engine tells no progress
        "log_to_console": False,
        "threads": 1,
        "presolve": presolve,
        "random_seed": search.seed,
        "mip_rel_gap": search.gap,
        "time_limit": max(0.05, search.deadline - time.monotonic()),
        "solve_relaxation": search.relaxed,
    }
    if search.lean:
        options |= LEAN
    if search.nodes is not None:
        options["mip_max_nodes"] = search.nodes
    scaled = Scaled(model)
    with listening() as highs:
        for option, setting in options.items():
            highs.setOptionValue(option, setting)
        if highs.passModel(scaled.program(highspy)) == highspy.HighsStatus.kError:
            raise RuntimeError("the engine does not accept the programme")
        if hint is not None:
            solution = highspy.HighsSolution()
            solution.col_value = list(np.array(hint) / scaled.column_scale)
            highs.setSolution(solution)
        refuted = _listen(highs, search, scaled)
        highs.run()
        answer = _answer(highspy, highs, scaled)
    if refuted():
        return replace(answer, ending=Ending.TOO_LITTLE, values=None)
    return answer


def _listen(highs: Any, search: Search, scaled: Scaled) -> Callable[[], bool]:  # noqa: ANN401 - an untyped engine
    """Hears and ends the search; gives who says afterwards whether nothing is worth enough."""
    refuted = False

    def interrupt(event: Any) -> None:  # noqa: ANN401 - an untyped event
        if search.interrupted():
            event.interrupt()

    def decide(event: Any) -> None:  # noqa: ANN401 - an untyped event
        found = scaled.minor_units(event.data_out.mip_primal_bound)
        bound = scaled.minor_units(event.data_out.mip_dual_bound)
        if bound is not None and found is not None and found >= search.target:
            event.interrupt()
            return
        if bound is not None and bound < search.enough:
            nonlocal refuted
            refuted = True
            event.interrupt()

    def report(event: Any) -> None:  # noqa: ANN401 - an untyped event
        if search.on_progress is not None:
            found, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
            search.on_progress(scaled.minor_units(found), scaled.minor_units(bound))

    highs.cbMipInterrupt += interrupt
    if search.decides:
        highs.cbMipInterrupt += decide
    highs.cbSimplexInterrupt += interrupt
    highs.cbIpmInterrupt += interrupt
    highs.cbMipLogging += report
    return lambda: refuted


def _answer(highspy: Any, highs: Any, scaled: Scaled) -> Answer:  # noqa: ANN401 - an untyped engine
    status = highs.getModelStatus()
    info = highs.getInfo()
    known = {
        highspy.HighsModelStatus.kOptimal: Ending.OPTIMAL,
        highspy.HighsModelStatus.kModelEmpty: Ending.OPTIMAL,
        highspy.HighsModelStatus.kInfeasible: Ending.INFEASIBLE,
        highspy.HighsModelStatus.kTimeLimit: Ending.TIME,
        highspy.HighsModelStatus.kSolutionLimit: Ending.TIME,
        highspy.HighsModelStatus.kIterationLimit: Ending.TIME,
        highspy.HighsModelStatus.kUnknown: Ending.TIME,  # ended without a proof
        highspy.HighsModelStatus.kInterrupt: Ending.STOPPED,
    }
    if status not in known:
        raise BrokenDownError(f"the engine ended with {highs.modelStatusToString(status)}")
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = None
    if feasible and known[status] is not Ending.INFEASIBLE:
        values = tuple(scaled.unscaled(highs.getSolution().col_value))
    mip = bool(scaled.integer.any()) and info.mip_node_count >= 0
    bound = info.mip_dual_bound if mip else info.objective_function_value
    return Answer(
        known[status],
        values,
        scaled.minor_units(info.objective_function_value) or 0.0,
        _or_infinite(scaled.minor_units(bound)),
        max(0, int(info.mip_node_count)),
    )


def _or_infinite(bound: float | None) -> float:
    return float("inf") if bound is None else bound
