"""People who would have to be in two places, or work while they are away."""

from __future__ import annotations

from collections.abc import Iterator

from models.calendar import Calendar
from models.exact import plain
from models.issue import Issue
from models.period import Period
from models.portfolio import Portfolio
from models.references.report import error, place
from models.units import PersonId

_SHEET = "Assignments"


def full_time(portfolio: Portfolio) -> Iterator[Issue]:
    """Nobody has more than one full time."""
    whole = portfolio.settings.slices_per_fte
    times = [(("People", at), row.slices) for at, row in enumerate(portfolio.people)]
    times += [(("Availability", at), row.slices) for at, row in enumerate(portfolio.availability)]
    for row, slices in times:
        if slices > whole:
            what = f"{_fte(portfolio, slices)} FTE are more than one person"
            yield error(row, "FTE", what, "at most 1; a Pool for several people")


def homes(portfolio: Portfolio) -> Iterator[Issue]:
    """A skill once, a home that fits: what only a document without cells could get wrong."""
    known = {team.id for team in portfolio.teams}
    domains = {team.domain for team in portfolio.teams}
    for at, pool in enumerate(portfolio.pools):
        row = ("Pools", at)
        if pool.team is not None and pool.domain is not None:
            what = "a pool works for a team or for a domain"
            yield error(row, "Team or domain", what, "one of the two, or neither")
            continue
        whom = pool.team if pool.team is not None else pool.domain
        if whom in known and whom in domains:
            what = f"'{whom}' is the name of a team and of a domain"
            yield error(row, "Team or domain", what, "a name that only one of them has")


def assignments(portfolio: Portfolio) -> Iterator[Issue]:
    """The plan in force gives nobody more time than they have."""
    usual = {person.id: person.slices for person in portfolio.people}
    rows_of = _rows_of(portfolio)
    for person, rows in rows_of.items():
        total = sum(portfolio.assignments[at].slices for at in rows)
        if person in usual and total > usual[person]:
            share = f"{_fte(portfolio, total)} of {_fte(portfolio, usual[person])} FTE"
            what = f"'{person}' is assigned {share}"
            also = [place((_SHEET, at), "FTE") for at in rows[:-1]]
            yield error((_SHEET, rows[-1]), "FTE", what, "no more than the person has", also)


def locks(portfolio: Portfolio) -> Iterator[Issue]:
    """Nobody is locked for more time than they are there."""
    calendar = Calendar.of(portfolio.periods)
    usual = {person.id: person.slices for person in portfolio.people}
    exceptions = {(row.person, row.period): at for at, row in enumerate(portfolio.availability)}
    for person, rows in _rows_of(portfolio).items():
        for period in calendar.periods if person in usual else ():
            held = [at for at in rows if _holds(portfolio, calendar, at, period)]
            exception = exceptions.get((person, period.id))
            there = usual[person]
            if exception is not None:
                there = portfolio.availability[exception].slices
            total = sum(portfolio.assignments[at].slices for at in held)
            if total > there:
                what = (
                    f"'{person}' is locked for {_fte(portfolio, total)} FTE in {period.id} "
                    f"and has {_fte(portfolio, there)}"
                )
                also = [place((_SHEET, at), "FTE") for at in held[1:]]
                if exception is not None:
                    also.append(place(("Availability", exception), "FTE"))
                allowed = "no lock, or time that is there"
                yield error((_SHEET, held[0]), "Locked", what, allowed, also)
                break


def _holds(portfolio: Portfolio, calendar: Calendar, at: int, period: Period) -> bool:
    """Whether a row locks its person in a period; one until an unknown period is told elsewhere."""
    row = portfolio.assignments[at]
    until = next((x.start for x in calendar.periods if x.id == row.until), None)
    return row.locked and (row.until is None or (until is not None and period.start <= until))


def _rows_of(portfolio: Portfolio) -> dict[PersonId, list[int]]:
    rows: dict[PersonId, list[int]] = {}
    for at, row in enumerate(portfolio.assignments):
        rows.setdefault(row.person, []).append(at)
    return rows


def _fte(portfolio: Portfolio, slices: int) -> str:
    return f"{plain(slices * portfolio.settings.slice):f}"
