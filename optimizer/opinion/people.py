"""Flows from groups of interchangeable people, pools and hires to needs (formulation, section 7).

Here people are groups: who of a group goes where, most teams per person and the length of loans are
left to the names, so the opinion is at least as good as any plan with names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from models.supply import HiringKind, HiringOption
from models.units import SkillId, TeamId
from optimizer.opinion.frame import Frame
from optimizer.opinion.groups import Group, Need, Places, groups, needs
from optimizer.opinion.linear import Linear


def skill_row(skill: SkillId, period: int) -> str:
    """Name of the row of one skill in one period."""
    return f"skill {period} {skill}"


@dataclass
class Flows:
    """The people part of a model under construction."""

    frame: Frame
    places: Places
    needs: dict[Need, Linear]
    """Slices asked for."""
    groups: tuple[Group, ...]
    served: defaultdict[Need, Linear] = field(default_factory=lambda: defaultdict(Linear))
    at: defaultdict[tuple[Group, TeamId, int], Linear] = field(
        default_factory=lambda: defaultdict(Linear)
    )
    """Time of a group at a team in a period."""
    open: defaultdict[tuple[Group, int], Linear] = field(
        default_factory=lambda: defaultdict(Linear)
    )
    """Time of a group in a period that its team's reserve does not cover."""
    retrained: defaultdict[tuple[Group, int], Linear] = field(
        default_factory=lambda: defaultdict(Linear)
    )


def add_people(frame: Frame, *, priced: bool = False) -> None:
    """All rows about people; `priced` names a row per skill and period."""
    flows = Flows(frame, Places(frame.index), needs(frame), groups(frame.index))
    if not flows.needs:
        return
    _people(flows)
    _pools(flows)
    _hires(flows)
    if priced:
        _one_slice_more(flows)
    _demand(flows)
    _time(flows)
    _teams(flows)
    _functions(flows)
    _moves(flows)


def _people(flows: Flows) -> None:
    """Whom a group serves."""
    by_skill: defaultdict[SkillId, list[Need]] = defaultdict(list)
    for need in flows.needs:
        by_skill[need.skill].append(need)
    for group in flows.groups:
        for skill, level in group.skills:
            for need in by_skill[skill]:
                if level >= need.level and flows.places.reachable(group, need.team, need.period):
                    _serve(flows, group, need)


def _serve(flows: Flows, group: Group, need: Need) -> None:
    flow = flows.frame.model.variable(whole=True)
    flows.served[need].add(flow)
    flows.at[group, need.team, need.period].add(flow)
    if not need.as_a_service:
        flows.open[group, need.period].add(flow)


def _pools(flows: Flows) -> None:
    calendar, teams = flows.frame.index.calendar, flows.frame.index.teams
    for pool in flows.frame.portfolio.pools:
        first = 0 if pool.from_period is None else calendar.index(pool.from_period)
        last = calendar.horizon if pool.to_period is None else calendar.index(pool.to_period)
        used: defaultdict[int, Linear] = defaultdict(Linear)
        for need in flows.needs:
            here = pool.team in (None, need.team) and pool.domain in (None, teams[need.team].domain)
            if need.skill == pool.skill and first <= need.period <= last and here:
                flow = flows.frame.model.variable(whole=True)
                flows.served[need].add(flow)
                used[need.period].add(flow)
        for total in used.values():
            flows.frame.model.at_most(total, Linear(constant=pool.slices))


def _hires(flows: Flows) -> None:
    frame = flows.frame
    for option in frame.portfolio.hiring:
        there, came = _levels(frame, option)
        each = Fraction(1, frame.portfolio.settings.slices_per_fte)
        for t in range(frame.horizon):
            frame.gains.increase(there[t], -option.cost * each)
            frame.gains.increase(came[t], -option.one_off * each)
            used = Linear()
            for need in flows.needs:
                if need.skill == option.skill and need.period == t and t >= option.lead_time:
                    flow = frame.model.variable(whole=True)
                    flows.served[need].add(flow)
                    used.add(flow)
            frame.model.at_most(used, there[t])
            if option.kind is HiringKind.RESKILL:
                frame.model.equal(_given_up(flows, option, t), there[t])


def _levels(frame: Frame, option: HiringOption) -> tuple[list[Linear], list[Linear]]:
    """What is there and what arrives, period by period."""
    there: list[Linear] = []
    came: list[Linear] = []
    for t in range(frame.horizon):
        most = option.most if t >= option.lead_time else 0
        there.append(Linear.of([frame.model.variable(most, whole=True)]))
        came.append(Linear.of([frame.model.variable(option.most)]))
        before = there[t - 1] if t > 0 else Linear()
        frame.model.at_most(there[t].minus(before), came[t])
        if option.kind is not HiringKind.CONTRACTOR:
            frame.model.at_most(before, there[t])
            continue
        stay = Linear()
        for earlier in came[max(0, t - option.shortest_stay + 1) :]:
            stay.increase(earlier)
        frame.model.at_most(stay, there[t])
    return there, came


