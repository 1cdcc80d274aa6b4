"""Parts of the sheet Summary."""
