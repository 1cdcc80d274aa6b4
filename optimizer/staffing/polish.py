"""Polish: of all that serves as much and moves as little, few teams per person, then cheap.

Small blocks are solved exactly. In large ones what is away from home, from pools, hired or
retrained stays as it is, and the rest, which falls apart into a team in a period each, is solved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from optimizer.staffing.blocks import Block, Floats, partition, whole
from optimizer.staffing.constraints import WHERE_WATCHED
from optimizer.staffing.constraints.team_in_use_is_on import team_in_use_is_on
from optimizer.staffing.engine import Limits, best_whole, relaxed
from optimizer.staffing.objective import Wishes
from optimizer.staffing.result import Interrupted
from optimizer.staffing.search import Search
from optimizer.staffing.variables import At, watch

SMALL = 100
"""Choices of a person, team and period up to which a part is solved exactly."""


@dataclass
class Polished:
    """The values after polishing, and how far it went."""

    values: Floats
    exact: bool
    """Whether no staffing has fewer teams, and none with as few is cheaper."""


def polish(search: Search, limits: Limits, interrupted: Interrupted) -> Polished:
    """Few teams, then cheap, without serving less or moving more."""
    sizes = _by_size(search)
    _watch(search, sizes)
    polished = Polished(_with_on(search), exact=not sizes.large)
    costs = search.wishes
    opened = _opened(search, polished.values, sizes)
    for part in _worth_it(opened, costs, polished.values):
        if interrupted() or limits.seconds <= 0:
            polished.exact = False
            break
        _polish(part, costs, polished, limits)
    return polished


def _worth_it(opened: Block, costs: Wishes, values: Floats) -> list[Block]:
    """The parts in which a relaxation, of all at once, has fewer teams or is cheaper."""
    parts = partition(opened)
    worth = np.zeros(parts.column_label.max(initial=0) + 1, dtype=np.bool_)
    for cost in (costs.teams, costs.price):
        least = np.zeros(len(cost))
        least[parts.block.columns] = relaxed(parts.block, cost[parts.block.columns]).values
        now, bound = parts.sums(cost, values), parts.sums(cost, least)
        worth[: len(now)] |= np.ceil(bound - _slack(bound)) < now
    return parts.parts(np.flatnonzero(worth))


def _slack(bound: Floats) -> Floats:
    """What a solver may have got wrong."""
    return np.asarray(1e-6 * np.maximum(1.0, np.abs(bound) * 1e-6))


def _no_less(bound: float, now: float) -> bool:
    """Whether a bound on something in whole numbers says that it cannot be less than now."""
    return bool(np.ceil(bound - _slack(np.asarray(bound))) >= now)


@dataclass(frozen=True)
class Sizes:
    """What lies in small blocks and what in large ones."""

    small: tuple[At, ...]
    large: tuple[At, ...]
    in_large: frozenset[int]
    """Columns of large blocks."""


def _by_size(search: Search) -> Sizes:
    block_of = np.zeros(len(search.programme.upper), dtype=np.int64)
    blocks = search.solved
    for number, solved in enumerate(blocks):
        block_of[solved.block.columns] = number
    home = {at: int(block_of[columns[0]]) for at, columns in search.variables.at.items()}
    choices = Counter(home.values())
    large = [number for number, count in choices.items() if count > SMALL]
    columns = [blocks[number].block.columns.tolist() for number in large]
    return Sizes(
        small=tuple(at for at, number in home.items() if choices[number] <= SMALL),
        large=tuple(at for at, number in home.items() if choices[number] > SMALL),
        in_large=frozenset(column for part in columns for column in part),
    )


def _watch(search: Search, sizes: Sizes) -> None:
    """Adds `on` wherever it is still to be decided, and where the end of a loan hangs on it."""
    question, programme, variables = search.question, search.programme, search.variables
    people = question.people
    kept = [
        at for at in sizes.large if people[at[0]].home == at[1] or people[at[0]].longest is not None
    ]
    team_in_use_is_on(question, programme, variables, watch(programme, variables, kept))
    new = watch(programme, variables, sizes.small)
    for constraint in WHERE_WATCHED:
        constraint(question, programme, variables, new)


def _with_on(search: Search) -> Floats:
    """The values found, with `on` where there is work."""
    values = search.values
    for at, column in search.variables.on.items():
        values[column] = float(values[search.variables.at[at]].sum() > 0)
    return values


def _opened(search: Search, values: Floats, sizes: Sizes) -> Block:
    """The programme where all is open in small blocks, and only work at home in large ones."""
    question, variables = search.question, search.variables
    fixed = np.zeros(len(values), dtype=np.bool_)
    fixed[list(sizes.in_large)] = True
    teams: Counter[tuple[int, int]] = Counter()
    for p, team, t in sizes.large:
        teams[p, t] += bool(values[variables.at[p, team, t]].sum() > 0)
    for at in sizes.large:
        p, team, t = at
        if team == question.people[p].home:
            fixed[variables.at[at]] = False
            if at in variables.over:
                fixed[variables.over[at]] = False
            idle = not values[variables.at[at]].sum()
            fixed[variables.on[at]] = idle and teams[p, t] >= question.most_teams
        elif at in variables.on:
            fixed[variables.on[at]] = True
    return whole(search.programme).fixed(fixed, values)


def _polish(part: Block, costs: Wishes, polished: Polished, limits: Limits) -> None:
    """One part: few teams, then cheap; in large blocks, cheap among those on their teams."""
    values, teams = polished.values, costs.teams[part.columns]
    small, exact = teams.sum() <= SMALL, polished.exact
    for kept in (costs.unserved, costs.short, costs.moved):
        part = _no_more(part, kept, values)
    for cost in (costs.teams, costs.price):
        better, proven = _cheaper(
            part, cost[part.columns], values[part.columns], limits, small=small
        )
        values[part.columns] = better
        polished.exact = polished.exact and proven
        if exact:
            part = _no_more(part, cost, values)
        else:
            part, small = part.fixed(teams > 0, better), False


def _no_more(part: Block, cost: Floats, values: Floats) -> Block:
    """The part where this cost does not grow."""
    here = cost[part.columns]
    return part.with_row(here, float(here @ values[part.columns])) if here.any() else part


def _cheaper(
    part: Block, cost: Floats, now: Floats, limits: Limits, *, small: np.bool_ | bool
) -> tuple[Floats, bool]:
    """Values that cost no more than those now, and whether none cost less."""
    if not cost.any():
        return now, True
    easy = relaxed(part, cost)
    if _no_less(easy.bound, float(cost @ now)):
        return now, True
    if easy.is_whole:
        return np.rint(easy.values), True
    found = best_whole(part, cost, limits) if small else None
    if found is None:
        return now, False
    values = np.rint(found.values)
    return (values if cost @ values < cost @ now else now), found.finished
