"""What is chosen: how many slices of whom go to what (formulation, section 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.units import TeamId
from optimizer.staffing.needs import Cell, Need
from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question

At = tuple[int, TeamId, int]
"""A person (by position), a team and a period."""


def _lists() -> defaultdict[At, list[int]]:
    return defaultdict(list)


@dataclass
class Variables:
    """Columns of the programme by their meaning: whole slices, but `on`, which is 0 or 1."""

    periods: tuple[int, ...] = ()
    """The periods that are written."""
    work: dict[tuple[int, Need, int], int] = field(default_factory=dict)
    """Time of a person for a need in a period."""
    over: dict[At, int] = field(default_factory=dict)
    """Time at a team beyond what is locked for it."""
    retrained: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """Time that a person gives up for a hiring option."""
    pool: dict[tuple[int, Need, int], int] = field(default_factory=dict)
    hire: dict[tuple[int, Need, int], int] = field(default_factory=dict)
    short: dict[Cell, int] = field(default_factory=dict)
    """Unserved time of committed stages."""
    unserved: dict[Cell, int] = field(default_factory=dict)
    """Unserved time of the other stages."""
    arrives: dict[At, int] = field(default_factory=dict)
    """Time at a team away from home beyond that of the period before."""
    on: dict[At, int] = field(default_factory=dict)
    """Whether a person works for a team; only for choices that are watched."""
    at: defaultdict[At, list[int]] = field(default_factory=_lists)
    """`work` by person, team and period: together, x."""
    teams_of: defaultdict[tuple[int, int], list[TeamId]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Teams that a person may work for in a period."""
    serving: defaultdict[Cell, list[int]] = field(default_factory=lambda: defaultdict(list))
    """All that serves a need in a period."""


def add_variables(question: Question, programme: Programme, periods: Iterable[int]) -> Variables:
    """All columns but `on`, for these periods."""
    variables = Variables(periods=tuple(sorted(periods)))
    wanted = set(variables.periods)
    cells = [cell for cell in question.asked if cell[1] in wanted]
    _add_people(question, programme, variables, cells)
    _add_supply(question, programme, variables, cells)
    for cell in cells:
        variables.short[cell] = programme.column(question.asked[cell].committed)
        variables.unserved[cell] = programme.column(question.asked[cell].free)
        variables.serving[cell] += [variables.short[cell], variables.unserved[cell]]
    _add_retraining(question, programme, variables)
    _add_counters(question, programme, variables)
    return variables


def watch(programme: Programme, variables: Variables, choices: Iterable[At]) -> tuple[At, ...]:
    """Adds `on` for these choices where there is none yet; returns those that are new.

    The rules about teams hold for a person in a period, or on a loan, once all their choices there
    are watched.
    """
    new = tuple(at for at in choices if at not in variables.on)
    for at in new:
        variables.on[at] = programme.column(1)
    return new


def _add_people(
    question: Question, programme: Programme, variables: Variables, cells: list[Cell]
) -> None:
    able = _able(question, {need for need, _ in cells})
    for cell in cells:
        need, t = cell
        asked = question.asked[cell]
        most = asked.committed + asked.free
        serving = variables.serving[cell]
        for p, rooms in able[need]:
            room = min(most, rooms[t])
            if room:
                column = programme.column(room)
                variables.work[p, need, t] = column
                serving.append(column)
                at = p, need.team, t
                if at not in variables.at:
                    variables.teams_of[p, t].append(need.team)
                variables.at[at].append(column)


def _able(question: Question, needs: set[Need]) -> dict[Need, list[tuple[int, list[int]]]]:
    """For each need the people who may serve it, with the most that they can in each period."""
    periods, people = range(question.horizon), question.people
    return {
        need: [(p, [people[p].room(need.team, t) for t in periods]) for p in question.able(need)]
        for need in needs
    }


def _add_supply(
    question: Question, programme: Programme, variables: Variables, cells: list[Cell]
) -> None:
    for supplies, columns in ((question.pools, variables.pool), (question.hires, variables.hire)):
        for g, supply in enumerate(supplies):
            for cell in cells:
                need, t = cell
                if supply.may_serve(need) and supply.slices[t]:
                    asked = question.asked[cell]
                    most = min(asked.committed + asked.free, supply.slices[t])
                    columns[g, need, t] = programme.column(most)
                    variables.serving[cell].append(columns[g, need, t])


def _add_retraining(question: Question, programme: Programme, variables: Variables) -> None:
    for o, option in enumerate(question.hires):
        for p, person in enumerate(question.people):
            if option.from_skill is not None and option.from_skill in person.skills:
                for t in variables.periods:
                    free = person.available[t] - person.locked_in_all[t]
                    if free and option.slices[t]:
                        most = min(free, option.slices[t])
                        variables.retrained[p, o, t] = programme.column(most)


def _add_counters(question: Question, programme: Programme, variables: Variables) -> None:
    for p, team, t in variables.at:
        person = question.people[p]
        room = person.room(team, t)
        if team in person.reach and person.lock(team, t):
            variables.over[p, team, t] = programme.column(room)
        if team != person.home:
            variables.arrives[p, team, t] = programme.column(room)
