"""An exact solve of a part: some columns are open, all others stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csc_array

from optimizer.funding.arrays import Arrays, Flags, Floats, Ints
from optimizer.highs import listening

HOPS = 2
"""Steps from an open start to columns that may have to follow it: money, imports, arrivals."""

QUICK = {
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
}
"""Of the engine's own heuristics the one by reduced costs stays: on neighbourhoods of generated
portfolios it alone, without restarts, gains in 2.6 s what all together gain in 14.9 s."""


@dataclass(frozen=True)
class Effort:
    """How long to work on a part: measured in work, which is the same on every machine."""

    checks: int
    """Times that the engine asks whether to go on."""
    gap: float = 1e-5
    """Relative gap of the part at which it is solved."""
    nodes: int = 500
    thorough: bool = False
    """With all of the engine's heuristics: for large parts."""
    seed: int = 0
    """Another one finds another answer."""


@dataclass(frozen=True, eq=False)
class Solved:
    """What was found for a part, as values of all columns."""

    values: Floats
    objective: float
    finished: bool
    """Whether no better values of the open columns exist."""


def followers(arrays: Arrays, starts: Flags) -> Flags:
    """The open starts, and the other columns that may have to change with them."""
    is_open = starts.copy()
    pattern = arrays.pattern
    for _ in range(HOPS):
        rows = np.asarray(pattern @ is_open) > 0
        is_open |= arrays.beside & (np.asarray(pattern.T @ rows.astype(np.float64)) > 0)
    return is_open


def solve_part(
    arrays: Arrays,
    starts: Flags,
    values: Floats,
    effort: Effort,
    stopped: Callable[[], bool],
    *,
    hint: bool = True,
) -> Solved | None:
    """The best values of these starts and what follows them; None where none were found.

    Args:
        arrays: the programme.
        starts: columns that may change; none but starts need be named.
        values: of all columns.
        effort: where to stop.
        stopped: asked as the engine goes; True ends the work, with what has been found.
        hint: whether the values are feasible, so that the engine may begin with them.
    """
    import highspy

    is_open = followers(arrays, starts)
    where = np.flatnonzero(is_open)
    fixed = np.where(is_open, 0.0, values)
    used = np.asarray(arrays.matrix @ fixed)
    matrix = csc_array(arrays.by_column[:, where])
    rows = np.flatnonzero(np.bincount(matrix.indices, minlength=matrix.shape[0]))
    matrix = csc_array(matrix[rows])
    options: dict[str, float] = {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": effort.gap,
        "mip_max_nodes": effort.nodes,
        "mip_allow_restart": False,
        "random_seed": effort.seed,
        **({} if effort.thorough else QUICK),
    }
    with listening() as highs:
        for option, value in options.items():
            highs.setOptionValue(option, value)
        highs.passModel(_program(highspy, arrays, matrix, where, rows, used))
        if hint:
            solution = highspy.HighsSolution()
            solution.col_value = values[where]
            highs.setSolution(solution)
        _limit(highs, effort, stopped)
        highs.run()
        status = highs.getInfo().primal_solution_status
        if status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        opened = np.array(highs.getSolution().col_value)
        done = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    found = fixed
    found[where] = opened
    whole = where[arrays.integer[where]]
    found[whole] = np.rint(found[whole])
    return Solved(found, float(arrays.cost @ found), finished=done)


def _program(
    highspy: Any,  # noqa: ANN401 - an untyped engine
    arrays: Arrays,
    matrix: csc_array,
    where: Ints,
    rows: Ints,
    used: Floats,
) -> Any:  # noqa: ANN401 - as above
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = matrix.shape
    program.col_cost_, program.sense_ = arrays.cost[where], highspy.ObjSense.kMaximize
    program.col_lower_, program.col_upper_ = arrays.lower[where], arrays.upper[where]
    program.row_lower_ = arrays.row_lower[rows] - used[rows]
    program.row_upper_ = arrays.row_upper[rows] - used[rows]
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    program.a_matrix_.index_ = matrix.indices.astype(np.int32)
    program.a_matrix_.value_ = matrix.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    program.integrality_ = [kinds[int(whole)] for whole in arrays.integer[where]]
    return program


def _limit(highs: Any, effort: Effort, stopped: Callable[[], bool]) -> None:  # noqa: ANN401 - as above
    checks = 0

    def check(event: Any) -> None:  # noqa: ANN401 - an untyped event
        nonlocal checks
        checks += 1
        if checks > effort.checks or stopped():
            event.interrupt()

    highs.cbMipInterrupt += check
