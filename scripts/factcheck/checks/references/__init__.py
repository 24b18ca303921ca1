"""References between records, and from pages to records (REF)."""
