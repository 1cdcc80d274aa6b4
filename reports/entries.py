"""What may be typed into the cells of a plan that may be changed."""

from __future__ import annotations

from datetime import date
from typing import Any

Entry = dict[str, Any]
"""XlsxWriter's options of a data validation."""

NUMBER: Entry = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -(10**15),
    "maximum": 10**15,
    "input_message": "A number in the unit of the metric: 83 for 83 %.",
    "error_message": "Allowed: a number, such as 83 or 3.4.",
}
DAY: Entry = {
    "validate": "date",
    "criteria": ">=",
    "value": date(1990, 1, 1),
    "input_message": "A day, such as 2027-01-31.",
    "error_message": "Allowed: a day, such as 2027-01-31.",
}
AMOUNT: Entry = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "input_message": "An amount in the currency of the plan, not below 0.",
    "error_message": "Allowed: an amount of 0 or more.",
}
WHOLE: Entry = {
    "validate": "integer",
    "criteria": ">=",
    "value": 1,
    "input_message": "A whole number of days.",
    "error_message": "Allowed: a whole number from 1 on.",
}


def entry(title: str, rule: Entry) -> Entry:
    """The rule with the name of the cell above its messages (Excel takes 32 characters)."""
    return rule | {"input_title": title[:32], "error_title": title[:32]}