def _given_up(flows: Flows, option: HiringOption, t: int) -> Linear:
    """Time of people with the old skill that is retrained."""
    total = Linear()
    for group in flows.groups:
        if any(skill == option.from_skill for skill, _ in group.skills):
            flow = flows.frame.model.variable(whole=True)
            total.add(flow)
            flows.retrained[group, t].add(flow)
            flows.open[group, t].add(flow)
    return total


def _one_slice_more(flows: Flows) -> None:
    """Time that nobody has, of each skill in each period: the row's dual is what it is worth."""
    extra: defaultdict[tuple[SkillId, int], Linear] = defaultdict(Linear)
    for need in flows.needs:
        flow = flows.frame.model.variable()
        flows.served[need].add(flow)
        extra[need.skill, need.period].add(flow)
    for (skill, t), total in extra.items():
        flows.frame.model.at_most(total, Linear(), skill_row(skill, t))


def _demand(flows: Flows) -> None:
    for need, asked in flows.needs.items():
        served = flows.served[need]
        if need.committed:
            lacking = flows.frame.model.variable(whole=True)
            flows.frame.shortage.add(lacking)
            served = served.plus(Linear.of([lacking]))
        flows.frame.model.equal(served, asked)


def _time(flows: Flows) -> None:
    """Each group's time, locks kept free."""
    frame = flows.frame
    busy_at: defaultdict[Group, set[TeamId]] = defaultdict(set)
    for group, team, _ in flows.at:
        busy_at[group].add(team)
    for group in flows.groups:
        teams = sorted(busy_at[group] | flows.places.locked_teams(group))
        for t in range(frame.horizon):
            busy = Linear().plus(flows.retrained[group, t])
            for team in teams:
                busy.increase(_kept(flows, group, team, t))
            frame.model.at_most(busy, Linear(constant=flows.places.available(group, t)))


def _kept(flows: Flows, group: Group, team: TeamId, t: int) -> Linear:
    """Time in use at a team, or locked to it if that is more."""
    at = flows.at[group, team, t]
    locked = flows.places.locked(group, team, t)
    if locked == 0:
        return at
    if not flows.places.within(group, team):
        flows.frame.model.at_most(at, Linear(constant=locked))
        return Linear(constant=locked)
    kept = Linear.of([flows.frame.model.variable()])
    flows.frame.model.at_most(at, kept)
    flows.frame.model.at_most(Linear(constant=locked), kept)
    return kept


def _teams(flows: Flows) -> None:
    """Fewest, most and reserve of each team."""
    model, horizon = flows.frame.model, flows.frame.horizon
    for team in flows.frame.portfolio.teams:
        own = [group for group in flows.groups if group.home == team.id]
        for t in range(horizon):
            there = sum(flows.places.available(group, t) for group in own)
            if team.fewest is not None:
                others = [(g, j) for g in own for j in flows.frame.index.teams if j != team.id]
                away = _sum(flows.at.get((group, other, t)) for group, other in others)
                locked = sum(flows.places.locked(group, other, t) for group, other in others)
                spare = max(0, there - team.fewest, locked)
                model.at_most(away, Linear(constant=spare))
            kept = floor(there * (1 - Fraction(team.reserve) / 100))
            if kept < there:
                used = _sum(flows.open.get((group, t)) for group in own)
                model.at_most(used, Linear(constant=kept))
            if team.most is not None:
                _most(flows, team.id, team.most, t)


def _most(flows: Flows, team: TeamId, most: int, t: int) -> None:
    there, committed = Linear(), 0
    for need, asked in flows.needs.items():
        if need.team == team and need.period == t:
            there.increase(flows.served[need])
            committed += int(asked.constant) if need.committed else 0
    flows.frame.model.at_most(there, Linear(constant=max(most, committed)))


def _functions(flows: Flows) -> None:
    for function in flows.frame.portfolio.functions:
        if function.most_lent is None:
            continue
        for t in range(flows.frame.horizon):
            lent = _sum(
                time
                for (group, _, period), time in flows.at.items()
                if group.function == function.id and period == t
            )
            flows.frame.model.at_most(lent, Linear(constant=function.most_lent))


def _sum(parts: Iterable[Linear | None]) -> Linear:
    total = Linear()
    for part in parts:
        if part is not None:
            total.increase(part)
    return total


def _moves(flows: Flows) -> None:
    """Slices that a group sends where it sent fewer the period before."""
    price = flows.frame.portfolio.settings.move_price
    if price == 0:
        return
    for (group, team, t), now in list(flows.at.items()):
        if team == group.home or not now.terms:
            continue
        before = flows.at.get((group, team, t - 1), Linear())
        if t == 0:
            before = Linear(constant=flows.places.in_force(group, team))
        moved = flows.frame.model.variable()
        flows.frame.model.at_most(now.minus(before), Linear.of([moved]))
        flows.frame.gains.add(moved, -price)
