"""What is said of hires, in sentences that show no pay."""

from __future__ import annotations

from models.hiring import HiringCase, Judgement, OptionWorth, Worth
from models.wording import capital, counted, listed, money


def headline(case: HiringCase) -> str:
    """The answer in a sentence or two."""
    if not case.options:
        return "The portfolio has no options to hire, contract or teach: its sheet Hiring is empty."
    used = [row for row in case.options if row.worth.judgement is not Judgement.UNUSED]
    if not used:
        few = "the option" if len(case.options) == 1 else f"any of the {len(case.options)} options"
        return f"The plan does without {few} to hire, contract or teach: {_at_most(case)}."
    return f"{_paying(used)} {_together(case)}"


def _at_most(case: HiringCase) -> str:
    high = case.together.high or 0
    said = money(high, case.portfolio.settings.currency)
    return f"with them it could be worth at most {said} more" if high else "it is the best there is"


def _paying(used: list[OptionWorth]) -> str:
    parts = []
    for judgement, one, more in (
        (Judgement.NEEDED, "is needed", "are needed"),
        (Judgement.PAYS, "pays for itself", "pay for themselves"),
        (Judgement.UNPROVEN, "is taken without proof that it pays", "are taken without such proof"),
        (Judgement.OPEN, "was not looked at", "were not looked at"),
    ):
        names = [row.option.id for row in used if row.worth.judgement is judgement]
        if names:
            parts.append(f"{listed(names)} {one if len(names) == 1 else more}")
    return capital("; ".join(parts)) + "."


def _together(case: HiringCase) -> str:
    found, currency = case.together, case.portfolio.settings.currency
    if found.judgement is Judgement.OPEN:
        return "The plan without any option was not solved."
    if found.net is None or found.low is None or found.high is None:
        return "Without any of the options no plan can satisfy the portfolio."
    if found.short:
        return "Without any of the options more committed work goes without people."
    worth = money(found.net, currency)
    low, high = money(found.low, currency), money(found.high, currency)
    if found.low > 0:
        return (
            f"With the options the plan is worth {worth} more than without any, their own cost "
            f"taken off ({'proven' if low == high else f'proven: {low} to {high}'})."
        )
    return (
        f"With the options the plan found is worth {worth} more than without any, which is less "
        f"than the plans may be off by (proven: at most {high}); a search to a smaller gap would "
        "tell."
    )


def meaning(row: OptionWorth) -> str:
    """What its word means here."""
    return _MEANS[row.worth.judgement]


_MEANS = {
    Judgement.PAYS: "The best plan with it is worth more than the best without it: proven.",
    Judgement.NEEDED: "Without it there is no plan, or committed work goes without people.",
    Judgement.UNPROVEN: "The difference is smaller than the plans may be off by: not proven.",
    Judgement.UNUSED: "The plan does without it; it could be worth at most so much more with it.",
    Judgement.OPEN: "Stopped before the plan without it was found.",
}


def when(case: HiringCase, period: int | None) -> str:
    """A period by its name; after the plan by the month in which it begins."""
    if period is None:
        return ""
    from models.calendar import Calendar

    calendar = Calendar.of(case.portfolio.periods)
    if period < calendar.horizon:
        return calendar.periods[period].id
    return f"{calendar.start(period):%Y-%m}, after the plan"


def paid_back(case: HiringCase, worth: Worth) -> str:
    """When it has paid for itself."""
    if worth.first is None or worth.net is None:
        return ""
    return when(case, worth.payback) or "not within the value horizon"


def counted_plans(case: HiringCase) -> str:
    """How many plans were solved."""
    solved = counted(case.solved, "plan")
    return f"{solved} solved" if case.is_whole else f"{solved} of {case.asked} solved, then stopped"
