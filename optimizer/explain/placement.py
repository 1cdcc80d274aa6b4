"""Where an initiative's missing stages could stand in a plan, with what they hang on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.dependency import DependencyType
from models.explanation import ReasonKind
from models.stage import Stage, StageKey
from models.units import InitiativeId
from optimizer.explain.block import Block, said
from optimizer.explain.standing import Standing
from optimizer.reach import latest_start

_LARGEST_BUNDLE = 12
"""Stages that are tried together at most."""

_MOST_STARTS = 24
"""Periods in which a start is tried at most."""


class Rival(NamedTuple):
    """An initiative in the plan that leaves no place for another."""

    kind: ReasonKind
    """A group of which one is chosen, or an exclusion."""
    initiative: InitiativeId


class Bundle(NamedTuple):
    """The missing stages of an initiative, those that it hangs on first."""

    own: tuple[Stage, ...]
    others: tuple[Stage, ...]
    rival: Rival | None = None
    """What the plan has chosen in its place."""
    block: Block | None = None
    """What keeps it out whenever it starts."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All of them."""
        return self.others + self.own


def bundle(standing: Standing, initiative: InitiativeId) -> Bundle:
    """The missing stages of the initiative that could start, and those of others that they need."""
    own = _startable(standing, initiative)
    others: dict[StageKey, Stage] = {}
    queue = list(own)
    while queue:
        stage = queue.pop()
        rival = _chosen_otherwise(standing, stage)
        if rival is not None:
            return Bundle(own, tuple(others[key] for key in sorted(others)), rival)
        for key in _missing_before(standing, stage):
            for needed in _startable(standing, key.initiative):
                new = needed.key not in others and needed not in own
                if new and needed.stage <= key.stage:
                    others[needed.key] = needed
                    queue.append(needed)
        if len(others) > _LARGEST_BUNDLE:
            names = sorted({standing.name(row.initiative) for row in others.values()})
            text = (
                f"it hangs on {len(names)} initiatives that are not funded, {names[0]} among them"
            )
            return Bundle(own, (), block=said(ReasonKind.DEPENDENCY, own[0].key, text))
    return Bundle(own, tuple(others[key] for key in sorted(others)))


def _startable(standing: Standing, initiative: InitiativeId) -> tuple[Stage, ...]:
    """The missing stages up to the first that can never start."""
    found = []
    for stage in standing.missing(initiative):
        if stage.key in standing.reach.blocked:
            break
        found.append(stage)
    return tuple(found)


def _missing_before(standing: Standing, stage: Stage) -> Iterator[StageKey]:
    """What the stage needs and the plan does not start."""
    for link in standing.links.get(stage.key, ()):
        wanted = link.type is not None and link.type is not DependencyType.EXCLUDES
        if wanted and not standing.runs(link.before):
            yield link.before


def _chosen_otherwise(standing: Standing, stage: Stage) -> Rival | None:
    """What in the plan leaves no place for the stage."""
    group = standing.index.initiatives[stage.initiative].group
    if stage.stage == 1 and group in standing.chosen:
        return Rival(ReasonKind.CHOICE, standing.chosen[group])
    for rival in standing.rivals(stage.key):
        if standing.runs(rival):
            return Rival(ReasonKind.DEPENDENCY, rival.initiative)
    return None


def places(
    standing: Standing, stages: tuple[Stage, ...], opened: frozenset[StageKey] = frozenset()
) -> Iterator[dict[StageKey, int]]:
    """Starts of the stages, later each time; those beyond the plan are left out.

    `opened` are stages whose gate is taken to be passed.
    """
    soonest = _place(standing, stages, 0, opened)
    first = min(soonest.values(), default=standing.index.calendar.horizon)
    for t in range(first, min(standing.index.calendar.horizon, first + _MOST_STARTS)):
        starts = soonest if t == first else _place(standing, stages, t, opened)
        yield {key: at for key, at in starts.items() if at < standing.index.calendar.horizon}


def _place(
    standing: Standing, stages: tuple[Stage, ...], first: int, opened: frozenset[StageKey]
) -> dict[StageKey, int]:
    """Every stage as soon as its order allows, and not before `first`."""
    starts = {stage.key: max(first, _earliest(standing, stage, opened)) for stage in stages}
    for _ in range(2 * len(stages)):  # each round settles at least one stage, or nothing changes
        before = dict(starts)
        for stage in stages:
            starts[stage.key] = max([starts[stage.key], *_ready(standing, stage, starts)])
        if starts == before:
            break
    return starts


def _earliest(standing: Standing, stage: Stage, opened: frozenset[StageKey]) -> int:
    if stage.key not in opened:
        return standing.facts.earliest[stage.key]
    asked = standing.index.initiatives[stage.initiative].earliest_start
    return 0 if asked is None else standing.index.calendar.index(asked)


def _ready(standing: Standing, stage: Stage, starts: Mapping[StageKey, int]) -> Iterator[int]:
    """When what the stage waits for is over."""
    for link in standing.links.get(stage.key, ()):
        timeless = link.type in (DependencyType.NEEDS, DependencyType.EXCLUDES)
        start = starts.get(link.before, standing.starts.get(link.before))
        if timeless or link.before in standing.facts.done or start is None:
            continue
        finish = start + standing.index.stage[link.before].periods
        same = link.type is DependencyType.SAME_RELEASE
        yield finish - stage.periods if same else finish + link.lag


def untimely(standing: Standing, starts: Mapping[StageKey, int]) -> Iterator[Block]:
    """Dates that these starts break."""
    for key, start in starts.items():
        stage = standing.index.stage[key]
        latest = latest_start(standing.facts, stage)
        if latest is not None and start > latest:
            until = standing.index.initiatives[key.initiative].latest_finish
            text = (
                f"“{stage.name}” could not start before {standing.period(start)}, too late for "
                f"Latest finish {until}"
            )
            yield said(ReasonKind.DATES, key, text)
        yield from _apart(standing, stage, start, starts)


def _apart(
    standing: Standing, stage: Stage, start: int, starts: Mapping[StageKey, int]
) -> Iterator[Block]:
    """Releases that could not be shared."""
    for link in standing.links.get(stage.key, ()):
        if link.type is not DependencyType.SAME_RELEASE or link.before in standing.facts.done:
            continue
        other = starts.get(link.before, standing.starts.get(link.before))
        if other is None or other + standing.index.stage[link.before].periods != (
            start + stage.periods
        ):
            text = (
                f"“{stage.name}” shares a release with {standing.name(link.before.initiative)} and "
                "could not finish with it"
            )
            yield said(ReasonKind.DEPENDENCY, stage.key, text)
