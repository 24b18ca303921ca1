"""The sources that a rating may rest on, and who repeats whom (SRC)."""
