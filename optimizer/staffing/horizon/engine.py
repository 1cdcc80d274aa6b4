"""HiGHS with a programme that grows and closes; each solve starts from where the last was."""

from __future__ import annotations

from collections.abc import Iterable

import highspy
import numpy as np

from optimizer.highs import quiet
from optimizer.staffing.engine import DONE, DUAL, INTEGRAL, PRIMAL
from optimizer.staffing.horizon.programme import Growth
from optimizer.staffing.horizon.ways import Flags, Floats
from optimizer.staffing.result import StaffingError


class Engine:
    """A linear programme to be minimized, and its whole answers near the fractional one."""

    values: Floats
    duals: Floats
    """By row."""
    objective: float

    def __init__(self) -> None:
        self._highs = quiet()
        self._highs.setOptionValue("solver", "ipm")

    def grow(self, new: Growth) -> None:
        """Takes in rows and columns."""
        rows, columns = len(new.lower), len(new.cost)
        nothing = np.zeros(0)
        none = np.zeros(0, dtype=np.int32)
        if rows:
            begins = np.zeros(rows, dtype=np.int32)
            lower, upper = np.array(new.lower), np.array(new.upper)
            self._highs.addRows(rows, lower, upper, 0, begins, none, nothing)
        if columns:
            self._highs.addCols(
                columns,
                np.array(new.cost),
                np.zeros(columns),
                np.array(new.most),
                len(new.rows),
                np.array(new.starts, dtype=np.int32),
                np.array(new.rows, dtype=np.int32),
                np.array(new.entries),
            )
        self._highs.setOptionValue("simplex_strategy", PRIMAL)

    def close(self, columns: Iterable[int]) -> None:
        """These columns are 0 from now on."""
        shut = np.array(sorted(set(columns)), dtype=np.int32)
        nothing = np.zeros(len(shut))
        self._highs.changeColsBounds(len(shut), shut, nothing, nothing)
        self._highs.setOptionValue("simplex_strategy", DUAL)

    def solve(self) -> None:
        """Finds the cheapest answer; raises StaffingError where there is none."""
        self._highs.run()
        self._highs.setOptionValue("solver", "simplex")
        status = self._highs.getModelStatus()
        if status not in DONE:
            raise StaffingError(f"the staffing has no answer: {status.name[1:]}")
        solution = self._highs.getSolution()
        self.values = np.array(solution.col_value)
        self.duals = np.array(solution.row_dual)
        self.objective = float(self._highs.getInfo().objective_function_value)

    def whole(self, whole: Flags, loose: Flags, room: float) -> Floats | None:
        """An answer in whole numbers near the fractional one; None where none was found.

        Args:
            whole: columns that are to be whole.
            loose: those of them that may be anything.
            room: how much the others may differ from the fractional answer, rounded both ways.
        """
        model = self._highs.getLp()
        lower, upper = np.array(model.col_lower_), np.array(model.col_upper_)
        low, high = np.floor(self.values + INTEGRAL), np.ceil(self.values - INTEGRAL)
        high = np.where(self.values > INTEGRAL, high + room, high)
        held = whole & ~loose
        lower = np.where(held, np.maximum(lower, low - room), lower)
        upper = np.where(held, np.minimum(upper, np.maximum(high, lower)), upper)
        highs = quiet()
        for option, value in (
            ("mip_rel_gap", 2e-3),
            ("mip_max_nodes", 50),
            ("mip_allow_restart", False),
            ("mip_heuristic_run_feasibility_jump", False),
            ("mip_heuristic_run_rins", False),
        ):
            highs.setOptionValue(option, value)
        highs.passModel(model)
        every = np.arange(len(lower), dtype=np.int32)
        highs.changeColsBounds(len(every), every, lower, upper)
        kinds = np.where(
            whole, int(highspy.HighsVarType.kInteger), int(highspy.HighsVarType.kContinuous)
        )
        highs.changeColsIntegrality(len(every), every, kinds.astype(np.uint8))
        highs.run()
        if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.array(highs.getSolution().col_value)
