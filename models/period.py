"""Periods: the steps of the plan."""

from datetime import date

from models.base import Frozen
from models.units import PeriodId, WindowId


class Period(Frozen):
    """One step of the plan, a month or a quarter. The earliest one is *now*."""

    id: PeriodId
    start: date
    """First day."""
    end: date
    """Last day."""
    window: WindowId
    """The budget window that the period belongs to."""
    release_date: date | None = None
    """The common release date in this period, where there is a cadence."""
