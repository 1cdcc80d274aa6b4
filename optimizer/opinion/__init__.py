"""The second opinion: the same plan asked of another formulation and another solver."""

from optimizer.opinion.feasible import feasible
from optimizer.opinion.prices import shadow_prices
from optimizer.opinion.second import Opinion, second_opinion

__all__ = ["Opinion", "feasible", "second_opinion", "shadow_prices"]
