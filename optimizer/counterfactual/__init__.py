"""What would have to be different for another decision on an initiative: proven by solving."""

from optimizer.counterfactual.answer import answer, begun, put_together
from optimizer.counterfactual.around import (
    around,
    ask_around,
    begun_around,
    told_around,
)
from optimizer.counterfactual.asking import Asking, Known, Standing, known, provable
from optimizer.counterfactual.question import Question, unanswered
from optimizer.counterfactual.questions import ask

__all__ = [
    "Asking",
    "Known",
    "Question",
    "Standing",
    "answer",
    "around",
    "ask",
    "ask_around",
    "begun",
    "begun_around",
    "known",
    "provable",
    "put_together",
    "told_around",
    "unanswered",
]
