"""Two plans held against each other: every changed cell, and the one cause of each."""

from optimizer.comparing.alignment import CannotCompare, meets
from optimizer.comparing.compare import compare

__all__ = ["CannotCompare", "compare", "meets"]
