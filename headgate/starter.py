"""An empty portfolio to fill in, for formats that have no room for instructions."""

from __future__ import annotations

from datetime import date, timedelta

from models.period import Period
from models.portfolio import Portfolio
from models.settings import Settings
from models.units import PeriodId, WindowId

_QUARTERS = 8
_MONTHS = 3


def starter(today: date) -> Portfolio:
    """Settings as they are unless set, and eight calendar quarters from the one that has the day.

    Budget windows are calendar years; the currency is EUR.
    """
    first = (today.month - 1) // _MONTHS
    return Portfolio(
        settings=Settings(name="My portfolio", currency="EUR", as_of=today),
        periods=tuple(_quarter(today.year, first + step) for step in range(_QUARTERS)),
    )


def _quarter(year: int, number: int) -> Period:
    """The quarter that lies `number` quarters after the first one of the year."""
    start, after = _start(year, number), _start(year, number + 1)
    return Period(
        id=PeriodId(f"{start.year}-Q{number % 4 + 1}"),
        start=start,
        end=after - timedelta(days=1),
        window=WindowId(str(start.year)),
    )


def _start(year: int, number: int) -> date:
    return date(year + number // 4, 1 + number % 4 * _MONTHS, 1)
