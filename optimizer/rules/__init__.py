"""Rules of the operating model: each is one file with one small function that returns findings."""

from optimizer.rules.findings import findings

__all__ = ["findings"]
