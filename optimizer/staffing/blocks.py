"""Blocks: parts of a programme that share no column, each solved on its own.

People of one agency never meet those of another; a team that nobody joins or leaves is on its own
in every period.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import bmat, coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from optimizer.staffing.programme import Programme
from optimizer.staffing.result import StaffingError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Block:
    """Rows and columns that hang together, as arrays."""

    columns: Ints
    """Positions in the programme, rising."""
    lower: Floats
    upper: Floats
    matrix: csr_array
    row_lower: Floats
    row_upper: Floats

    def with_row(self, cost: Floats, at_most: float) -> Block:
        """The same with one more row: cost times columns is at most this."""
        return replace(
            self,
            matrix=csr_array(bmat([[self.matrix], [csr_array(cost.reshape(1, -1))]])),
            row_lower=np.append(self.row_lower, -np.inf),
            row_upper=np.append(self.row_upper, at_most),
        )

    def fixed(self, which: npt.NDArray[np.bool_], at: Floats) -> Block:
        """The same with some columns fixed."""
        return replace(
            self,
            lower=np.where(which, at, self.lower),
            upper=np.where(which, at, self.upper),
        )


def whole(programme: Programme) -> Block:
    """All of a programme as one block."""
    count = len(programme.upper)
    matrix = csr_array(
        (
            np.array(programme.coefficients, dtype=np.float64),
            np.array(programme.columns, dtype=np.int64),
            np.array(programme.starts, dtype=np.int64),
        ),
        shape=(len(programme.names), count),
    )
    return Block(
        columns=np.arange(count),
        lower=np.zeros(count),
        upper=np.array(programme.upper, dtype=np.float64),
        matrix=matrix,
        row_lower=_limits(programme.row_lower, -np.inf),
        row_upper=_limits(programme.row_upper, np.inf),
    )


def _limits(limits: list[int | None], none: float) -> Floats:
    """No limit is infinity, never a large number: solvers take those at their word, and err."""
    return np.array([none if limit is None else limit for limit in limits], dtype=np.float64)


def split(block: Block) -> list[Block]:
    """The parts of a block that share no column that is still free, in the order of their columns.

    Columns that are fixed are left out, what they use up taken off the rows. Raises StaffingError
    where a row that has no free column is broken.
    """
    free = np.flatnonzero(block.upper > block.lower)
    used = block.matrix @ np.where(block.upper > block.lower, 0.0, block.lower)
    matrix = csr_array(block.matrix[:, free])
    lower, upper = block.row_lower - used, block.row_upper - used
    empty = np.diff(matrix.indptr) == 0
    if np.any(empty & ((lower > 0) | (upper < 0))):
        raise StaffingError("a row of the staffing programme cannot be kept by anyone")
    return [
        Block(
            columns=block.columns[free[part]],
            lower=block.lower[free[part]],
            upper=block.upper[free[part]],
            matrix=csr_array(matrix[rows][:, part]),
            row_lower=lower[rows],
            row_upper=upper[rows],
        )
        for rows, part in _parts(matrix)
    ]


def _parts(matrix: csr_array) -> list[tuple[Ints, Ints]]:
    """Rows and columns of each connected part, ordered by first column."""
    rows, columns = matrix.shape
    entries = coo_array(matrix)
    graph = coo_array(
        (np.ones(entries.nnz), (entries.coords[0], entries.coords[1] + rows)),
        shape=(rows + columns, rows + columns),
    )
    count, label = connected_components(graph, directed=False)
    row_parts = _by_label(label[:rows], count)
    column_parts = _by_label(label[rows:], count)
    parts = [
        (row_part, column_part)
        for row_part, column_part in zip(row_parts, column_parts, strict=True)
        if column_part.size
    ]
    return sorted(parts, key=lambda part: int(part[1][0]))


def _by_label(label: npt.NDArray[np.int32], count: int) -> list[Ints]:
    order = np.argsort(label, kind="stable").astype(np.int64)
    return np.split(order, np.searchsorted(label[order], np.arange(1, count)))
