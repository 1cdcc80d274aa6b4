"""One command per file: its words, its options, and what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from headgate.commands import (
    alternatives,
    audit,
    check,
    compare,
    diagnose,
    explain,
    frontier,
    hiring,
    ledger,
    new,
    outcomes,
    plan,
    release,
    request,
    reverse,
    roll,
    schema,
    staged,
    whatif,
)

if TYPE_CHECKING:
    import argparse

    from headgate.errors import Exit


class Command(Protocol):
    """What each module of this package offers."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """The word on the command line."""

    @property
    def HELP(self) -> str:  # noqa: N802 - a constant of the module
        """What it does, in one line."""

    def describe(self, parser: argparse.ArgumentParser) -> None:
        """Add its options; must import nothing heavy."""

    def run(self, arguments: argparse.Namespace) -> Exit:
        """Do it; raises HeadgateError for whatever must be refused."""


COMMANDS: tuple[Command, ...] = (
    new,
    check,
    plan,
    diagnose,
    alternatives,
    audit,
    compare,
    explain,
    whatif,
    frontier,
    staged,
    hiring,
    request,
    release,
    reverse,
    ledger,
    roll,
    outcomes,
    schema,
)
"""All commands, in the order in which they are met."""
