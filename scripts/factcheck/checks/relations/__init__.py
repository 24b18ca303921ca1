"""How claims relate to one another (REL)."""
