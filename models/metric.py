"""Metrics: what initiatives move and gates look at."""

from decimal import Decimal
from enum import StrEnum

from models.base import Frozen
from models.exact import Exact
from models.units import MetricId, Text


class Better(StrEnum):
    """Which direction of a metric is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Nature(StrEnum):
    """What an objective on a metric asks."""

    VALUE = "value"
    """Does it contribute to the business?"""
    DELIVERY = "delivery"
    """Does the team keep its commitments?"""


class Metric(Frozen):
    """A measurable quantity with an owner."""

    id: MetricId
    unit: Text
    better: Better
    worth: Exact = Decimal(0)
    """Currency units (not minor units) that one unit of improvement is worth in one period."""
    nature: Nature = Nature.VALUE
    owner: Text | None = None
