"""The plan in sentences, for the top of the Summary."""

from __future__ import annotations

from models.plan import TrancheState
from models.settings import Reserve
from models.wording import counted
from reports.context import Context


def headline(context: Context) -> str:
    """The plan in a sentence."""
    plan = context.plan
    now = context.of_state(TrancheState.RELEASE_NOW)
    held = context.of_state(TrancheState.HELD)
    funded = {row.initiative for row in plan.stages if row.start is not None}
    released = context.say(sum(row.release_now for row in now))
    text = (
        f"Release {released} now for {counted(len(now), 'stage')}. {len(funded):,} of "
        f"{counted(len(context.portfolio.initiatives), 'initiative')} have money and people, and "
        f"the plan is worth {context.say(plan.value.total)}."
    )
    if held:
        text += f" {context.say(sum(row.amount for row in held))} are held."
    return text


def risk(context: Context) -> str:
    """How much of the money to come still has to be earned at a gate."""
    to_come = [
        row for row in context.plan.stages if row.state in (TrancheState.HELD, TrancheState.PLANNED)
    ]
    if not to_come:
        return "No money is planned beyond what is released now."
    unsure = [row for row in to_come if row.gate is not None and not row.gate.opens]
    money, behind = (context.say(sum(row.amount for row in rows)) for rows in (to_come, unsure))
    return (
        f"Of the {money} still to come (held and planned), {behind} stand behind gates that are "
        "not passed yet."
    )


def in_part(context: Context) -> str:
    """What of tranches behind conditional gates goes out now; empty where there are none."""
    parts = [
        row for row in context.of_state(TrancheState.RELEASE_NOW) if row.release_now < row.amount
    ]
    if not parts:
        return ""
    now = context.say(sum(row.release_now for row in parts))
    whole = context.say(sum(row.amount for row in parts))
    return (
        f"Behind a conditional gate, {now} of {whole} ({counted(len(parts), 'tranche')}) "
        "goes out now; funds are charged the whole."
    )


def how_counted(context: Context) -> str:
    """How funds are charged for what is not certain yet."""
    if context.portfolio.settings.reserve is Reserve.FULL:
        return ""
    return "Funds are charged for tranches behind gates not passed yet at their chance."


LONGEST = 240
"""Characters of the headline; a formula takes a few more."""
BELOW = (risk, in_part, how_counted)
"""What is said below the headline, in this order."""
