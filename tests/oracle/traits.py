"""What a portfolio may have, each as a way to take it away.

A trait occurs in a portfolio that changes when it is taken away, and it decides where the best plan
changes too.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from models.dependency import Dependency, DependencyType
from models.envelope import Measure
from models.fund import Counts, PaysFor
from models.ledger_extract import ReleaseState
from models.person import Lendable
from models.portfolio import Portfolio
from models.settings import Reserve
from models.stage import StageStatus
from models.supply import HiringKind
from tests.portfolios import change, with_settings

Relax = Callable[[Portfolio], Portfolio]
AMPLE = 10**6


def _set(field: str, **values: object) -> Relax:
    """These values in every row of a sheet."""

    def relax(portfolio: Portfolio) -> Portfolio:
        rows = getattr(portfolio, field)
        return change(portfolio, **{field: tuple(row.model_copy(update=values) for row in rows)})

    return relax


def _without(field: str, unwanted: Callable[[Any], bool]) -> Relax:
    """No such rows in a sheet."""

    def relax(portfolio: Portfolio) -> Portfolio:
        rows = getattr(portfolio, field)
        return change(portfolio, **{field: tuple(row for row in rows if not unwanted(row))})

    return relax


def _settings(**values: object) -> Relax:
    def relax(portfolio: Portfolio) -> Portfolio:
        return with_settings(portfolio, **values)

    return relax


def _each(field: str, relaxed: Callable[[Any], Any]) -> Relax:
    def relax(portfolio: Portfolio) -> Portfolio:
        rows = getattr(portfolio, field)
        return change(portfolio, **{field: tuple(relaxed(row) for row in rows)})

    return relax


def _linked(kind: DependencyType, *, flagged: bool = False) -> Relax:
    def unwanted(row: Dependency) -> bool:
        return row.type is kind and (row.flag_cost is not None) == flagged

    return _without("dependencies", unwanted)


def _enveloped(measure: Measure, side: str) -> Relax:
    return _without(
        "envelopes", lambda row: row.measure is measure and getattr(row, side) is not None
    )


def _hired(kind: HiringKind) -> Relax:
    return _without("hiring", lambda row: row.kind is kind)


def _begun(status: StageStatus) -> Relax:
    fresh = {"status": StageStatus.NOT_STARTED, "started": None}
    return _each(
        "stages", lambda row: row.model_copy(update=fresh) if row.status is status else row
    )


def _ample(row: Any) -> Any:  # noqa: ANN401 - a Budget
    return row if row.overrun_price is not None else row.model_copy(update={"amount": AMPLE})


def _no_price(row: Any) -> Any:  # noqa: ANN401 - a Budget
    return row.model_copy(update={"overrun_price": row.overrun_price and Decimal(0)})


def _narrow(row: Any) -> Any:  # noqa: ANN401 - a Person
    return row.model_copy(update={"lendable": Lendable.NO})


TRAITS: dict[str, Relax] = {
    "gates": _without("objectives", lambda _: True),
    "conditional share": _settings(conditional_share=Decimal(0)),
    "waivers": _without("waivers", lambda _: True),
    "chances": _set("stages", chance=Decimal(100)),
    "done stages": _begun(StageStatus.DONE),
    "active stages": _begun(StageStatus.ACTIVE),
    "releases": _without("releases", lambda row: row.state.stands),
    "reversed releases": _without("releases", lambda row: row.state is ReleaseState.REVERSED),
    "must do": _set("initiatives", must_do=False),
    "leave out": _set("initiatives", leave_out=False),
    "choose one of": _set("initiatives", group=None),
    "earliest start": _set("initiatives", earliest_start=None),
    "latest finish": _set("initiatives", latest_finish=None),
    "deadline penalty": _set("initiatives", deadline_penalty=None),
    "finish-start": _linked(DependencyType.FINISH_START),
    "flag": _linked(DependencyType.FINISH_START, flagged=True),
    "lag": _set("dependencies", lag=0),
    "same release": _linked(DependencyType.SAME_RELEASE),
    "needs": _linked(DependencyType.NEEDS),
    "excludes": _linked(DependencyType.EXCLUDES),
    "hard budgets": _each("budgets", _ample),
    "overrun prices": _each("budgets", _no_price),
    "carry over": _set("funds", carry_over=Decimal(0)),
    "pays for": _set("funds", pays_for=PaysFor()),
    "named fund": _set("stages", fund=None),
    "counts spend": _set("budgets", counts=Counts.RELEASE),
    "spend profile": _set("stages", spend_profile=()),
    "capex": _set("stages", capex=Decimal(0)),
    "expected reserve": _settings(reserve=Reserve.FULL),
    **{f"{measure} ceiling": _enveloped(measure, "at_most") for measure in Measure},
    **{f"{measure} floor": _enveloped(measure, "at_least") for measure in Measure},
    "demand": _without("demand", lambda _: True),
    "levels": _set("demand", lowest_level=1),
    "lent in the domain": _each(
        "people", lambda row: _narrow(row) if row.lendable is Lendable.DOMAIN else row
    ),
    "lent anywhere": _each(
        "people", lambda row: _narrow(row) if row.lendable is Lendable.ANYWHERE else row
    ),
    "longest loan": _set("people", longest_loan=None),
    "function limit": _set("functions", most_lent=None),
    "most teams": _settings(most_teams=20),
    "fewest people": _set("teams", fewest=None),
    "most people": _set("teams", most=None),
    "reserve of a team": _set("teams", reserve=Decimal(0)),
    "availability": _without("availability", lambda _: True),
    "locks": _set("assignments", locked=False),
    "moves": _settings(move_price=0),
    "pools": _without("pools", lambda _: True),
    "hire": _hired(HiringKind.HIRE),
    "contractor": _hired(HiringKind.CONTRACTOR),
    "reskill": _hired(HiringKind.RESKILL),
    "lead time": _set("hiring", lead_time=0),
    "one-off cost": _set("hiring", one_off=0),
    "shortest stay": _set("hiring", shortest_stay=1),
    "discount": _settings(discount_rate=Decimal(0)),
    "ramp": _set("benefits", ramp=0),
    "lasts": _set("benefits", lasts=None),
    "profile": _set("benefits", profile=()),
    "counts from start": _without("benefits", lambda row: row.counts_from == "start"),
    "after stage": _set("benefits", after_stage=None),
    "confidence": _set("benefits", confidence=Decimal(100)),
}
"""Name of each trait, and the portfolio without it."""


def occurs(name: str, portfolio: Portfolio) -> bool:
    """Whether a portfolio has a trait."""
    return TRAITS[name](portfolio) != portfolio
