"""What `headgate outcomes` says: each outcome and what it did, each gate that flipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from headgate.wording import many
from models.index import Index
from models.objective import Outcome
from models.observation import Change, ChangeKind, Flip
from models.portfolio import Portfolio
from models.wording import quantity

_WORDS = {
    "evidence": "evidence",
    "reported_by": "reported by",
    "confirmed_by": "confirmed by",
}


def lines(portfolio: Portfolio, changes: Sequence[Change], flips: Sequence[Flip]) -> Iterator[str]:
    """A line for each outcome, then one for each gate."""
    index = Index(portfolio)
    units = {row.id: index.metrics[row.metric].unit for row in portfolio.objectives}
    for change in changes:
        yield _change(change, units[change.outcome.objective])
    for flip in flips:
        gate = f"{flip.gate.initiative}/{flip.gate.stage}"
        reason = flip.after.reason.rstrip(".")
        why = "" if reason.casefold() in flip.meaning.casefold() else f" ({reason})"
        turn = f"{flip.before.kind.value} -> {flip.after.kind.value}"
        yield f"gate {gate}: {turn}; {flip.meaning}{why}"


def summary(changes: Sequence[Change], flips: Sequence[Flip]) -> str:
    """`3 new, 1 corrected; 2 verdicts flipped`."""
    count = Counter(change.kind for change in changes)
    parts = [f"{count[kind]:,} {kind.value}" for kind in ChangeKind if count[kind]]
    return f"{', '.join(parts) or 'no new outcomes'}; {many(len(flips), 'verdict')} flipped"


def _change(change: Change, unit: str) -> str:
    new = change.outcome
    value = quantity(new.observed, unit)
    head = f"{change.kind.value:<13} {new.objective} on {new.date}: {value}"
    if change.kind is ChangeKind.CORRECTED:
        old = " and ".join(quantity(row.observed, unit) for row in change.before)
        return f"{head}, was {old}"
    if change.kind is ChangeKind.COMPLETED:
        return f"{head}; {', '.join(_differences(change.before[0], new))}"
    return head


def _differences(old: Outcome, new: Outcome) -> Iterator[str]:
    for name, word in _WORDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{word} {after}" + (f", was {before}" if before else "")


def as_document(changes: Sequence[Change], flips: Sequence[Flip]) -> dict[str, object]:
    """The same for programs."""
    return {
        "outcomes": [
            {
                "kind": change.kind.value,
                "outcome": change.outcome.model_dump(mode="json"),
                "before": [row.model_dump(mode="json") for row in change.before],
            }
            for change in changes
        ],
        "flips": [
            {
                "initiative": flip.gate.initiative,
                "stage": flip.gate.stage,
                "before": flip.before.kind.value,
                "after": flip.after.kind.value,
                "meaning": flip.meaning,
                "reason": flip.after.reason,
            }
            for flip in flips
        ],
    }
