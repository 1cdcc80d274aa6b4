"""One question about one initiative; it can be sent elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from models.counterfactual import Change, ChangeKind
from models.units import FundId, PersonId, SkillId
from optimizer.counterfactual.asking import Asking

T = TypeVar("T")


NONE_OF_THEM = -1
"""Place of the answer that no single change of a kind does it."""


@dataclass(frozen=True)
class Question:
    """One thing that could be different for one initiative; it can be sent elsewhere."""

    asking: Asking
    kind: ChangeKind
    fund: FundId | None = None
    windows: tuple[int, ...] = ()
    skill: SkillId | None = None
    place: int = 0
    """Of single changes: which."""
    person: PersonId | None = None


def given(value: T | None) -> T:
    """What a question of its kind always names."""
    if value is None:
        raise ValueError("a question lacks what it is about")
    return value


def unanswered(question: Question) -> Change:
    """What is said of a question that nobody came to."""
    return Change(kind=question.kind, what=f"more of it ({question.kind})", works=None)
