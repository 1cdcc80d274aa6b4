"""A large portfolio: what lets an initiative in around its plan, everything else staying as it is.

One exact solve is not the way here, so the least of all is not known. What suffices is: found by
small solves in which all others keep their starts, and in which the plan gains by it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from models.counterfactual import Change, ChangeKind, Counterfactual, Unit
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId, Money, PeriodIndex, SkillId
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.lever import with_people
from optimizer.counterfactual.question import Question, given
from optimizer.counterfactual.singles import singles
from optimizer.counterfactual.worth import Clock
from optimizer.funding.build import Built, build
from optimizer.funding.engine import Answer, Search, solve
from optimizer.funding.model import Columns, Model, Row, at_least
from optimizer.funding.objective import rounding
from optimizer.funding.people import Bounded, People
from optimizer.funding.problem import Problem
from optimizer.gates import judge

ROUNDS = 25
"""Times that people are asked whether they can do an answer."""

GAIN = 1e-7
"""Share of its worth by which the plan must be worth more: less is an engine's noise."""

NOISE = 1e-3
"""By which an engine's amounts may be off."""

NOTE = (
    "This portfolio is too large for one exact solve: what is told lets it in, to its end, while "
    "all others stay as planned, people counted by groups; less may do where others give way."
)


@dataclass
class Around:
    """One portfolio with the plan at hand, its people as rows that are found when broken."""

    portfolio: Portfolio
    stage: StageKey
    starts: dict[StageKey, PeriodIndex]
    clock: Clock
    built: Built = field(init=False)
    people: People = field(init=False)
    known: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.built = build(Problem.of(self.portfolio, judge(self.portfolio)), flows=False)
        self.people = People(self.built.programme)

    def best(self, *, inside: bool) -> float | None:
        """The best value with the initiative to its end, or without, where all others stay."""
        answer = self._solve(self._model(inside=inside))
        return None if answer is None else answer.objective

    def money(self, fund: FundId, windows: Iterable[int], value: float) -> float | None:
        """The least more of a fund, over all the windows together, that is worth the value.

        All others keep their starts.
        """
        model = self._model(inside=True)
        old = model.columns
        columns = Columns([*old.names], [*old.lower], [*old.upper], [*old.integer])
        extra = {w: columns.add(("extra", fund, w)) for w in windows}
        columns.prices = dict.fromkeys(extra.values(), -1)
        share = Fraction(self.built.programme.problem.index.funds[fund].carry_over) / 100
        rows = [_with_extra(row, fund, extra, share) for row in model.rows]
        enough = Fraction(math.floor(value)) - model.constant - rounding(self.built.programme)
        rows.append(at_least(("it is worth enough",), [*old.prices.items()], enough))
        answer = self._solve(Model(columns, tuple(rows)))
        return None if answer is None else -answer.objective

    def _model(self, *, inside: bool) -> Model:
        model, v = self.built.model, self.built.programme.v
        lower, upper = [*model.columns.lower], [*model.columns.upper]
        last = self.built.programme.problem.index.stages_of[self.stage.initiative][-1].key
        for key, columns in v.started.items():
            mine = key.initiative == self.stage.initiative and key.stage >= self.stage.stage
            if mine:
                upper[columns[-1]] = 1 if inside else 0
                lower[columns[-1]] = int(inside and key == last)
            else:
                start = self.starts.get(key)
                for t, column in enumerate(columns):
                    lower[column] = upper[column] = int(start is not None and start <= t)
        return replace(model, columns=replace(model.columns, lower=lower, upper=upper))

    def _solve(self, model: Model) -> Answer | None:
        """The best answer that people can do; None where there is none in the time."""
        import numpy as np

        for _ in range(ROUNDS):
            if self.clock.over:
                return None
            deadline = time.monotonic() + max(0.1, self.clock.left)
            search = Search(gap=0.0, deadline=deadline)
            answer = solve(model.with_rows(self.known), search)
            if answer.values is None:
                return None
            size = len(self.built.programme.v.columns.names)
            broken = self.people.broken(np.array(answer.values[:size]))
            if broken is None:
                return answer
            self.known += _rows(broken)
        return None


def _with_extra(row: Row, fund: FundId, extra: dict[int, int], share: Fraction) -> Row:
    name, more = row.name, list(row.terms)
    if name[0] == "fund_covers_charges" and name[1] == fund and name[2] in extra:
        more.append((extra[int(str(name[2]))], -1))
    elif name[0] == "carry_over_is_a_share" and name[1] == fund:
        before = int(str(name[2])) - 1
        if before in extra:
            more.append((extra[before], -share))
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


