"""What one more unit of money, people and room is worth: indicative, then confirmed by solving."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.counterfactual import Basis, Price, PricedKind
from models.envelope import Envelope, Limit, Measure
from models.index import Index
from models.person import Availability
from models.portfolio import Portfolio
from models.units import PeriodIndex, PersonId, SkillId, Slices
from optimizer.counterfactual.asking import Asking, Known
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.changed import with_money, with_people
from optimizer.counterfactual.clock import Clock, never
from optimizer.counterfactual.question import given
from optimizer.counterfactual.singles import called
from optimizer.counterfactual.span import Span
from optimizer.funding.build import build
from optimizer.funding.problem import Problem
from optimizer.funding.strategy.prices import of_money_and_people, of_room, relaxed
from optimizer.gates import judge

MOST_CONFIRMED = 12
"""Prices that are confirmed: those of which a step is worth most."""

RELAXING = 120.0
"""Seconds for the relaxation, which takes six with 1,000 initiatives."""

STEP = Decimal("0.01")
"""Share of a budget or of a limit that a step is; of people it is one slice."""


@dataclass(frozen=True)
class Confirming:
    """One price to be confirmed; it can be sent elsewhere."""

    portfolio: Portfolio
    known: Known
    price: Price
    seconds: float | None = None
    stopped: Callable[[], bool] = never


def prices(asking: Asking) -> tuple[Price, ...]:
    """What the relaxation says that is scarce: funds by window, skills by period, envelopes."""
    portfolio, index, clock = asking.portfolio, asking.index, Clock.of(RELAXING, asking.stopped)
    calendar, currency = index.calendar, portfolio.settings.currency
    built = build(Problem.of(portfolio, judge(portfolio)), flows=False, ties=False)
    duals = relaxed(built, lambda: clock.over)
    if duals is None:
        return ()
    found: list[Price] = []
    for row in of_money_and_people(built.programme, duals):
        if row.fund is not None:
            price = Price(
                kind=PricedKind.FUND,
                what=index.funds[row.fund].name,
                when=str(row.window),
                fund=row.fund,
                window=row.window,
                unit=currency,
                indicative=row.worth,
            )
        else:
            t = given(row.period)
            price = Price(
                kind=PricedKind.SKILL,
                what=str(row.skill),
                when=calendar.periods[t].id,
                skill=row.skill,
                period=t,
                unit="slice",
                indicative=row.worth,
            )
        found.append(price)
    envelopes = {row.id: row for row in portfolio.envelopes}
    for each in of_room(built.programme, duals):
        row_of = envelopes[each.envelope]
        found.append(
            Price(
                kind=PricedKind.ENVELOPE,
                what=f"{each.side} of {called(portfolio, row_of)}",
                when=_when(index, each.span),
                envelope=each.envelope,
                side=each.side,
                unit=_unit(row_of, each.side, currency),
                indicative=each.worth,
            )
        )
    return tuple(found)


def _when(index: Index, span: tuple[PeriodIndex, ...]) -> str:
    if len(span) == index.calendar.horizon:
        return "over the whole plan"
    return str(index.calendar.windows[index.calendar.window_of[span[0]]])


def _unit(row: Envelope, side: str, currency: str) -> str:
    limit = given(row.at_most if side == "ceiling" else row.at_least)
    if limit.percent is not None:
        return "percent point"
    return {Measure.PEOPLE: "slice", Measure.STARTS: "stage"}.get(row.measure, currency)


def to_confirm(asking: Asking, found: Iterable[Price]) -> dict[str, Confirming]:
    """The prices to be confirmed, by keys that name them: those of which a step is worth most."""
    stepped = [(price, _step(asking.portfolio, price)) for price in found]
    worth = sorted(
        ((price.indicative * step, place) for place, (price, step) in enumerate(stepped) if step),
        key=lambda row: (-row[0], row[1]),
    )
    chosen = sorted(place for _, place in worth[:MOST_CONFIRMED])
    return {
        _key(stepped[place][0]): Confirming(
            asking.portfolio,
            asking.known,
            stepped[place][0].model_copy(update={"step": stepped[place][1]}),
            asking.seconds,
            asking.stopped,
        )
        for place in chosen
    }


def _key(price: Price) -> str:
    return f"price of {price.what}, {price.when}"


def _step(portfolio: Portfolio, price: Price) -> Decimal | None:
    """How many units a step is; None where there is none to make."""
    if price.kind is PricedKind.SKILL:
        return Decimal(1)
    if price.kind is PricedKind.FUND:
        row = Index(portfolio).budgets.get((given(price.fund), given(price.window)))
        minor = max(1, round((0 if row is None else row.amount) * STEP))
        return Decimal(minor).scaleb(-portfolio.settings.exponent)
    limit = _limit(portfolio, price)
    if limit.percent is not None:
        return Decimal(1)
    whole = max(1, round((limit.amount or 0) * STEP))
    return Decimal(whole).scaleb(-_exponent(portfolio, price))


def _exponent(portfolio: Portfolio, price: Price) -> int:
    settings = portfolio.settings
    return settings.exponent if price.unit == settings.currency else 0


def _limit(portfolio: Portfolio, price: Price) -> Limit:
    row = next(row for row in portfolio.envelopes if row.id == price.envelope)
    return given(row.at_most if price.side == "ceiling" else row.at_least)


def confirm(task: Confirming) -> Price:
    """The price with what a step up and a step down bring, by solving the whole portfolio anew."""
    price, best, clock = task.price, task.known.best, Clock.of(task.seconds, task.stopped)
    spans = [_best(stepped(task.portfolio, price, sign), clock) for sign in (1, -1)]
    up, down = (_gained(task.portfolio, best, span) for span in spans)
    exact = best.exact and all(span is None or span.exact for span in spans)
    news = {
        "up": up,
        "down": None if down is None else -down,
        "proven": exact,
    }
    found = price.model_copy(update=news)
    return found if exact or found.is_open else found.model_copy(update={"basis": Basis.GROUPS})


def _best(portfolio: Portfolio | None, clock: Clock) -> Span | None:
    return None if portfolio is None else Case.of(portfolio).best(clock)


def _gained(portfolio: Portfolio, best: Span, span: Span | None) -> Decimal | None:
    """By how much more a plan is worth; ends that names leave open are compared like with like.

    None where a search was cut short: what it found says nothing of what it did not.
    """
    if span is None or not span.found or not best.found:
        return None
    if not (span.searched and best.searched):
        return None
    more = span.high - best.high
    return Decimal(int(more)).scaleb(-portfolio.settings.exponent)


def stepped(portfolio: Portfolio, price: Price, sign: int) -> Portfolio | None:
    """The portfolio with a step more (1) or less (-1); None where there is no less."""
    step = given(price.step)
    if price.kind is PricedKind.SKILL:
        skill, t = given(price.skill), given(price.period)
        if sign > 0:
            return with_people(portfolio, skill, (t, t), int(step))
        return _one_less(portfolio, skill, t)
    if price.kind is PricedKind.FUND:
        index = Index(portfolio)
        window = index.calendar.window_index(given(price.window))
        minor = int(step.scaleb(portfolio.settings.exponent))
        row = index.budgets.get((given(price.fund), given(price.window)))
        if sign < 0 and (row is None or row.amount < minor):
            return None
        return with_money(portfolio, given(price.fund), (window,), sign * minor)
    return _with_room(portfolio, price, sign)


def _with_room(portfolio: Portfolio, price: Price, sign: int) -> Portfolio | None:
    """More room is a higher ceiling, or a lower floor."""
    limit, step = _limit(portfolio, price), given(price.step)
    way = sign if price.side == "ceiling" else -sign
    if limit.percent is not None:
        percent = limit.percent + way * step
        if not 0 <= percent <= 100:  # noqa: PLR2004 - what a percentage is
            return None
        changed = Limit(percent=percent)
    else:
        amount = (limit.amount or 0) + way * int(step.scaleb(_exponent(portfolio, price)))
        if amount < 0:
            return None
        changed = Limit(amount=amount)
    field = "at_most" if price.side == "ceiling" else "at_least"
    rows = tuple(
        row.model_copy(update={field: changed}) if row.id == price.envelope else row
        for row in portfolio.envelopes
    )
    return portfolio.model_copy(update={"envelopes": rows})


def _one_less(portfolio: Portfolio, skill: SkillId, t: PeriodIndex) -> Portfolio | None:
    """A slice less of whoever can do little else but the skill and is there in the period."""
    index = Index(portfolio)
    able = [
        (len(skills), person)
        for person, skills in sorted(index.skills_of.items())
        if skill in skills and index.available(person, t) > _locked(index, person, t)
    ]
    if not able:
        return None
    person = min(able)[1]
    period = index.calendar.periods[t].id
    less = Slices(index.available(person, t) - 1)
    rest = tuple(
        row for row in portfolio.availability if (row.person, row.period) != (person, period)
    )
    row = Availability(person=person, period=period, slices=less)
    return portfolio.model_copy(update={"availability": (*rest, row)})


def _locked(index: Index, person: PersonId, t: PeriodIndex) -> int:
    """Slices of somebody's time in a period that are locked."""
    calendar = index.calendar
    return sum(
        row.slices
        for row in index.portfolio.assignments
        if row.locked
        and row.person == person
        and (row.until is None or t <= calendar.index(row.until))
    )


def confirmed(found: Iterable[Price], by_key: dict[str, Price]) -> list[Price]:
    """All prices, those that were confirmed in their place."""
    return [by_key.get(_key(price), price) for price in found]
