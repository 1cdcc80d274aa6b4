"""Who learns a new skill: those who would otherwise have least to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from models.units import SkillId
from optimizer.staffing.horizon.state import Job, Taken
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError

SOURCE, SINK = 0, 1

Lesson = tuple[int, int, int]
"""A person and a hiring option (by position), and a period."""


def learners(question: Question, work: dict[Job, int], taken: Taken) -> dict[Lesson, int]:
    """Slices that people give up for learning, counted as taken; `work` is what they would do.

    Raises:
        StaffingError: fewer people than asked for can be retrained.
    """
    busy: Counter[tuple[int, int]] = Counter()
    for (p, _, t), slices in work.items():
        busy[p, t] += slices
    found: dict[Lesson, int] = {}
    for t in range(question.horizon):
        wanted = {o: n for o, _ in _given_up(question) if (n := question.hires[o].slices[t])}
        if wanted:
            found |= _in_period(question, wanted, t, busy, taken)
    return found


def _in_period(
    question: Question,
    wanted: dict[int, int],
    t: int,
    busy: Counter[tuple[int, int]],
    taken: Taken,
) -> dict[Lesson, int]:
    from ortools.graph.python import min_cost_flow

    able = {o: question.skilled.get(skill, []) for o, skill in _given_up(question) if o in wanted}
    total = sum(wanted.values())
    net = _Net()
    for p in sorted({p for some in able.values() for p in some}):
        home, free = question.people[p].home, taken.free(p)[t]
        tail = SOURCE
        if home is not None and (home, t) in question.keep:
            tail = net.root(home, question.keep[home, t] - taken.kept[home, t])
        idle = max(0, free - busy[p, t])
        net.arc(tail, net.node(p), idle, 0)
        net.arc(tail, net.node(p), free - idle, 1)
    lessons = {
        (p, o): net.arc(net.node(p), net.node(("option", o)), wanted[o], 0)
        for o, some in able.items()
        for p in some
    }
    for o, slices in wanted.items():
        net.arc(net.node(("option", o)), SINK, slices, 0)
    engine = min_cost_flow.SimpleMinCostFlow()
    engine.add_arcs_with_capacity_and_unit_cost(*np.array(net.arcs, dtype=np.int64).T)
    engine.set_nodes_supplies(np.array([SOURCE, SINK]), np.array([total, -total]))
    if engine.solve() != engine.OPTIMAL:
        raise StaffingError(f"fewer people can be retrained in period {t} than are to be")
    found = {(p, o, t): engine.flow(arc) for (p, o), arc in lessons.items() if engine.flow(arc)}
    for (p, _, _), slices in found.items():
        taken.teach(p, t, slices)
    return found


def _given_up(question: Question) -> list[tuple[int, SkillId]]:
    """The skill that people give up for each option of retraining."""
    options = enumerate(question.hires)
    return [(o, option.from_skill) for o, option in options if option.from_skill is not None]


@dataclass
class _Net:
    """Arcs (tail, head, room, cost) between nodes by name."""

    arcs: list[tuple[int, int, int, int]] = field(default_factory=list)
    nodes: dict[object, int] = field(default_factory=dict)

    def node(self, name: object) -> int:
        return self.nodes.setdefault(name, SINK + 1 + len(self.nodes))

    def arc(self, tail: int, head: int, room: int, cost: int) -> int:
        """Returns its number."""
        self.arcs.append((tail, head, max(0, room), cost))
        return len(self.arcs) - 1

    def root(self, name: object, room: int) -> int:
        """A node that limits those after it together."""
        if name not in self.nodes:
            self.arc(SOURCE, self.node(name), room, 0)
        return self.nodes[name]
