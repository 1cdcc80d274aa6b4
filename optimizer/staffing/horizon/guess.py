"""A first guess at who serves what: flows of least cost, a period after the other.

It heeds time, skills and who was where in the period before; all other rules come later. Its ways
are where the programme of all periods begins (Ahuja, Magnanti and Orlin, Network Flows, 1993).
"""

from __future__ import annotations

import numpy as np

from optimizer.staffing.horizon.state import Job, Taken
from optimizer.staffing.horizon.ways import Ints, Ways
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError

UNSERVED, NEW, AWAY = 100_000, 100, 2
"""Prices of a slice that is not served, that arrives at a team, and that stays away from home."""


def guess(question: Question) -> dict[Job, int]:
    """Slices by job."""
    ways = Ways.of(question)
    taken, people = Taken(question), range(len(question.people))
    free = np.array([taken.free(p) for p in people], dtype=np.int64).reshape(
        len(people), question.horizon
    )
    work: dict[Job, int] = {}
    before = ways.in_force
    for t in range(ways.question.horizon):
        entry, amount = _flow(ways, t, before, free[:, t])
        before = np.zeros_like(before)
        np.add.at(before, ways.way[entry], amount)
        for where, slices in zip(entry.tolist(), amount.tolist(), strict=True):
            job = int(ways.person[ways.way[where]]), ways.needs[ways.need[where]], t
            work[job] = slices
    return work


def _flow(ways: Ways, t: int, before: Ints, free: Ints) -> tuple[Ints, Ints]:
    """Entries that are used in a period, with their slices; nodes are people, ways and needs."""
    from ortools.graph.python import min_cost_flow

    people = len(free)
    entry = np.flatnonzero(ways.asked[ways.need, t] > 0)
    on = np.unique(ways.way[entry])
    asked = np.flatnonzero(ways.asked[:, t] > 0)
    source, sink, first_way, first_need = 0, 1, 2 + people, 2 + people + len(ways.pairs)
    person, home, room = 2 + ways.person[on], ways.is_home[on], ways.room[on, t]
    total, stays = int(ways.asked[:, t].sum()), np.minimum(before[on], room)
    free_arcs = np.full(people, source), np.arange(2, first_way), free, np.zeros(people, np.int64)
    staying = person, first_way + on, stays, np.where(home, 0, AWAY)
    arriving = person, first_way + on, room - stays, np.where(home, 0, NEW)
    serving = (
        first_way + ways.way[entry],
        first_need + ways.need[entry],
        ways.room[ways.way[entry], t],
        np.zeros(len(entry), np.int64),
    )
    ending = (
        first_need + asked,
        np.full(len(asked), sink),
        ways.asked[asked, t],
        np.full(len(asked), -UNSERVED),
    )
    unserved = np.array([source]), np.array([sink]), np.array([total]), np.array([0])
    arcs = (free_arcs, staying, arriving, serving, ending, unserved)
    engine = min_cost_flow.SimpleMinCostFlow()
    numbers = engine.add_arcs_with_capacity_and_unit_cost(
        *(np.concatenate(column) for column in zip(*arcs, strict=True))
    )
    engine.set_nodes_supplies(np.array([source, sink]), np.array([total, -total]))
    if engine.solve() != engine.OPTIMAL:
        raise StaffingError(f"the flow of period {t} has no answer")
    first = people + 2 * len(on)
    flows = np.asarray(engine.flows(numbers[first : first + len(entry)]))
    used = flows > 0
    return entry[used], flows[used].astype(np.int64)
