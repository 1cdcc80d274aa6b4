"""The exact tree of tiny portfolios: every outcome of every gate, by its probability.

Knows nothing of the planner, of rolling or of valuation. Its portfolios have one fund with a budget
per period that is not carried over, initiatives of one or two stages of a period each, no people,
no discount, and tranches kept in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import NamedTuple

Starts = tuple[tuple[int, ...], ...]
"""For each initiative the periods in which its stages start, as far as they do."""


@dataclass(frozen=True)
class Bet:
    """An initiative: a stage, or two with a gate between them."""

    tranches: tuple[int, ...]
    chance: Fraction
    """Of the gate after the first stage."""
    worth: int
    """In each period from the end of the last stage on."""
    early: int = 0
    """In each period from the end of the first of two stages on."""


class Sums(NamedTuple):
    """What came of it, or is expected."""

    value: Fraction
    failed: Fraction

    def __add__(self, other: object) -> Sums:
        assert isinstance(other, Sums)
        return Sums(self.value + other.value, self.failed + other.failed)

    def times(self, share: Fraction) -> Sums:
        return Sums(self.value * share, self.failed * share)


@dataclass(frozen=True)
class Tree:
    """A portfolio of bets over some periods."""

    bets: tuple[Bet, ...]
    budget: tuple[int, ...]
    beyond: int
    """Periods after the last one that still count."""
    anew: Callable[[int], bool]
    """Whether it is planned anew at the start of a period; the first one always is."""

    def expected(self) -> Sums:
        """Over all outcomes."""
        return self._from(0, tuple(() for _ in self.bets), {}, None)

    def _from(self, t: int, begun: Starts, told: dict[int, bool], plan: Starts | None) -> Sums:
        """From the start of a period on; what gates have said by then is told where it counts."""
        if t == len(self.budget):
            return self._sums(begun, told)
        fresh = [
            n
            for n, starts in enumerate(begun)
            if starts and starts[0] < t and len(self.bets[n].tranches) > 1 and n not in told
        ]
        total = Sums(Fraction(0), Fraction(0))
        for outcome in product((True, False), repeat=len(fresh)):
            chance = Fraction(1)
            for n, passes in zip(fresh, outcome, strict=True):
                chance *= self.bets[n].chance if passes else 1 - self.bets[n].chance
            if chance:
                known = told | dict(zip(fresh, outcome, strict=True))
                chosen = self._plan(t, begun, known) if plan is None or self.anew(t) else plan
                here = tuple(tuple(s for s in starts if s <= t) for starts in chosen)
                total += self._from(t + 1, here, known, chosen).times(chance)
        return total

    def _plan(self, t: int, begun: Starts, told: dict[int, bool]) -> Starts:
        """The best plan from a period on: the only one, or the test would prove nothing."""
        ways = product(*(self._ways(n, t, begun[n], told) for n in range(len(begun))))
        ranked = sorted(
            ((self._hoped(way, told), way) for way in ways if self._is_affordable(way, t)),
            reverse=True,
        )
        best = [starts for worth, starts in ranked if worth == ranked[0][0]]
        assert len(best) == 1, best
        return best[0]

    def _ways(
        self, n: int, t: int, begun: tuple[int, ...], told: dict[int, bool]
    ) -> Iterator[tuple[int, ...]]:
        yield begun
        if len(begun) == len(self.bets[n].tranches) or (begun and told.get(n) is False):
            return
        first = t if not begun else max(t, begun[-1] + 1)
        if begun and len(self.bets[n].tranches) > 1 and n not in told:
            first = max(first, t + 1)
        for start in range(first, len(self.budget)):
            yield from self._ways(n, t, (*begun, start), {**told, n: True})

    def _is_affordable(self, starts: Starts, t: int) -> bool:
        return all(
            sum(
                amount
                for bet, way in zip(self.bets, starts, strict=True)
                for amount, start in zip(bet.tranches, way, strict=False)
                if start == period
            )
            <= self.budget[period]
            for period in range(t, len(self.budget))
        )

    def _hoped(self, starts: Starts, told: dict[int, bool]) -> Fraction:
        total = Fraction(0)
        for n, (bet, way) in enumerate(zip(self.bets, starts, strict=True)):
            total += self._early(bet, way)
            if len(way) == len(bet.tranches):
                known = told.get(n)
                share = Fraction(known) if known is not None else bet.chance
                total += self._worth(bet, way) * (share if len(way) > 1 else 1)
        return total

    def _early(self, bet: Bet, way: tuple[int, ...]) -> int:
        return bet.early * (len(self.budget) + self.beyond - way[0] - 1) if way else 0

    def _worth(self, bet: Bet, way: tuple[int, ...]) -> int:
        return bet.worth * (len(self.budget) + self.beyond - way[-1] - 1)

    def _sums(self, begun: Starts, told: dict[int, bool]) -> Sums:
        value = failed = 0
        for n, (bet, way) in enumerate(zip(self.bets, begun, strict=True)):
            value += self._early(bet, way)
            if told.get(n) is False:
                failed += sum(bet.tranches[: len(way)])
            elif len(way) == len(bet.tranches):
                value += self._worth(bet, way)
        return Sums(Fraction(value), Fraction(failed))
