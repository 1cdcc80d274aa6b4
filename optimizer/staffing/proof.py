"""Proof: that a block must leave slices missing, without trusting a tolerance.

A linear relaxation's duals, rounded to fractions, give a bound in whole numbers whatever the solver
meant by them. Where whole numbers themselves are the reason, a second engine must agree.
"""

from __future__ import annotations

import numpy as np

from optimizer.staffing.blocks import Block, Floats

PARTS = 60
"""Duals are rounded to sixtieths: halves, thirds, quarters and fifths stay exact."""

FAR = 2**31
"""No limit, for the second engine: far above any sum of slices, and exact in whole numbers."""

WORK = 20.0
"""Deterministic time that the second engine may take."""


def bound_of(block: Block, cost: Floats, duals: Floats) -> int:
    """The whole number of which no answer costs less, by weak duality in whole numbers.

    For any y, cost x >= y b + (cost - y A) x, where each row and column takes its cheaper limit.
    """
    y = np.rint(duals * PARTS).astype(np.int64)
    limit = np.where(y > 0, block.row_lower, np.where(y < 0, block.row_upper, 0))
    y[np.isinf(limit)] = 0
    limit = np.where(np.isinf(limit), 0, limit).astype(np.int64)
    matrix = block.matrix.astype(np.int64)
    left = np.rint(cost * PARTS).astype(np.int64) - matrix.T @ y
    low, high = block.lower.astype(np.int64), block.upper.astype(np.int64)
    bound = int((y * limit).sum()) + int(np.minimum(left * low, left * high).sum())
    return -(-bound // PARTS)


def second_engine_agrees(block: Block, cost: Floats, at_most: int) -> bool:
    """Whether CP-SAT, which calculates in whole numbers, finds nothing that costs so little."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [
        model.new_int_var(int(low), int(high), "")
        for low, high in zip(block.lower, block.upper, strict=True)
    ]
    bounded = block.with_row(cost, at_most)
    matrix = bounded.matrix
    for row in range(matrix.shape[0]):
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        terms = sum(
            int(value) * columns[column]
            for value, column in zip(matrix.data[span], matrix.indices[span], strict=True)
        )
        model.add_linear_constraint(
            cp_model.LinearExpr.sum([terms]),
            int(max(bounded.row_lower[row], -FAR)),
            int(min(bounded.row_upper[row], FAR)),
        )
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is listened for elsewhere
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = WORK
    return bool(solver.solve(model) == cp_model.INFEASIBLE)
