"""A portfolio that asks for less: some of its rows ask for nothing any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from models.base import Frozen
from models.fund import Budget, Counts
from models.ledger_extract import Waiver
from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from models.supply import Pool
from models.units import LARGEST_MONEY, FundId, Money, PoolId, Slices, WindowId
from models.verdict import VerdictKind
from optimizer.diagnosis.said import LINKS
from optimizer.funding.places import Demanded
from optimizer.gates import judge
from optimizer.gates.verdicts import GATE_RULE

PLENTY = Slices(10**6)
"""More of people's time than any team asks for."""

Keys = dict[str, set[tuple[Any, ...]]]

INITIATIVE: dict[str, dict[str, object]] = {
    "must_do_is_done": {"must_do": False},
    "deadline_is_kept": {"latest_finish": None, "deadline_penalty": None},
    "earliest_start": {"earliest_start": None},
    "is_left_out": {"leave_out": False},
}
"""What a demand on an initiative becomes when it is none any more."""

BY_ID: dict[str, tuple[str, dict[str, object]]] = {
    "envelope_floor": ("envelopes", {"at_least": None}),
    "envelope_ceiling": ("envelopes", {"at_most": None}),
    "function_lends_within_limit": ("functions", {"most_lent": None}),
    "team_keeps_fewest": ("teams", {"fewest": None}),
    "team_takes_most": ("teams", {"most": None}),
    "platform_keeps_reserve": ("teams", {"reserve": Decimal(0)}),
}
"""The same for other rows: their sheet and fields."""


def weakened(portfolio: Portfolio, names: Iterable[Demanded]) -> Portfolio:
    """The same portfolio without what these rows demand.

    Budgets become plenty, and so do the people who serve what a team asks of a skill.
    """
    keys: Keys = defaultdict(set)
    for name in names:
        keys[name.constraint].add(name.key)
    return portfolio.model_copy(
        update={
            "initiatives": _initiatives(portfolio, keys),
            "stages": _stages(portfolio, keys),
            "budgets": _budgets(portfolio, keys["fund_covers_charges"]),
            "dependencies": _dependencies(portfolio, keys),
            "pools": _pools(portfolio, keys),
            "waivers": _waivers(portfolio, keys),
            "assignments": _assignments(portfolio, keys["is_locked"]),
            "releases": _releases(portfolio, keys),
            **{sheet: _by_id(portfolio, sheet, keys) for sheet in ("envelopes", "functions")},
            "teams": _by_id(portfolio, "teams", keys),
        }
    )


def _initiatives(portfolio: Portfolio, keys: Keys) -> tuple[Frozen, ...]:
    rows = []
    for row in portfolio.initiatives:
        fields: dict[str, object] = {}
        for constraint, changed in INITIATIVE.items():
            if (row.id,) in keys[constraint]:
                fields |= changed
        if row.group is not None and (row.group,) in keys["one_of_a_group"]:
            fields["group"] = None
        rows.append(row.model_copy(update=fields) if fields else row)
    return tuple(rows)


def _stages(portfolio: Portfolio, keys: Keys) -> tuple[Frozen, ...]:
    """Stages that no fund may pay cost nothing; those that were a fact are open again."""
    rows = []
    for row in portfolio.stages:
        fields: dict[str, object] = {}
        if row.key in keys["fund_may_pay"]:
            fields["tranche"] = Money(0)
        if (row.initiative,) in keys["is_released"] and row.status is StageStatus.ACTIVE:
            fields |= {"status": StageStatus.NOT_STARTED, "started": None}
        rows.append(row.model_copy(update=fields) if fields else row)
    return tuple(rows)


def _budgets(portfolio: Portfolio, keys: set[tuple[Any, ...]]) -> tuple[Budget, ...]:
    return with_budgets(portfolio, dict.fromkeys(keys))


