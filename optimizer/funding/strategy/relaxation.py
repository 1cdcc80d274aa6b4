"""The engine with a linear relaxation that grows; each solve starts from where the last was."""

from __future__ import annotations

from typing import Any

import numpy as np

from optimizer.funding.arrays import Arrays, Floats
from optimizer.funding.people import Bounded
from optimizer.highs import quiet

LARGE = 250_000
"""Columns from which the interior point method does the first solve; below, the simplex method is
the faster one (docs/decisions/0011)."""


class Relaxation:
    """A programme where starts may be split."""

    values: Floats
    reduced: Floats
    """What the objective loses per unit of a column that is not used; 0 or less at 0."""
    duals: Floats
    """What a unit of each row's limit is worth."""
    objective: float

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self._highs: Any = None
        """None while it rests."""
        self._basis: Any = None
        """Where the next engine begins."""

    def rest(self) -> None:
        """Gives the engine's memory back; the next solve begins where the last has ended."""
        if self._highs is not None:
            self._basis, self._highs = self._highs.getBasis(), None

    def _engine(self) -> Any:  # noqa: ANN401 - an untyped engine
        import highspy

        if self._highs is None:
            self._highs = _loaded(self.arrays)
            if self._basis is not None:
                known = list(self._basis.row_status)
                new = len(self.arrays.row_upper) - len(known)
                self._basis.row_status = known + [highspy.HighsBasisStatus.kBasic] * new
                self._highs.setBasis(self._basis)
                self._highs.setOptionValue("solver", "simplex")
        return self._highs

    def solve(self) -> bool:
        """Whether there is an answer."""
        import highspy

        highs = self._engine()
        highs.run()
        highs.setOptionValue("solver", "simplex")
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        solution = highs.getSolution()
        self.values = np.array(solution.col_value)
        self.reduced = np.array(solution.col_dual)
        self.duals = np.array(solution.row_dual)
        self.objective = float(highs.getInfo().objective_function_value)
        return True

    def add(self, rows: Bounded) -> None:
        """More rows, given over cumulative columns; an engine that rests hears of them later."""
        matrix = self.arrays.over_starts(rows.matrix)
        self.arrays = self.arrays.with_rows(matrix, rows.upper)
        if self._highs is not None:
            self._highs.addRows(
                len(rows.upper),
                np.full(len(rows.upper), -np.inf),
                rows.upper,
                matrix.nnz,
                matrix.indptr.astype(np.int32),
                matrix.indices.astype(np.int32),
                matrix.data,
            )


def _loaded(arrays: Arrays) -> Any:  # noqa: ANN401 - an untyped engine
    import highspy

    highs = quiet()
    highs.setOptionValue("solver", "ipm" if len(arrays.cost) >= LARGE else "simplex")
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = arrays.matrix.shape
    program.col_cost_, program.sense_ = arrays.cost, highspy.ObjSense.kMaximize
    program.col_lower_, program.col_upper_ = arrays.lower, arrays.upper
    program.row_lower_, program.row_upper_ = arrays.row_lower, arrays.row_upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = arrays.matrix.indptr.astype(np.int32)
    program.a_matrix_.index_ = arrays.matrix.indices.astype(np.int32)
    program.a_matrix_.value_ = arrays.matrix.data
    highs.passModel(program)
    return highs
