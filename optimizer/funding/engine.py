"""HiGHS behind one function: the only file that knows the engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from optimizer.funding.model import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROW_SIZE = 1e4
"""Rows are scaled by a power of ten so that no coefficient is larger."""
OBJECTIVE_SIZE = 1e6
"""So is the objective."""
PRESOLVED = 2_000
"""Columns from which the engine may presolve. Smaller programmes need it not, and on one in some
thousands it loses the optimum or never ends (docs/decisions/0006)."""
LARGE = 1e6
"""A continuous column that may be larger is money, and gets a unit of its own."""


class Ending(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"
    """Proven best, or within the asked gap."""
    TIME = "time limit"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"


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
    relaxed: bool = False
    """Whether whole-number columns may be fractional."""
    on_progress: Callable[[float | None, float | None], None] | None = None
    """Told the best objective and the bound, in minor units."""
    interrupted: Callable[[], bool] = lambda: False


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

    highs = highspy.Highs()
    options = {
        "output_flag": False,
        "threads": 1,
        "presolve": presolve,
        "random_seed": search.seed,
        "mip_rel_gap": search.gap,
        "time_limit": max(0.05, search.deadline - time.monotonic()),
        "solve_relaxation": search.relaxed,
    }
    if search.nodes is not None:
        options["mip_max_nodes"] = search.nodes
    for option, setting in options.items():
        highs.setOptionValue(option, setting)
    scaled = _Scaled(model)
    if highs.passModel(scaled.program(highspy)) == highspy.HighsStatus.kError:
        raise RuntimeError("the engine does not accept the programme")
    if hint is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(np.array(hint) / scaled.column_scale)
        highs.setSolution(solution)
    _listen(highs, search, scaled)
    highs.run()
    return _answer(highspy, highs, scaled)


def _listen(highs: Any, search: Search, scaled: _Scaled) -> None:  # noqa: ANN401 - an untyped engine
    def interrupt(event: Any) -> None:  # noqa: ANN401 - an untyped event
        if search.interrupted():
            event.interrupt()

    def report(event: Any) -> None:  # noqa: ANN401 - an untyped event
        if search.on_progress is not None:
            found, bound = event.data_out.mip_primal_bound, event.data_out.mip_dual_bound
            search.on_progress(scaled.minor_units(found), scaled.minor_units(bound))

    highs.cbMipInterrupt += interrupt
    highs.cbSimplexInterrupt += interrupt
    highs.cbIpmInterrupt += interrupt
    highs.cbMipLogging += report


def _answer(highspy: Any, highs: Any, scaled: _Scaled) -> Answer:  # noqa: ANN401 - an untyped engine
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


class _Scaled:
    """A model as arrays, scaled by powers of ten so that tolerances mean the same everywhere."""

    def __init__(self, model: Model) -> None:
        import numpy as np

        self.model = model
        columns = model.columns
        self.integer: NDArray[np.bool_] = np.array(columns.integer, dtype=bool)
        self.lower = np.array([float(x) for x in columns.lower])
        self.upper = np.array([float(x) for x in columns.upper])
        self.cost = np.zeros(len(columns.names))
        for column, amount in columns.prices.items():
            self.cost[column] = float(amount)
        self._rows(model)
        self.column_scale = self._free_columns()
        top = float(np.abs(self.cost).max(initial=0.0))
        self.objective_scale = 10.0 ** -max(0.0, np.ceil(np.log10(max(top, 1) / OBJECTIVE_SIZE)))
        self.cost *= self.objective_scale

    def _rows(self, model: Model) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        counts = [len(row.terms) for row in model.rows]
        flat = [term for row in model.rows for term in row.terms]
        matrix = csr_matrix(
            (
                np.array([float(amount) for _, amount in flat]),
                (
                    np.repeat(np.arange(len(counts)), counts),
                    np.array([column for column, _ in flat], dtype=np.int32),
                ),
            ),
            shape=(len(counts), len(self.cost)),
        )
        matrix.sum_duplicates()  # the engine takes each column once a row
        matrix.eliminate_zeros()
        self.starts, self.columns = matrix.indptr, matrix.indices
        self.entries = matrix.data
        self.row_lower = np.array([float(row.lower) for row in model.rows])
        self.row_upper = np.array([float(row.upper) for row in model.rows])
        self.row_of = np.repeat(np.arange(len(counts)), np.diff(matrix.indptr))
        largest = np.zeros(len(counts))
        np.maximum.at(largest, self.row_of, np.abs(self.entries))
        factor = 10.0 ** -np.maximum(0, np.ceil(np.log10(np.maximum(largest, 1) / ROW_SIZE)))
        self.entries *= factor[self.row_of]
        self.row_lower *= factor
        self.row_upper *= factor

    def _free_columns(self) -> NDArray[np.float64]:
        """Large continuous columns (money) get units in which their entries are near 1."""
        import numpy as np

        largest = np.zeros(len(self.cost))
        np.maximum.at(largest, self.columns, np.abs(self.entries))
        free = ~self.integer & (self.upper > LARGE) & (largest > 0)
        scale = np.ones(len(self.cost))
        scale[free] = 10.0 ** np.maximum(0, np.floor(-np.log10(largest[free])))
        self.entries *= scale[self.columns]
        self.cost *= scale
        self.lower /= scale
        self.upper /= scale
        return scale

    def program(self, highspy: Any) -> Any:  # noqa: ANN401 - an untyped engine
        """The engine's own form."""
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.cost), len(self.row_lower)
        program.col_cost_, program.sense_ = self.cost, highspy.ObjSense.kMaximize
        program.col_lower_, program.col_upper_ = self.lower, self.upper
        program.row_lower_, program.row_upper_ = self.row_lower, self.row_upper
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = self.starts
        program.a_matrix_.index_, program.a_matrix_.value_ = self.columns, self.entries
        if self.integer.any():
            kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
            program.integrality_ = [kinds[int(whole)] for whole in self.integer]
        return program

    def minor_units(self, objective: float) -> float | None:
        """An objective of the engine in minor units; None if it is not finite yet."""
        import math

        if not math.isfinite(objective):
            return None
        return objective / float(self.objective_scale) + self.model.constant

    def unscaled(self, values: list[float]) -> list[float]:
        """Values of the columns in their own units."""
        import numpy as np

        return [float(x) for x in np.array(values) * self.column_scale]
