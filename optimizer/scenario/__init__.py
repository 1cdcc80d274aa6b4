"""Scenarios: a portfolio with edits made in order, pure and told in words."""

from optimizer.scenario.apply import applied

__all__ = ["applied"]
