"""Whole starts, some initiatives after the others: those to come stay split as in the relaxation.

This is relax and fix (Pochet and Wolsey, Production Planning by Mixed Integer Programming, 2006):
exact solves take longer than in proportion to the starts that they decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from optimizer.funding.arrays import Arrays, Flags, Ints
from optimizer.funding.strategy.bound import Relaxed
from optimizer.funding.strategy.part import Effort, Solved, solve_part

MOST = 2_000
"""Starts that are decided at a time."""

PAIR = 2


def in_turn(
    arrays: Arrays,
    relaxed: Relaxed,
    unit_of: Ints,
    starts: Flags,
    effort: Effort,
    stopped: Callable[[], bool],
) -> Solved | None:
    """Whole values for these starts and all that is no start; all other starts are 0.

    A turn that finds none is decided with the next one, or in the end with all; None where that
    finds none either.
    """
    beside = arrays.beside  # what the relaxation has of them may not do for whole starts
    turns = list(turns_of(arrays, unit_of, starts))
    values = np.where(starts | beside, relaxed.values, 0.0)
    found: Solved | None = None
    left = np.zeros(len(starts), dtype=np.bool_)
    for now in turns if len(turns) > 1 else ():
        left |= now
        found = solve_part(arrays, left | beside, values, effort, stopped, hint=False)
        if found is not None:
            values = found.values
            left[:] = False
    if found is not None or stopped():
        return found
    nothing = np.where(beside, relaxed.values, 0.0)
    return solve_part(arrays, starts | beside, nothing, effort, stopped, hint=False)


def turns_of(arrays: Arrays, unit_of: Ints, starts: Flags) -> Iterator[Flags]:
    """The starts of each turn; what two initiatives alone share a row about comes together."""
    columns = np.flatnonzero(starts)
    if not len(columns):
        return
    unit = unit_of[arrays.chain_of[columns]]
    group = _linked(arrays, columns, unit)[unit]
    size = np.bincount(group)
    first = np.cumsum(size) - size
    turn = (first // MOST)[group]
    for number in np.unique(turn).tolist():
        now = np.zeros(len(starts), dtype=np.bool_)
        now[columns[turn == number]] = True
        yield now


def _linked(arrays: Arrays, columns: Ints, unit: Ints) -> Ints:
    """By initiative, a number that all have that hang together by rows about two of them."""
    count = int(unit.max()) + 1
    shape = len(columns), count
    belongs = csr_array((np.ones(len(columns)), (np.arange(len(columns)), unit)), shape=shape)
    about = csr_array(arrays.pattern[:, columns] @ belongs)
    pairs = about[np.flatnonzero(np.diff(about.indptr) == PAIR)].indices.reshape(-1, PAIR)
    links = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, number = connected_components(links, directed=False)
    return np.asarray(number, dtype=np.int64)
