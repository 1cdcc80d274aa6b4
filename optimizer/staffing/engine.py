"""The engine: HiGHS with one thread and limits that repeat."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np
from scipy.sparse import csc_array

from optimizer.highs import quiet
from optimizer.staffing.result import StaffingError

if TYPE_CHECKING:
    import numpy.typing as npt

    from optimizer.staffing.blocks import Block, Floats, Ints

DUAL, PRIMAL = 1, 4
"""Ways of the simplex method: after bounds have changed; after costs have or columns came."""

INTEGRAL = 1e-6
"""Distance from a whole number that is taken for rounding."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What the engine found for one block."""

    values: Floats
    cost: float
    bound: float
    """No answer costs less."""
    duals: Floats
    """Per row, of the relaxation; empty where whole numbers were asked for."""
    finished: bool
    """False where a limit of nodes or time stopped the search."""

    @property
    def is_whole(self) -> bool:
        """Whether all values are whole numbers."""
        return bool(np.all(np.abs(self.values - np.rint(self.values)) < INTEGRAL))


DONE = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
"""Nobody is needed and nobody is there: an empty model is answered too."""


NECESSARY = 20.0
"""Seconds for a single solve once the time is up: without it there is no staffing at all."""


@dataclass(frozen=True)
class Limits:
    """Where to stop: nodes always (they repeat), the clock only as the last resort."""

    nodes: int = 500
    deadline: float | None = None
    """On the clock of time.monotonic."""

    @property
    def seconds(self) -> float:
        """What is left on the clock."""
        if self.deadline is None:
            return float("inf")
        return max(0.0, self.deadline - time.monotonic())


def relaxed(block: Block, cost: Floats) -> Answer:
    """The cheapest answer where fractions are allowed; always finished."""
    return Relaxation(block, cost).answer()


class Relaxation:
    """A block where fractions are allowed; after a change it starts from where it was."""

    def __init__(self, block: Block, cost: Floats) -> None:
        self._highs = _loaded(block, cost, whole=False)
        self._has_run = False

    def answer(self) -> Answer:
        """The cheapest answer; raises StaffingError where there is none."""
        self._has_run = True
        self._highs.run()
        status = self._highs.getModelStatus()
        if status not in DONE:
            raise StaffingError(f"the staffing of a part has no answer: {status.name[1:]}")
        solution = self._highs.getSolution()
        value = float(self._highs.getInfo().objective_function_value)
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        return Answer(values, value, value, duals, finished=True)

    def dearer(self, columns: Ints, cost: Floats) -> None:
        """These columns cost this much from now on."""
        if self._has_run:
            self._highs.setOptionValue("simplex_strategy", PRIMAL)
        self._highs.changeColsCost(len(columns), columns.astype(np.int32), cost)

    def closed(self, columns: Ints) -> None:
        """These columns are 0 from now on."""
        nothing = np.zeros(len(columns))
        if self._has_run:
            self._highs.setOptionValue("simplex_strategy", DUAL)
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), nothing, nothing)


def best_whole(
    block: Block, cost: Floats, limits: Limits, *, start: Floats | None = None
) -> Answer | None:
    """The cheapest answer in whole numbers; None where none was found."""
    highs = _loaded(block, cost, whole=True)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.9 if _steps_by_one(cost) else 1e-6)
    highs.setOptionValue("mip_max_nodes", limits.nodes)
    if limits.deadline is not None:
        highs.setOptionValue("time_limit", max(NECESSARY, limits.seconds))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start
        highs.setSolution(solution)
    highs.run()
    status, info = highs.getModelStatus(), highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return Answer(
        np.array(highs.getSolution().col_value),
        float(info.objective_function_value),
        float(info.mip_dual_bound),
        np.array([]),
        finished=status in DONE,
    )


def _steps_by_one(cost: Floats) -> bool:
    return bool(np.all(cost == np.rint(cost)))


def _loaded(block: Block, cost: Floats, *, whole: bool) -> highspy.Highs:
    highs: highspy.Highs = quiet()
    columns = csc_array(block.matrix)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = block.matrix.shape
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, block.lower, block.upper
    model.row_lower_, model.row_upper_ = block.row_lower, block.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = _int32(columns.indptr)
    model.a_matrix_.index_ = _int32(columns.indices)
    model.a_matrix_.value_ = columns.data
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    highs.passModel(model)
    return highs


def _int32(values: npt.NDArray[np.signedinteger[Any]]) -> npt.NDArray[np.int32]:
    return values.astype(np.int32)
