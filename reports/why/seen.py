"""What of the answers each audience may see: no names, no pay, nothing pay could be found from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.counterfactual import Change, ChangeKind, Counterfactual, Price, PricedKind
from models.envelope import Measure
from models.index import Index
from models.portfolio import Portfolio
from models.units import InitiativeId, PersonId, SkillId
from models.wording import listed
from reports.audience import View
from reports.names import Names

_OF_PEOPLE = (ChangeKind.PEOPLE, ChangeKind.PERSON_LOST)
_MOST_SKILLS = 3


class Seen:
    """Answers and prices as one audience gets them."""

    def __init__(self, portfolio: Portfolio, view: View) -> None:
        """Look up names and envelopes once."""
        self._view, self._index = view, Index(portfolio)
        self._names = Names(self._index, view.people)
        self._rooms = {row.id for row in portfolio.envelopes if row.measure is Measure.PEOPLE}

    def answers(self, answers: Sequence[Counterfactual]) -> list[Counterfactual]:
        """The answers, without what this audience must not see."""
        return [self._answer(row) for row in answers]

    def prices(self, prices: Sequence[Price]) -> list[Price]:
        """The prices; those of people's time are often just what hiring them costs."""
        if self._view.pay:
            return [*prices]
        return [
            row
            for row in prices
            if row.kind is not PricedKind.SKILL and row.envelope not in self._rooms
        ]

    def _answer(self, answer: Counterfactual) -> Counterfactual:
        rows = [self._change(answer.initiative, row) for row in answer.would_change]
        if self._view.people:
            return answer.model_copy(update={"would_change": tuple(rows)})
        free = self._names.free
        return answer.model_copy(
            update={
                "reason": free(answer.reason),
                "would_change": _merged(rows),
                "asked": tuple(map(free, answer.asked)),
                "note": free(answer.note),
            }
        )

    def _change(self, initiative: InitiativeId, row: Change) -> Change:
        """Free people, or room for people, are worth the hires that the plan then saves."""
        guarded = row.kind in _OF_PEOPLE or (row.kind is ChangeKind.ENVELOPE and self._rooms)
        kept = row.model_copy(update={"gain": None}) if guarded and not self._view.pay else row
        if self._view.people:
            return kept
        lost = row.kind is ChangeKind.PERSON_LOST
        what = self._somebody(initiative, row.what) if lost else self._names.free(row.what)
        return kept.model_copy(update={"what": what})

    def _somebody(self, initiative: InitiativeId, name: str) -> str:
        """Where a person is at home and what they do there, instead of their name."""
        called = [row.id for row in self._index.portfolio.people if row.name == name]
        if len(called) != 1:
            return _ONE
        (person,) = called
        skills = listed(self._used(initiative, person), _MOST_SKILLS)
        return f"{_ONE} of {self._names.home(person)}{f' with {skills}' if skills else ''}"

    def _used(self, initiative: InitiativeId, person: PersonId) -> list[SkillId]:
        """The skills of a person that an initiative needs; all of them where it needs none."""
        able = sorted(self._index.skills_of.get(person, ()))
        needed = {
            row.skill
            for stage in self._index.stages_of[initiative]
            for row in self._index.demand_of.get(stage.key, ())
        }
        return [skill for skill in able if skill in needed] or able


_ONE = "one person"


def _merged(rows: Sequence[Change]) -> tuple[Change, ...]:
    """Rows that read the same without names are one row that says of how many people it holds."""
    count = Counter(rows)
    return tuple(
        row
        if count[row] == 1 or row.kind is not ChangeKind.PERSON_LOST
        else row.model_copy(update={"what": row.what.replace(_ONE, _each(count[row]), 1)})
        for row in dict.fromkeys(rows)
    )


def _each(people: int) -> str:
    return f"any one of {people} people"
