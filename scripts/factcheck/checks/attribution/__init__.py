"""Through whom words came (ATT)."""