def with_budgets(
    portfolio: Portfolio, more: dict[tuple[Any, ...], int | None]
) -> tuple[Budget, ...]:
    """The budgets with more money by fund and position of the window; None = plenty."""
    windows = _windows(portfolio)
    asked = {(fund, windows[w]): amount for (fund, w), amount in more.items()}
    rows = []
    for row in portfolio.budgets:
        amount = asked.pop((row.fund, row.window), 0)
        most = LARGEST_MONEY if amount is None else min(LARGEST_MONEY, row.amount + amount)
        rows.append(row.model_copy(update={"amount": Money(most)}) if amount != 0 else row)
    counts = {row.fund: row.counts for row in portfolio.budgets}
    for (fund, window), amount in sorted(asked.items()):
        if amount != 0:
            rows.append(
                Budget(
                    fund=FundId(fund),
                    window=WindowId(window),
                    amount=Money(LARGEST_MONEY if amount is None else amount),
                    counts=counts.get(FundId(fund), Counts.RELEASE),
                )
            )
    return tuple(rows)


def _windows(portfolio: Portfolio) -> list[str]:
    periods = sorted(portfolio.periods, key=lambda period: period.start)
    return list(dict.fromkeys(period.window for period in periods))


def _dependencies(portfolio: Portfolio, keys: Keys) -> tuple[Frozen, ...]:
    gone = {key[0] for constraint in LINKS for key in keys[constraint]}
    return tuple(row for row in portfolio.dependencies if row not in gone)


def _pools(portfolio: Portfolio, keys: Keys) -> tuple[Pool, ...]:
    """Plenty of what a team asks of a skill, and of what names cannot serve.

    The demand stays: what it asks of a team that takes only so many people is another row's.
    """
    team_of = {row.id: row.team for row in portfolio.initiatives}
    stages = {stage for key in keys["names_fit"] for stage in key[0]}
    refused = {
        (team_of[row.initiative], row.skill)
        for row in portfolio.demand
        if (row.initiative, row.stage) in stages
    }
    return portfolio.pools + tuple(
        Pool(
            id=PoolId(f"plenty of {skill} for {team}, {len(portfolio.pools)}"),
            skill=skill,
            slices=PLENTY,
            team=team,
        )
        for team, skill in sorted(keys["demand_is_served"] | refused)
    )


def _waivers(portfolio: Portfolio, keys: Keys) -> tuple[Waiver, ...]:
    """Waivers of the gates that are in the way; those of stages to come stay what they are."""
    if not keys["gate_failed"] and not keys["gate_is_open"]:
        return portfolio.waivers
    return portfolio.waivers + tuple(
        Waiver(
            rule=GATE_RULE,
            subject=f"{gate.initiative}/{gate.stage}",
            approver="whoever decides on it",
            reason="to see whether a plan exists then",
            expires=portfolio.settings.as_of,
        )
        for gate in gates_in_the_way(portfolio, keys)
    )


def gates_in_the_way(portfolio: Portfolio, keys: Keys) -> list[StageKey]:
    """Gates that failed, and those after done stages that are not open."""
    done = {row.key for row in portfolio.stages if row.status is StageStatus.DONE}
    return [
        row.gate
        for row in judge(portfolio)
        if ((row.gate.initiative,) in keys["gate_failed"] and row.kind is VerdictKind.FAILED)
        or (
            (row.gate.initiative,) in keys["gate_is_open"]
            and row.gate in done
            and not row.kind.opens
        )
    ]


def _assignments(portfolio: Portfolio, keys: set[tuple[Any, ...]]) -> tuple[Frozen, ...]:
    opened = {key[0] for key in keys}
    return tuple(
        row.model_copy(update={"locked": False}) if row in opened else row
        for row in portfolio.assignments
    )


def _releases(portfolio: Portfolio, keys: Keys) -> tuple[Frozen, ...]:
    """Without releases that are a fact no more, and without those that a reversal holds back."""
    done = {row.key for row in portfolio.stages if row.status is StageStatus.DONE}
    return tuple(
        row
        for row in portfolio.releases
        if (row.state.stands or (row.initiative,) not in keys["gate_is_open"])
        and (
            not row.state.stands
            or (row.initiative,) not in keys["is_released"]
            or (row.initiative, row.stage) in done
        )
    )


def _by_id(portfolio: Portfolio, sheet: str, keys: Keys) -> tuple[Frozen, ...]:
    rows = []
    for row in getattr(portfolio, sheet):
        fields: dict[str, object] = {}
        for constraint, (where, changed) in BY_ID.items():
            if where == sheet and (row.id,) in keys[constraint]:
                fields |= changed
        rows.append(row.model_copy(update=fields) if fields else row)
    return tuple(rows)
