"""How much there must be (FIL)."""
