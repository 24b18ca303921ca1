"""Designations: the words that were said, and the terms for them (TRM)."""
