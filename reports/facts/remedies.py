"""The cheapest remedy for each gap: lend, reskill, contract or hire, or what of them fills it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice

from models.units import Money, PeriodIndex
from reports.context import Context
from reports.facts.gaps import GapKind, SkillGap, not_funded, shortages, tight
from reports.facts.limits import By, Limit, Limits
from reports.facts.offers import Loan, Offer, Offers, Way
from reports.facts.people import People
from reports.facts.skills import Skills

MOST_WANTED = 60
"""Gaps of what is not funded that are looked at: the largest ones."""
_WAYS = list(Way)
_AT_HAND = (Way.OWN, Way.HIRED)
"""Who is at the team's hand already: what they can do is no gap."""


@dataclass(frozen=True)
class Part:
    """What one offer gives."""

    offer: Offer
    takes: By
    """Slices of the gap that it fills, by period."""
    there: By
    """Slices that are there for it: hires stay when they are needed no more."""
    cost: Money | None
    """For as long as it is there; None = the portfolio does not say."""

    @property
    def first(self) -> PeriodIndex:
        """The first period in which it fills something."""
        return PeriodIndex(next(t for t, slices in enumerate(self.takes) if slices))

    @property
    def most(self) -> int:
        """Slices filled at once."""
        return max(self.takes)


@dataclass(frozen=True)
class Remedy:
    """What to do about a gap, the cheapest part first; no part at all where nothing helps."""

    gap: SkillGap
    parts: tuple[Part, ...]

    @property
    def missing(self) -> By:
        """Slices missing in each period after all that the team has at hand."""
        missing = self.gap.needs
        for part in self.parts:
            if self._at_hand(part):
                missing = _less(missing, part.takes)
        return missing

    def _at_hand(self, part: Part) -> bool:
        """Whether nothing is to be done for it; what the plan calls short is short, though."""
        return self.gap.kind is not GapKind.SHORT and part.offer.way in _AT_HAND

    @property
    def rest(self) -> By:
        """Slices missing in each period when all is done."""
        rest = self.gap.needs
        for part in self.parts:
            rest = _less(rest, part.takes)
        return rest

    @property
    def done(self) -> tuple[Part, ...]:
        """What is to be done: the parts that are not at hand already."""
        return tuple(part for part in self.parts if not self._at_hand(part))

    @property
    def filled(self) -> int:
        """Slices of what is missing that are filled, summed over the periods."""
        return sum(self.missing) - self.open

    @property
    def open(self) -> int:
        """Slices that stay missing, summed over the periods."""
        return sum(self.rest)

    @property
    def cost(self) -> Money | None:
        """What it costs within the plan; None where nothing helps or the portfolio does not say."""
        costs = [part.cost for part in self.done]
        if not costs or None in costs:
            return None
        return Money(sum(cost for cost in costs if cost is not None))


def cheapest(
    gap: SkillGap, offers: Iterable[Offer], left: Mapping[Limit, By], slices_per_fte: int
) -> Remedy:
    """The remedy that leaves least open, and of those the cheapest that is found.

    Offers are compared by what they cost per slice that they fill, and taken in that order until
    nothing is missing; each one alone is tried too.

    Args:
        gap: what is missing.
        offers: what could fill it.
        left: what is left of each limit, by period; what is not in it has no limit.
        slices_per_fte: to read costs, which are per FTE.
    """
    alone = [taken(offer, gap.needs, left, slices_per_fte) for offer in offers]
    useful = sorted((part for part in alone if any(part.takes)), key=_order)
    tried = [Remedy(gap, (part,)) for part in useful]
    tried.append(Remedy(gap, _mixed(gap, useful, left, slices_per_fte)))
    return min(tried, key=lambda remedy: (remedy.open, _known(remedy.parts), len(remedy.parts)))


def _order(part: Part) -> tuple[Fraction, int, int, int, str, str]:
    filled = sum(part.takes)
    way = _WAYS.index(part.offer.way)
    price = Fraction(_known((part,)), filled)
    return price, way, part.first, -filled, part.offer.who, part.offer.learner


def _known(parts: Iterable[Part]) -> int:
    """What is known of the cost."""
    return sum(part.cost or 0 for part in parts)


def _mixed(
    gap: SkillGap, useful: Iterable[Part], left: Mapping[Limit, By], slices_per_fte: int
) -> tuple[Part, ...]:
    now = dict(left)
    rest, parts = gap.needs, []
    for first in useful:
        if not any(rest):
            break
        part = taken(first.offer, rest, now, slices_per_fte)
        if any(part.takes):
            parts.append(part)
            rest = _less(rest, part.takes)
            draw(now, part)
    return tuple(parts)


