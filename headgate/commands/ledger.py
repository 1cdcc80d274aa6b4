"""`headgate ledger`: look into the ledger, prove it, hand it on, and agree it with the plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from headgate.errors import Exit
from headgate.options import add_by, add_json, add_ledger, add_why, tranche

NAME = "ledger"
HELP = "show, verify, export, digest or reconcile the ledger; note what was spent"

_WHAT = {
    "show": "list the entries, or where each tranche stands",
    "verify": "check the chain, and the evidence where a folder is given",
    "export": "write all entries for a general ledger (.csv or .xlsx)",
    "digest": "print what to keep elsewhere, so that an older copy is noticed",
    "reconcile": "hold ledger, portfolio, plan and funds against each other, to the minor unit",
    "spend": "note what has been spent of a tranche",
    "close": "close a tranche: nothing more will be spent, the rest goes back to its fund",
}


def describe(parser: argparse.ArgumentParser) -> None:
    """Add what can be done with it, each with its options."""
    kinds = parser.add_subparsers(metavar="WHAT", dest="what", required=True)
    parts = {
        what: kinds.add_parser(what, help=about, description=about, allow_abbrev=False)
        for what, about in _WHAT.items()
    }
    parts["show"].add_argument(
        "--tranches", action="store_true", help="where each tranche stands, not how it came there"
    )
    parts["show"].add_argument("--of", metavar="PORTFOLIO", help="only this portfolio, by name")
    parts["verify"].add_argument("--digest", help="a digest that was kept elsewhere")
    parts["verify"].add_argument(
        "--evidence", type=Path, metavar="FOLDER", help="where the files of the evidence are"
    )
    parts["export"].add_argument(
        "-o", "--output", type=Path, required=True, help="a .csv or .xlsx file"
    )
    parts["reconcile"].add_argument("portfolio", type=Path, help="the portfolio as it is now")
    parts["reconcile"].add_argument("plan", type=Path, nargs="?", help="its plan, if there is one")
    parts["reconcile"].add_argument(
        "--by", metavar="NAME", help="keep what was found as notes in the ledger, by this person"
    )
    for what in ("spend", "close"):
        parts[what].add_argument(
            "tranche", type=tranche, metavar="INITIATIVE/STAGE", help="the tranche"
        )
        parts[what].add_argument(
            "--spent", required=what == "spend", metavar="AMOUNT", help="what was spent in all"
        )
        parts[what].add_argument("--of", metavar="PORTFOLIO", help="where several have it")
        add_why(parts[what], "a remark that stays in the ledger")
        add_by(parts[what])
    for part in parts.values():
        add_ledger(part)
        add_json(part)


def run(arguments: argparse.Namespace) -> Exit:
    """Do what is asked."""
    from headgate import ledger_books, ledger_proof, reconciling

    does = {
        "show": ledger_books.show,
        "export": ledger_books.export,
        "spend": ledger_books.spend,
        "close": ledger_books.close,
        "verify": ledger_proof.verify,
        "digest": ledger_proof.digest,
        "reconcile": reconciling.reconcile,
    }
    return does[arguments.what](arguments)
