"""Dealing: the slices of a class of demand go to the stages that asked, person by person.

Everyone who serves a class may serve each of its stages, so this breaks no rule; it keeps the same
people on the same initiative from period to period where it can.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

from models.plan import Assignment, Shortage, Worker
from models.stage import StageKey
from models.units import InitiativeId, OptionId, PeriodIndex, Slices
from optimizer.staffing.blocks import Floats
from optimizer.staffing.needs import Ask, Cell
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables

Hand = tuple[Worker, str]
"""A worker by kind and name."""


@dataclass(frozen=True)
class Dealt:
    """Rows of the staffing, sorted."""

    assignments: tuple[Assignment, ...]
    shortages: tuple[Shortage, ...]
    unserved: tuple[Shortage, ...]


def deal(question: Question, variables: Variables, values: Floats) -> Dealt:
    """The rows that stand for the values of all columns."""
    hands = _hands(question, variables, values)
    assignments: list[Assignment] = []
    missing: dict[bool, list[Shortage]] = {True: [], False: []}
    before: dict[tuple[Hand, InitiativeId], int] = {}
    last, now = -1, dict(before)
    for cell in sorted(variables.short, key=lambda cell: (cell[1], cell[0])):
        if cell[1] != last:
            last, before, now = cell[1], now, {}
        open_asks = dict.fromkeys(question.asked[cell].asks, 0)
        lacking = {
            True: round(values[variables.short[cell]]),
            False: round(values[variables.unserved[cell]]),
        }
        for ask in reversed(question.asked[cell].asks):
            lack = min(ask.slices, lacking[ask.committed])
            lacking[ask.committed] -= lack
            open_asks[ask] = ask.slices - lack
            if lack:
                missing[ask.committed].append(_shortage(cell, ask, lack))
        for hand, stage, slices in _dealt(hands.get(cell, {}), open_asks, before):
            assignments.append(_assignment(cell, hand, stage, slices))
            pair = hand, stage.initiative
            now[pair] = now.get(pair, 0) + slices
    assignments += _retrained(question, variables, values)
    return Dealt(
        tuple(sorted(assignments, key=_order)),
        tuple(sorted(missing[True], key=_missing_order)),
        tuple(sorted(missing[False], key=_missing_order)),
    )


def _hands(question: Question, variables: Variables, values: Floats) -> dict[Cell, dict[Hand, int]]:
    """Who serves each need in each period, with how many slices, in the order of names."""
    found: defaultdict[Cell, dict[Hand, int]] = defaultdict(dict)
    for worker, names, columns in (
        (Worker.PERSON, question.people, variables.work),
        (Worker.POOL, question.pools, variables.pool),
        (Worker.HIRE, question.hires, variables.hire),
    ):
        for (who, need, t), column in columns.items():
            slices = round(values[column])
            if slices:
                found[need, PeriodIndex(t)][worker, names[who].id] = slices
    return found


def _dealt(
    hands: dict[Hand, int], asks: dict[Ask, int], before: dict[tuple[Hand, InitiativeId], int]
) -> list[tuple[Hand, StageKey, int]]:
    """First each worker where they were the period before, then in order."""
    left, wanted = dict(hands), dict(asks)
    given: defaultdict[tuple[Hand, StageKey], int] = defaultdict(int)
    for known, hand, ask in product((True, False), hands, asks):
        most = before.get((hand, ask.stage.initiative), 0) if known else left[hand]
        slices = min(left[hand], wanted[ask], most)
        if slices:
            left[hand] -= slices
            wanted[ask] -= slices
            given[hand, ask.stage] += slices
    return [(hand, stage, slices) for (hand, stage), slices in given.items()]


def _retrained(question: Question, variables: Variables, values: Floats) -> list[Assignment]:
    rows = []
    for (p, o, t), column in variables.retrained.items():
        slices, skill = round(values[column]), question.hires[o].from_skill
        if slices and skill is not None:
            rows.append(
                Assignment(
                    worker=Worker.PERSON,
                    who=question.people[p].id,
                    team=None,
                    initiative=None,
                    stage=None,
                    skill=skill,
                    period=PeriodIndex(t),
                    slices=Slices(slices),
                    retrained=OptionId(question.hires[o].id),
                )
            )
    return rows


def _assignment(cell: Cell, hand: Hand, stage: StageKey, slices: int) -> Assignment:
    need, t = cell
    worker, who = hand
    return Assignment(
        worker=worker,
        who=who,
        team=need.team,
        initiative=stage.initiative,
        stage=stage.stage,
        skill=need.skill,
        lowest_level=need.level,
        period=t,
        slices=Slices(slices),
    )


def _shortage(cell: Cell, ask: Ask, slices: int) -> Shortage:
    need, t = cell
    return Shortage(
        initiative=ask.stage.initiative,
        stage=ask.stage.stage,
        skill=need.skill,
        lowest_level=need.level,
        period=t,
        slices=Slices(slices),
    )


def _order(row: Assignment) -> tuple[object, ...]:
    return (
        row.period,
        row.team or "",
        row.initiative or "",
        row.stage or 0,
        row.skill,
        row.lowest_level,
        row.worker,
        row.who,
        row.retrained or "",
    )


def _missing_order(row: Shortage) -> tuple[object, ...]:
    return row.period, row.initiative, row.stage, row.skill, row.lowest_level
