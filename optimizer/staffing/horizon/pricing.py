"""What closed ways would save, by the prices of the open ones; and with it a bound on moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optimizer.staffing.horizon.programme import Programme
from optimizer.staffing.horizon.ways import Flags, Floats, Ways


@dataclass(frozen=True, eq=False)
class Savings:
    """What opening each way that has no columns could save, in slices that move."""

    ways: Ways
    per_slice: Floats
    """By way: at most, for one slice over all periods; 0 where nothing or where it is open."""

    @property
    def in_all(self) -> float:
        """No answer over all ways costs less than that over the open ones less this."""
        return float(self.per_slice @ self.ways.room.max(axis=1, initial=0))

    def best(self, count: int) -> list[int]:
        """The ways that would save most, of those that would save anything."""
        order = np.argsort(-self.per_slice, kind="stable")[:count]
        return [int(way) for way in order if self.per_slice[way] > SLIGHT]


SLIGHT = 1e-6
"""Savings that are none."""


def savings(programme: Programme, duals: Floats) -> Savings:
    """By the duals of the programme's relaxation (reduced costs over a way's periods)."""
    ways = programme.ways
    gain = ways.best_need(_worth(programme, duals))
    gain = np.where(ways.room > 0, gain + _own(programme, duals), -np.inf)
    per_slice = _best_path(gain, ways.in_force > 0)
    per_slice[list(programme.open)] = 0.0
    return Savings(ways, per_slice)


def _best_path(gain: Floats, is_there: Flags) -> Floats:
    """For a slice on each way: the most that being there in some periods gains, less arrivals.

    Args:
        gain: by way and period.
        is_there: ways on which somebody is before the first period.
    """
    away, there = np.zeros(len(gain)), np.where(is_there, 0.0, -np.inf)
    for t in range(gain.shape[1]):
        there = gain[:, t] + np.maximum(there, away - 1.0)
        away = np.maximum(away, there)
    return away


def _worth(programme: Programme, duals: Floats) -> Floats:
    """By entry and period: what a slice for its need is worth, less what its home must keep."""
    ways, question = programme.ways, programme.ways.question
    price = np.full(ways.asked.shape, -np.inf)
    for n, need in enumerate(ways.needs):
        for t in np.flatnonzero(ways.asked[n]).tolist():
            price[n, t] = duals[programme.rows["need", need, t]]
    worth = price[ways.need]
    if not question.keep:
        return worth
    homes = sorted({home for home, _ in question.keep})
    kept = np.zeros((len(homes) + 1, question.horizon))
    for number, home in enumerate(homes):
        for t in range(question.horizon):
            row = programme.rows.get(("keep", home, t))
            kept[number, t] = 0.0 if row is None else duals[row]
    position = {home: number for number, home in enumerate(homes)}
    keeps = [-1 if p.home is None else position.get(p.home, -1) for p in question.people]
    of_person = np.array(keeps, dtype=np.int64)
    of_entry = of_person[ways.person[ways.way]]
    service = np.array([need.service for need in ways.needs], dtype=np.bool_)[ways.need]
    return worth + np.where(service[:, None], 0.0, kept[of_entry])


def _own(programme: Programme, duals: Floats) -> Floats:
    """By way and period: the prices of the person's time and of lending them (0 or less)."""
    ways, question = programme.ways, programme.ways.question
    time = np.zeros((len(question.people), question.horizon))
    lent = np.zeros_like(time)
    for p, person in enumerate(question.people):
        for t in range(question.horizon):
            row = programme.rows.get(("time", p, t))
            time[p, t] = 0.0 if row is None else duals[row]
            if person.function is not None:
                row = programme.rows.get(("borrow", person.function, t))
            else:
                row = programme.rows.get(("lend", person.home, t))
            lent[p, t] = 0.0 if row is None else duals[row]
    return time[ways.person] + np.where(ways.is_home[:, None], 0.0, lent[ways.person])
