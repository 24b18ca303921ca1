"""Dates are in order, as exact as they are known (DAT)."""
