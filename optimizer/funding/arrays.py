"""The programme as the strategy works on it: arrays in start form.

The rows are written with `by[s,t]`, started by the end of t. Here each is replaced by the sum of
the starts up to t, one column per stage and period: the same relaxation, but budgets then have no
negative entries, which is what engines cut best, and a start that no row allows can be seen and
closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array, vstack

from optimizer.funding.scaled import Scaled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

ROUNDS = 30
"""Passes over all rows, far more than closing starts has ever needed."""

SLACK = 1e-9
"""What rounding may have added to a row."""


@dataclass(frozen=True, eq=False)
class Arrays:
    """Maximize cost @ x subject to row_lower <= matrix @ x <= row_upper, lower <= x <= upper."""

    cost: Floats
    lower: Floats
    upper: Floats
    integer: Flags
    matrix: csr_array
    row_lower: Floats
    row_upper: Floats
    chains: tuple[Ints, ...]
    """Columns of the starts of each free stage, by period; at most one of them is 1."""
    chain_of: Ints
    """Position of the column's chain; -1 for other columns."""
    to_starts: csr_array
    """Square: cumulative columns as sums of starts."""

    @cached_property
    def by_column(self) -> csc_array:
        """The matrix, quick to take columns from."""
        return csc_array(self.matrix)

    @cached_property
    def beside(self) -> Flags:
        """Columns that are no starts: money, hires, imports."""
        return self.chain_of < 0

    @cached_property
    def starts(self) -> Flags:
        """Columns that are starts which some solution may have."""
        return np.asarray(~self.beside & (self.upper > 0))

    @cached_property
    def pattern(self) -> csr_array:
        """1 where the matrix has an entry."""
        return csr_array(
            (np.ones(self.matrix.nnz), self.matrix.indices, self.matrix.indptr),
            shape=self.matrix.shape,
        )

    @classmethod
    def of(cls, scaled: Scaled, chains: Iterable[Iterable[int]], left_out: Flags) -> Arrays:
        """A scaled programme in start form, without the rows left out (monotone by nature)."""
        count = len(scaled.cost)
        columns = tuple(np.array(list(chain), dtype=np.int64) for chain in chains)
        to_starts = _sums(columns, count)
        rows = csr_array(scaled.matrix[np.flatnonzero(~left_out)] @ to_starts)
        rows.eliminate_zeros()
        once = _once(columns, count)
        chain_of = np.full(count, -1, dtype=np.int64)
        for number, chain in enumerate(columns):
            chain_of[chain] = number
        return cls(
            cost=np.asarray(to_starts.T @ scaled.cost),
            lower=scaled.lower,
            upper=scaled.upper,
            integer=scaled.integer,
            matrix=csr_array(vstack([rows, once])),
            row_lower=np.append(scaled.row_lower[~left_out], np.full(len(columns), -np.inf)),
            row_upper=np.append(scaled.row_upper[~left_out], np.ones(len(columns))),
            chains=columns,
            chain_of=chain_of,
            to_starts=to_starts,
        )

    def over_starts(self, rows: csr_array) -> csr_array:
        """Rows that are given over the cumulative columns."""
        matrix = csr_array(rows @ self.to_starts)
        matrix.eliminate_zeros()
        return matrix

    def with_rows(self, rows: csr_array, upper: Floats) -> Arrays:
        """The same with more rows, bounded above, over the columns of the start form."""
        return replace(
            self,
            matrix=csr_array(vstack([self.matrix, rows])),
            row_lower=np.append(self.row_lower, np.full(len(upper), -np.inf)),
            row_upper=np.append(self.row_upper, upper),
        )

    def cumulative(self, values: Floats) -> Floats:
        """Values of the cumulative columns of the model."""
        return np.asarray(self.to_starts @ values)

    def closed(self) -> Arrays:
        """The same where starts that no solution has are 0."""
        upper = self.upper.copy()
        for _ in range(ROUNDS):
            impossible = self._impossible(upper)
            if not impossible.any():
                break
            upper[impossible] = 0.0
        return replace(self, upper=upper)

    def _impossible(self, upper: Floats) -> Flags:
        """Starts that alone, with all else at its best, break a row."""
        entries = self.matrix.tocoo()
        row, column = (np.asarray(axis, dtype=np.int64) for axis in entries.coords)
        amount = entries.data
        found = np.zeros(len(upper), dtype=np.bool_)
        is_start = self.chain_of[column] >= 0
        is_open = is_start & (upper[column] > self.lower[column])
        for sign, limit in ((1.0, self.row_upper), (-1.0, -self.row_lower)):
            least = self._least(row, column, sign * amount, upper)
            own = np.where(is_open, np.minimum(sign * amount, 0.0), 0.0)
            margin = SLACK * np.maximum(1.0, np.abs(limit[row]))
            over = least[row] - own + sign * amount > limit[row] + margin
            found[column[is_open & over]] = True
        return found

    def _least(self, row: Ints, column: Ints, amount: Floats, upper: Floats) -> Floats:
        """The least that each row's sum can be; of a chain at most one start counts."""
        least = np.zeros(self.matrix.shape[0])
        chain = self.chain_of[column]
        other = chain < 0
        low, high = amount[other] * self.lower[column[other]], amount[other] * upper[column[other]]
        np.add.at(least, row[other], np.fmin(low, high))
        useful = ~other & (amount < 0) & (upper[column] > 0)
        if useful.any():
            key = row[useful] * np.int64(len(self.chains) + 1) + chain[useful]
            order = np.argsort(key, kind="stable")
            first = np.flatnonzero(np.diff(key[order], prepend=-1))
            best = np.minimum.reduceat(amount[useful][order], first)
            np.add.at(least, row[useful][order][first], best)
        return least


def _sums(chains: tuple[Ints, ...], count: int) -> csr_array:
    rows = [np.repeat(chain, np.arange(1, len(chain) + 1)) for chain in chains]
    columns = [
        chain[np.concatenate([np.arange(t + 1) for t in range(len(chain))])]
        for chain in chains
        if len(chain)
    ]
    free = np.ones(count, dtype=np.bool_)
    for chain in chains:
        free[chain] = False
    alone = np.flatnonzero(free)
    row = np.concatenate([*rows, alone])
    column = np.concatenate([*columns, alone])
    return csr_array((np.ones(len(row)), (row, column)), shape=(count, count))


def _once(chains: tuple[Ints, ...], count: int) -> csr_array:
    row = np.repeat(np.arange(len(chains)), [len(chain) for chain in chains])
    column = np.concatenate([*chains, np.array([], dtype=np.int64)])
    return csr_array((np.ones(len(row)), (row, column)), shape=(len(chains), count))
