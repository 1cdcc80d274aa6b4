"""What the initiatives of a generated portfolio promise: benefits that go with their cost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from benchmarks.generated_frame import UNVALUED, VALUED
from benchmarks.generated_size import Size, happens, significant
from benchmarks.generated_work import Work
from models.initiative import Benefit, CountsFrom
from models.team import TeamKind
from models.units import MetricId

_QUARTERS = 8
"""In which an initiative earns its ratio of value to cost: the value horizon."""
_RATIOS = {TeamKind.PRODUCT: 1.9, TeamKind.PLATFORM: 1.5, TeamKind.INFRASTRUCTURE: 1.4}
"""Median value per cost: what others build on earns less itself."""
_SPREAD = 0.55


def benefits(size: Size, works: tuple[Work, ...]) -> tuple[Benefit, ...]:
    """One to three benefits of each initiative, and some that have no price."""
    draw = size.draw("benefits")
    return tuple(row for work in works for row in _of(draw, work))


def _of(draw: Random, work: Work) -> Iterator[Benefit]:
    ratio = _RATIOS[work.team.kind] * draw.lognormvariate(0, _SPREAD)
    known = VALUED[work.theme.value]
    chosen = draw.sample(known, min(len(known), draw.choice((1, 1, 2, 2, 3))))
    weights = [draw.uniform(0.3, 1) for _ in chosen]
    for n, (measured, weight) in enumerate(zip(chosen, weights, strict=True)):
        confidence = draw.choice((60, 70, 80, 80, 90, 100))
        euros = work.cost / 100 * ratio * weight / sum(weights)
        uplift = euros / _QUARTERS / measured.worth * 100 / confidence
        yield _benefit(draw, work, n, measured.name, significant(uplift), confidence)
    if happens(draw, 15):
        row = draw.choice(UNVALUED)
        yield Benefit(
            initiative=work.id, metric=MetricId(row.name), uplift=Decimal(draw.randint(1, 40))
        )


def _benefit(
    draw: Random, work: Work, n: int, metric: str, uplift: Decimal, confidence: int
) -> Benefit:
    """The first comes from the last stage; others may come earlier, grow or fade."""
    early = n > 0 and happens(draw, 30)
    profiled = happens(draw, 5)
    return Benefit(
        initiative=work.id,
        metric=MetricId(metric),
        uplift=uplift,
        after_stage=len(work.steps) - 1 if early else None,
        counts_from=CountsFrom.START if happens(draw, 4) else CountsFrom.FINISH,
        ramp=0 if profiled else draw.choice((0, 0, 1, 2, 3)),
        lasts=draw.choice((6, 8, 12)) if not profiled and happens(draw, 20) else None,
        confidence=Decimal(confidence),
        profile=(Decimal("0.5"), *(Decimal(1),) * 6, Decimal("0.5")) if profiled else (),
    )
