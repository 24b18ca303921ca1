"""References between records, from pages to records (REF), and relations between claims (REL)."""
