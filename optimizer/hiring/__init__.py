"""Hiring: which options pay for themselves, from the plans with and without them."""

from optimizer.hiring.case import hiring_case
from optimizer.hiring.without import ALL, NONE, questions, without

__all__ = ["ALL", "NONE", "hiring_case", "questions", "without"]
