"""The frontier: plans at other budgets or prices of a move, each the best that is known there."""

from optimizer.frontier.members import members
from optimizer.frontier.points import points
from optimizer.frontier.restate import restated
from optimizer.frontier.variants import amount, priced, prices, shares

__all__ = ["amount", "members", "points", "priced", "prices", "restated", "shares"]
