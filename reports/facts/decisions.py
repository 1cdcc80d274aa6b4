"""What the readers of a workbook have to decide, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.plan import TrancheState
from models.units import InitiativeId, OptionId, PeriodIndex, PersonId, SkillId, TeamId
from models.wording import counted, fte, listed
from reports.audience import Audience
from reports.book import Book
from reports.context import Context
from reports.facts.missing import Missing
from reports.facts.people import MoveKind
from reports.facts.waiting import waiting
from reports.sheets import conflicts


@dataclass(frozen=True)
class Decision:
    """One thing to decide or to get done."""

    word: str
    """A word that has a colour."""
    text: str
    by: date | None
    """The last day; None where none is known."""
    amount: int | None = None
    """Money at stake, minor units."""
    sheet: str = ""
    """Where all of it stands."""


def decisions(book: Book) -> tuple[Decision, ...]:
    """The decisions that the workbook's audience has to take, the most urgent first."""
    audience = book.context.view.audience
    money = audience is not Audience.DELIVERY
    found = [*(_release(book) if money else ()), *_held(book.context)]
    if audience in (Audience.ALL, Audience.EXECUTIVES):
        found += _conflicts(book.context)
    if audience in (Audience.ALL, Audience.FINANCE):
        found += _shortfalls(book.context)
    if audience in (Audience.ALL, Audience.DELIVERY):
        found += [*_loans(book), *_shortages(book.context), *_hires(book.context)]
    return tuple(sorted(found, key=_urgency))


def _urgency(row: Decision) -> tuple[date, int, str]:
    return (row.by or date.max, -(row.amount or 0), row.text)


def _release(book: Book) -> Iterator[Decision]:
    """To hand over what the plan releases now."""
    rows = book.context.of_state(TrancheState.RELEASE_NOW)
    if rows:
        amount = sum(row.release_now for row in rows)
        text = f"Hand over {book.context.say(amount)}: {counted(len(rows), 'tranche')}."
        yield Decision("release now", text, book.context.deadline(0), amount, "Release now")


def _held(context: Context) -> Iterator[Decision]:
    """What would release held tranches: what is missing, and who must act."""
    for wait in waiting(context):
        if not wait.held:
            continue
        row = wait.row
        name = f"{context.names.initiative(row.initiative)}, {context.names.stage(row.key)}"
        acts = "; ".join(_act(one) for one in wait.missing)
        yield Decision("held", f"{name}: {acts}.", wait.by, row.amount, "Held and stopped")


def _act(one: Missing) -> str:
    """One thing that is missing, and from whom."""
    whom = one.whom
    if whom.startswith(_GENERAL):
        whom = whom[:1].lower() + whom[1:]
    return f"{one.what} ({whom})" if whom else one.what


_GENERAL = ("The ", "Someone ", "Whoever ")
"""How those begin who are no one by name."""


def _conflicts(context: Context) -> Iterator[Decision]:
    """Conflicts that the plan settles by value, and that executives may settle otherwise."""
    for row in conflicts.ordered(context):
        if conflicts.status(context, row) != conflicts.ESCALATE:
            continue
        losers = listed(row.losers, 2, context.names.initiative)
        asked = f"{listed(row.winners, 2, context.names.initiative)} come before {losers}"
        if set(row.winners) <= set(row.losers):
            asked = f"{losers} get a part each, and later than they could"
        text = f"{conflicts.over(context, row)}: confirm that {asked}."
        yield Decision("escalate", text, context.deadline(0), row.cost, "Conflicts")


def _shortfalls(context: Context) -> Iterator[Decision]:
    """Committed money that budgets do not cover."""
    for row in context.plan.shortfalls:
        fund = context.names.fund(row.fund)
        text = f"Find {context.say(row.amount)} for {fund} in {row.window}: committed, not covered."
        yield Decision("over", text, context.deadline(0), row.amount, "Budget")


def _loans(book: Book) -> Iterator[Decision]:
    """People who are to work away from home from now on; team by team for the delivery office."""
    context = book.context
    slices: defaultdict[TeamId, int] = defaultdict(int)
    people: defaultdict[TeamId, set[PersonId]] = defaultdict(set)
    for move in book.people.moves:
        if move.period == 0 and move.kind is MoveKind.MOVES and move.target is not None:
            slices[move.target] += move.slices
            people[move.target].add(move.person.id)
    if not slices:
        return
    teams = [[team] for team in sorted(slices)]
    if context.view.audience is not Audience.DELIVERY:
        teams = [sorted(slices)]
    for group in teams:
        time = fte(sum(slices[team] for team in group), context.portfolio.settings.slice)
        who = _who(context, sorted(set().union(*(people[team] for team in group))))
        where = listed([context.names.team(team) for team in group])
        text = f"Agree to lend {who} ({time}) to {where}."
        yield Decision("moves", text, context.deadline(0), None, "Moves")


def _who(context: Context, people: list[PersonId]) -> str:
    """People by name and home for the delivery office; how many they are for the others."""
    if context.view.audience is not Audience.DELIVERY:
        return counted(len(people), "person", "people")
    return listed([f"{context.names.person(key)} of {context.names.home(key)}" for key in people])


def _shortages(context: Context) -> Iterator[Decision]:
    """Committed work that nobody is there for."""
    short: defaultdict[tuple[SkillId, InitiativeId], int] = defaultdict(int)
    first: dict[tuple[SkillId, InitiativeId], PeriodIndex] = {}
    for row in sorted(context.plan.shortages, key=lambda row: row.period):
        key = (row.skill, row.initiative)
        first.setdefault(key, row.period)
        if row.period == first[key]:
            short[key] += row.slices
    for (skill, initiative), slices in sorted(short.items()):
        t = first[skill, initiative]
        name = context.names.initiative(initiative)
        time = fte(slices, context.portfolio.settings.slice)
        text = f"Find {time} of {skill} for {name} in {context.names.period(t)}."
        yield Decision("short", text, context.deadline(t), None, "Skill gaps")


def _hires(context: Context) -> Iterator[Decision]:
    """Options that have to be ordered, in time for their first period."""
    options = {row.id: row for row in context.portfolio.hiring}
    first: dict[OptionId, tuple[PeriodIndex, int]] = {}
    for row in sorted(context.plan.hires, key=lambda row: (row.period, row.option)):
        first.setdefault(row.option, (row.period, row.slices))
    for option, (t, slices) in sorted(first.items()):
        found = options[option]
        time = fte(slices, context.portfolio.settings.slice)
        text = (
            f"Order {time} of {found.skill} ({found.kind.value}: {option}), "
            f"there from {context.names.period(t)}."
        )
        yield Decision("order", text, _ordered_by(context, t - found.lead_time), None, "Hiring")


def _ordered_by(context: Context, t: int) -> date:
    """The first day of the period from which the lead time runs; not before the plan's own day."""
    return max(context.index.calendar.start(t), context.portfolio.settings.as_of)
