"""Answers about large portfolios: of plans near the one at hand."""

from optimizer.counterfactual.around.answer import (
    NOTE,
    answer_around,
    begun_around,
    prepared_around,
    told_around,
)
from optimizer.counterfactual.around.questions import ask_around, questions_around

__all__ = [
    "NOTE",
    "answer_around",
    "ask_around",
    "begun_around",
    "prepared_around",
    "questions_around",
    "told_around",
]
