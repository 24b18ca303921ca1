"""Chronology, over dates as exact as they are known (DAT)."""
