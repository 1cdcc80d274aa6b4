"""The audit and the brute-force oracle, written apart, allow the same and value it the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, product
from random import Random

import pytest

from models.plan import Assignment, Plan, Worker
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import PeriodIndex, Slices
from optimizer.audit import CHECKS
from optimizer.audit.context import Context
from tests.optimizer.audit.plans import draft, learns
from tests.oracle.draw import draw
from tests.oracle.needs import Need, Needs, needs, retraining
from tests.oracle.solve import Oracle

SEEDS = range(40)
STARTS = {
    "out_never_starts",
    "starts_within_horizon",
    "no_release_without_gate",
    "earliest_start",
    "order_within_initiative",
    "deadline_is_kept",
    "must_do_is_done",
    "one_of_a_group",
    "before_finishes_first",
    "same_release_together",
    "needed_is_selected",
    "excluded_is_not",
    "envelope_floor",
    "envelope_ceiling",
}
"""What forbids a start, money and people aside."""
PLACES = {
    "skill_and_level_fit",
    "within_reach",
    "person_has_one_time",
    "locks_hold",
    "most_teams_per_person",
    "function_lends_within_limit",
    "team_keeps_fewest",
    "platform_keeps_reserve",
}
"""What forbids people to work somewhere in one period."""
MOST = 150
"""Plans tried per portfolio."""
OFTEN = 0.2
"""How often people are placed without asking whether they may."""


@cache
def oracle(seed: int) -> Oracle:
    return Oracle(draw(seed))


def fails(portfolio: Portfolio, plan: Plan, names: set[str]) -> bool:
    context = Context(portfolio, plan)
    return any(not check(context).passed for check in CHECKS if check.__name__ in names)


def named(starts: Iterable[tuple[StageKey, int]]) -> dict[str, int]:
    return {f"{key.initiative}/{key.stage}": start for key, start in starts}


def choices(seed: int) -> Iterator[dict[StageKey, int]]:
    """Starts of the stages that are not committed: all of them, or a sample; some are right."""
    ground = oracle(seed).ground
    free = [row.key for row in ground.portfolio.stages if row.key not in ground.committed]
    ways: list[tuple[int | None, ...]] = [(None, *range(ground.horizon)) for _ in free]
    every: Iterable[tuple[int | None, ...]] = product(*ways)
    if (ground.horizon + 1) ** len(free) > MOST:
        draw_ = Random(seed)  # noqa: S311 - a sample, no secret
        every = [tuple(draw_.choice(way) for way in ways) for _ in range(MOST)]
        for way in islice(oracle(seed).starts(), MOST):
            yield {key: t for key, t in way.items() if key in free}
    for drawn in every:
        yield {key: t for key, t in zip(free, drawn, strict=True) if t is not None}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_audit_allows_and_values_starts_as_the_oracle_does(seed: int) -> None:
    ground = oracle(seed).ground
    right = {frozenset(starts.items()) for starts in oracle(seed).starts()}
    for chosen in choices(seed):
        starts = ground.fixed | chosen
        plan = draft(ground.portfolio, named(starts.items()))
        allowed = frozenset(starts.items()) in right
        assert fails(ground.portfolio, plan, STARTS) is not allowed, named(starts.items())
        value = Context(ground.portfolio, plan).worth.value
        worth = oracle(seed).worth.of(starts)
        assert value.benefits - value.flags - value.lateness == worth, named(starts.items())


def placings(seed: int) -> Iterator[tuple[dict[StageKey, int], int, Needs, list[tuple[int, ...]]]]:
    """Starts, a period, what is needed in it, and for each person slices per need."""
    ground, reach = oracle(seed).ground, oracle(seed).staffing.crew.reach
    draw_ = Random(seed)  # noqa: S311 - a sample, no secret
    for starts in islice(oracle(seed).starts(), 6):
        for t in range(ground.horizon):
            hired = {row.id: draw_.randint(0, row.most) for row in ground.portfolio.hiring}
            whole = needs(ground, starts, t) + retraining(ground, hired)
            able = [list(reach.shares(person, t, whole)) for person in reach.people]
            for _ in range(6):
                shares = [draw_.choice(ways) for ways in able]
                for p, share in enumerate(shares):
                    if draw_.random() < OFTEN:
                        shares[p] = tuple(
                            x if need.option else draw_.randint(0, min(asked, 3))
                            for x, (need, asked) in zip(share, whole, strict=True)
                        )
                yield starts, t, whole, shares


@pytest.mark.parametrize("seed", SEEDS)
def test_the_audit_lets_people_work_where_the_oracle_lets_them(seed: int) -> None:
    ground, crew = oracle(seed).ground, oracle(seed).staffing.crew
    for starts, t, whole, shares in placings(seed):
        rows = list(_rows(seed, starts, t, whole, shares))
        plan = draft(ground.portfolio, named(starts.items()), *rows)
        able = all(
            share in set(crew.reach.shares(person, t, whole))
            for person, share in zip(crew.people, shares, strict=True)
        )
        allowed = able and crew._limits_hold(t, whole, tuple(shares))
        assert fails(ground.portfolio, plan, PLACES) is not allowed, rows


def _rows(
    seed: int,
    starts: dict[StageKey, int],
    t: int,
    whole: Needs,
    shares: list[tuple[int, ...]],
) -> Iterator[Assignment]:
    """Assignments that say the same; of stages that differ in nothing here, the first."""
    ground, people = oracle(seed).ground, oracle(seed).staffing.crew.people
    for i, (need, _) in enumerate(whole):
        there = (key for key in starts if need in _needed(seed, key, starts[key], t))
        key = next(there, None)
        for person, share in zip(people, shares, strict=True):
            if not share[i]:
                continue
            if need.option is not None:
                yield learns(person.id, need.option, t, share[i], need.skill)
            elif key is not None:
                yield Assignment(
                    worker=Worker.PERSON,
                    who=person.id,
                    team=ground.team(key).id,
                    initiative=key.initiative,
                    stage=key.stage,
                    skill=need.skill,
                    lowest_level=need.level,
                    period=PeriodIndex(t),
                    slices=Slices(share[i]),
                )


def _needed(seed: int, key: StageKey, start: int, t: int) -> set[Need]:
    """What a stage needs in a period."""
    return {need for need, _ in needs(oracle(seed).ground, {key: start}, t)}
