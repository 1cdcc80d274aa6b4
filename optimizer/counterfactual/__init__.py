"""What would have to be different for another decision on an initiative: proven by solving."""

from optimizer.counterfactual.answer import begun, put_together
from optimizer.counterfactual.around import (
    answer_around,
    ask_around,
    begun_around,
    prepared_around,
    told_around,
)
from optimizer.counterfactual.asking import Asking, Known, Standing, known, provable
from optimizer.counterfactual.both import answer, ask_near, left_open, near_questions
from optimizer.counterfactual.question import Question, unanswered
from optimizer.counterfactual.questions import ask

__all__ = [
    "Asking",
    "Known",
    "Question",
    "Standing",
    "answer",
    "answer_around",
    "ask",
    "ask_around",
    "ask_near",
    "begun",
    "begun_around",
    "known",
    "left_open",
    "near_questions",
    "prepared_around",
    "provable",
    "put_together",
    "told_around",
    "unanswered",
]
