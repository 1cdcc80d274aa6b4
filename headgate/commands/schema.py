"""`headgate schema`: what a portfolio in JSON looks like."""

from __future__ import annotations

import argparse

from headgate.errors import Exit

NAME = "schema"
HELP = "print the JSON Schema of a portfolio"


def describe(_: argparse.ArgumentParser) -> None:
    """This command has no options."""


def run(_: argparse.Namespace) -> Exit:
    """Print the schema."""
    import json

    from models.portfolio import Portfolio

    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    print(json.dumps(schema | Portfolio.model_json_schema(), indent=2, ensure_ascii=False))
    return Exit.DONE
