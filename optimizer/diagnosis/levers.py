"""What can be changed about a row, from nothing to all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from models.dependency import DependencyType
from models.diagnosis import RepairKind
from models.envelope import Envelope, Limit
from models.portfolio import Portfolio
from models.team import Team
from models.units import LARGEST_MONEY, Slices
from models.wording import counted, number
from optimizer.diagnosis.said import LINKS, Sayer
from optimizer.diagnosis.weaken import weakened, with_budgets
from optimizer.funding.places import Demanded

HUNDREDTHS = 100
"""Percentages move by hundredths."""


@dataclass(frozen=True)
class Lever:
    """One row that can be loosened by a whole number of steps."""

    kind: RepairKind
    most: int
    """The most steps that make sense; 1 for what is all or nothing."""
    turn: Callable[[Portfolio, int], Portfolio]
    """The portfolio with the row loosened by so many steps."""
    said: Callable[[int], str]
    """The change in words."""
    cost: Callable[[int], int] = lambda steps: steps
    """Of so many steps, in the unit of the kind."""


def lever(say: Sayer, name: Demanded) -> Lever | None:
    """How a row can be loosened; None for facts, and for what only people or funds can mend."""
    if name.constraint in _SCALES:
        return _SCALES[name.constraint](say, name)
    words = _YES_OR_NO.get(name.constraint)
    if words is None:
        return None
    return Lever(
        RepairKind.WAIVER,
        1,
        lambda portfolio, _: weakened(portfolio, [name]),
        lambda _: words(say, *name.key),
    )


def _dependency_waived(say: Sayer, row: object) -> str:
    link = next(each for each in say.portfolio.dependencies if each == row)
    before, after = say.initiative(link.before), say.initiative(link.after)
    return {
        DependencyType.FINISH_START: f"{after} need not wait for {before}",
        DependencyType.SAME_RELEASE: f"{after} and {before} need not ship together",
        DependencyType.NEEDS: f"{after} may be started without {before}",
        DependencyType.EXCLUDES: f"{after} and {before} may both be started",
    }[link.type]


def _lock_opened(say: Sayer, row: object) -> str:
    lock = next(each for each in say.portfolio.assignments if each == row)
    person, team = say.index.people[lock.person].name, say.index.teams[lock.team].name
    return f"{person} is no longer locked to the team “{team}”"


_YES_OR_NO: dict[str, Callable[..., str]] = dict.fromkeys(LINKS, _dependency_waived)
_YES_OR_NO |= {
    "must_do_is_done": lambda say, key: f"{say.initiative(key)} need not be done",
    "one_of_a_group": lambda _, key: f"more than one of the group “{key}” may be started",
    "gate_is_open": lambda say, key: f"{say.gate(key, failed=False)} is waived",
    "gate_failed": lambda say, key: f"{say.gate(key, failed=True)} is waived",
    "is_left_out": lambda say, key: f"{say.initiative(key)} is not left out",
    "is_locked": _lock_opened,
}


def _deadline(say: Sayer, name: Demanded) -> Lever:
    row = say.index.initiatives[name.key[0]]
    assert row.latest_finish is not None  # noqa: S101 - it has a deadline: that is what clashes
    last = say.index.calendar.index(row.latest_finish)
    beyond = say.index.calendar.horizon - last

    def turn(portfolio: Portfolio, steps: int) -> Portfolio:
        if steps >= beyond:
            return weakened(portfolio, [name])
        return _initiative(portfolio, row.id, {"latest_finish": say.period(last + steps)})

    def said(steps: int) -> str:
        if steps >= beyond:
            return f"{say.initiative(row.id)} may finish after the last period of the plan"
        return (
            f"{say.initiative(row.id)} may finish by {say.period(last + steps)} instead of "
            f"{row.latest_finish}, {counted(steps, 'period')} later"
        )

    return Lever(RepairKind.TIME, beyond, turn, said)


def _earliest(say: Sayer, name: Demanded) -> Lever:
    row = say.index.initiatives[name.key[0]]
    assert row.earliest_start is not None  # noqa: S101 - as above
    first = say.index.calendar.index(row.earliest_start)

    def said(steps: int) -> str:
        return (
            f"{say.initiative(row.id)} may start in {say.period(first - steps)} instead of "
            f"{row.earliest_start}, {counted(steps, 'period')} earlier"
        )

    return Lever(
        RepairKind.TIME,
        first,
        lambda portfolio, steps: _initiative(
            portfolio, row.id, {"earliest_start": say.period(first - steps)}
        ),
        said,
    )


def _initiative(portfolio: Portfolio, key: str, fields: dict[str, object]) -> Portfolio:
    rows = tuple(
        row.model_copy(update=fields) if row.id == key else row for row in portfolio.initiatives
    )
    return portfolio.model_copy(update={"initiatives": rows})


def _budget(say: Sayer, name: Demanded) -> Lever:
    fund, w = name.key
    window = say.index.calendar.windows[w]
    row = say.index.budgets.get((fund, window))
    has = 0 if row is None else row.amount

    def said(amount: int) -> str:
        return (
            f"the fund “{say.index.funds[fund].name}” gets {say.money(amount)} more in {window}: "
            f"{say.money(has + amount)}"
        )

    return Lever(
        RepairKind.MONEY,
        LARGEST_MONEY - has,
        lambda portfolio, amount: portfolio.model_copy(
            update={"budgets": with_budgets(portfolio, {(fund, w): amount})}
        ),
        said,
    )


def _envelope(say: Sayer, name: Demanded) -> Lever:
    row = next(each for each in say.portfolio.envelopes if each.id == name.key[0])
    floor = name.constraint == "envelope_floor"
    limit = row.at_least if floor else row.at_most
    assert limit is not None  # noqa: S101 - as above
    if limit.percent is not None:
        has, top = int(limit.percent * HUNDREDTHS), 100 * HUNDREDTHS
    else:
        has, top = limit.amount or 0, LARGEST_MONEY
    field, end = ("at_least", "floor") if floor else ("at_most", "ceiling")

    def loosened(steps: int) -> Limit:
        amount = has - steps if floor else has + steps
        if limit.percent is not None:
            return Limit(percent=Decimal(amount) / HUNDREDTHS)
        return Limit(amount=amount)

    def turn(portfolio: Portfolio, steps: int) -> Portfolio:
        rows = tuple(
            each.model_copy(update={field: loosened(steps)}) if each.id == row.id else each
            for each in portfolio.envelopes
        )
        return portfolio.model_copy(update={"envelopes": rows})

    def said(steps: int) -> str:
        return (
            f"the {end} of the envelope “{row.id}” is {_limit(say, row, loosened(steps))} instead "
            f"of {_limit(say, row, limit)}"
        )

    return Lever(RepairKind.WAIVER, has if floor else top - has, turn, said, lambda _: 1)


def _limit(say: Sayer, row: Envelope, limit: Limit) -> str:
    return say.limit(row, limit)


def _function(say: Sayer, name: Demanded) -> Lever:
    row = next(each for each in say.portfolio.functions if each.id == name.key[0])
    has = row.most_lent or 0
    there = sum(person.slices for person in say.portfolio.people if person.function == row.id)

    def turn(portfolio: Portfolio, steps: int) -> Portfolio:
        rows = tuple(
            each.model_copy(update={"most_lent": has + steps}) if each.id == row.id else each
            for each in portfolio.functions
        )
        return portfolio.model_copy(update={"functions": rows})

    return Lever(
        RepairKind.WAIVER,
        max(1, there - has),
        turn,
        lambda steps: (
            f"the function “{row.id}” lends {say.fte(has + steps)} instead of {say.fte(has)}"
        ),
        lambda _: 1,
    )


def _fewest(say: Sayer, name: Demanded) -> Lever:
    row = say.index.teams[name.key[0]]
    has = row.fewest or 0
    return _of_team(
        row,
        has,
        lambda steps: {"fewest": Slices(has - steps)},
        lambda steps: (
            f"the team “{row.name}” keeps {say.fte(has - steps)} of its people instead of "
            f"{say.fte(has)}"
        ),
    )


def _most(say: Sayer, name: Demanded) -> Lever:
    row = say.index.teams[name.key[0]]
    has = row.most or 0
    own = {each.id for each in say.portfolio.initiatives if each.team == row.id}
    asked = sum(each.slices for each in say.portfolio.demand if each.initiative in own)
    return _of_team(
        row,
        max(1, asked - has),
        lambda steps: {"most": Slices(has + steps)},
        lambda steps: (
            f"the team “{row.name}” takes {say.fte(has + steps)} of people's time instead of "
            f"{say.fte(has)}"
        ),
    )


def _reserve(say: Sayer, name: Demanded) -> Lever:
    row = say.index.teams[name.key[0]]
    has = int(row.reserve * HUNDREDTHS)

    def left(steps: int) -> Decimal:
        return Decimal(has - steps) / HUNDREDTHS

    return _of_team(
        row,
        has,
        lambda steps: {"reserve": left(steps)},
        lambda steps: (
            f"the team “{row.name}” keeps a reserve of {number(left(steps))} % instead of "
            f"{number(row.reserve)} %"
        ),
    )


def _of_team(
    row: Team,
    most: int,
    fields: Callable[[int], dict[str, object]],
    said: Callable[[int], str],
) -> Lever:
    def turn(portfolio: Portfolio, steps: int) -> Portfolio:
        rows = tuple(
            each.model_copy(update=fields(steps)) if each.id == row.id else each
            for each in portfolio.teams
        )
        return portfolio.model_copy(update={"teams": rows})

    return Lever(RepairKind.WAIVER, most, turn, said, lambda _: 1)


_SCALES: dict[str, Callable[[Sayer, Demanded], Lever]] = {
    "deadline_is_kept": _deadline,
    "earliest_start": _earliest,
    "fund_covers_charges": _budget,
    "envelope_floor": _envelope,
    "envelope_ceiling": _envelope,
    "function_lends_within_limit": _function,
    "team_keeps_fewest": _fewest,
    "team_takes_most": _most,
    "platform_keeps_reserve": _reserve,
}
