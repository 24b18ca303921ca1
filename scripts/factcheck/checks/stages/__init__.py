"""Checks that the reading of files reports: files (FIL), YAML (SYN), shape (SCH), form (STY); and exceptions (EXC)."""
