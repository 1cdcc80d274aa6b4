"""Rows about money: funds, budgets, envelopes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from models.envelope import Envelope, Limit, Measure, Scope, ScopeKind
from models.fund import Budget, CostType, Counts, Fund, PaysFor
from models.initiative import Theme
from models.settings import Settings
from models.team import TeamKind
from tests.strategies.ground import Ground, decimals, maybe, money, percents
from tests.strategies.texts import names, texts


@st.composite
def money_rows(draw: st.DrawFn, ground: Ground) -> dict[str, tuple[Any, ...]]:
    """Funds, budgets and envelopes; all funds count alike, so that any may pay with any."""
    pays_for = st.builds(
        PaysFor,
        domains=_several(ground.domains),
        kinds=_several(list(TeamKind)),
        themes=_several(list(Theme)),
        cost_types=_several(list(CostType)),
    )
    funds = [
        draw(
            st.builds(
                Fund, id=st.just(name), name=texts(), pays_for=pays_for, carry_over=percents()
            )
        )
        for name in ground.funds
    ]
    windows = sorted({str(period.window) for period in ground.periods})
    counts = draw(st.sampled_from(Counts))
    budgets = [
        draw(
            st.builds(
                Budget,
                fund=st.just(fund.id),
                window=st.just(window),
                amount=money(),
                counts=st.just(counts),
                overrun_price=maybe(decimals(0, 1_000)),
            )
        )
        for fund in funds
        for window in windows
        if window == windows[0] or draw(st.booleans())
    ]
    envelopes = [draw(_envelope(ground, name, windows)) for name in draw(names(2))]
    return {"funds": tuple(funds), "budgets": tuple(budgets), "envelopes": tuple(envelopes)}


def _several(values: list[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


@st.composite
def _envelope(draw: st.DrawFn, ground: Ground, name: str, windows: list[str]) -> Envelope:
    scope = draw(
        st.one_of(
            st.just(Scope(kind=ScopeKind.ALL)),
            st.builds(Scope, kind=st.just(ScopeKind.TEAM), name=st.sampled_from(ground.teams)),
            st.builds(Scope, kind=st.just(ScopeKind.DOMAIN), name=st.sampled_from(ground.domains)),
            st.sampled_from([Scope(kind=ScopeKind.KIND, name=kind.value) for kind in TeamKind]),
            st.sampled_from([Scope(kind=ScopeKind.THEME, name=theme.value) for theme in Theme]),
        )
    )
    measure = draw(st.sampled_from(Measure))
    bounds = [draw(_limit(measure, ground.settings)) for _ in range(2)]
    low, high = sorted(bounds, key=lambda limit: (limit.amount or 0, limit.percent or 0))
    keep = draw(st.sampled_from(["both", "low", "high"]))
    return Envelope.model_validate(
        {
            "id": name,
            "applies_to": scope,
            "measure": measure,
            "window": draw(st.sampled_from(["each", "all", *windows])),
            "at_least": None if keep == "high" else low,
            "at_most": None if keep == "low" else high,
        }
    )


def _limit(measure: Measure, settings: Settings) -> st.SearchStrategy[Limit]:
    most = 10**6 if measure in (Measure.PEOPLE, Measure.STARTS) else 10**12
    del settings
    return st.one_of(
        st.builds(Limit, amount=st.integers(0, most)), st.builds(Limit, percent=percents())
    )
