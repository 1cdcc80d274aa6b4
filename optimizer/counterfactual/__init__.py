"""What would have to be different for another decision on an initiative: proven by solving."""

from optimizer.counterfactual.answer import answer, prepared, put_together
from optimizer.counterfactual.around import (
    around,
    ask_around,
    prepared_around,
    questions_around,
    told_around,
)
from optimizer.counterfactual.asking import Asking, Known, Standing, known, provable
from optimizer.counterfactual.question import Question, ask, questions

__all__ = [
    "Asking",
    "Known",
    "Question",
    "Standing",
    "answer",
    "around",
    "ask",
    "ask_around",
    "known",
    "prepared",
    "prepared_around",
    "provable",
    "put_together",
    "questions",
    "questions_around",
    "told_around",
]
