"""What starts are worth before overruns, hires and moves (formulation, section 6)."""

from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from models.dependency import DependencyType
from models.initiative import Benefit, CountsFrom
from models.stage import Stage, StageKey
from tests.oracle.ground import Ground, Starts
from tests.oracle.rules import NEVER, ends, flag_used, ready


def discount(ground: Ground, period: int) -> Fraction:
    """Discount factor of a period, to 12 decimals."""
    exact = Context(prec=60)
    years = ground.index.calendar.years(period)
    rate = 1 + ground.portfolio.settings.discount_rate / 100
    power = exact.divide(Decimal(-years.numerator), Decimal(years.denominator))
    return Fraction(
        exact.power(rate, power).quantize(Decimal("1e-12"), rounding=ROUND_HALF_EVEN, context=exact)
    )


def weight(benefit: Benefit, q: int) -> Fraction:
    """Share of the full effect, q periods after the launch."""
    if benefit.profile:
        return Fraction(benefit.profile[q]) if q < len(benefit.profile) else Fraction(0)
    if benefit.lasts is not None and q >= benefit.lasts:
        return Fraction(0)
    return min(Fraction(1), Fraction(q + 1, benefit.ramp + 1))


class Worth:
    """The value side of a portfolio."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.end = ground.horizon + ground.portfolio.settings.value_horizon
        self.discounts = [discount(ground, period) for period in range(self.end)]
        self._memo: dict[tuple[StageKey, CountsFrom, int], int] = {}

    def of(self, starts: Starts) -> int:
        """Benefits less flags and lateness."""
        total = 0
        for key in starts:
            for kind in CountsFrom:
                launch = self._launch(key, kind, starts)
                if launch < NEVER:
                    total += self._benefits(key, kind, launch)
        for row in self.ground.portfolio.dependencies:
            if flag_used(self.ground, row, starts):
                total -= row.flag_cost or 0
        return total - self._lateness(starts)

    def _launch(self, key: StageKey, kind: CountsFrom, starts: Starts) -> int:
        stage = self.ground.index.stage[key]
        launch = starts[key] + (stage.periods if kind is CountsFrom.FINISH else 0)
        for row in self.ground.portfolio.dependencies:
            if row.type is DependencyType.FINISH_START and row.flag_cost is not None:
                _, after = ends(self.ground, row)
                if after.initiative == key.initiative and after.stage <= key.stage:
                    launch = max(launch, ready(self.ground, row, starts))
        return launch

    def _benefits(self, key: StageKey, kind: CountsFrom, launch: int) -> int:
        if (key, kind, launch) not in self._memo:
            stage = self.ground.index.stage[key]
            exact: defaultdict[CountsFrom, Fraction] = defaultdict(Fraction)
            last = len(self.ground.stages(key.initiative))
            for row in self.ground.portfolio.benefits:
                if row.initiative == key.initiative and (row.after_stage or last) == key.stage:
                    exact[row.counts_from] += self._exact(row, launch)
            self._memo[key, kind, launch] = round(exact[kind] * self.ground.chance(stage))
        return self._memo[key, kind, launch]

    def _exact(self, row: Benefit, launch: int) -> Fraction:
        metric = self.ground.index.metrics[row.metric]
        minor = 10**self.ground.portfolio.settings.exponent
        each = Fraction(row.uplift) * Fraction(metric.worth) * Fraction(row.confidence) / 100
        counting = range(max(0, launch), self.end)
        weighed = (weight(row, p - launch) * self.discounts[p] for p in counting)
        return sum((each * minor * share for share in weighed), Fraction(0))

    def _lateness(self, starts: Starts) -> int:
        total = 0
        for row in self.ground.portfolio.initiatives:
            stages = self.ground.stages(row.id)
            if row.latest_finish is None or row.deadline_penalty is None or not stages:
                continue
            finish = self.ground.finish(_key(stages[-1]), starts)
            if finish is not None:
                deadline = self.ground.index.calendar.index(row.latest_finish) + 1
                total += row.deadline_penalty * max(0, finish - deadline)
        return total


def _key(stage: Stage) -> StageKey:
    return stage.key
