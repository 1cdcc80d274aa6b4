"""What keeps an initiative out where no single amount does: choices, gates, value, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from models.dependency import DependencyType
from models.explanation import ReasonKind
from models.stage import Stage, StageKey
from models.units import InitiativeId
from models.verdict import VerdictKind
from models.wording import listed
from optimizer.explain.block import Block, binding, said
from optimizer.explain.contest import Contest, ranked
from optimizer.explain.placement import Rival
from optimizer.explain.standing import Standing


def instead(
    standing: Standing,
    first: Stage,
    rival: Rival,
    starts: list[dict[StageKey, int]],
    forgone: int,
) -> Block:
    """Why the plan has the rival and not the initiative of `first`."""
    name, there = standing.name(rival.initiative), standing.worth_of(rival.initiative)
    text = f"{name}, which excludes it, is in the plan"
    if rival.kind is ReasonKind.CHOICE:
        group = standing.index.initiatives[rival.initiative].group
        text = f"of the group {group} only one is started, and the plan starts {name}"
    if StageKey(rival.initiative, 1) in standing.facts.committed:
        return said(rival.kind, first.key, text)
    text += f", worth {standing.money(there)} against {standing.money(forgone)}"
    if forgone > there:
        tried = [standing.scarce(at, rival.initiative)[0] for at in starts]
        blocks = min(tried, key=lambda blocks: sum(block.miss for block in blocks))
        rest = "the plan as a whole is worth more this way"
        text += f"; in its place, {binding(blocks).tell() if blocks else rest}"
    return said(rival.kind, first.key, text)


def without_value(
    standing: Standing, initiative: InitiativeId, soonest: Mapping[StageKey, int]
) -> Block:
    """Why nothing is gained, however the initiative starts."""
    missing = standing.missing(initiative)
    for stage in missing:
        blocked = standing.reach.blocked.get(stage.key)
        if blocked is not None:
            return said(blocked.kind, stage.key, blocked.text)
    unpaid = standing.unpaid(soonest)
    gain = standing.gain(soonest) - unpaid.overruns
    contest = None
    if not standing.index.benefits_of.get(initiative):
        text = "it promises no benefit"
    elif gain < 0:
        text = f"its prices exceed what it brings by {standing.money(-gain)}"
        if gain + unpaid.overruns > 0:
            contest = binding(unpaid.above).contest
            text += _overrun(standing, contest, unpaid.overruns)
    elif _worthless(standing, initiative):
        text = "its benefits are worth nothing as they are entered"
    else:
        text = "nothing of what it brings would count any more"
    waiting = _waiting_for(standing, initiative)
    if waiting:
        text += f", and {standing.name(waiting[0])}, which hangs on it, is not funded either"
    return said(ReasonKind.NO_VALUE, missing[0].key, text)._replace(contest=contest)


def _overrun(standing: Standing, contest: Callable[[], Contest] | None, price: int) -> str:
    """That others have the budget which it would have to overrun."""
    found = None if contest is None else contest()
    if found is None or not found.rivals:
        return ""
    names = listed(found.rivals, say=standing.name)
    return f": {found.goes_to(names)}, and overruns would cost {standing.money(price)}"


def _worthless(standing: Standing, initiative: InitiativeId) -> bool:
    """Whether no benefit would be worth anything even if it were there at once."""
    worth = standing.worth
    keys = [key for key in worth.benefits if key[0].initiative == initiative]
    return all(worth.launched(stage, anchor, 0) == 0 for stage, anchor in keys)


def _waiting_for(standing: Standing, initiative: InitiativeId) -> list[InitiativeId]:
    """Initiatives that hang on this one and are not in the plan, by ID."""
    return [
        row.after
        for row in standing.depending.get(initiative, ())
        if row.type is not DependencyType.EXCLUDES and standing.missing(row.after)
    ]


def gate_lacks(standing: Standing, stage: Stage) -> str:
    """What keeps the stage's tranche from being released: a clause without full stop."""
    for earlier in standing.index.stages_of[stage.initiative][: stage.stage - 1]:
        verdict = standing.facts.verdicts[earlier.key]
        if verdict.kind.opens:
            continue
        text = verdict.reason.rstrip(".")
        if verdict.kind in (VerdictKind.PENDING, VerdictKind.UNPROVEN):
            text = text[:1].lower() + text[1:]  # our own words; the others begin with a metric
        return f"the gate after “{earlier.name}” is {verdict.kind}: {text}"
    return f"the release of “{stage.name}” or of a stage before it was reversed"


def crowded_out(
    standing: Standing, first: Stage, starts: Mapping[StageKey, int], gain: int
) -> Block:
    """It would fit by the sums: names forbid it, moves cost too much, or the search stopped."""
    start = starts[first.key]
    rivals = _neighbours(standing, first, start)
    text = f"money and people would suffice by their sums in {standing.period(start)}, "
    moves = _moves(standing, starts)
    if moves >= gain:
        text += f"but moving people to it may cost up to {standing.money(moves)}, "
        text += f"and it brings {standing.money(gain)}"
        return said(ReasonKind.NO_VALUE, first.key, text)
    names = listed(rivals, say=standing.name)
    if names:
        text += f"but the people at work for {names} are not free by name"
    else:
        text += "but those who could do it may not be lent so long, or to so many teams"
    distance = standing.plan.bound - standing.plan.value.total
    if distance > 0:
        text += f", or the search stopped within {standing.money(distance)} of the best plan"
    return said(ReasonKind.CROWDED_OUT, first.key, text)


def _moves(standing: Standing, starts: Mapping[StageKey, int]) -> int:
    """The most that moving people to these stages can cost if they stay until the end."""
    rows = (row for key in starts for row in standing.index.demand_of.get(key, ()))
    return sum(row.slices for row in rows) * standing.index.portfolio.settings.move_price


def _neighbours(standing: Standing, stage: Stage, start: int) -> tuple[InitiativeId, ...]:
    """Who uses most of the skills that the stage needs when it would start."""
    shares: defaultdict[InitiativeId, int] = defaultdict(int)
    for row in standing.index.demand_of.get(stage.key, ()):
        users = standing.hands.spare.usage.by_skill.get((row.skill, start))
        for name, slices in (users or {}).items():
            shares[name] += slices
    shares.pop(stage.initiative, None)
    return ranked(shares)
