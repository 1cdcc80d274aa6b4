"""Why a gate keeps a stage back or lets it go: its verdict, and the outcome behind it."""

from __future__ import annotations

from models.compared import GATES, PROOFS, STAGES
from models.verdict import VerdictKind
from optimizer.comparing.case import Case, Key, against
from optimizer.comparing.plainly import plainly

_OPENNESS = {
    VerdictKind.FAILED: 0,
    VerdictKind.PENDING: 1,
    VerdictKind.UNPROVEN: 1,
    VerdictKind.CONDITIONAL: 2,
    VerdictKind.WAIVED: 3,
    VerdictKind.PASSED: 3,
}


def gate(case: Case, key: Key) -> str | None:
    """A gate before it says something else."""
    for number_ in range(int(key[1]), 1, -1):
        was, now = case.texts((key[0], str(number_)), "Gate before it")
        if was == now or not was or not now:
            continue
        better = _OPENNESS[VerdictKind(now)] - _OPENNESS[VerdictKind(was)]
        if against(case.shift(key), better):
            continue
        after = (key[0], str(number_ - 1))
        said = f"The gate after stage {number_ - 1} says {now}; it said {was}."
        return " ".join(filter(None, (said, outcome(case, after))))
    return None


def not_open_yet(case: Case, key: Key) -> str | None:
    """It was to begin by now, and its gate still does not allow it."""
    first, then = case.texts(key, "Starts")
    now = case.texts(key, "Gate before it")[1]
    place, begins = case.plans.place, case.plans.after.plan.periods[0]
    due = first in place and place[first] <= place[begins] and then != first
    if not case.rolled or not due or not now or VerdictKind(now).opens:
        return None
    after = int(key[1]) - 1
    when = "now, as planned" if first == begins else f"now; {first} is past"
    said = f"The gate after stage {after} still says {now}, so it cannot begin {when}."
    return " ".join(filter(None, (said, outcome(case, (key[0], str(after))))))


def lacks_other(case: Case, key: Key) -> str | None:
    """Only what it waits for reads otherwise."""
    columns = {row.column for row in case.of(STAGES).get(key, ())}
    if columns != {"What is missing"}:
        return None
    said = outcome(case, (key[0], str(int(key[1]) - 1)))
    return said or "Its gate waits for something else than before."


def outcome(case: Case, gate_key: Key) -> str:
    """What a gate rests on now: another outcome, a waiver, or what it says itself; may be empty."""
    for key in case.proofs.get(gate_key, ()):
        now, was = case.after(key, PROOFS), case.before(key, PROOFS)
        if now is None or was is None or "Observed" not in now.cells:
            continue
        seen, old = now.cells["Observed"], was.cells.get("Observed")
        if seen != old:
            before = "" if old is None else f" (was {plainly(old)})"
            return f"{key[2]}: observed {plainly(seen)}{before}."
    before, after = case.texts(gate_key, "Waived until", GATES)
    if after and not before:
        return "It was waived."
    if before and not after:
        return "Its waiver has ended."
    return case.texts(gate_key, "What the gate rests on", GATES)[1]
