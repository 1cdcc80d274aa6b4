"""Who makes room for whom: the same money or the same people now serve something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.compared import BUDGETS
from models.comparison import Shift
from models.wording import capital, listed
from optimizer.comparing.case import BETTER, WORSE, Case, Key


def room(case: Case, key: Key) -> str | None:
    """What now has its money or its people, or had what it has now; None where nothing shows."""
    shift = case.shift(key)
    if shift is Shift.SAME:
        return None
    money, people = _money(case, key, shift), _people(case, key, shift)
    scarce = money is not None and money[1]
    if people is not None and not scarce:
        return people
    return money[0] if money is not None else None


def _money(case: Case, key: Key, shift: Shift) -> tuple[str, bool] | None:
    """The stage that took or gave most of the same money, and whether that money was scarce."""
    side, sign = (0, 1) if shift in WORSE else (1, -1)
    best: tuple[int, Key, Key] | None = None
    for place in sorted(case.paid[side].get(key, {})):
        for other, more in sorted(case.charged.get(place, {}).items()):
            if other != key and sign * more > 0 and (best is None or sign * more > best[0]):
                best = (sign * more, place, other)
    if best is None:
        return None
    amount, (fund, window), other = best
    what = f"{case.say(amount)} of {case.fund(fund)} in {window}"
    text = (
        f"{what} now goes to {case.called(other)}."
        if shift in WORSE
        else f"{what} is no longer needed by {case.called(other)}."
    )
    return text, _left(case, (fund, window), side=1 - side) < _needs(case, key, (fund, window))


def _needs(case: Case, key: Key, place: Key) -> int:
    return max(side.get(key, {}).get(place, 0) for side in case.paid)


def _left(case: Case, place: Key, side: int) -> int:
    """Budget of a fund in a window less what is charged there; what was carried in is left out."""
    rows = (case.plans.before, case.plans.after)[side].of(BUDGETS)
    row = rows.get(place)
    if row is None:
        return 0
    charged = sum(row.amount(head) for head in ("Released", "Release now", "Held", "Planned"))
    return row.amount("Budget") + row.amount("Shortfall") - charged


def _people(case: Case, key: Key, shift: Shift) -> str | None:
    """The stage that now has most of its people's time, or had it."""
    side, other_side = (0, 1) if shift in WORSE else (1, 0)
    time: Counter[Key] = Counter()
    who: dict[Key, dict[str, str]] = {}
    when: dict[Key, str] = {}
    for other, slices, name, period in _others(case, key, side, other_side):
        time[other] += slices
        who.setdefault(other, {})[name] = name
        when.setdefault(other, period)
    if not time:
        return None
    most = min(time, key=lambda other: (-time[other], other))
    names = listed(sorted(who[most]), 2)
    verb = "now works for" if len(who[most]) == 1 else "now work for"
    if shift in BETTER:
        verb = "no longer works for" if len(who[most]) == 1 else "no longer work for"
    return capital(f"{names} {verb} {case.called(most)} ({when[most]}).")


def _others(
    case: Case, key: Key, side: int, other_side: int
) -> Iterator[tuple[Key, int, str, str]]:
    """What else its people are busy with in the other plan, and not in this one."""
    seen: set[Key] = set()
    for row in case.work[side].get(key, ()):
        at = (row.worker, row.who, row.period)
        if at in seen:
            continue
        seen.add(at)
        here = case.busy[side].get(at, {})
        for other, slices in sorted(case.busy[other_side].get(at, {}).items()):
            more = slices - here.get(other, 0)
            if other != key and more > 0:
                yield other, more, row.name, row.period
