"""Portfolios that properties are held against."""

from hypothesis import strategies as st

from models.portfolio import Portfolio
from tests.oracle.draw import draw

LARGEST_SEED = 10**6


def drawn() -> st.SearchStrategy[Portfolio]:
    """Tiny portfolios that meet all rows of the formulation; they do not shrink, being tiny."""
    return st.integers(0, LARGEST_SEED).map(draw)
