"""What stages are worth when they launch (formulation, section 6). Exact until rounded once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cached_property

from models.dependency import Dependency, DependencyType
from models.initiative import Benefit, CountsFrom
from models.stage import Stage, StageKey
from models.units import Money
from optimizer.charges import half_even
from optimizer.facts import Facts

_DIGITS = Context(prec=60, rounding=ROUND_HALF_EVEN)
_TWELVE = Decimal(1).scaleb(-12)


@dataclass(frozen=True)
class Worth:
    """Benefits of a portfolio by stage, kind of anchor and launch."""

    facts: Facts

    @cached_property
    def end(self) -> int:
        """Periods in which value counts: the horizon and the value horizon."""
        return self.facts.index.calendar.horizon + self.facts.index.portfolio.settings.value_horizon

    @cached_property
    def discount(self) -> tuple[Fraction, ...]:
        """Discount factor of each period until `end`."""
        return tuple(self._factor(self.facts.index.calendar.years(p)) for p in range(self.end))

    def _factor(self, years: Fraction) -> Fraction:
        growth = 1 + self.facts.index.portfolio.settings.discount_rate / 100
        exponent = _DIGITS.divide(Decimal(-years.numerator), Decimal(years.denominator))
        return Fraction(_DIGITS.power(growth, exponent).quantize(_TWELVE, context=_DIGITS))

    @cached_property
    def benefits(self) -> dict[tuple[StageKey, CountsFrom], tuple[Benefit, ...]]:
        """Benefits that count, by the stage that brings them and their anchor."""
        groups: dict[tuple[StageKey, CountsFrom], tuple[Benefit, ...]] = {}
        for initiative, rows in self.facts.index.benefits_of.items():
            last = self.facts.index.stages_of[initiative][-1].stage
            for row in rows:
                key = StageKey(initiative, row.after_stage or last)
                if key not in self.facts.done:
                    groups[key, row.counts_from] = (*groups.get((key, row.counts_from), ()), row)
        return groups

    def at(self, stage: StageKey, anchor: CountsFrom) -> tuple[Money, ...]:
        """Value in minor units for launches in 0 … `end` - 1 (0 from `end` on)."""
        return tuple(self.launched(stage, anchor, launch) for launch in range(self.end))

    def launched(self, stage: StageKey, anchor: CountsFrom, launch: int) -> Money:
        """Minor units that benefits of one anchor are worth if they count from `launch`."""
        effects = self._effects.get((stage, anchor), ())
        exact = sum((effect * self._weights(row, launch) for row, effect in effects), Fraction(0))
        return Money(half_even(exact))

    def by_period(
        self, stage: StageKey, anchor: CountsFrom, launch: int
    ) -> Iterable[tuple[int, Fraction]]:
        """The same by the period in which it counts, exact; a period may come several times."""
        for row, effect in self._effects.get((stage, anchor), ()):
            last = self._last(row, launch)
            for q, share in self._shares(row, last - launch):
                if max(launch, 0) <= launch + q < last:
                    yield launch + q, effect * share * self.discount[launch + q]

    @cached_property
    def _effects(self) -> dict[tuple[StageKey, CountsFrom], list[tuple[Benefit, Fraction]]]:
        """Benefits with what each is expected to be worth in a period of full effect."""
        return {
            key: [(row, self.facts.chance[key[0]] * self._full_effect(row)) for row in rows]
            for key, rows in self.benefits.items()
        }

    def _full_effect(self, row: Benefit) -> Fraction:
        settings = self.facts.index.portfolio.settings
        worth = Fraction(self.facts.index.metrics[row.metric].worth) * int(10**settings.exponent)
        return Fraction(row.uplift) * worth * Fraction(row.confidence) / 100

    def _weights(self, row: Benefit, launch: int) -> Fraction:
        """The discounted weights of all periods that count, added up; many benefits share them."""
        key = row.profile, row.ramp, row.lasts, launch
        if key not in self._sums:
            first, last, discount = max(launch, 0), self._last(row, launch), self.discount
            weights = (
                discount[launch + q] * share
                for q, share in self._shares(row, last - launch)
                if first <= launch + q < last
            )
            self._sums[key] = sum(weights, Fraction(0))
        return self._sums[key]

    def _shares(self, row: Benefit, periods: int) -> Iterable[tuple[int, Fraction]]:
        """Periods from the launch with their weights; of profiles only those that have any."""
        if not row.profile:
            return ((q, weight(row, q)) for q in range(max(0, periods)))
        if row.profile not in self._profiles:
            shares = ((q, weight(row, q)) for q in range(len(row.profile)))
            self._profiles[row.profile] = tuple((q, share) for q, share in shares if share)
        return self._profiles[row.profile]

    @cached_property
    def _profiles(self) -> dict[tuple[Decimal, ...], tuple[tuple[int, Fraction], ...]]:
        return {}

    @cached_property
    def _sums(self) -> dict[tuple[tuple[Decimal, ...], int, int | None, int], Fraction]:
        return {}

    def _last(self, row: Benefit, launch: int) -> int:
        lasts = len(row.profile) if row.profile else row.lasts
        return self.end if lasts is None else min(self.end, launch + lasts)

    def lateness(self, stage: Stage, start: int) -> Money:
        """Price of finishing an initiative after its latest finish, if this is its last stage."""
        initiative = self.facts.index.initiatives[stage.initiative]
        if initiative.latest_finish is None or initiative.deadline_penalty is None:
            return Money(0)
        if stage.key != self.facts.index.stages_of[stage.initiative][-1].key:
            return Money(0)
        due = self.facts.index.calendar.index(initiative.latest_finish) + 1
        return Money(max(0, start + stage.periods - due) * initiative.deadline_penalty)


def weight(row: Benefit, q: int) -> Fraction:
    """Share of the full effect in the q-th period from the launch, q >= 0."""
    if row.profile:
        return Fraction(row.profile[q]) if q < len(row.profile) else Fraction(0)
    if row.lasts is not None and q >= row.lasts:
        return Fraction(0)
    return min(Fraction(1), Fraction(q + 1, row.ramp + 1))


def before_stage(facts: Facts, row: Dependency) -> StageKey:
    """The stage that comes first, defaults applied."""
    stages = facts.index.stages_of[row.before]
    default = stages[0] if row.type is DependencyType.EXCLUDES else stages[-1]
    return StageKey(row.before, row.before_stage or default.stage)


def after_stage(facts: Facts, row: Dependency) -> StageKey:
    """The stage that comes after, defaults applied."""
    stages = facts.index.stages_of[row.after]
    default = stages[-1] if row.type is DependencyType.SAME_RELEASE else stages[0]
    return StageKey(row.after, row.after_stage or default.stage)


def flags_on(facts: Facts, stage: StageKey) -> tuple[Dependency, ...]:
    """Flagged dependencies that the value of the stage waits for."""
    return tuple(
        row
        for row in facts.index.dependencies_on.get(stage.initiative, ())
        if row.type is DependencyType.FINISH_START
        and row.flag_cost is not None
        and after_stage(facts, row).stage <= stage.stage
    )
