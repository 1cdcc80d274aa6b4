"""Funds, budgets and envelopes of a tiny portfolio."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from models.fund import CostType, PaysFor
from models.initiative import Theme
from models.team import TeamKind
from models.units import DomainId
from tests.portfolios import Rows, envelope, fund

MEASURES = ("released", "spent", "newly started", "ongoing", "people", "starts")
SCOPES = ("all", "theme: growth", "theme: run", "kind: product", "domain: d", "team: web")


def draw_money(rng: Random, windows: int, teams: list[str]) -> Iterator[Rows]:
    """Up to three funds and up to two envelopes."""
    style = rng.choice(("release", "release", "spend", "by cost type"))
    for n in range(rng.choice((1, 1, 2, 2, 3))):
        counts, purpose = style, _purpose(rng)
        if style == "by cost type":
            capital = n == 0
            counts = "spend" if capital else "release"
            kind = CostType.CAPEX if capital else CostType.OPEX
            purpose = PaysFor(cost_types=(kind,), themes=purpose.themes)
        price = rng.choice(("0.5", "1", "2.5")) if rng.random() < 0.25 else None
        carry = Decimal(rng.choice((0, 0, 50, 75, 100)))
        amounts: list[int | None] = [rng.choice((0, 4, 6, 9, 14, 20)) for _ in range(windows)]
        if windows > 1 and rng.random() < 0.1:
            amounts[-1] = None
        yield fund(f"f{n}", amounts, counts, price, carry_over=carry, pays_for=purpose)
    for n in range(rng.choice((0, 0, 0, 1, 1, 2))):
        yield _envelope(rng, n, windows, teams)


def _purpose(rng: Random) -> PaysFor:
    which = rng.choice(("all", "all", "all", "all", "all", "theme", "kind", "domain"))
    if which == "theme":
        return PaysFor(themes=(Theme.GROWTH, Theme.RUN))
    if which == "kind":
        return PaysFor(kinds=(TeamKind.PRODUCT,))
    if which == "domain":
        return PaysFor(domains=(DomainId("d"),))
    return PaysFor()


def _envelope(rng: Random, n: int, windows: int, teams: list[str]) -> Rows:
    measure = rng.choice(MEASURES)
    scope = rng.choice(SCOPES)
    if scope == "team: web" and "web" not in teams:
        scope = "all"
    window = rng.choice(("each", "all", f"W{rng.randint(1, windows)}"))
    largest = 2 if measure in ("people", "starts") else 8
    most: str | int | None = rng.choice((rng.randint(0, largest), "40 %", "75 %"))
    least: str | int | None = None
    if rng.random() < 0.2:
        most, least = None, rng.choice((1, 2, "10 %", "25 %"))
    return envelope(f"e{n}", measure, scope, least=least, most=most, window=window)
