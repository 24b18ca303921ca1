"""Sums, and amounts beside the words that give them (NUM)."""
