"""Which portfolios have to be planned to say what each option is worth."""

from __future__ import annotations

from collections.abc import Collection

from models.plan import Plan
from models.portfolio import Portfolio
from models.units import OptionId

ALL, NONE = "with all options", "without any"
"""Keys of the two plans that stand side by side."""


def without(portfolio: Portfolio, options: Collection[OptionId]) -> Portfolio:
    """The portfolio without these options."""
    rows = tuple(row for row in portfolio.hiring if row.id not in options)
    return portfolio.model_copy(update={"hiring": rows})


def used(plan: Plan) -> tuple[OptionId, ...]:
    """The options that a plan takes, sorted."""
    return tuple(sorted({row.option for row in plan.hires if row.slices}))


def named(option: OptionId) -> str:
    """Key of the plan without one option."""
    return f"without {option}"


def questions(portfolio: Portfolio, plan: Plan) -> dict[str, Portfolio]:
    """What is to be planned besides the plan with all options, by key.

    What the plan does without needs no plan of its own: the plan itself is one without it.
    """
    taken = used(plan)
    if not taken:
        return {}
    found = {NONE: without(portfolio, {row.id for row in portfolio.hiring})}
    if len(portfolio.hiring) == 1:  # without the only one there is none
        return found
    return found | {named(option): without(portfolio, {option}) for option in taken}
