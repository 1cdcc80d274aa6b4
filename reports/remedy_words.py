"""What to do about a gap, in a sentence; nobody is named to readers who must not know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from models.units import PersonId
from models.wording import capital, counted, fte, listed
from reports.context import Context
from reports.facts.limits import By, pool_reaches
from reports.facts.offers import Way
from reports.facts.remedies import Part, Remedy

_VERBS = {
    Way.OWN: "use",
    Way.HIRED: "use",
    Way.LEND: "borrow",
    Way.POOL: "take",
    Way.RESKILL: "teach",
    Way.CONTRACT: "contract",
    Way.HIRE: "hire",
}


def ways(remedy: Remedy) -> str:
    """The remedy in a word or two: `lend + contract`."""
    found = dict.fromkeys(part.offer.way.value for part in remedy.done)
    return " + ".join(found) or "nobody can"


def there_in(remedy: Remedy, context: Context) -> str:
    """The first period in which it helps."""
    first = min((part.first for part in remedy.done), default=None)
    return "" if first is None else context.names.period(first)


def sentence(remedy: Remedy, context: Context) -> str:
    """What to do, when, and what stays open."""
    return context.names.free(_told(remedy, context))


def _told(remedy: Remedy, context: Context) -> str:
    """The sentence as those read it who may know names."""
    groups: defaultdict[tuple[Way, str], list[Part]] = defaultdict(list)
    for part in remedy.done:
        people = part.offer.way in (Way.OWN, Way.LEND)
        groups[part.offer.way, "" if people else part.offer.who].append(part)
    said = [_group(way, who, parts, context) for (way, who), parts in groups.items()]
    if not said:
        return f"Nobody can{_soonest(remedy, context)}: hire beyond the options, or move the work."
    text = f"{capital('; '.join(said))}."
    if remedy.open:
        text += f" {_fte(remedy.rest, context)} stays open {_span(remedy.rest, context)}."
    return text


def _group(way: Way, who: str, parts: Sequence[Part], context: Context) -> str:
    takes = tuple(sum(slices) for slices in zip(*(part.takes for part in parts), strict=True))
    start = f"{_VERBS[way]} {_fte(takes, context)}"
    when = _span(takes, context)
    if way in (Way.OWN, Way.LEND):
        return f"{start} from {_people([part.offer.who for part in parts], context)} {when}"
    if way is Way.POOL:
        return f"{start} of the pool {who} {when}"
    if way is Way.HIRED:
        return f"{start} hired through “{who}” already {when}"
    if way is Way.CONTRACT:
        return f"{start} through “{who}” {when}"
    first = context.names.period(min(part.first for part in parts))
    text = f"{start} through “{who}” from {first} on"
    if way is Way.HIRE:
        return text
    return f"{text}: {_people([part.offer.learner for part in parts], context)}"


def _people(ids: Iterable[str], context: Context) -> str:
    """People by home: names for those who may know them, how many for the others."""
    by_home: defaultdict[str, list[str]] = defaultdict(list)
    for who in ids:
        by_home[context.names.home(PersonId(who))].append(context.names.person(PersonId(who)))
    if context.view.people:
        parts = [f"{home} ({listed(sorted(names))})" for home, names in sorted(by_home.items())]
    else:
        parts = [
            f"{home} ({counted(len(names), 'person', 'people')})"
            for home, names in sorted(by_home.items())
        ]
    return listed(parts, most=4)


def _fte(slices: By, context: Context) -> str:
    return fte(max(slices), context.portfolio.settings.slice)


def _span(slices: By, context: Context) -> str:
    """When: `in 2027 Q1`, `from 2027 Q1 to 2027 Q4`."""
    periods = [t for t, time in enumerate(slices) if time]
    first, last = (context.names.period(t) for t in (periods[0], periods[-1]))
    return f"in {first}" if first == last else f"from {first} to {last}"


def _soonest(remedy: Remedy, context: Context) -> str:
    """Who comes too late, and when they come."""
    last = max(t for t, slices in enumerate(remedy.gap.needs) if slices)
    late = sorted(pair for pair in _arrivals(remedy, context) if pair[0] > last)
    if not late:
        return ""
    first, name = late[0]
    return f" in time ({name} not before {context.names.period(first)})"


def _arrivals(remedy: Remedy, context: Context) -> Iterator[tuple[int, str]]:
    """First periods of pools and options for the skill, with their names."""
    gap, rows = remedy.gap, context.portfolio
    calendar = context.index.calendar
    for pool in rows.pools:
        team = None if gap.team is None else context.index.teams[gap.team]
        reached = team is None or pool_reaches(pool, team)
        if pool.skill == gap.skill and pool.from_period is not None and reached:
            yield calendar.index(pool.from_period), f"the pool {pool.id}"
    for option in rows.hiring:
        if option.skill == gap.skill and option.lead_time < calendar.horizon:
            yield option.lead_time, f"“{option.id}”"
