"""`Sheet!row column = value`: one cell of a portfolio, named as people name it."""

from data.amending.amend import amend

__all__ = ["amend"]
