"""The search: serve as much as can be, then move as few slices as can be.

Slices alone first, as a linear programme: its bound holds for all staffings. Where people then
break a rule about teams (most teams, longest loan), what they do too much of is made dearer, then
taken from them, until nobody does. Mostly that costs nothing, and the answer is proven. Where it
does, small blocks are solved again with those people watched, large ones a window at a time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.units import TeamId
from optimizer.staffing.blocks import Block, Floats, Ints, partition, split, whole
from optimizer.staffing.breaches import Used, breaches
from optimizer.staffing.constraints import ALWAYS, WHERE_WATCHED
from optimizer.staffing.engine import INTEGRAL, Answer, Limits, Relaxation, best_whole, relaxed
from optimizer.staffing.objective import Wishes, wishes
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError
from optimizer.staffing.variables import At, Variables, add_variables, watch
from optimizer.staffing.windows import improved

MISSING = 1_000
"""Price of a missing slice in moves, in the first try, which counts only if nothing is missing."""

EXACT = 3_000
"""Unknowns up to which a block is solved again where taking choices away cost something."""

WIDE = 50_000
"""Unknowns above which what is far from any breach stays closed once the bound is known."""

CHOICES = 20_000
"""Choices up to which a large block is made better window by window."""

PATIENT = 100
"""Times the nodes that are searched where fewer found nothing."""

PATIENCE = 5
"""Times that what breaks a rule is made dearer, a little more each time, before it goes."""

DEAR = 1_000
"""Price of a move where a slice of what breaks a rule costs 1, and 1 more each time."""


class NoWholeAnswer(StaffingError):
    """Fractions of slices would do, and no whole ones were found."""


@dataclass(frozen=True, eq=False)
class Solved:
    """What was found for one block."""

    block: Block
    values: Floats
    score: tuple[int, int, int]
    """Missing slices of free stages, of committed ones, moved slices; the first weighs most."""
    bound: tuple[int, int, int]
    """No staffing of the block scores less."""
    taken_from: frozenset[int] = frozenset()
    """People who broke a rule about teams at first."""

    @property
    def proven(self) -> bool:
        """Whether nothing scores less."""
        return self.score == self.bound

    @property
    def moved_bound(self) -> int:
        """Slices that move at least where as much is served."""
        return self.bound[2] if self.score[:2] == self.bound[:2] else 0


@dataclass
class Search:
    """A question with its programme and what was found so far."""

    question: Question
    limits: Limits
    programme: Programme
    variables: Variables
    only_serve: bool = False
    """Whether moves are of no concern, and all that is missing weighs the same."""
    solved: list[Solved] = field(default_factory=list)
    """By block, in the order of their columns."""

    @classmethod
    def of(
        cls, question: Question, periods: range, limits: Limits, *, only_serve: bool = False
    ) -> Search:
        """A search that has not begun, over some periods."""
        programme = Programme()
        variables = add_variables(question, programme, periods)
        for constraint in ALWAYS:
            constraint(question, programme, variables)
        return cls(question, limits, programme, variables, only_serve)

    def run(self) -> None:
        """Serves as much as can be, then moves as few slices as can be, by all rules."""
        costs = self.wishes
        for block in split(whole(self.programme)):
            found = self._dived(self._solve(block, costs), costs)
            if not found.proven:
                found = self._exact(found) if len(block.columns) <= EXACT else self._improved(found)
            self.solved.append(found)

    def watch(self, people: frozenset[int]) -> None:
        """Writes the rules about teams for these people."""
        of_them = [at for at in self.variables.at if at[0] in people]
        new = watch(self.programme, self.variables, of_them)
        for constraint in WHERE_WATCHED:
            constraint(self.question, self.programme, self.variables, new)

    @property
    def values(self) -> Floats:
        """What was found, for every column of the programme."""
        values = np.zeros(len(self.programme.upper))
        for solved in self.solved:
            values[solved.block.columns] = solved.values
        return values

    @property
    def wishes(self) -> Wishes:
        """The costs of the columns that there are now."""
        return wishes(self.question, self.programme, self.variables)

    @cached_property
    def _choices(self) -> tuple[list[At], Ints]:
        """All choices, and for each column the position of the one that it is work for, or -1."""
        choice_of = np.full(len(self.programme.upper), -1)
        for position, columns in enumerate(self.variables.at.values()):
            choice_of[columns] = position
        return list(self.variables.at), choice_of

    def _used(self, block: Block, values: Floats) -> Used:
        """Slices by choice, where there are any."""
        choices, choice_of = self._choices
        known = block.columns < len(choice_of)  # later columns are no work
        position = choice_of[block.columns[known]]
        work = position >= 0
        sums = np.bincount(position[work], weights=values[known][work])
        return {choices[c]: float(sums[c]) for c in np.flatnonzero(sums > INTEGRAL).tolist()}

    def _dived(self, first: Solved, costs: Wishes) -> Solved:
        """The block where nobody breaks a rule about teams, at as little cost as is found."""
        block, values = first.block, first.values.copy()
        broken = breaches(self.question, self._used(block, values))
        if not broken:
            return first
        place = np.full(len(costs.moved), -1)
        place[block.columns] = np.arange(len(block.columns))
        columns = np.array([c for at in sorted(broken) for c in self.variables.at[at]])
        for part in partition(self._narrowed(first, broken)).around(columns):
            here = place[part.columns]
            values[here] = self._settled(part, values[here], costs)
        wants = (costs.unserved, costs.short, costs.moved)
        score = [_whole(float(want[block.columns] @ values)) for want in wants]
        if self.only_serve:
            score = [score[0] + score[1], 0, 0]
        people = frozenset(p for p, _, _ in broken)
        return replace(
            first, values=values, score=(score[0], score[1], score[2]), taken_from=people
        )

    def _narrowed(self, first: Solved, broken: frozenset[At]) -> Block:
        """Of a very large block, home and what is in use, and all where somebody breaks a rule."""
        block = first.block
        if len(block.columns) <= WIDE:
            return block
        people, teams = {p for p, _, _ in broken}, {team for _, team, _ in broken}
        pairs = {(p, team) for p, team, _ in self._used(block, first.values)}
        choices, choice_of = self._choices
        is_open = [
            p in people or team in teams or (p, team) in pairs or self._is_home(p, team)
            for p, team, _ in choices
        ]
        shut = ~np.array([*is_open, True])[choice_of[block.columns]]  # -1, the last, is no work
        return block.fixed(shut, np.zeros(len(shut)))

    def _is_home(self, p: int, team: TeamId) -> bool:
        return self.question.people[p].home == team

    def _settled(self, part: Block, values: Floats, costs: Wishes) -> Floats:
        """Values of a part where nobody breaks a rule about teams.

        What they do too much of is made dearer; where that does not help, it is taken away.
        """
        missing = 10 * costs.unserved[part.columns] + costs.short[part.columns]
        cost = DEAR * (MISSING * missing + costs.moved[part.columns])
        times, relaxation = np.zeros(len(cost)), None
        while True:
            broken = breaches(self.question, self._used(part, values))
            if not broken and _whole_ones(values).all():
                return np.rint(values)
            relaxation = relaxation or Relaxation(part, cost)
            columns = [column for at in sorted(broken) for column in self.variables.at[at]]
            these = np.flatnonzero(np.isin(part.columns, columns))
            times[these] += 1 if self.limits.seconds > 0 else PATIENCE + 1
            gone = these[times[these] > PATIENCE]
            part = part.fixed(times > PATIENCE, np.zeros(len(times)))
            relaxation.dearer(these, cost[these] + times[these])
            if len(gone):
                relaxation.closed(gone)
            values = relaxation.answer().values
            if not broken:
                values = self._rounded(part, cost + times, values)

    def _rounded(self, part: Block, cost: Floats, values: Floats) -> Floats:
        """Whole numbers near values of a part; all that is whole stays, if that can be."""
        near = best_whole(part.fixed(_whole_ones(values), np.rint(values)), cost, self.limits)
        return cheapest(part, cost, self.limits).values if near is None else near.values

    def _exact(self, dived: Solved) -> Solved:
        """The block with the rules about teams written for those who break them."""
        people, best = dived.taken_from, dived
        while True:
            self.watch(people)
            costs = self.wishes
            first = dived.block.columns[0]
            block = next(b for b in split(whole(self.programme)) if b.columns[0] == first)
            try:
                found = self._solve(block, costs)
            except NoWholeAnswer:  # what the dive found stands: it obeys every rule
                return best
            broken = breaches(self.question, self._used(block, found.values))
            if not broken:
                break
            people = frozenset(p for p, _, _ in broken)
        bound = max(best.bound, found.bound)
        if found.score <= best.score:
            return replace(found, bound=bound, taken_from=best.taken_from)
        return replace(best, bound=bound)

    def _improved(self, dived: Solved) -> Solved:
        """A large block, made better a window of periods at a time."""
        columns = dived.block.columns
        choices = set(self._used(dived.block, np.ones(len(columns))))
        if len(choices) > CHOICES:
            return dived
        self.watch(frozenset(p for p, _, _ in choices))
        costs, variables = self.wishes, self.variables
        block = next(b for b in split(whole(self.programme)) if b.columns[0] == columns[0])
        values = np.zeros(len(costs.moved))
        values[columns] = dived.values
        used = self._used(dived.block, dived.values)
        values[[variables.on[at] for at in used]] = 1
        better = improved(block, values[block.columns], variables, costs, self.limits)
        wants = (costs.unserved, costs.short, costs.moved)
        score = [_whole(float(want[block.columns] @ better)) for want in wants]
        return replace(dived, block=block, values=better, score=(score[0], score[1], score[2]))

    def _solve(self, block: Block, costs: Wishes) -> Solved:
        """One block: first as if nothing had to be missing; else what is missing comes first."""
        unserved, short = costs.unserved[block.columns], costs.short[block.columns]
        moved = costs.moved[block.columns]
        if self.only_serve:
            answer = cheapest(block, unserved + short, self.limits)
            score, bound = (_whole(answer.cost), 0, 0), (_up(answer.bound), 0, 0)
            return Solved(block, answer.values, score, bound)
        answer = cheapest(block, MISSING * (unserved + short) + moved, self.limits)
        if not (unserved + short) @ answer.values:
            score, bound = (0, 0, _whole(answer.cost)), (0, 0, _up(answer.bound))
            return Solved(block, answer.values, score, bound)
        if len(block.columns) > EXACT:
            wants = (unserved, short, moved)
            here = [_whole(float(want @ answer.values)) for want in wants]
            return Solved(block, answer.values, (here[0], here[1], here[2]), (0, 0, 0))
        scores, bounds, part = [], [], block
        for cost in (unserved, short, moved):
            answer = cheapest(part, cost, self.limits)
            part = part if cost is moved else part.with_row(cost, answer.cost)
            scores.append(_whole(answer.cost))
            bounds.append(_up(answer.bound))
        return Solved(
            block,
            answer.values,
            (scores[0], scores[1], scores[2]),
            (bounds[0], bounds[1], bounds[2]),
        )


def _whole_ones(values: Floats) -> npt.NDArray[np.bool_]:
    return np.asarray(np.abs(values - np.rint(values)) < INTEGRAL)


def _whole(cost: float) -> int:
    return round(cost)


def _up(bound: float) -> int:
    """The whole number that a bound stands for."""
    return max(0, math.ceil(bound - 1e-6))


def cheapest(block: Block, cost: Floats, limits: Limits) -> Answer:
    """The cheapest answer in whole numbers: that of the relaxation if whole, else by branching."""
    easy = relaxed(block, cost)
    found: Answer | None = easy
    bound = easy.bound
    if not easy.is_whole:
        whole = _whole_ones(easy.values)
        found = best_whole(block.fixed(whole, np.rint(easy.values)), cost, limits)
        if found is None and len(cost) > EXACT:  # what is priced may give way: less is served
            found = best_whole(block.fixed(whole & (cost == 0), np.rint(easy.values)), cost, limits)
        if found is None or (found.cost > _up(bound) + 0.5 and len(cost) <= EXACT):
            full = best_whole(block, cost, limits) if len(cost) <= EXACT else None
            if full is not None:
                found, bound = full, max(bound, full.bound)
    if found is None:
        found = best_whole(block, cost, replace(limits, nodes=PATIENT * limits.nodes))
    if found is None:
        raise NoWholeAnswer("no staffing in whole slices was found within the limits")
    values = np.rint(found.values)
    return Answer(values, float(cost @ values), bound, easy.duals, finished=True)
