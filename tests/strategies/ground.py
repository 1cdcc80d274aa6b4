"""What rows refer to: names of every kind, and the scales of Settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from models.currency import EXPONENTS
from models.period import Period
from models.settings import Reserve, Settings
from models.units import Money, PeriodId, WindowId
from tests.strategies.texts import names, texts

T = TypeVar("T")
_START = date(2026, 1, 1)


@dataclass(frozen=True)
class Ground:
    """Names by kind; each list has at least one."""

    settings: Settings
    periods: tuple[Period, ...]
    teams: list[str]
    domains: list[str]
    functions: list[str]
    funds: list[str]
    metrics: list[str]
    initiatives: list[str]
    skills: list[str]
    people: list[str]


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    """Settings, periods and names, all valid."""
    mixed = draw(names(12, least=9))
    return Ground(
        settings=draw(_settings()),
        periods=draw(_periods()),
        teams=mixed[:2],
        domains=mixed[2:4],
        functions=mixed[4:5],
        funds=mixed[5:7],
        metrics=mixed[6:8],
        initiatives=mixed[7:],
        skills=mixed[:3],
        people=mixed[3:6],
    )


def decimals(low: int, high: int, places: int = 6) -> st.SearchStrategy[Decimal]:
    """Exact numbers between two bounds, with up to so many decimals."""
    return st.integers(0, places).flatmap(
        lambda p: st.integers(low * 10**p, high * 10**p).map(lambda n: Decimal(n).scaleb(-p))
    )


def percents() -> st.SearchStrategy[Decimal]:
    """From 0 to 100."""
    return decimals(0, 100, 4)


def money(most: int = 10**12) -> st.SearchStrategy[Money]:
    """Minor units."""
    return st.integers(0, most).map(Money)


def some(values: Sequence[T]) -> st.SearchStrategy[T | None]:
    """One of them, or nothing."""
    return st.none() | st.sampled_from(values)


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Or nothing."""
    return st.none() | strategy


def words() -> st.SearchStrategy[str | None]:
    """A text, or nothing."""
    return maybe(texts())


def _settings() -> st.SearchStrategy[Settings]:
    return st.builds(
        Settings,
        name=texts(),
        currency=st.sampled_from(sorted(EXPONENTS)),
        as_of=st.dates(date(2025, 6, 1), _START + timedelta(days=20)),
        slice=st.sampled_from([Decimal(part) for part in ("0.1", "0.25", "0.5", "1", "0.001")]),
        discount_rate=percents(),
        value_horizon=st.integers(0, 20),
        most_teams=st.integers(1, 20),
        move_price=money(),
        evidence_days=st.integers(1, 10_000),
        gate_tolerance=percents(),
        conditional_share=percents(),
        reserve=st.sampled_from(Reserve),
        gap=percents(),
        time_limit=st.integers(1, 86_400),
        seed=st.integers(0, 2**31 - 1),
        both_natures_above=maybe(money()),
        escalate_above=maybe(money()),
    )


@st.composite
def _periods(draw: st.DrawFn) -> tuple[Period, ...]:
    """Consecutive months in windows of up to three, in any order of rows but the first."""
    count = draw(st.integers(1, 4))
    ids = draw(names(count, least=count))
    windows = draw(names(count, least=count))
    size = draw(st.integers(1, 3))
    rows = []
    for t in range(count):
        start = date(2026, 1 + t, 1)
        end = date(2026, 2 + t, 1) - timedelta(days=1)
        release = draw(maybe(st.dates(start, end)))
        rows.append(
            Period(
                id=PeriodId(ids[t]),
                start=start,
                end=end,
                window=WindowId(windows[t // size]),
                release_date=release,
            )
        )
    return (rows[0], *draw(st.permutations(rows[1:])))
