"""Texts in the languages of the site (LNG)."""
