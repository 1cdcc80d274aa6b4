"""What of a plan to leave out so that many rows hold at once: quick, where one solve does not end.

Greedy by what is lost for what is freed, looked at again as rows are satisfied (Minoux, Accelerated
greedy algorithms for maximizing submodular set functions, 1978).
"""

from __future__ import annotations

import heapq

import numpy as np
from scipy.sparse import csc_array, csr_array

from optimizer.funding.arrays import Arrays, Flags, Floats, Ints

LITTLE = 1e-6
"""Slices that are none."""


def left_out(
    arrays: Arrays, rows: csr_array, upper: Floats, unit_of: Ints, stays: Flags, values: Floats
) -> Flags:
    """Starts of initiatives that go, so that `rows @ values <= upper`.

    Args:
        arrays: the programme.
        rows: over its columns.
        upper: what each row may be.
        unit_of: the initiative (by position) of each chain of starts.
        stays: by initiative: whether it must not go.
        values: the plan's, by column.
    """
    used = np.flatnonzero(arrays.starts & (values > 0))
    unit = unit_of[arrays.chain_of[used]]
    count = len(stays)
    belongs = csr_array((values[used], (np.arange(len(used)), unit)), shape=(len(used), count))
    may_go = csr_array((np.where(stays, 0.0, 1.0), (np.arange(count), np.arange(count))))
    frees = csc_array(rows[:, used].maximum(0) @ belongs @ may_go)
    worth: Floats = np.zeros(count)
    np.add.at(worth, unit, arrays.cost[used] * values[used])
    over = np.maximum(np.asarray(rows @ values) - upper, 0.0)
    gone = np.zeros(count, dtype=np.bool_)
    for number in _chosen(frees, worth, over):
        gone[number] = True
    found = np.zeros(len(values), dtype=np.bool_)
    found[used[gone[unit]]] = True
    return found


def _chosen(frees: csc_array, worth: Floats, over: Floats) -> list[int]:
    """Columns of `frees` that bring `over` down to nothing, as far as they can."""

    def loss(number: int) -> float:
        """What is lost for each slice that is still too much; infinite where none is freed."""
        part = slice(frees.indptr[number], frees.indptr[number + 1])
        freed = float(np.minimum(frees.data[part], over[frees.indices[part]]).sum())
        return max(worth[number], 0.0) / freed if freed > LITTLE else np.inf

    heap = [(ratio, n) for n in range(frees.shape[1]) if (ratio := loss(n)) < np.inf]
    heapq.heapify(heap)
    chosen: list[int] = []
    while heap and over.max(initial=0.0) > LITTLE:
        _, number = heapq.heappop(heap)
        now = loss(number)
        if heap and heap[0][0] < now:
            if now < np.inf:
                heapq.heappush(heap, (now, number))
            continue
        if now == np.inf:
            break
        part = slice(frees.indptr[number], frees.indptr[number + 1])
        rows = frees.indices[part]
        over[rows] = np.maximum(over[rows] - frees.data[part], 0.0)
        chosen.append(number)
    return chosen
