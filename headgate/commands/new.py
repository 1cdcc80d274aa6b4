"""`headgate new`: a template, or one of the examples, to start from."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from headgate.errors import Exit, OutputError, UsageError

NAME = "new"
HELP = "start a portfolio from the template or from an example"
EXAMPLES = ("industrial", "retailer")
"""Names of the workbooks in `data.examples`."""


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "path", type=Path, help="what to make: .xlsx, .json, or a folder of CSV files"
    )
    parser.add_argument(
        "--example", metavar="NAME", help=f"start from an example: {' or '.join(EXAMPLES)}"
    )
    parser.add_argument("--force", action="store_true", help="write over what is there")


def run(arguments: argparse.Namespace) -> Exit:
    """Make the file or folder, and say what to do next."""
    path: Path = arguments.path
    _refuse(path, force=arguments.force)
    if arguments.example is None:
        _template(path)
    else:
        _example(path, arguments.example)
    print(f"{path} is ready. Next: headgate check {path}")
    return Exit.DONE


def _refuse(path: Path, *, force: bool) -> None:
    """Raise where the path cannot be made, or is there already."""
    from headgate.output import folder_of, ready

    if path.suffix:
        ready(path, {".xlsx", ".json"})
    elif path.exists() and not path.is_dir():
        raise OutputError(f"{path} is a file; a folder of CSV files needs another name")
    else:
        folder_of(path)
    filled = any(path.iterdir()) if path.is_dir() else path.exists()
    if filled and not force:
        raise OutputError(f"{path} is there already; --force writes over it")


def _example(path: Path, name: str) -> None:
    from difflib import get_close_matches

    from data.examples import example
    from data.reading import read
    from data.writing import write
    from headgate.output import keep

    if name not in EXAMPLES:
        near = get_close_matches(name.lower(), EXAMPLES, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {' and '.join(EXAMPLES)}"
        raise UsageError(f"There is no example '{name}'; {hint}")
    if path.suffix.lower() == ".xlsx":
        keep(path, lambda place: _copy(example(name), place))
        return
    portfolio = read(example(name)).portfolio
    if portfolio is None:
        raise RuntimeError(f"the example {name} has faults")
    keep(path, lambda place: write(portfolio, place))


def _copy(source: Path, place: Path) -> None:
    from data.atomic import replacing

    with replacing(place) as temporary:
        temporary.write_bytes(source.read_bytes())


def _template(path: Path) -> None:
    """A workbook explains itself; the other formats start as an empty portfolio of this quarter."""
    from data.template import write_template
    from data.writing import write
    from headgate.output import keep
    from headgate.starter import starter

    if path.suffix.lower() == ".xlsx":
        keep(path, write_template)
        return
    today = datetime.now().astimezone().date()
    keep(path, lambda place: write(starter(today), place))
