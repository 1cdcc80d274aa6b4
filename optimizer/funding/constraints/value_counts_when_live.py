"""Value behind a feature flag never counts before both sides are there."""

from collections.abc import Iterator

from models.initiative import CountsFrom
from models.stage import StageKey
from optimizer.funding.expressions import Programme, ready
from optimizer.funding.model import Row, at_least, at_most
from optimizer.worth import before_stage, flags_on


def value_counts_when_live(p: Programme) -> Iterator[Row]:
    """live[L] = anchored by L and every flagged b ready by L (formulation, section 6: launch)."""
    for (key, anchor), live in p.v.live.items():
        for launch, column in enumerate(live):
            sides = _sides(p, key, anchor, launch)
            name = ("value_counts_when_live", *key, anchor.value, launch)
            for number, side in enumerate(sides):
                yield at_most((*name, number), [(column, 1), (side, -1)], 0)
            both = [(column, 1), *((side, -1) for side in sides)]
            yield at_least((*name, "both"), [*both], 1 - len(sides))


def _sides(p: Programme, key: StageKey, anchor: CountsFrom, launch: int) -> list[int]:
    stage = p.problem.index.stage[key]
    anchored = launch - (stage.periods if anchor is CountsFrom.FINISH else 0)
    sides = [p.v.by(key, anchored)]
    for row in flags_on(p.problem.facts, key):
        before = p.problem.index.stage[before_stage(p.problem.facts, row)]
        sides.append(ready(p.v, before, row.lag, launch))
    return sides
