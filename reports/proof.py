"""How good a plan is, in words that a committee accepts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from models.plan import Plan, SolveStatus
from models.wording import number
from reports.context import Context


def gap_words(plan: Plan) -> str:
    """The distance to the bound, rounded up so that it never sounds better than it is: `0.08 %`."""
    distance = Fraction(plan.bound - plan.value.total)
    if distance <= 0:
        return "0 %"
    share = distance / max(abs(plan.bound), 1) * 100
    decimals = next((n for n in (1, 2) if share * 10**n > 1), 3)
    steps = -(-share * 10**decimals // 1)
    return f"{number(Decimal(steps).scaleb(-decimals))} %"


def proof(context: Context) -> str:
    """What is known of better plans, in one or two sentences."""
    plan = context.plan
    if plan.bound <= plan.value.total:
        return "No plan can be worth more than this one: that is proven."
    within = f"this one is within {gap_words(plan)}."
    bound = f"No plan can be worth more than {context.say(plan.bound)}; {within}"
    if plan.status is SolveStatus.TIME_LIMIT:
        return (
            f"{bound} The search stopped because its time was up; more time may find a better plan."
        )
    if plan.status is SolveStatus.STOPPED:
        return f"{bound} The search was stopped by hand; more time may find a better plan."
    return bound
