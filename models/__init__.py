"""What Headgate speaks of: frozen types, one noun per file; no I/O, no solver."""
