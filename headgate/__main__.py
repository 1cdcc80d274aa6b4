"""The command line: understand it, run one command, and say what went wrong without a traceback."""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import TYPE_CHECKING, NoReturn

from headgate.commands import COMMANDS, Command
from headgate.errors import Exit, HeadgateError
from headgate.memory import rarely_collected

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints end with where help is found."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and leave with 2."""
        self.exit(Exit.INPUT, f"{message}\nTry: {self.prog} --help\n")


class _Version(argparse.Action):
    """Prints the version; looking it up costs too much for every start."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        sys.stdout.write(f"headgate {version('headgate')}\n")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The whole command line; it imports nothing heavy."""
    top = _Parser(
        prog="headgate",
        description="From a workbook to an audited plan: which work gets which people and which "
        "tranches, quarter by quarter.",
        epilog="headgate COMMAND --help says more. Exit codes: 0 done, 2 faults in the input, "
        "3 no plan can satisfy it, 4 nothing found in time, 130 stopped.",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = top.add_subparsers(metavar="COMMAND", dest="command")
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME, help=command.HELP, description=command.HELP, allow_abbrev=False
        )
        command.describe(sub)
        sub.set_defaults(command=command)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    started = time.monotonic()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that lacks a letter shows its code instead
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if argv is None else argv)
    top = parser()
    if not given:
        top.print_help(sys.stderr)
        return Exit.INPUT
    try:
        _refuse_unknown(given[0], top)
        arguments = top.parse_args(given)
    except SystemExit as leaving:  # argparse has said what there is to say
        return leaving.code if isinstance(leaving.code, int) else Exit.INPUT
    arguments.started = started
    return _guarded(arguments.command, arguments)


def _refuse_unknown(name: str, top: argparse.ArgumentParser) -> None:
    names = [command.NAME for command in COMMANDS]
    if name.startswith("-") or name in names:
        return
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), names, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(names)}."
    top.error(f"There is no command '{name}'; {hint}")


def _guarded(command: Command, arguments: argparse.Namespace) -> Exit:
    """Run the command; whatever happens, the user gets words and an exit code."""
    try:
        with rarely_collected():
            code = command.run(arguments)
        sys.stdout.flush()
    except HeadgateError as refusal:
        from headgate.refusal import refuse

        return refuse(refusal, arguments)
    except KeyboardInterrupt:
        from headgate.refusal import stopped

        return stopped(arguments)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as fault:  # noqa: BLE001 - the last line of defence: no traceback for users
        from headgate.crash import keep

        return keep(fault, arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
