"""The funding programme: which stages start when, with whose money and whose time."""
