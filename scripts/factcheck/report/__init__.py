"""The report of a run, and its formats: text, annotations on GitHub, JSON."""
