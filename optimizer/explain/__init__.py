"""Explanations: why each initiative is in a plan or not, and who competed for what."""

from optimizer.explain.explanation import Explanation, conflicts, explained, reasons

__all__ = ["Explanation", "conflicts", "explained", "reasons"]
