"""How a folder's CSV files are written: declared in `format.json`, never guessed."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from models.base import Frozen

DECLARATION = "format.json"


class Declaration(Frozen):
    """What `format.json` may say; without it, commas and decimal points. Always UTF-8."""

    encoding: Literal["utf-8"] = "utf-8"
    delimiter: Literal[",", ";", "\t", "|"] = ","
    decimal: Literal[".", ","] = "."

    @model_validator(mode="after")
    def _not_both_commas(self) -> Declaration:
        if self.delimiter == self.decimal:
            raise ValueError("a comma cannot divide both cells and decimals")
        return self
