"""New evidence: outcomes merged into those that are there, and the gates that flip by it."""

from optimizer.evidence.flips import flips
from optimizer.evidence.merge import merged

__all__ = ["flips", "merged"]
