"""Sums are added up, amounts compared with the words beside them (NUM)."""
