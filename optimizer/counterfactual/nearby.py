"""Plans near the one at hand: an initiative and its rivals are decided anew, all others stay."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from threading import Lock
from types import MappingProxyType
from typing import NamedTuple

from models.index import Index
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId, PeriodIndex
from optimizer.counterfactual.worth import Clock, Near
from optimizer.funding.build import Built, build
from optimizer.funding.choice import chosen_starts
from optimizer.funding.engine import Answer, Search, solve
from optimizer.funding.model import Columns, Model, Row, at_least
from optimizer.funding.objective import rounding
from optimizer.funding.people import Bounded, People
from optimizer.funding.problem import Problem
from optimizer.gates import judge

Starts = Mapping[StageKey, PeriodIndex]

ROUNDS = 25
"""Times that people are asked whether they can do an answer."""

NODES = 60
"""Of a solve among them: the same on every machine."""

GAP, MONEY_GAP = 1e-5, 1e-2
"""Relative gaps: of the whole portfolio's value, and of an amount of money."""

NOISE = 1e-3
"""By which an engine's amounts may be off."""


class Best(NamedTuple):
    """The best plan found among those that were looked at."""

    value: float
    """Minor units, by groups of people."""
    starts: Starts
    extra: Mapping[tuple[FundId, int], float] = MappingProxyType({})
    """Minor units of money that it asks for beyond the budgets, by fund and window."""


@dataclass(frozen=True)
class Ground:
    """A portfolio's programme, its people as rows that are found when broken."""

    portfolio: Portfolio
    built: Built
    people: People

    @classmethod
    def of(cls, portfolio: Portfolio) -> Ground:
        """Ready to be solved."""
        built = build(Problem.of(portfolio, judge(portfolio)), flows=False)
        return cls(portfolio, built, People(built.programme))

    @property
    def index(self) -> Index:
        """Look-ups."""
        return self.built.programme.problem.index

    def alike(self, other: Ground) -> bool:
        """Whether people can do the same in both, and columns mean the same."""
        if other is self:
            return True
        here, there = self.portfolio, other.portfolio
        people = ("people", "pools", "availability", "assignments", "hiring", "teams", "demand")
        same = all(getattr(here, name) == getattr(there, name) for name in people)
        columns = self.built.programme.v.columns.names, other.built.programme.v.columns.names
        return same and columns[0] == columns[1]


class _Latest:
    """The ground of the latest portfolio: all questions about one share it, sent here or not."""

    def __init__(self) -> None:
        self._lock, self._ground = Lock(), None

    _ground: Ground | None

    def of(self, portfolio: Portfolio) -> Ground:
        with self._lock:
            if self._ground is None or self._ground.portfolio != portfolio:
                self._ground = Ground.of(portfolio)
            return self._ground


_LATEST = _Latest()


def ground_of(portfolio: Portfolio) -> Ground:
    """The ground of a portfolio that many questions are about."""
    return _LATEST.of(portfolio)


@dataclass
class Nearby:
    """Plans that differ from one in an initiative and its rivals only."""

    ground: Ground
    stage: StageKey
    near: Near
    clock: Clock
    known: list[Row] = field(default_factory=list)

    def best(self, *, inside: bool) -> Best | None:
        """The best one with the initiative to its end, or without its stage; None: none found."""
        answer = self._solve(self._model(inside=inside), GAP)
        return None if answer is None else Best(answer.objective, self._chosen(answer))

    def money(self, fund_windows: Iterable[tuple[FundId, int]], value: float) -> Best | None:
        """The one with it that is worth the value and asks for the least more money there."""
        model = self._model(inside=True)
        old = model.columns
        columns = Columns([*old.names], [*old.lower], [*old.upper], [*old.integer])
        extra = {at: columns.add(("extra", *at)) for at in fund_windows}
        columns.prices = dict.fromkeys(extra.values(), -1)
        funds = self.ground.index.funds
        shares = {fund: Fraction(funds[fund].carry_over) / 100 for fund, _ in extra}
        rows = [_with_extra(row, extra, shares) for row in model.rows]
        enough = (
            Fraction(math.floor(value)) - model.constant - rounding(self.ground.built.programme)
        )
        rows.append(at_least(("it is worth enough",), [*old.prices.items()], enough))
        answer = self._solve(Model(columns, tuple(rows)), MONEY_GAP)
        if answer is None or answer.values is None:
            return None
        asked = {at: answer.values[column] for at, column in extra.items()}
        return Best(value, self._chosen(answer), {at: x for at, x in asked.items() if x > NOISE})

    def _chosen(self, answer: Answer) -> Starts:
        values = answer.values or ()
        return chosen_starts(self.ground.built.programme, values)

    def _model(self, *, inside: bool) -> Model:
        model, v = self.ground.built.model, self.ground.built.programme.v
        columns = self.near.fix(self.ground.built.programme, model.columns)
        last = self.ground.index.stages_of[self.stage.initiative][-1].key
        for key, by in v.started.items():
            if key.initiative == self.stage.initiative and key.stage >= self.stage.stage:
                if not inside:
                    columns.upper[by[-1]] = 0
                elif key == last:
                    columns.lower[by[-1]] = 1
        return replace(model, columns=columns)

    def _solve(self, model: Model, gap: float) -> Answer | None:
        """The best answer that people can do; None where there is none in the time."""
        import numpy as np

        size = len(self.ground.built.programme.v.columns.names)
        for _ in range(ROUNDS):
            if self.clock.over:
                return None
            deadline = time.monotonic() + max(0.1, self.clock.left)
            search = Search(
                gap=gap,
                deadline=deadline,
                nodes=NODES,
                lean=True,
                interrupted=self.clock.stopped,
            )
            answer = solve(model.with_rows(self.known), search)
            if answer.values is None:
                return None
            broken = self.ground.people.broken(np.array(answer.values[:size]))
            if broken is None:
                return answer
            self.known += _rows(broken)
        return None


def _with_extra(
    row: Row, extra: Mapping[tuple[FundId, int], int], shares: Mapping[FundId, Fraction]
) -> Row:
    name, more = row.name, list(row.terms)
    if name[0] not in ("fund_covers_charges", "carry_over_is_a_share"):
        return row
    fund, window = FundId(str(name[1])), int(str(name[2]))
    if name[0] == "fund_covers_charges" and (fund, window) in extra:
        more.append((extra[fund, window], -1))
    elif name[0] == "carry_over_is_a_share" and (fund, window - 1) in extra:
        more.append((extra[fund, window - 1], -shares[fund]))
    return row._replace(terms=more)


def _rows(broken: Bounded) -> list[Row]:
    matrix = broken.matrix
    return [
        Row(
            ("people_can_do_it",),
            [
                (int(matrix.indices[k]), Fraction(float(matrix.data[k])))
                for k in range(matrix.indptr[r], matrix.indptr[r + 1])
            ],
            upper=float(broken.upper[r]),
        )
        for r in range(matrix.shape[0])
    ]
