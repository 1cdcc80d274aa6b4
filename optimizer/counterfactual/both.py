"""Answers about one initiative: exactly, and where that leaves a question open, near the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.counterfactual import Change, ChangeKind, Counterfactual
from optimizer.counterfactual.answer import prepared, put_together
from optimizer.counterfactual.around import ask_around, prepared_around
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.question import Question
from optimizer.counterfactual.questions import ask, questions

Changes = tuple[Change, ...]


def answer(asking: Asking) -> Counterfactual:
    """Everything about one initiative, one question after another."""
    asking = prepared(asking)
    asked = questions(asking)
    found = {key: ask(question) for key, question in asked.items()}
    near, left = None, left_open(asked, found)
    if left and not asking.stopped():
        near = prepared_around(asking)
        found |= {key: ask_near(question) for key, question in near_questions(near, left).items()}
    return put_together(asking, [row for rows in found.values() for row in rows], near)


def left_open(asked: Mapping[str, Question], found: Mapping[str, Changes]) -> dict[str, Question]:
    """The questions that the time left open."""
    return {
        key: question
        for key, question in asked.items()
        if all(row.works is None for row in found.get(key, ()))
    }


def near_questions(near: Asking, left: Mapping[str, Question]) -> dict[str, Question]:
    """The same questions about plans near the one at hand, if those decide as it does."""
    if near.inside is None or near.outside is None:
        return {}
    more = near.inside.low - near.outside.low
    if (more <= 0) is (near.standing is Standing.FUNDED) or more == 0:
        return {}
    return {key: replace(question, asking=near) for key, question in left.items()}


def ask_near(question: Question) -> Changes:
    """What is found near the plan; of alike people each is asked about by themselves."""
    rows = ask_around(question)
    if question.kind is not ChangeKind.PERSON_LOST or question.person is None:
        return rows
    name = question.asking.index.people[question.person].name
    return tuple(row for row in rows if row.what == name)[:1]