def taken(offer: Offer, needs: By, left: Mapping[Limit, By], slices_per_fte: int) -> Part:
    """What an offer gives to these needs, as much as its limits allow."""
    most = _within(offer, len(needs), left)
    takes = tuple(min(pair) for pair in zip(needs, most, strict=True))
    if offer.loan is not None:
        takes = _lent(offer.loan, takes)
    there = _present(takes, offer.stays)
    return Part(offer, takes, there, _cost(offer, there, slices_per_fte))


def _within(offer: Offer, horizon: int, left: Mapping[Limit, By]) -> By:
    """Most slices in each period: what comes stays, so later limits count too."""
    limits = [left[limit] for limit in offer.draws if limit in left]
    comes = [min(slices) for slices in zip(*limits, strict=True)] if limits else [0] * horizon
    if offer.stays > 1:
        comes = [min(comes[t : t + offer.stays]) for t in range(horizon)]
    room = left.get(offer.room) if offer.room is not None else None
    return tuple(map(min, comes, room)) if room is not None else tuple(comes)


def _lent(loan: Loan, takes: By) -> By:
    """Without the periods in which a person would have too many teams, or a loan be too long."""
    found, at = list(takes), list(loan.there)
    for t, slices in enumerate(takes):
        if slices and not loan.open[t]:
            found[t] = 0
        elif slices and not at[t]:
            at[t] = True
            if loan.longest is not None and _run(at, t) > loan.longest:
                found[t], at[t] = 0, False
    return tuple(found)


def _run(at: list[bool], t: int) -> int:
    """Periods in a row around period t."""
    first = last = t
    while first > 0 and at[first - 1]:
        first -= 1
    while last + 1 < len(at) and at[last + 1]:
        last += 1
    return last - first + 1


def _present(takes: By, stays: int) -> By:
    """Who is there: those who are needed, and those who came less than their stay ago."""
    if stays <= 1:
        return takes
    there: list[int] = []
    arrived: list[int] = []
    for t, slices in enumerate(takes):
        bound = sum(arrived[max(0, t - stays + 1) : t])
        before = there[-1] if there else 0
        there.append(max(slices, bound))
        arrived.append(max(0, there[-1] - before))
    return tuple(there)


def _cost(offer: Offer, there: By, slices_per_fte: int) -> Money | None:
    """Running cost and one-off cost, each rounded half-even as the plan's own hires are."""
    if offer.per_period is None:
        return None
    before, total = 0, 0
    for slices in there:
        if slices:
            total += round(Fraction(offer.per_period * slices, slices_per_fte))
        if slices > before:
            total += round(Fraction(offer.once * (slices - before), slices_per_fte))
        before = slices
    return Money(total)


def draw(left: MutableMapping[Limit, By], part: Part) -> None:
    """Take what a part uses off what is left."""
    for limit in part.offer.draws:
        if limit in left:
            left[limit] = _less(left[limit], part.there)
    room = part.offer.room
    if room is not None and room in left:
        left[room] = _less(left[room], part.takes)


def _less(slices: By, taken: By) -> By:
    return tuple(there - gone for there, gone in zip(slices, taken, strict=True))


@dataclass(frozen=True)
class Remedies:
    """Remedies for all the gaps of a plan.

    What a gap takes is not offered to the next one of its kind. Shortages come first; what is not
    funded and what is tight each begin with what those leave, since they are other questions.
    """

    context: Context
    people: People
    skills: Skills

    @cached_property
    def all(self) -> tuple[Remedy, ...]:
        """Shortages, then what is tight, then what is not funded; the largest gap first."""
        limits = Limits(self.context, self.people)
        offers = Offers(self.context, self.people, limits)
        left = dict(limits.left)
        short = list(self._served(shortages(self.context), offers, left))
        eased = list(self._served(tight(self.context, self.skills), offers, dict(left)))
        wanted = list(islice(self._served(self.wanted, offers, dict(left)), MOST_WANTED))
        return tuple(
            remedy
            for remedies in (short, eased, wanted)
            for remedy in sorted(remedies, key=lambda remedy: -sum(remedy.missing))
        )

    @cached_property
    def wanted(self) -> tuple[SkillGap, ...]:
        """What is not funded asks for all this; of what is missing `all` has the largest."""
        return not_funded(self.context)

    def _served(
        self, gaps: Iterable[SkillGap], offers: Offers, left: dict[Limit, By]
    ) -> Iterator[Remedy]:
        """Remedies for gaps that are not filled by who is at hand already."""
        per_fte = self.context.portfolio.settings.slices_per_fte
        for gap in gaps:
            remedy = cheapest(gap, offers.of(gap), left, per_fte)
            for part in remedy.parts:
                draw(left, part)
            if any(remedy.missing):
                yield remedy
