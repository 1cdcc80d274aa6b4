"""Multidimensional 0/1 knapsacks of the OR-Library, read from its two files, exactly.

`mknap1.txt` says how many problems there are; each is `n m optimum`, n values, m rows of n weights,
m capacities. `mknap2.txt` has text between its problems, which have names; each is `m n`, n values,
m capacities, m rows of n weights, the optimum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

_NAMED = re.compile(r"^\s*problem (\w+)\.DAT\s*$", re.MULTILINE)
_WORDLESS = re.compile(r"\A[\s+\d.]*")


@dataclass(frozen=True)
class Knapsack:
    """Choose items of most value that fit in every dimension."""

    name: str
    values: tuple[Decimal, ...]
    """Per item."""
    weights: tuple[tuple[Decimal, ...], ...]
    """Per dimension, per item."""
    capacities: tuple[Decimal, ...]
    """Per dimension."""
    optimum: Decimal
    """As published."""


def load(path: Path) -> tuple[Knapsack, ...]:
    """All problems of a file in its order; raises ValueError where it ends early or goes on."""
    text = path.read_text(encoding="utf-8")
    names = _NAMED.findall(text)
    if not names:
        return tuple(_numbered(_numbers(text)))
    bodies = _NAMED.split(text)[2::2]
    return tuple(_named(name, body) for name, body in zip(names, bodies, strict=True))


def _numbers(text: str) -> Iterator[Decimal]:
    """The numbers before the first word."""
    found = _WORDLESS.match(text)
    return map(Decimal, found.group().replace("+", " ").split() if found else ())


def _numbered(numbers: Iterator[Decimal]) -> Iterator[Knapsack]:
    for number in range(1, _whole(numbers) + 1):
        items, dimensions, (optimum,) = _whole(numbers), _whole(numbers), _take(numbers, 1)
        yield Knapsack(
            name=f"{number}",
            optimum=optimum,
            values=_take(numbers, items),
            weights=tuple(_take(numbers, items) for _ in range(dimensions)),
            capacities=_take(numbers, dimensions),
        )
    _at_end(numbers)


def _named(name: str, body: str) -> Knapsack:
    numbers = _numbers(body)
    dimensions, items = _whole(numbers), _whole(numbers)
    values, capacities = _take(numbers, items), _take(numbers, dimensions)
    weights = tuple(_take(numbers, items) for _ in range(dimensions))
    (optimum,) = _take(numbers, 1)
    _at_end(numbers)
    return Knapsack(name, values, weights, capacities, optimum)


def _whole(numbers: Iterator[Decimal]) -> int:
    return int(_take(numbers, 1)[0])


def _take(numbers: Iterator[Decimal], count: int) -> tuple[Decimal, ...]:
    taken = tuple(islice(numbers, count))
    if len(taken) < count:
        raise ValueError(f"the problem ends {count - len(taken)} numbers too early")
    return taken


def _at_end(numbers: Iterator[Decimal]) -> None:
    left = sum(1 for _ in numbers)
    if left:
        raise ValueError(f"{left} numbers are left over")
