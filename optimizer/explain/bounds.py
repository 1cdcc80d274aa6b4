"""Envelopes: what a plan leaves of each, and what one more stage would do to them (section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure
from models.explanation import ReasonKind, Scarce
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex
from models.wording import counted, fte, money
from optimizer.dues import Dues
from optimizer.explain.block import Block
from optimizer.explain.contest import Contest, ranked
from optimizer.scope import in_scope

Sums = dict[tuple[int, int], tuple[int, int]]
"""By envelope and span of periods: what is in its scope, and everything."""


@dataclass
class Bounds:
    """The envelopes of a portfolio, filled by a plan."""

    dues: Dues
    envelopes: tuple[Envelope, ...]
    _filled: Sums
    _filling: Mapping[StageKey, PeriodIndex | None]
    """What fills them: stages at their starts, done ones without."""
    _scopes: dict[int, frozenset[InitiativeId]] = field(default_factory=dict)
    """The initiatives that each envelope is about."""
    _parts: dict[int, dict[int, dict[InitiativeId, int]]] = field(default_factory=dict)
    """What each initiative fills of an envelope, by span of periods."""

    @classmethod
    def of(cls, dues: Dues, starts: Mapping[StageKey, PeriodIndex]) -> Bounds:
        """The envelopes with everything that the plan starts or that is committed."""
        rows = sorted(dues.facts.index.portfolio.envelopes, key=lambda row: row.id)
        done: dict[StageKey, PeriodIndex | None] = dict.fromkeys(dues.facts.done)
        bounds = cls(dues, tuple(rows), {}, {**done, **starts})
        if rows:
            bounds._filled = bounds._sums(bounds._filling)
        return bounds

    def fit(
        self, starts: Mapping[StageKey, int], instead: Mapping[StageKey, int] | None = None
    ) -> tuple[Block, ...]:
        """The envelopes that these stages would burst at these starts.

        What fills them now of the stages in `instead`, at their planned starts, is taken out.
        """
        if not self.envelopes:
            return ()
        more = self._sums({key: PeriodIndex(start) for key, start in starts.items()})
        out = self._sums({key: PeriodIndex(start) for key, start in (instead or {}).items()})
        blocks = []
        for (n, w), (within, everything) in sorted(more.items()):
            held, total = self._filled.get((n, w), (0, 0))
            moved, moved_of_all = out.get((n, w), (0, 0))
            held, total = held - moved, total - moved_of_all
            after = held + within, total + everything
            if self._burst(self.envelopes[n], w, after) and not self._burst(
                self.envelopes[n], w, (held, total)
            ):
                block = self._block(n, w, held, within, next(iter(starts)))
                blocks.append(self._contested(block, n, w, after))
        return tuple(blocks)

    def _contested(self, block: Block, n: int, w: int, after: tuple[int, int]) -> Block:
        """The block with those who have the envelope's room, where it is a ceiling that bursts."""
        ceiling = self.envelopes[n].at_most
        if ceiling is None or self._over(self.envelopes[n], ceiling, w, *after) <= 0:
            return block
        return block._replace(contest=partial(self._contest, n, w, block.stage.initiative))

    def _contest(self, n: int, w: int, asking: InitiativeId) -> Contest:
        name = f"the envelope {self.envelopes[n].id}"
        first = self.dues.facts.index.calendar.periods_in[max(0, w)][0]
        return Contest(Scarce.ENVELOPE, name, self._when(w), first, self._fillers(n, w, asking))

    def _fillers(self, n: int, w: int, asking: InitiativeId) -> tuple[InitiativeId, ...]:
        """Whose stages fill the envelope, the largest share first."""
        if n not in self._parts:
            self._parts[n] = self._shares_in(n)
        shares = dict(self._parts[n].get(w, {}))
        shares.pop(asking, None)
        return ranked(shares)

    def _shares_in(self, n: int) -> dict[int, dict[InitiativeId, int]]:
        """What each initiative within the envelope's scope fills of it, by span of periods."""
        row = self.envelopes[n]
        found: defaultdict[int, defaultdict[InitiativeId, int]]
        found = defaultdict(lambda: defaultdict(int))
        for key, start in self._filling.items():
            if self._within(n, key.initiative):
                stage = self.dues.facts.index.stage[key]
                for t, amount in self.dues.measured(stage, start, row.measure):
                    w = self._span(row, t)
                    if w is not None:
                        found[w][key.initiative] += amount
        return {w: dict(shares) for w, shares in found.items()}

    def _sums(self, starts: Mapping[StageKey, PeriodIndex | None]) -> Sums:
        """What envelopes measure of these stages."""
        measures = sorted({row.measure for row in self.envelopes})
        sums: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
        for key, start in starts.items():
            stage = self.dues.facts.index.stage[key]
            figures = {
                measure: list(self.dues.measured(stage, start, measure)) for measure in measures
            }
            for n, row in enumerate(self.envelopes):
                within = self._within(n, key.initiative)
                for t, amount in figures[row.measure]:
                    w = self._span(row, t)
                    if w is not None:
                        sums[n, w][0] += amount if within else 0
                        sums[n, w][1] += amount
        return {key: (within, everything) for key, (within, everything) in sums.items()}

    def _within(self, n: int, initiative: InitiativeId) -> bool:
        if n not in self._scopes:
            index = self.dues.facts.index
            self._scopes[n] = in_scope(index, self.envelopes[n].applies_to)
        return initiative in self._scopes[n]

    def _span(self, row: Envelope, t: int) -> int | None:
        """Which sum of the envelope the period belongs to; None = to no one."""
        calendar = self.dues.facts.index.calendar
        w = calendar.window_of[t]
        if row.window == ALL_WINDOWS:
            return -1
        return w if row.window in (EACH_WINDOW, calendar.windows[w]) else None

    def _burst(self, row: Envelope, w: int, sums: tuple[int, int]) -> bool:
        within, everything = sums
        if row.at_most is not None and self._over(row, row.at_most, w, within, everything) > 0:
            return True
        floor = row.at_least
        if floor is None or floor.percent is None:
            return False  # more of anything never breaks a floor in amounts
        return self._over(row, floor, w, within, everything) < 0

    def _over(self, row: Envelope, limit: Limit, w: int, within: int, everything: int) -> Fraction:
        """By how much the sum is above the limit, in the measure's unit summed over periods."""
        if limit.percent is not None:
            return within - Fraction(limit.percent) / 100 * everything
        periods = self._periods(w) if row.measure is Measure.PEOPLE else 1
        return Fraction(within - (limit.amount or 0) * periods)

    def _periods(self, w: int) -> int:
        calendar = self.dues.facts.index.calendar
        return calendar.horizon if w < 0 else len(calendar.periods_in[w])

    def _block(self, n: int, w: int, held: int, more: int, stage: StageKey) -> Block:
        row = self.envelopes[n]
        ceiling = None if row.at_most is None else row.at_most.amount
        if ceiling is None or not more:
            return Block(ReasonKind.ENVELOPE, stage, lambda: self._shares(n, w, stage))
        room = ceiling * (self._periods(w) if row.measure is Measure.PEOPLE else 1) - held
        miss = Fraction(min(more, more - room), more)
        tell = partial(self._told, n, w, held + room, room, more, stage)
        return Block(ReasonKind.ENVELOPE, stage, tell, miss)

    def _shares(self, n: int, w: int, stage: StageKey) -> str:
        name = self.dues.facts.index.stage[stage].name
        return f"“{name}” would break the shares that {self._named(n, w)} sets"

    def _told(self, n: int, w: int, ceiling: int, room: int, more: int, stage: StageKey) -> str:
        row = self.envelopes[n]
        periods = self._periods(w) if row.measure is Measure.PEOPLE else 1
        amounts = (ceiling, max(0, room), more)
        allowed, left, need = (self._said(row, amount, periods) for amount in amounts)
        return (
            f"{self._named(n, w)} allows {allowed} {row.measure}, of which {left} is left, and "
            f"“{self.dues.facts.index.stage[stage].name}” needs {need}"
        )

    def _named(self, n: int, w: int) -> str:
        return f"the envelope {self.envelopes[n].id} {self._when(w)}"

    def _when(self, w: int) -> str:
        if w < 0:
            return "over the whole plan"
        return f"in {self.dues.facts.index.calendar.windows[w]}"

    def _said(self, row: Envelope, amount: int, periods: int) -> str:
        settings = self.dues.facts.index.portfolio.settings
        if row.measure is Measure.STARTS:
            return counted(amount, "stage")
        if row.measure is Measure.PEOPLE:
            return fte(amount, settings.slice) + ("" if periods == 1 else "-periods")
        return money(amount, settings.currency)
