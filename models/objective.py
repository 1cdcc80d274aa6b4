"""Objectives of gates, and the outcomes observed."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.exact import Exact
from models.metric import Nature
from models.units import InitiativeId, MetricId, ObjectiveId, StageNumber, Text


class Comparison(StrEnum):
    """How an observed value is held against its target."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE_THAN = ">"
    LESS_THAN = "<"
    EQUAL = "="


class KOfN(Frozen):
    """Membership in the gate's group of which a weight of k of n must be met.

    Written `2 of 3` or `2x 3 of 4`.
    """

    weight: Annotated[int, Field(ge=1, le=1_000)] = 1
    k: Annotated[int, Field(ge=1, le=1_000_000)]
    """The same for all members of one gate."""
    n: Annotated[int, Field(ge=1, le=1_000_000)]
    """Sum of the weights of the gate's members."""


class Objective(Frozen):
    """A metric, a comparison and a target, at the gate that ends a stage."""

    id: ObjectiveId
    initiative: InitiativeId
    stage: StageNumber
    metric: MetricId
    comparison: Comparison
    target: Exact
    nature: Nature | None = None
    """Empty = the metric's nature."""
    required: KOfN | None = None
    """Empty = must be met."""
    amber: Exact | None = None
    """A value that misses the target but is at least this good makes the gate *conditional*."""


class Outcome(Frozen):
    """One observation of an objective."""

    objective: ObjectiveId
    observed: Exact
    date: date
    evidence: Text | None = None
    reported_by: Text | None = None
    confirmed_by: Text | None = None
