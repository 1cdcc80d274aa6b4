"""Names for many people, over all periods at once (docs/decisions/0010)."""
