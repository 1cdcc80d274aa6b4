"""What a fund pays for: `domain: Checkout; kind: product; theme: growth; capex`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from data.clean import ORDINARY_SPACE
from data.context import Context
from data.fault import Fault
from data.kinds.choice import choose
from data.kinds.kind import Kind
from data.kinds.text import text_of
from data.values import Shown, Value
from models.fund import CostType, PaysFor
from models.initiative import Theme
from models.nearest import nearest
from models.team import TeamKind
from models.units import DomainId

_HINT = (
    "terms with ; between them: domain: and a name, kind: product, theme: growth, capex, opex; "
    "a word twice means either; empty means anything"
)
_WORDS = ("domain", "kind", "theme", "capex", "opex")
T = TypeVar("T")


@dataclass
class _Terms:
    domains: list[DomainId] = field(default_factory=list)
    kinds: list[TeamKind] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    cost_types: list[CostType] = field(default_factory=list)

    def add(self, term: str) -> None:
        """Takes one term; raises Fault if it is none."""
        word, colon, name = (part.strip(ORDINARY_SPACE) for part in term.partition(":"))
        match word.casefold(), bool(colon and name):
            case "domain", True:
                _append(self.domains, DomainId(name), term)
            case "kind", True:
                _append(self.kinds, choose(name, TeamKind), term)
            case "theme", True:
                _append(self.themes, choose(name, Theme), term)
            case "capex" | "opex", False if not colon:
                _append(self.cost_types, CostType(word.casefold()), term)
            case _:
                near = nearest(word, _WORDS)
                hint = _HINT + (f"; nearest: {near}" if near else "")
                raise Fault(f"'{term.strip()}' is unclear", hint)


@dataclass(frozen=True)
class PaysForText(Kind[PaysFor]):
    """Terms that all must fit."""

    def parse(self, value: Value, context: Context) -> PaysFor:
        """The terms by dimension, each in the order given."""
        terms = _Terms()
        for term in text_of(value).split(";"):
            terms.add(term)
        return PaysFor(
            domains=tuple(terms.domains),
            kinds=tuple(terms.kinds),
            themes=tuple(terms.themes),
            cost_types=tuple(terms.cost_types),
        )

    def show(self, value: PaysFor, context: Context) -> Shown:
        """As it is written; None for anything."""
        terms = [f"domain: {name}" for name in value.domains]
        terms += [f"kind: {kind.value}" for kind in value.kinds]
        terms += [f"theme: {theme.value}" for theme in value.themes]
        terms += [cost_type.value for cost_type in value.cost_types]
        return "; ".join(terms) or None

    def unit(self, context: Context) -> str:
        """In words."""
        return _HINT


def _append(names: list[T], name: T, term: str) -> None:
    if name in names:
        raise Fault(f"'{term.strip()}' is there twice", "each term once")
    names.append(name)


PAYS_FOR = PaysForText()
