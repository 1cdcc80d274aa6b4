"""What falls due when: charges of stages by their start, for funds and for envelopes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, TypeVar

from models.envelope import Measure
from models.fund import CostType, Counts
from models.stage import Stage, StageKey
from models.units import FundId, Money, PeriodIndex
from optimizer.charges import charged, funds_that_may_pay, parts, spread
from optimizer.facts import Facts, standing_release

T = TypeVar("T")


class Due(NamedTuple):
    """What one of the funds, or several together, are charged in a period of the horizon."""

    cost_type: CostType
    funds: tuple[FundId, ...]
    period: PeriodIndex
    amount: Money


class Spread(NamedTuple):
    """A part of a tranche as charged, over its stage's periods."""

    cost_type: CostType
    funds: tuple[FundId, ...]
    """Who may pay it."""
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The charge."""
        return sum(self.amounts)


@dataclass(frozen=True)
class Dues:
    """The charges of a portfolio's stages; each spread is computed once."""

    facts: Facts
    _spreads: dict[tuple[StageKey, bool], tuple[Spread, ...]] = field(default_factory=dict)

    @property
    def _horizon(self) -> int:
        return self.facts.index.calendar.horizon

    def spreads(self, stage: Stage, start: int) -> tuple[Spread, ...]:
        """The stage's parts as charged if it starts then."""
        full = self.facts.index.portfolio.settings.reserve.value == "full"
        chance = self.facts.chance[stage.key]
        in_full = full or start <= 0 or chance == 1 or stage.key in self.facts.committed
        known = self._spreads.get((stage.key, in_full))
        if known is None:
            known = tuple(self._spread_parts(stage, chance, in_full=in_full))
            self._spreads[stage.key, in_full] = known
        return known

    def _spread_parts(self, stage: Stage, chance: Fraction, *, in_full: bool) -> Iterator[Spread]:
        for part in parts(stage):
            amount = charged(part.amount, chance, in_full=in_full)
            funds = funds_that_may_pay(self.facts.index, stage, part.cost_type)
            if stage.key in self.facts.committed:
                funds = self._committed_fund(stage, part.cost_type)
                if not funds:
                    continue  # charged to nobody, so no envelope feels it either
            yield Spread(part.cost_type, funds, spread(amount, stage))

    def _committed_fund(self, stage: Stage, cost_type: CostType) -> tuple[FundId, ...]:
        release = standing_release(self.facts.index, stage.key)
        if release is not None and release.fund is not None:
            return (release.fund,)
        if stage.fund is not None:
            return (stage.fund,)
        index = self.facts.index
        return index.payers(index.use(stage, cost_type))[:1]

    def of(self, stage: Stage, start: PeriodIndex) -> Iterator[Due]:
        """Charges of a stage that starts then and is not committed."""
        for part in self.spreads(stage, start):
            if not part.funds or part.total == 0:
                continue
            if self.facts.index.counts[part.funds[0]] is Counts.RELEASE:
                yield Due(part.cost_type, part.funds, start, Money(part.total))
            else:
                yield from self._by_spend(part, start)

    def by_start(self, stage: Stage) -> Iterator[tuple[PeriodIndex, Due]]:
        """For each period in which a stage may start what it is then charged: (start, due)."""

        def dues(start: PeriodIndex) -> Iterator[tuple[int, Due]]:
            return ((due.period, due) for due in self.of(stage, start))

        for start, period, due in self._by_start(dues):
            yield start, due._replace(period=period)

    def _by_start(
        self, at: Callable[[PeriodIndex], Iterator[tuple[int, T]]]
    ) -> Iterator[tuple[PeriodIndex, PeriodIndex, T]]:
        """For each start: (start, period, what falls in it).

        Between two starts after the current period all is the same but the time.
        """
        now, later = tuple(at(PeriodIndex(0))), tuple(at(PeriodIndex(1)))
        for start in self.facts.index.calendar.indices:
            for first, what in later if start else now:
                period = PeriodIndex(first + max(start - 1, 0))
                if period < self._horizon:
                    yield start, period, what

    def committed(self, stage: Stage) -> Iterator[Due]:
        """Charges of a committed stage that fall within the horizon."""
        for part in self.spreads(stage, 0):
            if not part.funds or part.total == 0:
                continue
            by_spend = self.facts.index.counts[part.funds[0]] is Counts.SPEND
            if by_spend and stage.key not in self.facts.done:
                yield from self._by_spend(part, self.facts.starts[stage.key])
                continue
            period = self.charged_in(stage)
            if period is not None:
                yield Due(part.cost_type, part.funds, period, Money(part.total))

    def charged_in(self, stage: Stage) -> PeriodIndex | None:
        """The period in which a committed stage is charged on release; None = beyond."""
        release = standing_release(self.facts.index, stage.key)
        if release is not None:
            return self.facts.index.calendar.containing(release.date)
        start = self.facts.starts.get(stage.key, PeriodIndex(-1))
        return start if start >= 0 else None

    def _by_spend(self, part: Spread, start: int) -> Iterator[Due]:
        for q, amount in enumerate(part.amounts):
            if amount > 0 and 0 <= start + q < self._horizon:
                yield Due(part.cost_type, part.funds, PeriodIndex(start + q), Money(amount))

    def measured(
        self, stage: Stage, start: PeriodIndex | None, measure: Measure
    ) -> Iterator[tuple[int, int]]:
        """What an envelope measures of a started or committed stage: (period, amount)."""
        if measure is Measure.RELEASED:
            period = self.charged_in(stage) if stage.key in self.facts.committed else start
            if period is not None:
                yield period, sum(part.total for part in self.spreads(stage, period))
            return
        if start is None:
            return
        if measure is Measure.STARTS:
            if start >= 0:
                yield start, 1
            return
        for q, amounts in enumerate(self._measured_by_run(stage, start, measure)):
            if 0 <= start + q < self._horizon:
                yield start + q, amounts

    def measured_by_start(
        self, stage: Stage, measure: Measure
    ) -> Iterator[tuple[PeriodIndex, PeriodIndex, int]]:
        """The same for each start of a stage that is not committed: (start, period, amount)."""
        return self._by_start(lambda start: self.measured(stage, start, measure))

    def _measured_by_run(self, stage: Stage, start: int, measure: Measure) -> list[int]:
        if measure is Measure.PEOPLE:
            rows = self.facts.index.demand_of.get(stage.key, ())
            return [sum(row.slices for row in rows)] * stage.periods
        spreads = self.spreads(stage, start)
        spent = [sum(part.amounts[q] for part in spreads) for q in range(stage.periods)]
        if measure is Measure.NEWLY_STARTED:
            return [spent[0]] + [0] * (stage.periods - 1)
        if measure is Measure.ONGOING:
            return [0, *spent[1:]]
        return spent
