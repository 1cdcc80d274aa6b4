"""Tranches apart from any plan: their parts, who may pay them, and what was released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.fund import CostType, Counts, Fund
from models.index import Index
from models.initiative import Theme
from models.ledger_extract import Release
from models.stage import Stage, StageKey
from models.team import Team
from models.units import FundId
from optimizer.audit.arithmetic import half_even, share


@dataclass(frozen=True)
class Tranches:
    """Each look-up is computed once, when first asked for."""

    index: Index

    @cached_property
    def parts(self) -> dict[StageKey, dict[CostType, int]]:
        """The parts of each tranche that are not zero, in minor units."""
        return {row.key: _parts(row) for row in self.index.portfolio.stages}

    @cached_property
    def counts(self) -> dict[FundId, Counts]:
        """When each fund feels a tranche; without budgets, on release."""
        found = {fund.id: Counts.RELEASE for fund in self.index.portfolio.funds}
        return found | {row.fund: row.counts for row in self.index.portfolio.budgets}

    @cached_property
    def payers(self) -> dict[StageKey, dict[CostType, tuple[FundId, ...]]]:
        """For each part of each tranche the funds that may pay it, sorted by ID."""
        funds = sorted(self.index.portfolio.funds, key=lambda fund: fund.id)
        known: dict[tuple[Team, Theme | None, CostType], tuple[FundId, ...]] = {}
        found: dict[StageKey, dict[CostType, tuple[FundId, ...]]] = {}
        for stage in self.index.portfolio.stages:
            initiative = self.index.initiatives[stage.initiative]
            team = self.index.teams[initiative.team]
            found[stage.key] = {}
            for cost_type in self.parts[stage.key]:
                what = (team, initiative.theme, cost_type)
                if what not in known:
                    known[what] = tuple(fund.id for fund in funds if _fits(fund, *what))
                may = known[what]
                named = may if stage.fund is None else tuple(f for f in may if f == stage.fund)
                found[stage.key][cost_type] = named
        return found

    @cached_property
    def latest(self) -> dict[StageKey, Release]:
        """The latest row of Releases for each stage; of one day a reversed one is the last."""
        found: dict[StageKey, Release] = {}
        for row in self.index.portfolio.releases:
            key = StageKey(row.initiative, row.stage)
            if key not in found or _order(found[key]) < _order(row):
                found[key] = row
        return found

    def standing(self, key: StageKey) -> Release | None:
        """The stage's latest release, if it was not reversed."""
        row = self.latest.get(key)
        return row if row is not None and row.state.stands else None

    def is_reversed(self, key: StageKey) -> bool:
        """Whether the stage's latest release was reversed."""
        row = self.latest.get(key)
        return row is not None and not row.state.stands


def _parts(stage: Stage) -> dict[CostType, int]:
    capex = half_even(stage.tranche * share(stage.capex))
    both = {CostType.CAPEX: capex, CostType.OPEX: stage.tranche - capex}
    return {cost_type: amount for cost_type, amount in both.items() if amount}


def _fits(fund: Fund, team: Team, theme: Theme | None, cost_type: CostType) -> bool:
    """Whether the purpose of the fund covers the part in every dimension that is filled."""
    purpose = fund.pays_for
    if purpose.domains and team.domain not in purpose.domains:
        return False
    if purpose.kinds and team.kind not in purpose.kinds:
        return False
    if purpose.themes and theme not in purpose.themes:
        return False
    return not purpose.cost_types or cost_type in purpose.cost_types


def _order(row: Release) -> tuple[date, bool, str]:
    return row.date, not row.state.stands, row.fund or ""
