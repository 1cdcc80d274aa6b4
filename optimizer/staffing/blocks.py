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
Labels = npt.NDArray[np.int32]


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


@dataclass(frozen=True, eq=False)
class Partition:
    """A block's free columns and their rows, labelled by the part that they belong to."""

    block: Block
    """Its fixed columns are left out, what they use up is taken off the rows."""
    row_label: Labels
    column_label: Labels

    def sums(self, cost: Floats, values: Floats) -> Floats:
        """Cost of values in each part; both are by position in the programme."""
        columns = self.block.columns
        costs = cost[columns] * values[columns]
        return np.bincount(self.column_label, costs).astype(np.float64)

    def parts(self, wanted: Ints) -> list[Block]:
        """The parts with these labels, in the order of their first columns."""
        rows = _by_label(self.row_label, wanted)
        columns = _by_label(self.column_label, wanted)
        pairs = [(row, column) for row, column in zip(rows, columns, strict=True) if len(column)]
        return [_part(self.block, *pair) for pair in sorted(pairs, key=lambda pair: pair[1][0])]

    def around(self, columns: Ints) -> list[Block]:
        """The parts that have these columns, given by position in the programme."""
        return self.parts(np.unique(self.column_label[np.isin(self.block.columns, columns)]))


def split(block: Block) -> list[Block]:
    """The parts of a block that share no column that is still free, ordered by first column."""
    found = partition(block)
    return found.parts(np.unique(found.column_label))


def partition(block: Block) -> Partition:
    """A block divided into parts that share no column that is still free.

    Raises StaffingError where a row that has no free column is broken.
    """
    is_free = block.upper > block.lower
    used = block.matrix @ np.where(is_free, 0.0, block.lower)
    free = np.flatnonzero(is_free)
    matrix = csr_array(block.matrix[:, free])
    lower, upper = block.row_lower - used, block.row_upper - used
    empty = np.diff(matrix.indptr) == 0
    if np.any(empty & ((lower > 0) | (upper < 0))):
        raise StaffingError("a row of the staffing programme cannot be kept by anyone")
    rows, columns = matrix.shape
    entries = coo_array(matrix)
    graph = coo_array(
        (np.ones(entries.nnz), (entries.coords[0], entries.coords[1] + rows)),
        shape=(rows + columns, rows + columns),
    )
    _, label = connected_components(graph, directed=False)
    open_block = Block(
        columns=block.columns[free],
        lower=block.lower[free],
        upper=block.upper[free],
        matrix=matrix,
        row_lower=lower,
        row_upper=upper,
    )
    return Partition(open_block, label[:rows], label[rows:])


def _part(block: Block, rows: Ints, columns: Ints) -> Block:
    return Block(
        columns=block.columns[columns],
        lower=block.lower[columns],
        upper=block.upper[columns],
        matrix=csr_array(csr_array(block.matrix[rows])[:, columns]),
        row_lower=block.row_lower[rows],
        row_upper=block.row_upper[rows],
    )


def _by_label(label: Labels, wanted: Ints) -> list[Ints]:
    """Positions of each wanted label, rising."""
    order = np.argsort(label, kind="stable").astype(np.int64)
    first = np.searchsorted(label[order], wanted, side="left")
    last = np.searchsorted(label[order], wanted, side="right")
    return [order[a:b] for a, b in zip(first, last, strict=True)]
