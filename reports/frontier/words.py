"""A frontier in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from models.frontier import Axis, Frontier, Member, Point
from models.wording import capital, counted, exact_money, listed, money

GIVEN = Fraction(1)
"""The share that the portfolio itself says."""


def change(point: Point, axis: Axis) -> str:
    """How a point differs from what is given: `-30 %`, `as now`, `2 times`."""
    if point.share == GIVEN:
        return "as now"
    if axis is Axis.MOVES:
        return "free" if not point.share else f"{_plain(point.share)} times"
    return f"{_signed((point.share - 1) * 100)} %"


def _plain(share: Fraction) -> str:
    return str(share) if share.denominator > 1 else f"{share.numerator:,}"


def _signed(percent: Fraction) -> str:
    return f"{float(percent):+.3g}"


def what(frontier: Frontier) -> str:
    """What is varied: `Growth fund`, `all funds`, `the price of a move`."""
    return "the price of a move" if frontier.axis is Axis.MOVES else frontier.fund


def title(frontier: Frontier) -> str:
    """What the frontier shows."""
    if frontier.axis is Axis.MOVES:
        return "Value against moves"
    return f"Value against the budget of {frontier.fund}"


def marginal(before: Point, point: Point, axis: Axis) -> Fraction | None:
    """What one more unit is worth between two points: of money, or of a moved slice.

    None where it is not known, or nothing changes.
    """
    if before.plan is None or point.plan is None:
        return None
    if axis is Axis.BUDGET:
        units, worth = (
            point.amount - before.amount,
            point.plan.value.total - before.plan.value.total,
        )
    else:
        units = point.plan.moved - before.plan.moved
        worth = (point.before_moves or 0) - (before.before_moves or 0)
    return Fraction(worth, units) if units else None


def members(frontier: Frontier) -> str:
    """How many are core, exceptions, never in."""
    count = Counter(row.kind for row in frontier.members)
    parts = [
        f"{counted(count[Member.CORE], 'initiative')} in every plan (core)",
        f"{count[Member.EXCEPTION]:,} in some (exception)",
        f"{count[Member.NEVER]:,} in none (never)",
    ]
    if count[Member.UNDER_WAY]:
        parts.append(f"{count[Member.UNDER_WAY]:,} under way in any case")
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def headline(frontier: Frontier) -> str:
    """The answer in a few sentences."""
    known = [point for point in frontier.points if point.plan is not None]
    ends = [known[0], known[-1]]
    given = [point for point in known if point.share == GIVEN and point not in ends]
    if frontier.axis is Axis.MOVES and len({point.moved for point in known}) == 1:
        given, ends = [], ends[:1]
    said = [_worth(frontier, point) for point in sorted({*ends, *given}, key=_share)]
    sentences = [f"{capital('; '.join(said))}.", f"There are {members(frontier)}."]
    if frontier.axis is Axis.BUDGET:
        best = _steepest(frontier)
        sentences += [best] if best else []
    return " ".join(sentences)


def _share(point: Point) -> Fraction:
    return point.share


def _worth(frontier: Frontier, point: Point) -> str:
    currency = frontier.currency
    value = money(point.value or 0, currency)
    if frontier.axis is Axis.MOVES:
        slices = point.moved or 0
        moved = f"{float(slices * frontier.slice):,.3g} FTE moved"
        if len({each.moved for each in frontier.points if each.plan is not None}) == 1:
            return f"at every price of a move as much is moved: {moved.removesuffix(' moved')}"
        return f"{money(point.amount, currency)} a move: {moved}, worth {value}"
    here = "as now" if point.share == GIVEN else change(point, frontier.axis)
    return f"with {money(point.amount, currency)} ({here}) the plan is worth {value}"


def _steepest(frontier: Frontier) -> str:
    """Where one more unit of money is worth most."""
    steps = [
        (rate, before, point)
        for before, point in pairwise(frontier.points)
        if (rate := marginal(before, point, frontier.axis)) is not None
    ]
    if not steps:
        return ""
    rate, before, point = max(steps, key=lambda step: step[0])
    currency = frontier.currency
    return (
        f"One more {currency} is worth most between {money(before.amount, currency)} and "
        f"{money(point.amount, currency)}: {currency} {float(rate):,.2f} each."
    )


def lines(frontier: Frontier) -> Sequence[str]:
    """The short answer in a terminal: a line per point, and who is in."""
    heads = ("Move at" if frontier.axis is Axis.MOVES else "Budget", "", "Worth", "Within")
    rows = [heads, *(_row(frontier, point) for point in frontier.points)]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    table = [
        "  ".join(
            cell.rjust(room) if place != 1 else cell.ljust(room)
            for place, (cell, room) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    told = [f"What if   {edit}" for edit in frontier.edits]
    if frontier.missing:
        told.append(f"note      Stopped: {_missing(frontier)}.")
    sudden = [row.name for row in frontier.members if row.kind is Member.EXCEPTION]
    some = listed(sudden, 4) or "none"
    who = (f"In        {members(frontier)}", f"In some   {some}")
    return (*told, title(frontier), *table, *who)


def _missing(frontier: Frontier) -> str:
    count = len(frontier.missing)
    return f"{counted(count, 'point')} {'was' if count == 1 else 'were'} not searched"


def _row(frontier: Frontier, point: Point) -> tuple[str, str, str, str]:
    amount = exact_money(point.amount, frontier.currency)
    here = change(point, frontier.axis)
    if point.value is None:
        return amount, here, point.refusal, ""
    worth = exact_money(point.value, frontier.currency)
    gap = "" if point.gap is None else f"{100 * point.gap:.2f} %"
    if frontier.axis is Axis.MOVES:
        worth = f"{worth}, {float((point.moved or 0) * frontier.slice):,.3g} FTE moved"
    return amount, here, worth, gap
