"""Plans near the one at hand: an initiative and its rivals are decided anew, all others stay."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from models.plan import Assignment, HireUse
from models.stage import StageKey
from models.units import FundId, PeriodIndex
from optimizer.counterfactual.around.ground import Ground
from optimizer.counterfactual.case import Near, worth_enough
from optimizer.counterfactual.clock import Clock
from optimizer.funding.choice import chosen_hires, chosen_starts
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.model import Model, Row
from optimizer.funding.people import Bounded

Starts = Mapping[StageKey, PeriodIndex]

At = tuple[FundId, int]
"""A fund, and the position of a window."""

Room = Mapping[At, tuple[float, float]]
"""Between which amounts, in minor units, a budget may grow (or, below 0, shrink)."""

PEOPLE = "people_can_do_it"
"""Rows about people, by groups."""

ROUNDS = 25
"""Times that people are asked whether they can do an answer."""

NODES = 60
"""Of a solve among them: the same on every machine."""

DECIDING = 500
"""Where only whether one is worth enough is asked: it ends with the first that is, or the bound."""

GAP, MONEY_GAP = 1e-5, 1e-2
"""Relative gaps: of the whole portfolio's value, and of an amount of money."""

NOISE = 1e-3
"""By which an engine's amounts may be off."""

AS_THEY_ARE: Room = MappingProxyType({})
"""No budget changes."""


class Best(NamedTuple):
    """The best plan found among those that were looked at."""

    value: float
    """Minor units, by groups of people."""
    starts: Starts
    hires: tuple[HireUse, ...]
    extra: Mapping[At, float]
    """Minor units of money that it has beyond the budgets."""
    names: tuple[Assignment, ...] = ()
    """Who works where, once names have been found."""


@dataclass
class Nearby:
    """Plans that differ from one in a few initiatives only."""

    ground: Ground
    stage: StageKey | None
    """The stage that is decided, if any is."""
    near: Near
    clock: Clock
    known: list[Row] = field(default_factory=list)
    """What is known of people and their names."""
    gap: float = GAP
    sure: bool = False
    """Whether, where none was found, it is proven that there is none."""

    def best(
        self,
        *,
        inside: bool | None = None,
        budgets: Room = AS_THEY_ARE,
        enough: float | None = None,
    ) -> Best | None:
        """The best one that starts the stage, or does not; None: none found.

        Where only so much is asked for, the first one found that is worth it.
        """
        model = self._model(inside=inside)
        return self._solve(self._with_money(model, budgets), self.gap, enough)

    def least_money(
        self, budgets: Room, value: float | None, *, inside: bool = True
    ) -> Best | None:
        """The one with it (or without) that is worth a value and has the least money there."""
        model = self._model(inside=inside)
        model = self._with_money(model, budgets)
        model.columns.prices = dict.fromkeys(self._money(model), -1)
        if value is None:
            return self._solve(model, MONEY_GAP)
        return self._solve(model.with_rows([worth_enough(self.ground.built, value)]), MONEY_GAP)

    def _money(self, model: Model) -> dict[int, At]:
        """The columns for money more or less."""
        first = len(self.ground.built.model.columns.names)
        names = model.columns.names[first:]
        return {
            first + n: (FundId(str(name[1])), int(str(name[2]))) for n, name in enumerate(names)
        }

    def _with_money(self, model: Model, budgets: Room) -> Model:
        """The programme with a column for each budget that may change."""
        columns = model.columns.copy()
        more: dict[At, int] = {}
        for at, (low, high) in budgets.items():
            more[at] = columns.add(("more", *at))
            columns.lower[-1], columns.upper[-1] = low, high
        funds = self.ground.index.funds
        shares = {fund: Fraction(funds[fund].carry_over) / 100 for fund, _ in more}
        rows = model.rows
        if more:
            rows = tuple(_with_more(row, more, shares) for row in rows)
        return Model(columns, rows, model.constant)

    def _best(self, model: Model, values: tuple[float, ...]) -> Best:
        programme, ground = self.ground.built.programme, self.ground.built.model
        value = ground.constant + sum(
            float(price) * values[column] for column, price in ground.columns.prices.items()
        )
        extra = {at: values[column] for column, at in self._money(model).items()}
        extra = {at: amount for at, amount in extra.items() if abs(amount) > NOISE}
        starts, hires = chosen_starts(programme, values), chosen_hires(programme, values)
        return Best(value, starts, hires, extra)

    def _model(self, *, inside: bool | None) -> Model:
        model, v = self.ground.built.model, self.ground.built.programme.v
        columns = self.near.fix(self.ground.built.programme, model.columns)
        if inside is None or self.stage is None:
            return replace(model, columns=columns)
        if inside:
            columns.lower[v.started[self.stage][-1]] = 1
        else:
            columns.upper[v.started[self.stage][-1]] = 0
        return replace(model, columns=columns)

    def _solve(self, model: Model, gap: float, enough: float | None = None) -> Best | None:
        """The best answer that people can do; None where there is none in the time."""
        import numpy as np

        size, self.sure = len(self.ground.built.programme.v.columns.names), False
        for _ in range(ROUNDS):
            if self.clock.over:
                return None
            answer = solve(model.with_rows(self.known), self._search(gap, enough))
            too_little = enough is not None and answer.bound < enough
            self.sure = too_little or answer.ending in (Ending.INFEASIBLE, Ending.TOO_LITTLE)
            if answer.values is None or (enough is not None and answer.objective < enough):
                return None
            broken = self.ground.people.broken(np.array(answer.values[:size]))
            if broken is None:
                return self._best(model, answer.values)
            self.known += _rows(broken)
        return None

    def _search(self, gap: float, enough: float | None) -> Search:
        search = Search(
            gap=gap,
            deadline=time.monotonic() + max(0.1, self.clock.left),
            nodes=NODES,
            lean=True,
            interrupted=self.clock.stopped,
        )
        if enough is None:
            return search
        return replace(search, gap=0, nodes=DECIDING, enough=enough, target=enough)


def _with_more(row: Row, more: Mapping[At, int], shares: Mapping[FundId, Fraction]) -> Row:
    name, terms = row.name, list(row.terms)
    if name[0] not in ("fund_covers_charges", "carry_over_is_a_share"):
        return row
    fund, window = FundId(str(name[1])), int(str(name[2]))
    if name[0] == "fund_covers_charges" and (fund, window) in more:
        terms.append((more[fund, window], -1))
    elif name[0] == "carry_over_is_a_share" and (fund, window - 1) in more:
        terms.append((more[fund, window - 1], -shares[fund]))
    return row._replace(terms=terms)


def _rows(broken: Bounded) -> list[Row]:
    matrix = broken.matrix
    return [
        Row(
            (PEOPLE,),
            [
                (int(matrix.indices[k]), Fraction(float(matrix.data[k])))
                for k in range(matrix.indptr[r], matrix.indptr[r + 1])
            ],
            upper=float(broken.upper[r]),
        )
        for r in range(matrix.shape[0])
    ]
