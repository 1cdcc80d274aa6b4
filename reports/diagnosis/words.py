"""A diagnosis in words: the answer in a sentence, what a repair costs, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from models.diagnosis import ConflictSet, Diagnosis, Repair, RepairKind
from models.plan import Plan
from models.portfolio import Portfolio
from models.settings import Settings
from models.wording import counted, exact_money, fte, listed, money

KINDS = {
    RepairKind.MONEY: "more money",
    RepairKind.TIME: "more time",
    RepairKind.PEOPLE: "more people",
    RepairKind.WAIVER: "a row waived or loosened",
    RepairKind.SEVERAL: "several changes together",
}
"""What a repair takes."""


def headline(diagnosis: Diagnosis) -> str:
    """The answer in a sentence or two."""
    sets = len(diagnosis.conflicts)
    many = f"{counted(sets, 'smallest set')} of rows cannot hold together"
    if not sets:
        many = "the rows that clash were not found in the time"
    if not diagnosis.repairs:
        return f"No plan can satisfy this portfolio: {many}. No change that helps was found."
    helps = counted(len(diagnosis.repairs), "change")
    return (
        f"No plan can satisfy this portfolio: {many}. {helps} that "
        f"{'helps' if len(diagnosis.repairs) == 1 else 'help'} {_is(len(diagnosis.repairs))} "
        "known, each tried by planning the changed portfolio and auditing the plan."
    )


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def remarks(diagnosis: Diagnosis) -> Iterator[str]:
    """What is not known."""
    if diagnosis.stopped:
        yield "The search was ended before everything was tried: this is what was known by then."
    if not diagnosis.all_conflicts:
        yield "There may be further sets of rows that clash."
    if not diagnosis.all_repairs:
        yield "There may be further changes that help."
    if any(row.value is None for row in diagnosis.repairs):
        yield (
            "Where no worth is told, the change was tried by a plan of little but what must be "
            "done, which passed the audit: a plan exists, and better ones were not looked for."
        )
    if diagnosis.untried:
        what = counted(diagnosis.untried, "further change")
        yield f"For {what} no audited plan was found in the time; not shown."


def binding(plan: Plan, portfolio: Portfolio) -> str:
    """What of money and skills is used up first, as a sentence with a space before it, or nothing.

    Of the prices that come with a plan: money by what one more unit would be worth, then skills.
    """
    funds = {row.id: row.name for row in portfolio.funds}
    periods = sorted(portfolio.periods, key=lambda row: row.start)
    tight = [row for row in plan.prices if row.worth > 0]
    money_first = sorted(tight, key=lambda row: (row.fund is None, -row.worth))
    said = [
        f"the fund “{funds[row.fund]}” in {row.window}"
        if row.fund is not None
        else f"“{row.skill}” in {periods[row.period or 0].id}"
        for row in money_first
    ]
    return f" Nothing is left over of {listed(said)}." if said else ""


def proven_by(found: ConflictSet) -> str:
    """The same in a word or two."""
    if not found.minimal:
        return "not proven"
    return "two engines" if found.confirmed else "one engine"


def proof(found: ConflictSet) -> str:
    """How sure a set is."""
    if found.minimal and found.confirmed:
        return (
            "proven by two engines: these rows cannot all hold, and with any one of them removed "
            "money and people allow a plan"
        )
    if found.minimal:
        return "proven by one engine; the second one had no answer in the time"
    return "these rows cannot all hold; whether all of them are needed for it was not proven"


def cost(repair: Repair, settings: Settings) -> str:
    """What a repair costs, in the unit of its kind."""
    if repair.kind is RepairKind.MONEY:
        return amount(repair.cost, settings)
    if repair.kind is RepairKind.TIME:
        return counted(repair.cost, "period")
    if repair.kind is RepairKind.PEOPLE:
        return f"{fte(repair.cost, settings.slice)} for a period"
    return counted(len(repair.changes), "row")


def amount(minor: int, settings: Settings) -> str:
    """An amount to the last minor unit, without cents where there are none."""
    whole = minor % 10**settings.exponent == 0
    exact = exact_money(minor, settings.currency)
    if whole and settings.exponent:
        return exact[: -1 - settings.exponent]
    return exact


def worth(repair: Repair, settings: Settings) -> str:
    """What the plan of the changed portfolio is worth."""
    if repair.value is None:
        return "not worked out"
    return money(repair.value, settings.currency)
