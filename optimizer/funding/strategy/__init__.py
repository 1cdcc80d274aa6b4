"""How large programmes are solved; `strategy.py` says what runs when."""
