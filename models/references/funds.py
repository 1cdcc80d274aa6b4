"""Funds and budgets that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.fund import CostType, Counts, Fund, Use
from models.index import Index
from models.initiative import Theme
from models.issue import Issue
from models.portfolio import Portfolio
from models.references.names import Names
from models.references.report import error, place, warning
from models.stage import Stage, StageStatus
from models.team import TeamKind
from models.units import DomainId

_HUNDRED = 100


class Part(NamedTuple):
    """What decides which funds may pay a part of a tranche."""

    domain: DomainId | None
    kind: TeamKind
    theme: Theme | None
    cost_type: CostType
    only: str | None
    """The fund that the stage names."""


def domains(portfolio: Portfolio, known: Mapping[str, Names]) -> Iterator[Issue]:
    """Domains that a fund pays for and no team belongs to, or that cannot be written in a list."""
    for at, fund in enumerate(portfolio.funds):
        for name in fund.pays_for.domains:
            if not known["domain"].knows(name):
                what = f"there is no domain '{name}'"
                yield error(("Funds", at), "Pays for", what, known["domain"].hint(name))
    for at, team in enumerate(portfolio.teams):
        if team.domain is not None and ";" in team.domain:
            what = f"the domain '{team.domain}' has a semicolon in it"
            yield error(
                ("Teams", at), "Domain", what, "a name without one: lists are divided by it"
            )


def windows(portfolio: Portfolio) -> Iterator[Issue]:
    """Windows in which a fund has no budget: a hard 0."""
    order = list(dict.fromkeys(period.window for period in portfolio.periods))
    filled = {(row.fund, row.window) for row in portfolio.budgets}
    for at, fund in enumerate(portfolio.funds):
        empty = [window for window in order if (fund.id, window) not in filled]
        if not empty:
            continue
        where = "any window" if len(empty) == len(order) else ", ".join(empty)
        what = f"'{fund.id}' has no budget in {where}"
        yield warning(("Funds", at), "Fund", what, "a row in Budgets; without one it is 0")


def counting(portfolio: Portfolio) -> Iterator[Issue]:
    """All budgets of a fund count money alike."""
    first: dict[str, int] = {}
    for at, budget in enumerate(portfolio.budgets):
        before = first.setdefault(budget.fund, at)
        counts = portfolio.budgets[before].counts
        if budget.counts is not counts:
            what = f"'{budget.fund}' counts {budget.counts.value} here and {counts.value} before"
            also = [place(("Budgets", before), "Counts")]
            yield error(("Budgets", at), "Counts", what, "the same in all windows of a fund", also)


def paying(portfolio: Portfolio) -> Iterator[Issue]:
    """Funds that may pay the same part of a tranche count money alike; and some fund may pay it."""
    counts = {row.fund: row.counts for row in portfolio.budgets}
    places = {fund.id: place(("Funds", at), "Pays for") for at, fund in enumerate(portfolio.funds)}
    seen: set[Part] = set()
    for at, part in _parts(portfolio):
        if part in seen:
            continue
        seen.add(part)
        funds = sorted(fund.id for fund in portfolio.funds if may_pay(fund, part))
        if not funds:
            yield _unpaid(at, part)
            continue
        ways = {fund: counts.get(fund, Counts.RELEASE) for fund in funds}
        other = next((fund for fund in funds if ways[fund] is not ways[funds[0]]), None)
        if other is not None:
            what = (
                f"'{funds[0]}' and '{other}' may pay the same {part.cost_type.value}, and one "
                f"counts {ways[funds[0]].value}, the other {ways[other].value}"
            )
            allowed = "funds that count money alike, or that pay for different things"
            row = ("Funds", places[funds[0]].row or 0)
            yield error(row, "Pays for", what, allowed, [places[other]])


def may_pay(fund: Fund, part: Part) -> bool:
    """Whether the fund pays for the part in every filled dimension."""
    use = Use(part.domain, part.kind, part.theme, part.cost_type)
    return (part.only is None or part.only == fund.id) and fund.pays_for.covers(use)


def _unpaid(at: int, part: Part) -> Issue:
    """Nobody pays: that the stage cannot start is an answer, not a fault."""
    who = f"the fund '{part.only}' may not" if part.only is not None else "no fund may"
    whose = f"{part.kind.value} teams" + (f" of {part.domain}" if part.domain is not None else "")
    theme = f" for {part.theme.value}" if part.theme is not None else ""
    what = f"{who} pay {part.cost_type.value} of {whose}{theme}"
    return warning(
        ("Stages", at), "Tranche", what, "a fund whose Pays for fits; else it never starts"
    )


def _parts(portfolio: Portfolio) -> Iterator[tuple[int, Part]]:
    index = Index(portfolio)
    for at, stage in enumerate(portfolio.stages):
        initiative = index.initiatives.get(stage.initiative)
        team = None if initiative is None else index.teams.get(initiative.team)
        if initiative is None or team is None or stage.status is StageStatus.DONE:
            continue
        for cost_type in _cost_types(stage):
            yield at, Part(team.domain, team.kind, initiative.theme, cost_type, stage.fund)


def _cost_types(stage: Stage) -> Iterator[CostType]:
    if stage.tranche > 0 and stage.capex > 0:
        yield CostType.CAPEX
    if stage.tranche > 0 and stage.capex < _HUNDRED:
        yield CostType.OPEX
