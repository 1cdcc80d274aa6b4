"""Excel workbooks: what is in them, guarded, and how ours look."""
