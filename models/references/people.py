"""People who would have to be in two places, or work while they are away."""

from __future__ import annotations

from collections.abc import Iterator

from models.calendar import Calendar
from models.index import Index
from models.issue import Issue
from models.portfolio import Portfolio
from models.references.report import error, place
from models.units import PersonId, Slices

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
    index = Index(portfolio)
    known = {period.id for period in portfolio.periods}
    exceptions = {(row.person, row.period): at for at, row in enumerate(portfolio.availability)}
    for person, rows in _rows_of(portfolio).items():
        locked = [
            at
            for at in rows
            if portfolio.assignments[at].locked
            and portfolio.assignments[at].until in {None, *known}
        ]
        if person not in index.people or not locked:
            continue
        for t in calendar.indices:
            held = [at for at in locked if _holds(portfolio, calendar, at, t)]
            total = sum(portfolio.assignments[at].slices for at in held)
            there = index.available(person, t)
            if total > there:
                period = calendar.periods[t].id
                what = (
                    f"'{person}' is locked for {_fte(portfolio, total)} FTE in {period} "
                    f"and has {_fte(portfolio, there)}"
                )
                also = [place((_SHEET, at), "FTE") for at in held[1:]]
                if (person, period) in exceptions:
                    also.append(place(("Availability", exceptions[person, period]), "FTE"))
                yield error(
                    (_SHEET, held[0]), "Locked", what, "no lock, or time that is there", also
                )
                break


def _holds(portfolio: Portfolio, calendar: Calendar, at: int, t: int) -> bool:
    until = portfolio.assignments[at].until
    return until is None or t <= calendar.index(until)


def _rows_of(portfolio: Portfolio) -> dict[PersonId, list[int]]:
    rows: dict[PersonId, list[int]] = {}
    for at, row in enumerate(portfolio.assignments):
        rows.setdefault(row.person, []).append(at)
    return rows


def _fte(portfolio: Portfolio, slices: int) -> str:
    return f"{Slices(slices) * portfolio.settings.slice:f}"
