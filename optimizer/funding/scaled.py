"""A model as arrays, scaled by powers of ten so that tolerances mean the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.funding.model import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROW_SIZE = 1e4
"""Rows are scaled by a power of ten so that no coefficient is larger."""
OBJECTIVE_SIZE = 1e6
"""So is the objective."""
LARGE = 1e6
"""A continuous column that may be larger is money, and gets a unit of its own."""


class Scaled:
    """A model as arrays, scaled by powers of ten so that tolerances mean the same everywhere."""

    def __init__(self, model: Model) -> None:
        import numpy as np

        self.constant = model.constant
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
        self.matrix = matrix
        self.starts, self.columns = matrix.indptr, matrix.indices
        self.entries = matrix.data
        self.row_lower = np.array([float(row.lower) for row in model.rows])
        self.row_upper = np.array([float(row.upper) for row in model.rows])
        self.row_of = np.repeat(np.arange(len(counts)), np.diff(matrix.indptr))
        largest = np.zeros(len(counts))
        np.maximum.at(largest, self.row_of, np.abs(self.entries))
        factor = 10.0 ** -np.maximum(0, np.ceil(np.log10(np.maximum(largest, 1) / ROW_SIZE)))
        self.row_scale = factor
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
        return objective / float(self.objective_scale) + self.constant

    def unscaled(self, values: list[float]) -> list[float]:
        """Values of the columns in their own units."""
        import numpy as np

        return [float(x) for x in np.array(values) * self.column_scale]
