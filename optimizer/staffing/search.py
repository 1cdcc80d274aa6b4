"""The search: serve as much as can be, then move as few slices as can be.

Slices alone first. People who then break a rule about teams (most teams, longest loan) are watched,
and what hangs together with them is solved again, until nobody breaks one. Each step leaves out
rules, never adds any, so its bound holds for the whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from optimizer.staffing.blocks import Block, Floats, split, whole
from optimizer.staffing.constraints import ALWAYS, WHERE_WATCHED
from optimizer.staffing.engine import Answer, Limits, best_whole, relaxed
from optimizer.staffing.objective import Wishes, wishes
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError
from optimizer.staffing.variables import Variables, add_variables, watch

MISSING = 1_000
"""Price of a missing slice in moves, in the first try, which counts only if nothing is missing."""


@dataclass(frozen=True, eq=False)
class Solved:
    """Where the search stands with one block."""

    block: Block
    values: Floats
    moved_bound: int
    proven: bool


@dataclass
class Search:
    """A question with its programme and what was found so far."""

    question: Question
    limits: Limits
    programme: Programme
    variables: Variables
    only_serve: bool = False
    """Whether moves are of no concern, and all that is missing weighs the same."""
    solved: dict[tuple[int, int], Solved] = field(default_factory=dict)
    """By first column and number of columns of the block."""
    rounds: int = 0

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
        while True:
            self.rounds += 1
            self._solve_blocks()
            broken = self._broken()
            if not broken:
                return
            self.watch(broken)

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
        for solved in self.solved.values():
            values[solved.block.columns] = solved.values
        return values

    @property
    def wishes(self) -> Wishes:
        """The costs of the columns that there are now."""
        return wishes(self.question, self.programme, self.variables)

    def _solve_blocks(self) -> None:
        costs = self.wishes
        before, self.solved = self.solved, {}
        for block in split(whole(self.programme)):
            name = int(block.columns[0]), len(block.columns)
            self.solved[name] = before.get(name) or self._solve(block, costs)

    def _solve(self, block: Block, costs: Wishes) -> Solved:
        if not self.only_serve:
            return _solve(block, costs, self.limits)
        missing = costs.unserved[block.columns] + costs.short[block.columns]
        answer = cheapest(block, missing, self.limits)
        return Solved(block, answer.values, 0, answer.finished)

    def _broken(self) -> frozenset[int]:
        """People who are in too many teams or too long on loan."""
        values, question = self.values.tolist(), self.question
        used = {
            at for at, columns in self.variables.at.items() if any(values[c] > 0 for c in columns)
        }
        teams: dict[tuple[int, int], int] = {}
        for p, _, t in used:
            teams[p, t] = teams.get((p, t), 0) + 1
        broken = {p for (p, _), count in teams.items() if count > question.most_teams}
        for p, team, t in used:
            person = question.people[p]
            if person.longest is not None and team != person.home:
                run = range(t, t + person.longest + 1)
                if all((p, team, later) in used for later in run):
                    broken.add(p)
        return frozenset(broken)


def _solve(block: Block, costs: Wishes, limits: Limits) -> Solved:
    """One block: first as if nothing had to be missing; else what is missing comes first."""
    unserved, short = costs.unserved[block.columns], costs.short[block.columns]
    moved = costs.moved[block.columns]
    answer = cheapest(block, MISSING * (unserved + short) + moved, limits)
    proven = answer.finished
    if (unserved + short) @ answer.values > 0:
        for missing in (unserved, short):
            answer = cheapest(block, missing, limits)
            proven = proven and answer.finished
            block = block.with_row(missing, float(missing @ answer.values))
        answer = cheapest(block, moved, limits)
        proven = proven and answer.finished
    bound = max(0, math.ceil(answer.bound - 1e-6))
    return Solved(block, answer.values, min(bound, int(moved @ answer.values)), proven)


def cheapest(block: Block, cost: Floats, limits: Limits) -> Answer:
    """The cheapest answer in whole numbers: that of the relaxation if whole, else by branching."""
    answer = relaxed(block, cost)
    if not answer.is_whole:
        found = best_whole(block, cost, limits) or best_whole(
            block, cost, Limits(nodes=100 * limits.nodes)
        )
        if found is None:
            raise StaffingError("no staffing in whole slices was found within the limits")
        answer = found
    values = np.rint(answer.values)
    return Answer(values, float(cost @ values), answer.bound, answer.duals, answer.finished)
