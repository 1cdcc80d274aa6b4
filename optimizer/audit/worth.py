"""The value of a plan in all its parts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.dependency import DependencyType
from models.index import Index
from models.initiative import Benefit, CountsFrom
from models.plan import Value
from models.stage import StageKey
from models.units import Money
from optimizer.audit.arithmetic import DISCOUNT_UNIT, discount, half_even, share
from optimizer.audit.charges import Charges
from optimizer.audit.effort import Effort
from optimizer.audit.links import Link, links
from optimizer.audit.timeline import Timeline


@dataclass(frozen=True)
class Worth:
    """Benefits and prices, recomputed."""

    timeline: Timeline
    charges: Charges
    effort: Effort

    @property
    def _index(self) -> Index:
        return self.timeline.index

    @cached_property
    def value(self) -> Value:
        """What the plan is worth."""
        flags = sum(link.row.flag_cost or 0 for link in self.flags)
        return Value(
            benefits=Money(sum(self.benefits.values())),
            flags=Money(flags),
            overruns=Money(self._overruns()),
            lateness=Money(self._lateness()),
            hires=Money(self._hires()),
            moves=Money(self._index.portfolio.settings.move_price * self.moved),
        )

    @cached_property
    def flags(self) -> tuple[Link, ...]:
        """The dependencies that the plan bridges with a flag."""
        return tuple(link for link in self._flagged if self._is_bridged(link))

    @cached_property
    def _flagged(self) -> tuple[Link, ...]:
        rows = links(self._index, DependencyType.FINISH_START)
        return tuple(link for link in rows if link.row.flag_cost is not None)

    def _is_bridged(self, link: Link) -> bool:
        if self.timeline.is_committed(link.after) or link.after not in self.timeline.starts:
            return False
        start = self.timeline.starts[link.after]
        return not self.timeline.is_ready(link.before, link.row.lag, start)

    @cached_property
    def benefits(self) -> dict[tuple[StageKey, CountsFrom], int]:
        """Expected, discounted worth per stage and kind of anchor, in minor units."""
        exact: defaultdict[tuple[StageKey, CountsFrom], Fraction] = defaultdict(Fraction)
        for row in self._index.portfolio.benefits:
            stages = self._index.stages_of[row.initiative]
            key = StageKey(row.initiative, row.after_stage or stages[-1].stage)
            launch = self._launch(key, row.counts_from)
            if launch is not None:
                exact[key, row.counts_from] += self._worth(row, launch)
        chance = self.timeline.chance
        return {key: half_even(worth * chance[key[0]]) for key, worth in exact.items()}

    @cached_property
    def _waits_for(self) -> dict[StageKey, list[Link]]:
        """The flagged dependencies of each stage."""
        found: defaultdict[StageKey, list[Link]] = defaultdict(list)
        for link in self._flagged:
            found[link.after].append(link)
        return dict(found)

    def _launch(self, key: StageKey, counts_from: CountsFrom) -> int | None:
        """The first period that counts; None if nothing ever does."""
        finish = self.timeline.finish(key)
        if finish is None:
            return None
        launch = finish if counts_from is CountsFrom.FINISH else self.timeline.starts[key]
        for stage in (*self.timeline.previous[key], key):
            for link in self._waits_for.get(stage, ()):
                if link.before in self.timeline.done:
                    continue
                other = self.timeline.finish(link.before)
                if other is None:
                    return None
                launch = max(launch, other + link.row.lag)
        return launch

    def _worth(self, row: Benefit, launch: int) -> Fraction:
        """Minor units before the chance of reaching the stage."""
        metric = self._index.metrics[row.metric]
        unit = int(10**self._index.portfolio.settings.exponent)
        each = Fraction(row.uplift) * Fraction(metric.worth) * unit * share(row.confidence)
        return each * self._weight(row, launch)

    def _weight(self, row: Benefit, launch: int) -> Fraction:
        """The discounted weights of all periods that count, added up."""
        first = max(0, -launch)
        last = len(self._discounts) - launch
        if row.profile:
            exact = Fraction(0)
            for q in range(first, min(last, len(row.profile))):
                exact += Fraction(row.profile[q]) * self._discounts[launch + q]
            return exact / DISCOUNT_UNIT
        if row.lasts is not None:
            last = min(last, row.lasts)
        full = row.ramp + 1
        steps = sum(min(q + 1, full) * self._discounts[launch + q] for q in range(first, last))
        return Fraction(steps, full * DISCOUNT_UNIT)

    @cached_property
    def _discounts(self) -> list[int]:
        """Discount factors of all periods that count."""
        settings, calendar = self._index.portfolio.settings, self._index.calendar
        periods = range(calendar.horizon + settings.value_horizon)
        return [discount(settings.discount_rate, calendar.years(p)) for p in periods]

    def _overruns(self) -> int:
        price = {key: row.overrun_price for key, row in self._index.budgets.items()}
        excess = self.charges.overruns.items()
        return sum(half_even(Fraction(price[key] or 0) * amount) for key, amount in excess)

    def _lateness(self) -> int:
        return sum(
            late * (self._index.initiatives[key.initiative].deadline_penalty or 0)
            for key, late in self.late.items()
        )

    @cached_property
    def late(self) -> dict[StageKey, int]:
        """Last stages that finish after their latest finish, with by how many periods."""
        found = {}
        for row in self._index.portfolio.initiatives:
            stages = self._index.stages_of.get(row.id)
            if row.latest_finish is None or not stages:
                continue
            finish = self.timeline.finish(stages[-1].key)
            latest = self._index.calendar.index(row.latest_finish) + 1
            if finish is not None and finish > latest:
                found[stages[-1].key] = finish - latest
        return found

    def _hires(self) -> int:
        per_fte = self._index.portfolio.settings.slices_per_fte
        total = 0
        for name, there in self.effort.hired.items():
            option = self.effort.options[name]
            for slices in there:
                total += half_even(Fraction(option.cost * slices, per_fte))
            for slices in self.effort.arrivals(name):
                total += half_even(Fraction(option.one_off * slices, per_fte))
        return total

    @property
    def moved(self) -> int:
        """Slices that arrive at a team away from home."""
        return sum(self.effort.moved.values())
