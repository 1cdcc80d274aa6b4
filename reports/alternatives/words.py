"""Alternatives in words: the answer in a sentence, what each trades, and why it is offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.alternative import Aim, Alternative, Alternatives
from models.portfolio import Portfolio
from models.units import InitiativeId
from models.wording import capital, counted, fte, money, number

MOST_NAMED = 3
"""Initiatives named in one line."""

_WHY = {
    Aim.DIFFERENT: "furthest from all plans before it",
    Aim.EARLY: "releases the most now",
    Aim.MONEY: "asks for the least money",
    Aim.CALM: "fewest initiatives at once",
    Aim.MOVES: "moves the fewest people",
}


def letter(number: int) -> str:
    """What the alternative at this place is called: A, B, …."""
    return chr(ord("A") + number)


def headline(offered: Alternatives, portfolio: Portfolio) -> str:
    """The answer in a sentence or two."""
    currency = portfolio.settings.currency
    found = len(offered.found)
    best = offered.best
    gap = "no plan is worth more" if best.gap == 0 else f"proven to within {best.gap:.2%} of it"
    first = (
        f"{capital(counted(found, 'alternative'))} worth at least "
        f"{money(offered.floor, currency)}, {number(offered.within)} % less than the best plan "
        f"found ({money(best.value.total, currency)}, {gap.replace('%', ' %')})."
    )
    if found < offered.asked:
        few = "no other plan" if offered.exhausted else "no other plan was found in the time that"
        which = "differs enough to be shown" if offered.exhausted else "differs enough"
        return f"{first} {counted(offered.asked, 'was', 'were')} asked for; {few} {which}."
    return first


def remarks(offered: Alternatives) -> Iterator[str]:
    """What is not known."""
    if offered.stopped:
        yield "The search was ended early: these are the alternatives known by then."
    unproven = sum(not row.proven for row in offered.found)
    if unproven:
        which = counted(unproven, "alternative")
        yield (
            f"Of {which} it is not proven that none serves its aim better; all are audited and "
            "within the loss."
        )


def why(row: Alternative) -> str:
    """Why it is offered."""
    return "; ".join(_WHY[aim] for aim in row.aims)


def traded(row: Alternative, portfolio: Portfolio) -> str:
    """What it trades against the best plan, in one line."""
    gives, names = row.trades, _Names(portfolio)
    work = ", ".join(
        filter(
            None,
            (
                names.listed(gives.enters, "+ ", gives.partly),
                names.listed(gives.leaves, "- ", gives.partly),
                names.listed([each.initiative for each in gives.sooner], "sooner: "),
                names.listed([each.initiative for each in gives.later], "later: "),
            ),
        )
    )
    settings = portfolio.settings
    figures = [_more(gives.value, settings.currency, "value") or "the same value"]
    figures += filter(
        None,
        (
            _more(gives.money, settings.currency, "money asked for"),
            _more(gives.release_now, settings.currency, "released now"),
            _people(gives.people, gives.moves, portfolio),
            _at_once(gives.at_once),
        ),
    )
    return f"{work or 'the same initiatives'}; {', '.join(figures)}"


class _Names:
    """Names of initiatives in a list that is cut."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._names = {row.id: row.name for row in portfolio.initiatives}

    def listed(
        self, keys: Sequence[InitiativeId], sign: str, partly: Sequence[InitiativeId] = ()
    ) -> str:
        if not keys:
            return ""
        part = dict.fromkeys(partly, " (a part)")
        shown = [f"{sign}{self._names[key]}{part.get(key, '')}" for key in keys[:MOST_NAMED]]
        if sign.endswith(": "):
            shown = [f"{sign}{', '.join(self._names[key] for key in keys[:MOST_NAMED])}"]
        more = len(keys) - MOST_NAMED
        return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _more(amount: int, currency: str, what: str) -> str:
    if amount == 0:
        return ""
    return f"{money(abs(amount), currency)} {'more' if amount > 0 else 'less'} {what}"


def _people(people: int, moves: int, portfolio: Portfolio) -> str:
    if people:
        more = "more" if people > 0 else "fewer"
        return f"{counted(abs(people), 'person', 'people')} {more} move"
    if moves:
        more = "more" if moves > 0 else "less"
        return f"{fte(abs(moves), portfolio.settings.slice)} {more} is moved"
    return ""


def _at_once(number: int) -> str:
    if number == 0:
        return ""
    return f"{abs(number)} {'more' if number > 0 else 'fewer'} under way at once"
