"""Why a stage or its tranche changed: the first of these that names a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from models.compared import (
    AFTER,
    DONE,
    ENVELOPES,
    FUND_RULES,
    LINKS,
    PEOPLE_THERE,
    SETTINGS,
    STAGES,
)
from models.comparison import Cause, CauseKind, How, Shift
from models.plan import TrancheState
from models.snapshot import Work
from models.wording import fte, listed
from optimizer.comparing.alignment import begun
from optimizer.comparing.case import BETTER, WORSE, Case, Key, against
from optimizer.comparing.gate_causes import gate, lacks_other, not_open_yet
from optimizer.comparing.plainly import plainly
from optimizer.comparing.room import room

_NO_SETTING = ("name", "as of", "currency", "escalate above", "both natures above")
"""Settings from which no plan follows: what a plan is called, and what is told about it."""
_SEARCH = ("gap", "time limit", "seed")
_GONE_ON = (TrancheState.RELEASED, TrancheState.RELEASE_NOW)


def asked(case: Case, key: Key) -> str | None:
    """An edit is about its initiative."""
    return case.edited(lambda edit: key[0] in edit.initiatives)


def in_or_out(case: Case, key: Key) -> str | None:
    """Only one of the portfolios has the stage."""
    if case.before(key) is None:
        return "It is new in the portfolio."
    return "The portfolio no longer has it." if case.after(key) is None else None


def happened(case: Case, key: Key) -> str | None:
    """What is released or has begun is a fact, never a decision."""
    was, now = case.texts(key, "State")
    first, then = case.texts(key, "Starts")
    out = TrancheState.RELEASED
    if then == DONE != first:
        return "It is done."
    if now == out != was:
        planned = first == then and was == TrancheState.RELEASE_NOW
        return f"Its tranche was released{', as planned' if planned else ' since'}."
    if was == out != now:
        return "Its release was taken back."
    if was == out and first != then:
        return f"It began in {then or 'no period'}; the earlier plan had {first or 'none'}."
    return None


def its_turn(case: Case, key: Key) -> str | None:
    """Its period is now, it is next in line, or its period is past without a start."""
    first, then = case.texts(key, "Starts")
    was, now = case.texts(key, "State")
    if first == then and was == TrancheState.PLANNED and now == TrancheState.HELD:
        return "It is next in line now, and waits for its gate."
    if not case.rolled:
        return None
    period = case.plans.after.plan.periods[0]
    if first == then == period and now == TrancheState.RELEASE_NOW:
        return f"{period} is now: its turn has come, as planned."
    if first in case.plans.past and now not in _GONE_ON:
        return f"{first} is past, and it did not begin."
    if then in case.plans.ahead and not first:
        return f"{then} lies beyond the earlier plan."
    return None


def budget(case: Case, key: Key) -> str | None:
    """A fund that pays it, or paid it, has another budget."""
    shift = case.shift(key)
    if shift is Shift.SAME:
        return None
    places = [place for side in case.paid for place in side.get(key, {})]
    known = any(case.paid[0]) or any(case.paid[1])
    funds = sorted({fund for fund, _ in places}) if known else sorted(case.budgets)
    sign = 1 if shift in BETTER else -1
    found = [
        ((fund, window) in places, abs(now - was), fund, window, was, now)
        for fund in funds
        for window, was, now in case.budgets.get(fund, ())
        if sign * (now - was) > 0
    ]
    if not found:
        return None
    *_, fund, window, was, now = max(found)
    return (
        f"The budget of {case.fund(fund)} for {window} is {case.say(now)}; it was {case.say(was)}."
    )


def work(case: Case, key: Key) -> str | None:
    """The stage asks for other money, time or people."""
    was, now = (row.amount("Tranche") if row else 0 for row in (case.before(key), case.after(key)))
    if was != now:
        return f"Its tranche is {case.say(now)}; it was {case.say(was)}."
    length = tuple(_length(case, key, side) for side in (0, 1))
    if None not in length and length[0] != length[1]:
        return f"It takes {length[1]} periods; it took {length[0]}."
    return _demand(case, key)


def _length(case: Case, key: Key, side: int) -> int | None:
    start = begun(case.texts(key, "Starts")[side], case.plans.place)
    end = case.ends(key)[side]
    return None if start is None or end is None else end - start + 1


def _demand(case: Case, key: Key) -> str | None:
    """What it asks of a skill, where both plans staff it in full."""
    first, then = (_asked(side.get(key, ())) for side in case.work)
    if not first or not then or case.rolled:
        return None
    for skill in sorted(first.keys() | then.keys()):
        was, now = first[skill], then[skill]
        if was != now:
            per_slice = case.plans.after.plan.slice
            return f"It uses {fte(now, per_slice)} of {skill}; it used {fte(was, per_slice)}."
    return None


def _asked(work: Iterable[Work]) -> Counter[str]:
    """The most of each skill in one period."""
    by_period: dict[tuple[str, str], int] = {}
    for row in work:
        place = (row.skill, row.period)
        by_period[place] = by_period.get(place, 0) + row.slices
    most: Counter[str] = Counter()
    for (skill, _), slices in by_period.items():
        most[skill] = max(most[skill], slices)
    return most


def setting(case: Case, _: Key) -> str | None:
    """Something that holds for the whole portfolio."""
    return _settings(case, lambda name: name not in (*_NO_SETTING, *_SEARCH))


def _settings(case: Case, counts: Callable[[str], bool]) -> str | None:
    said = [
        f"{key[0]} is {row.after or 'empty'}, was {row.before or 'empty'}"
        for key, rows in sorted(case.of(SETTINGS).items())
        for row in rows
        if counts(key[0].casefold())
    ]
    return f"In Settings, {listed(said, 2)}." if said else None


def limits(case: Case, _: Key) -> str | None:
    """What a fund may pay or carry over, or an envelope, was set otherwise."""
    said = [
        f"{key[0]}: {row.column[:1].lower()}{row.column[1:]} is {row.after or 'empty'}, "
        f"was {row.before or 'empty'}"
        for table in (ENVELOPES, FUND_RULES)
        for key, rows in sorted(case.of(table).items())
        for row in rows
        if row.how is How.CHANGED
    ]
    return f"On Inputs, {listed(list(dict.fromkeys(said)), 2)}." if said else None


def waits(case: Case, key: Key) -> str | None:
    """A stage that must come first moved the same way."""
    shift = case.shift(key)
    for first in case.waits_for(key):
        was, now = case.ends(first)
        moves = case.shift(first)
        if was is not None and now is not None and now != was:
            moves = Shift.LATER if now > was else Shift.EARLIER
        both = (moves in WORSE and shift in WORSE) or (moves in BETTER and shift in BETTER)
        if both and (case.before(first) is not None and case.after(first) is not None):
            name = f"stage {first[1]}" if first[0] == key[0] else case.called(first)
            return f"It waits for {name}, which {_end(case, first)}."
    return _links(case, key, shift)


def _end(case: Case, key: Key) -> str:
    was, now = case.texts(key, "Runs to")
    if not now:
        return "no longer starts"
    if not was:
        return "starts newly"
    return f"now runs {_to(now)} (before: {_to(was)})"


def _to(end: str) -> str:
    return "past the plan" if end == AFTER else f"to {end}"


def _links(case: Case, key: Key, shift: Shift) -> str | None:
    for link, rows in sorted(case.of(LINKS).items()):
        if key in (link[2:4], link[:2]) and rows[0].how is not How.CHANGED:
            added = rows[0].how is How.ADDED
            if not against(shift, -1 if added else 1):
                other = case.called(link[:2] if link[2:4] == key else link[2:4])
                return f"The dependency on {other} is {'new' if added else 'gone'}."
    return None


def person(case: Case, key: Key) -> str | None:
    """Someone who works on it, or did, is new, gone, or has other time."""
    shift = case.shift(key)
    for side, better in ((0, False), (1, True)):
        if (shift in WORSE and better) or (shift in BETTER and not better):
            continue
        for who in dict.fromkeys(row.who for row in case.work[side].get(key, ())):
            found = there(case, who)
            if found is not None and found[0] == better:
                return found[1]
    return None


def there(case: Case, who: str) -> tuple[bool, str] | None:
    """Whether there is more of someone now, and how to say so; None for no change."""
    rows = case.of(PEOPLE_THERE).get((who,))
    if not rows:
        return None
    name, how = case.who.get(who, who), rows[0].how
    if how is not How.CHANGED:
        added = how is How.ADDED
        return added, f"{name} is {'new in' if added else 'no longer in'} the portfolio."
    if case.rolled:
        return None
    was, now = rows[0].before, rows[0].after
    more = float(str(now or 0)) > float(str(was or 0))
    return more, (
        f"{name} is there for {plainly(now or 0)} FTE on average; it was {plainly(was or 0)}."
    )


def flag(case: Case, key: Key) -> str | None:
    """A feature flag lets it start earlier, or does so no more."""
    for row in case.flags.get(key, ()):
        added = row.how is not How.REMOVED
        if not against(case.shift(key), 1 if added else -1):
            first = case.called(row.key[:2])
            verb = "lets it start before" if added else "no longer lets it start before"
            return f"A feature flag {verb} {first} is there."
    return None


def searched(case: Case, _: Key) -> str | None:
    """The search was given other limits."""
    return _settings(case, lambda name: name in _SEARCH)


def whole(case: Case) -> Cause:
    """No fact about it changed."""
    before, after = (side.plan for side in case.plans.both)
    if before.digest == after.digest:
        text = "Both plans are of the same portfolio: the search ended at another plan."
    elif case.edits:
        said = case.edited(lambda _: True)
        text = f"Nothing about it changed; the plan is worth more this way. {said}"
    else:
        text = "Nothing that the plans show of it changed; all else together made it so."
    return Cause(CauseKind.WHOLE, text)


_IN_ORDER: tuple[tuple[CauseKind, Callable[[Case, Key], str | None]], ...] = (
    (CauseKind.EDIT, asked),
    (CauseKind.WORK, in_or_out),
    (CauseKind.FACT, happened),
    (CauseKind.GATE, gate),
    (CauseKind.GATE, not_open_yet),
    (CauseKind.GATE, lacks_other),
    (CauseKind.FACT, its_turn),
    (CauseKind.BUDGET, budget),
    (CauseKind.WORK, work),
    (CauseKind.SETTING, setting),
    (CauseKind.SETTING, limits),
    (CauseKind.WAITS, waits),
    (CauseKind.PERSON, person),
    (CauseKind.FLAG, flag),
    (CauseKind.ROOM, room),
    (CauseKind.SETTING, searched),
)


def stage_cause(case: Case, key: Key) -> Cause:
    """The one cause of all that changed about a stage."""
    for kind, look in _IN_ORDER:
        text = look(case, key)
        if text is not None:
            return Cause(kind, text)
    return whole(case)


def moved(case: Case, key: Key) -> str:
    """What happened to a stage: `Checkout, stage 2: starts later (Q3, was Q2)`."""
    shift = case.shift(key)
    was, now = case.texts(key, "Starts")
    called = case.called(key)
    if shift in (Shift.EARLIER, Shift.LATER):
        return f"{called}, {shift.value} ({now}; was {was})"
    if shift is Shift.NEWLY:
        return f"{called}, {shift.value} ({now})"
    if shift is Shift.NO_LONGER:
        return f"{called}, {shift.value} (was {was})"
    before, after = case.texts(key, "State")
    if before != after:
        return f"{called}, is {after or 'gone'} (was {before or 'not there'})"
    columns = [row.column for row in case.of(STAGES).get(key, ())]
    return f"{called}, changed ({listed(columns)})"
