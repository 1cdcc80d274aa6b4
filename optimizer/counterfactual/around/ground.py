"""The programme of a large portfolio, ready for small solves near its plan."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from models.index import Index
from models.portfolio import Portfolio
from optimizer.funding.build import Built, build
from optimizer.funding.people import People
from optimizer.funding.problem import Problem
from optimizer.gates import judge


@dataclass(frozen=True)
class Ground:
    """A portfolio's programme, its people as rows that are found when broken."""

    portfolio: Portfolio
    built: Built
    people: People

    @classmethod
    def of(cls, portfolio: Portfolio) -> Ground:
        """Ready to be solved."""
        built = build(Problem.of(portfolio, judge(portfolio)), flows=False)
        return cls(portfolio, built, People(built.programme))

    @property
    def index(self) -> Index:
        """Look-ups."""
        return self.problem.index

    @property
    def problem(self) -> Problem:
        """What is planned."""
        return self.built.programme.problem

    def alike(self, other: Ground) -> bool:
        """Whether people can do the same in both, and columns mean the same."""
        if other is self:
            return True
        here, there = self.portfolio, other.portfolio
        people = ("people", "pools", "availability", "assignments", "hiring", "teams", "demand")
        same = all(getattr(here, name) == getattr(there, name) for name in people)
        columns = self.built.programme.v.columns.names, other.built.programme.v.columns.names
        return same and columns[0] == columns[1]


class _Latest:
    """The ground of the latest portfolio: all questions about one share it, sent here or not."""

    def __init__(self) -> None:
        self._lock, self._ground = Lock(), None

    _ground: Ground | None

    def of(self, portfolio: Portfolio) -> Ground:
        with self._lock:
            if self._ground is None or self._ground.portfolio != portfolio:
                self._ground = Ground.of(portfolio)
            return self._ground


_LATEST = _Latest()


def ground_of(portfolio: Portfolio) -> Ground:
    """The ground of a portfolio that many questions are about."""
    return _LATEST.of(portfolio)
