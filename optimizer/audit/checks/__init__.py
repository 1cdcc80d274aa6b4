"""One check per file: each is named for what always holds, and takes the audit's context."""
