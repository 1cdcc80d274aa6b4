"""Choices: one of a few words; yes and no among them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from data.context import Context
from data.fault import Fault
from data.kinds.kind import Kind
from data.kinds.text import text_of
from data.values import Shown, Value
from models.nearest import nearest

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class Choice(Kind[E]):
    """One word of a list; capitals do not matter."""

    words: type[E]

    def parse(self, value: Value, context: Context) -> E:
        """The word's meaning; raises Fault with the nearest word."""
        return choose(text_of(value), self.words)

    def show(self, value: E, context: Context) -> Shown:
        """The word."""
        return value.value

    def unit(self, context: Context) -> str:
        """In words."""
        return "one of: " + ", ".join(self.choices)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words."""
        return tuple(word.value for word in self.words)


@dataclass(frozen=True)
class YesNo(Kind[bool]):
    """Yes or no; empty is no."""

    def parse(self, value: Value, context: Context) -> bool:
        """Whether it says yes; Excel's TRUE and FALSE count as well."""
        if isinstance(value, bool):
            return value
        word = text_of(value).casefold()
        if word not in _TRUTH:
            raise Fault(f"'{text_of(value)}' is neither yes nor no", "yes, no or empty")
        return _TRUTH[word]

    def show(self, value: bool, context: Context) -> Shown:  # noqa: FBT001 - the value of a cell
        """`yes` or `no`."""
        return "yes" if value else "no"

    def unit(self, context: Context) -> str:
        """In words."""
        return "yes, or empty for no"

    @property
    def choices(self) -> tuple[str, ...]:
        """Both."""
        return ("yes", "no")


def choose(text: str, words: type[E]) -> E:
    """The member of the list that the text names; raises Fault with the nearest."""
    by_word = {word.value.casefold(): word for word in words}
    found = by_word.get(text.casefold())
    if found is None:
        allowed = "one of: " + ", ".join(word.value for word in words)
        near = nearest(text, [word.value for word in words])
        raise Fault(
            f"'{text}' is not in the list", allowed + (f"; nearest: {near}" if near else "")
        )
    return found


_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
YES_NO = YesNo()
