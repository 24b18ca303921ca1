"""What the first stages report themselves: files (FIL), YAML (SYN), shape (SCH); and exceptions (EXC), the last one."""
