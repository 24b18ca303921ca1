"""Designations: the words that were said and the term that they stand for (TRM)."""
