"""The textbook's model: a binary per stage and start, and rows that anyone would write.

Order, dependencies, money, envelopes and values are those of the second opinion, which is written
in the same binaries. People are crowds (`crowds.py`), and moves cost nothing. So every plan is a
plan of this model too, and no plan is worth more than its best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benchmarks.peers.crowds import Crowd, Crowds
from models.plan import HireUse
from models.portfolio import Portfolio
from models.stage import StageKey
from models.supply import HiringKind, HiringOption
from models.units import OptionId, PeriodIndex, Slices
from optimizer.gates import judge
from optimizer.opinion.envelopes import add_envelopes
from optimizer.opinion.frame import Frame
from optimizer.opinion.gains import add_gains
from optimizer.opinion.linear import Linear
from optimizer.opinion.money import add_money
from optimizer.opinion.order import add_order

HALF = 0.5
"""Above it a binary says yes."""


@dataclass(frozen=True)
class Textbook:
    """The model, and what its variables mean."""

    frame: Frame
    hired: dict[tuple[OptionId, int], int]
    """The variable of each option's slices in each period."""

    @classmethod
    def of(cls, portfolio: Portfolio) -> Textbook:
        """The model of a portfolio that has passed the checks."""
        frame = Frame.of(portfolio.canonical(), judge(portfolio))
        add_order(frame)
        add_money(frame)
        add_envelopes(frame)
        add_gains(frame)
        hired = {
            (option.id, t): variable
            for option in frame.portfolio.hiring
            for t, variable in enumerate(_hires(frame, option))
        }
        _add_crowds(frame, hired)
        return cls(frame, hired)

    def starts(self, values: Sequence[float]) -> dict[StageKey, PeriodIndex]:
        """What values of the variables start."""
        return {
            key: PeriodIndex(t)
            for key, starts in self.frame.starts.items()
            for t, variable in starts.items()
            if values[variable] > HALF
        }

    def hires(self, values: Sequence[float]) -> tuple[HireUse, ...]:
        """Whom values of the variables hire."""
        return tuple(
            HireUse(option=option, period=PeriodIndex(t), slices=Slices(round(values[variable])))
            for (option, t), variable in sorted(self.hired.items())
            if round(values[variable]) > 0
        )


def _hires(frame: Frame, option: HiringOption) -> list[int]:
    """Slices of an option that are there, by period."""
    model, each = frame.model, Fraction(1, frame.portfolio.settings.slices_per_fte)
    there: list[int] = []
    came: list[int] = []
    for t in range(frame.horizon):
        most = option.most if t >= option.lead_time else 0
        there.append(model.variable(most, whole=True))
        came.append(model.variable(option.most, whole=True))
        frame.gains.add(there[t], -option.cost * each)
        frame.gains.add(came[t], -option.one_off * each)
        before = Linear.of(there[t - 1 : t])
        model.at_most(Linear.of([there[t]]).minus(before), Linear.of([came[t]]))
        stay = before
        if option.kind is HiringKind.CONTRACTOR:
            stay = Linear.of(came[max(0, t - option.shortest_stay + 1) :])
        model.at_most(stay, Linear.of([there[t]]))
    return there


def _add_crowds(frame: Frame, hired: dict[tuple[OptionId, int], int]) -> None:
    """A row per crowd and period: what is asked is there, or hired."""
    crowds = Crowds(frame.facts)
    asked: defaultdict[tuple[Crowd, int], Linear] = defaultdict(Linear)
    for key, demand in crowds.demands.items():
        for start, variable in frame.starts[key].items():
            for t in crowds.running(frame.index.stage[key], start):
                for crowd, slices in demand.items():
                    asked[crowd, t].add(variable, slices)
    for (crowd, t), total in asked.items():
        there = Linear(constant=crowds.room.get((crowd, t), 0))
        for option in frame.portfolio.hiring:
            if crowd.skill in (None, option.skill):
                there.add(hired[option.id, t])
            reskilled = option.kind is HiringKind.RESKILL
            if reskilled and crowd.domain is None and crowd.skill in (None, option.from_skill):
                there.add(hired[option.id, t], -1)
        frame.model.at_most(total, there)
