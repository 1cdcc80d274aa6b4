"""Explanations: why each initiative is in a plan or not, who competed for what, what waits."""

from optimizer.explain.explanation import Explanation, conflicts, delays, explained, reasons

__all__ = ["Explanation", "conflicts", "delays", "explained", "reasons"]
