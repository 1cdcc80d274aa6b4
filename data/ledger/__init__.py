"""The ledger: where it is kept, how it is read and written, whether it still tells the truth."""

from data.ledger.chain import Damage, damage, digest
from data.ledger.place import LedgerRefusal, Place
from data.ledger.store import Conflict, Ledger, WrongMove

__all__ = [
    "Conflict",
    "Damage",
    "Ledger",
    "LedgerRefusal",
    "Place",
    "WrongMove",
    "damage",
    "digest",
]
