"""The rating follows from its evidence (RAT)."""