def around(asking: Asking) -> Counterfactual:
    """The answer about one initiative of a large portfolio, one question after another."""
    found = [row for question in questions_around(asking).values() for row in ask_around(question)]
    return told_around(asking, found)


def told_around(asking: Asking, changes: Iterable[Change]) -> Counterfactual:
    """The answer, with the changes that its questions found."""
    reason = next(row for row in asking.plan.reasons if row.initiative == asking.initiative)
    return Counterfactual(
        initiative=asking.initiative,
        name=asking.index.initiatives[asking.initiative].name,
        decision=reason.decision,
        reason=reason.text,
        would_change=tuple(sorted(changes, key=lambda row: not row.works)),
        note=NOTE if questions_around(asking) else "",
    )


def questions_around(asking: Asking) -> dict[str, Question]:
    """What is asked of a refused initiative, by keys that name it; nothing of others."""
    stage = asking.stage
    if stage is None or asking.standing not in (Standing.REFUSED, Standing.STOPPED):
        return {}
    rows = singles(asking.portfolio, stage, asking.plan.verdicts)
    return {
        **{f"money {f}": Question(asking, ChangeKind.MONEY, fund=f) for f in asking.funds},
        **{f"people {s}": Question(asking, ChangeKind.PEOPLE, skill=s) for s in asking.skills},
        **{f"single {n}": Question(asking, row.kind, place=n) for n, row in enumerate(rows)},
    }


def ask_around(question: Question) -> tuple[Change, ...]:
    """Whether, and from which amount on, the change is enough."""
    asking, stage = question.asking, given(question.asking.stage)
    base = _around(asking, asking.portfolio)
    without = base.best(inside=False)
    if without is None:
        return ()
    enough = without + max(1.0, abs(without) * GAIN)
    if question.fund is not None:
        return (_money(asking, base, question.fund, enough),)
    if question.skill is not None:
        return (_people(asking, question.skill, enough),)
    single = singles(asking.portfolio, stage, asking.plan.verdicts)[question.place]
    found = _around(asking, single.portfolio).best(inside=True)
    works = True if found is not None and found >= enough else None
    gain = None if works is None or found is None else Money(round(found - without))
    return (Change(kind=single.kind, what=single.what, works=works, gain=gain),)


def _around(asking: Asking, portfolio: Portfolio) -> Around:
    starts = dict(asking.known.best.starts)
    return Around(portfolio, given(asking.stage), starts, Clock.of(asking.seconds))


def _money(asking: Asking, base: Around, fund: FundId, enough: float) -> Change:
    """The window of the fund in which the least more is enough."""
    windows = range(len(asking.index.calendar.windows))
    named, name = asking.index.calendar.windows, asking.index.funds[fund].name
    change = Change(kind=ChangeKind.MONEY, what=name, works=None, unit=Unit.MONEY, fund=fund)
    if base.money(fund, windows, enough) is None:
        return change
    found = [
        (math.ceil(amount - NOISE), w)
        for w in windows
        if (amount := base.money(fund, [w], enough)) is not None
    ]
    if not found:
        return change
    amount, w = min(found)
    news = {"works": True, "amount": amount, "what": f"{name} in {named[w]}"}
    return change.model_copy(update=news | {"windows": (named[w],)})


def _people(asking: Asking, skill: SkillId, enough: float) -> Change:
    """The least that suffices in every period; found by halving."""
    horizon = asking.index.calendar.horizon
    ever = PeriodIndex(0), PeriodIndex(horizon - 1)
    change = Change(
        kind=ChangeKind.PEOPLE, what=f"{skill} in every period", works=None, skill=skill
    )

    def suffices(slices: int) -> bool:
        more = with_people(asking.portfolio, skill, ever, slices)
        found = _around(asking, more).best(inside=True)
        return found is not None and found >= enough

    most = sum(
        row.slices
        for row in asking.portfolio.demand
        if row.skill == skill and row.initiative == asking.initiative
    )
    amount = _least(suffices, most)
    if amount is None:
        return change
    news = {"works": True, "amount": amount, "unit": Unit.SLICES}
    return change.model_copy(update=news | {"first": ever[0], "last": ever[1]})


def _least(suffices: Callable[[int], bool], most: int) -> int | None:
    if not suffices(most):
        return None
    low, high = -1, most
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle, high)
    return high
