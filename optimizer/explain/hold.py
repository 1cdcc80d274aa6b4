"""What holds a stage that money and people would suffice for: what it waits for, gates, dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from models.dependency import DependencyType
from models.explanation import ReasonKind
from models.stage import Stage, StageKey
from models.wording import counted
from optimizer.explain.standing import Standing
from optimizer.worth import after_stage, before_stage


class Hold(NamedTuple):
    """Something that lets a stage start from a period on, and not before."""

    kind: ReasonKind
    until: int
    """The first period in which it lets the stage start."""
    text: str
    """A clause for people, without full stop."""
    before: StageKey | None = None
    """The stage that has to finish first, where it is one."""


def holds(standing: Standing, stage: Stage) -> Iterator[Hold]:
    """All that holds a planned stage, other initiatives at their planned starts."""
    yield from _links(standing, stage)
    yield from _soft_links(standing, stage)
    if stage.key not in standing.facts.releasable:
        yield Hold(ReasonKind.GATE, 1, _shut(standing, stage))
    asked = standing.index.initiatives[stage.initiative].earliest_start
    if asked is not None:
        until = standing.index.calendar.index(asked)
        yield Hold(ReasonKind.DATES, until, f"it may not start before {asked}")


def _links(standing: Standing, stage: Stage) -> Iterator[Hold]:
    """What it waits for, whatever the price."""
    for link in standing.links.get(stage.key, ()):
        if link.type is None or link.before not in standing.starts:
            continue
        finish = standing.finish(link.before)
        other = standing.called(link.before.initiative)
        if link.type is DependencyType.FINISH_START:
            yield _after(standing, link.before, link.lag)
        elif link.type is DependencyType.SAME_RELEASE and not _waits_itself(standing, link.before):
            text = f"it shares a release with {other}"
            yield Hold(ReasonKind.DEPENDENCY, finish - stage.periods, text, link.before)


def _waits_itself(standing: Standing, key: StageKey) -> bool:
    """Whether a stage is not where the stage before would let it be: it may wait for the other."""
    if key in standing.facts.committed:
        return False
    return standing.starts[key] > standing.soonest(standing.index.stage[key])


def _soft_links(standing: Standing, stage: Stage) -> Iterator[Hold]:
    """What it waits for although a flag would let it start."""
    for row in standing.index.dependencies_on.get(stage.initiative, ()):
        soft = row.type is DependencyType.FINISH_START and row.flag_cost is not None
        if not soft or after_stage(standing.facts, row) != stage.key:
            continue
        before = before_stage(standing.facts, row)
        if before in standing.starts:
            hold = _after(standing, before, row.lag)
            yield hold._replace(text=f"{hold.text}, and no flag is used")


def _after(standing: Standing, before: StageKey, lag: int) -> Hold:
    finish = standing.finish(before)
    text = f"it waits for {standing.called(before.initiative)}"
    if 0 < finish <= standing.index.calendar.horizon:
        text += f", which finishes in {standing.period(finish - 1)}"
    if lag:
        text += f", and {counted(lag, 'period')} more"
    return Hold(ReasonKind.DEPENDENCY, finish + lag, text, before)


def _shut(standing: Standing, stage: Stage) -> str:
    """The first gate that is not open, or the release that was taken back."""
    for earlier in standing.index.stages_of[stage.initiative][: stage.stage - 1]:
        verdict = standing.facts.verdicts[earlier.key]
        if not verdict.kind.opens:
            return f"the gate after “{earlier.name}” is {verdict.kind}"
    return "its release was reversed"
