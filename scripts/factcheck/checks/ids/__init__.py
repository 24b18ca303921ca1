"""The permanent names of records (IDS)."""
