"""Sheet Settings: one key a row, one key for each field of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import ValidationError

from data.context import Context
from data.fault import Fault
from data.kinds.choice import Choice
from data.kinds.dates import DAY
from data.kinds.money import Amount
from data.kinds.number import PERCENT, Number, Whole
from data.kinds.text import TEXT
from data.sheets.column import LISTS, Alert, Column, Offer
from data.sheets.limits import faults_in
from data.sheets.sheet import Faults, Fields
from data.values import Flaw, Shown, Value
from models.currency import EXPONENTS
from models.nearest import nearest
from models.settings import Reserve, Settings

TITLE = "Settings"
KEY, VALUE, MEANING = "Key", "Value", "Meaning"
ABOUT = "What holds for the whole portfolio."
BY = "finance"
HEADERS = (KEY, VALUE, MEANING)
KEYS = (
    Column("Portfolio name", "name", TEXT, "As it stands on the reports.", required=True),
    Column(
        "Currency",
        "currency",
        TEXT,
        "ISO 4217 code of all money: EUR.",
        required=True,
        offer=Offer(LISTS, "Currencies", Alert.STOP),
    ),
    Column("As-of date", "as_of", DAY, "The day the plan speaks of.", required=True),
    Column("Slice", "slice", Number("FTE"), "The least part of a person that is planned: 0.1."),
    Column("Discount rate per year %", "discount_rate", PERCENT, "What later value loses."),
    Column(
        "Value horizon", "value_horizon", Whole("periods"), "Periods after the last that count."
    ),
    Column("Most teams per person", "most_teams", Whole("teams"), "In one period."),
    Column("Price of a move", "move_price", Amount(), "For one slice that changes its team."),
    Column(
        "Evidence valid for (days)", "evidence_days", Whole("days"), "Older outcomes prove nothing."
    ),
    Column("Gate tolerance %", "gate_tolerance", PERCENT, "A miss by less is conditional."),
    Column(
        "Share released when conditional %",
        "conditional_share",
        PERCENT,
        "Of the next tranche, while a gate is conditional; 0 for none.",
    ),
    Column(
        "Reserve for future tranches",
        "reserve",
        Choice(Reserve),
        "Whether tranches behind open gates are charged in full or at their chance.",
    ),
    Column("Solver gap %", "gap", PERCENT, "How far from the best possible plan is good enough."),
    Column(
        "Time limit (seconds)", "time_limit", Whole("seconds"), "Then the best so far is taken."
    ),
    Column("Seed", "seed", Whole(), "Of everything that draws by chance."),
    Column(
        "Both natures above",
        "both_natures_above",
        Amount(),
        "Initiatives that ask for more need a value and a delivery objective; empty for none.",
    ),
    Column(
        "Escalate conflicts above",
        "escalate_above",
        Amount(),
        "Executives settle conflicts whose losers forgo more in all; empty: none is escalated.",
    ),
)
"""One for each field of `models.settings.Settings`; the header is the key."""

_BY_KEY = {key.header: key for key in KEYS}


def to_settings(cells: Mapping[str, Value], context: Context) -> Settings:
    """The settings that these values (by key) describe; raises Faults, whose columns are keys."""
    fields: Fields = {}
    faults: list[Fault] = []
    context = _with_currency(cells.get("Currency"), context)
    for key in KEYS:
        value = cells.get(key.header)
        if value is None:
            if key.required:
                faults.append(Fault("is empty and must be filled", key.about, key.header))
            continue
        try:
            if isinstance(value, Flaw):
                raise Fault(value.what, value.allowed)  # noqa: TRY301 - one way for all faults
            fields[key.field] = key.kind.parse(value, context)
        except Fault as fault:
            faults.append(Fault(fault.what, fault.allowed, key.header))
    try:
        settings = Settings(**fields)
    except ValidationError as error:
        raise Faults(faults + faults_in(error, KEYS, context)) from error
    if faults:
        raise Faults(faults)
    return settings


def _with_currency(code: Value, context: Context) -> Context:
    """The context with the currency's scale, where the code is one, since prices stand here too."""
    if not isinstance(code, str) or code not in EXPONENTS:
        return context
    return replace(context, currency=code, exponent=EXPONENTS[code])


def unknown_key(key: str) -> Fault:
    """The fault of a key that does not exist."""
    near = nearest(key, list(_BY_KEY))
    allowed = f"nearest: {near}" if near else "one of: " + ", ".join(_BY_KEY)
    return Fault(f"there is no setting '{key}'", allowed)


def is_key(key: str) -> bool:
    """Whether the text names a setting."""
    return key in _BY_KEY


def to_rows(settings: Settings, context: Context) -> list[tuple[Shown, ...]]:
    """Key, value and meaning of each setting."""
    rows: list[tuple[Shown, ...]] = []
    for key in KEYS:
        value = getattr(settings, key.field)
        rows.append(
            (key.header, None if value is None else key.kind.show(value, context), key.about)
        )
    return rows
