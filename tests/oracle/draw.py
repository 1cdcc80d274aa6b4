"""Tiny portfolios drawn by seed: small enough to try every plan, varied enough to meet every row.

Money is a few minor units and time a few slices, so that every boundary is met often.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import prod
from random import Random
from typing import Any

from models.portfolio import Portfolio
from tests.oracle.draw_money import draw_money
from tests.oracle.draw_people import draw_people
from tests.oracle.ground import Ground
from tests.oracle.hires import all_hires
from tests.portfolios import (
    AS_OF,
    Rows,
    StageDraft,
    after,
    benefit,
    build,
    gate,
    initiative,
    quarters,
    release,
    stage,
)

MOST_STARTS, MOST_PLANS = 800, 10_000
"""Portfolios with more combinations of starts, or of starts and hires, are drawn again."""
RANK = {"infrastructure": 0, "platform": 1, "product": 2}
TEAMS = {"web": "product", "api": "platform", "net": "infrastructure"}
"""Team and kind."""


def draw(seed: int) -> Portfolio:
    """The portfolio of a seed."""
    rng = Random(seed)  # noqa: S311 - drawn by seed, not for secrecy
    while True:
        portfolio = _draw(rng)
        ground = Ground(portfolio)
        ways = prod(sum(1 for _ in ground.ways(row)) for row in portfolio.initiatives)
        if ways <= MOST_STARTS and ways * len(all_hires(ground)) <= MOST_PLANS:
            return portfolio


def _draw(rng: Random) -> Portfolio:
    count = rng.choice((2, 3, 3, 4))
    periods = quarters(count, rng.choice((1, 1, 2)))
    windows = len({period.window for period in periods})
    teams = sorted(rng.sample(sorted(TEAMS), rng.choice((1, 2, 2, 3, 3))))
    names = [f"i{n}" for n in range(rng.choice((2, 2, 3, 3, 4)))]
    homes = {name: rng.choice(teams) for name in names}
    spf = rng.choice((1, 2, 2, 2, 2))
    return build(
        [_initiative(rng, name, homes[name], count) for name in names],
        _dependencies(rng, homes),
        draw_money(rng, windows, teams),
        draw_people(rng, teams, count, spf),
        periods=periods,
        slice=str(Decimal(1) / spf),
        discount_rate=Decimal(rng.choice((0, 0, 10))),
        value_horizon=rng.choice((1, 2, 3)),
        most_teams=rng.choice((1, 1, 2)),
        move_price=rng.choice((0, 0, 0, 2, 5)),
        conditional_share=Decimal(rng.choice((0, 50))),
        reserve=rng.choice(("full", "expected")),
        gap=Decimal(0),
    )


def _maybe(rng: Random, chance: float) -> bool:
    return rng.random() < chance


def _initiative(rng: Random, name: str, team: str, count: int) -> Iterator[Rows]:
    theme = rng.choice(("growth", "run", "as-a-service", None))
    more: dict[str, Any] = {}
    if _maybe(rng, 0.025):
        more["must_do"] = True
    elif _maybe(rng, 0.04):
        more["leave_out"] = True
    if _maybe(rng, 0.25):
        more["group"] = "g"
    earliest = rng.randint(1, count)
    if _maybe(rng, 0.12):
        more["earliest_start"] = f"Q{earliest}"
    if _maybe(rng, 0.2):
        first = earliest if "earliest_start" in more else 1
        more["latest_finish"] = f"Q{rng.randint(first, count)}"
        if _maybe(rng, 0.6):
            more["deadline_penalty"] = rng.randint(1, 9)
    stages = [_stage(rng) for _ in range(rng.choice((1, 1, 2)))]
    begun = _begin(rng, stages)
    yield initiative(name, *begun, team=team, theme=theme, **more)
    for number in range(1, len(stages) + (1 if _maybe(rng, 0.1) else 0)):
        if _maybe(rng, 0.9):
            yield gate(name, number, _verdict(rng))
    yield _releases(rng, name, begun)
    for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 2))):
        yield _benefit(rng, name, len(stages))


def _verdict(rng: Random) -> str:
    kinds = ("passed", "passed", "passed", "conditional", "failed", "pending", "unproven", "waived")
    return rng.choice(kinds)


def _stage(rng: Random) -> StageDraft:
    periods = rng.choice((1, 1, 2))
    needs = {}
    for skill in ("a", "b"):
        if _maybe(rng, 0.33):
            level = 2 if _maybe(rng, 0.25) else 1
            needs[skill, level] = rng.choice((1, 1, 2))
    profile: tuple[Decimal, ...] = ()
    if _maybe(rng, 0.3):
        profile = (*(Decimal(rng.choice((0, 1, 3))) for _ in range(periods - 1)), Decimal(1))
    return stage(
        rng.choice((0, 3, 4, 5, 7)),
        periods,
        needs,
        capex=Decimal(rng.choice((0, 0, 50, 100))),
        spend_profile=profile,
        chance=Decimal(rng.choice((100, 50, 75))),
        fund="f0" if _maybe(rng, 0.06) else None,
    )


def _begin(rng: Random, stages: list[StageDraft]) -> list[StageDraft]:
    """Some of the first stages are done or active."""
    days = [date(2025, 8, 4), date(2025, 11, 3), date(2026, 1, 5)]
    begun = []
    going = True
    for draft in stages:
        status = "not started"
        if going and _maybe(rng, 0.3 if len(stages) > 1 else 0.12):
            status = rng.choice(("done", "done", "active"))
        going = status == "done"
        started = None
        if status != "not started" and _maybe(rng, 0.75):
            started = rng.choice(days)
            days = days[days.index(started) :]
        changes = {"status": status, "started": started}
        begun.append(StageDraft(dict(draft.values) | changes, draft.needs))
    return begun


def _releases(rng: Random, name: str, stages: list[StageDraft]) -> Iterator[Rows]:
    """Ledger rows; a stage is only released after stages that are done."""
    for number, draft in enumerate(stages, start=1):
        begun = draft.values["status"] != "not started"
        if _maybe(rng, 0.35 if begun else 0.1):
            state = "released" if _maybe(rng, 0.75) else "reversed"
            if begun:
                state = "spent"
            amount = draft.values["tranche"]
            day = rng.choice((AS_OF, AS_OF, date(2025, 11, 20)))
            fund = "f0" if _maybe(rng, 0.3) else None
            assert isinstance(amount, int)
            yield release(name, number, amount, day, state, fund=fund)
        if draft.values["status"] != "done":
            return


def _benefit(rng: Random, name: str, stages: int) -> Rows:
    more: dict[str, Any] = {}
    if _maybe(rng, 0.2):
        weights = [Decimal(rng.choice(("0", "0.5", "1", "-0.5"))) for _ in range(rng.randint(1, 3))]
        more["profile"] = tuple(weights)
    elif _maybe(rng, 0.5):
        more |= {"ramp": rng.choice((0, 1, 2)), "lasts": rng.choice((None, 1, 2))}
    if _maybe(rng, 0.3):
        more["after_stage"] = rng.randint(1, stages)
    if _maybe(rng, 0.25):
        more["counts_from"] = "start"
    if _maybe(rng, 0.25):
        more["confidence"] = Decimal(rng.choice((35, 80)))
    uplift = Decimal(rng.choice((4, 7, 9, 12, 16, 21, 30, -3))) / 100
    return benefit(name, str(uplift), **more)


def _dependencies(rng: Random, homes: dict[str, str]) -> Iterator[Rows]:
    """A few, always from what ranks lower to what ranks higher, so that no rule is broken."""
    order = sorted(homes, key=lambda name: (RANK[TEAMS[homes[name]]], name))
    kinds = ("finish-start", "finish-start", "flag", "flag", "same release", "needs", "excludes")
    pairs = set()
    for _ in range(rng.choice((0, 0, 1, 1, 1, 2, 3))):
        if len(order) < 2:
            return
        first, second = sorted(rng.sample(range(len(order)), 2))
        kind = rng.choice(kinds)
        if (first, second) in pairs:
            continue
        pairs.add((first, second))
        more: dict[str, Any] = {}
        if kind in ("finish-start", "flag") and _maybe(rng, 0.3):
            more["lag"] = 1
        if kind == "flag":
            kind, more["flag_cost"] = "finish-start", rng.choice((0, 3, 9))
        yield after(order[first], order[second], kind, **more)
