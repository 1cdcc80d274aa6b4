"""Example portfolios: written as code, kept as workbooks that anyone can open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.portfolio import Portfolio

_NAMES = ("retailer", "industrial")


def names() -> tuple[str, ...]:
    """Names of the examples."""
    return _NAMES


def example(name: str) -> Path:
    """The example's workbook; raises ValueError for a name that there is not."""
    if name not in _NAMES:
        raise ValueError(f"there is no example {name!r}; there are {', '.join(_NAMES)}")
    return Path(__file__).with_name(f"{name}.xlsx")


def build(name: str) -> Portfolio:
    """The example's portfolio, made anew; raises ValueError for a name that there is not."""
    example(name)
    if name == "retailer":
        from data.examples.retailer import portfolio
    else:
        from data.examples.industrial import portfolio
    return portfolio()
