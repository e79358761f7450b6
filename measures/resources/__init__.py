"""Lists of the strategy: its frame, measures with their history, updates, indicators and funding."""
